"""Owns screening a person over a whole listing: one program or all, in one role, with paths and alternatives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from passerelle.eligibility.answers_file import UnusableError
from passerelle.eligibility.meanings import Meanings
from passerelle.eligibility.offers import Offers
from passerelle.eligibility.person import Answers, Person
from passerelle.eligibility.plan import Plan, distance, plan_for
from passerelle.eligibility.requirements import Leaf, requirements_of
from passerelle.eligibility.verdict import Code, Screening, Standing, screen, standing_of
from passerelle.records.catalog import Catalog
from passerelle.records.criteria import Role, Rule
from passerelle.records.diagnostics import did_you_mean
from passerelle.records.model import Program

VERDICTS: tuple[Code, ...] = ("fits", "ask-program", "need-answers", "not-yet", "not-this-one")
"""From the most to the least promising."""
MOST_ALTERNATIVES = 4
AUDIENCE_OF: Mapping[Role, str] = {"participant": "newcomer", "mentor": "mentor"}


@dataclass(frozen=True, slots=True)
class Screened:
    """What came of one program: the verdict, a way in where it is not yet, other programs where it is not this one."""

    program: Program
    screening: Screening
    standing: Standing
    plan: Plan | None
    alternatives: tuple[Program, ...]

    @property
    def rule(self) -> Rule | None:
        """The rule as the record has it."""
        eligibility = self.program.eligibility
        return eligibility.mentor if self.screening.requirements.role == "mentor" else eligibility.participant


class Screener:
    """Screens persons over a listing in one role, on a day. Rules are brought into their normal form once."""

    def __init__(self, catalog: Catalog, today: date, role: Role = "participant") -> None:
        self.catalog, self.today, self.role = catalog, today, role
        self.meanings = Meanings.of(catalog)
        self.offers = Offers.of(catalog, self.meanings, today)
        self.rules = {program.id: requirements_of(program, role, self.meanings) for program in self.programs}
        self._standings = {
            name: standing_of(catalog.programs[name], rules, today) for name, rules in self.rules.items()
        }

    @property
    def programs(self) -> list[Program]:
        """The programs of the default list that are for this role."""
        audience = AUDIENCE_OF[self.role]
        return [program for program in self.catalog.listed if audience in program.audience]

    def person(self, answers: Answers) -> Person:
        """Somebody with these answers, which have been read, on this day."""
        return Person(answers, self.meanings, self.today)

    def known(self, names: Iterable[str]) -> tuple[str, ...]:
        """Names of programs that can be screened for. Raises UnusableError that says why the others cannot."""
        chosen = tuple(dict.fromkeys(names))
        wrong = [self._why_not(name) for name in chosen if name not in self.rules]
        if wrong:
            raise UnusableError("\n".join(wrong))
        return chosen

    def _why_not(self, name: str) -> str:
        program = self.catalog.programs.get(name)
        if program is None:
            remedy = did_you_mean(name, self.catalog.programs)
            return f"there is no program `{name}`" + (f"; {remedy}" if remedy else "")
        if not program.is_listed:
            return f"`{name}` is {program.status}: nobody is screened for it"
        return f"`{name}` is not for this role"

    def verdicts(self, person: Person) -> Mapping[str, Screening]:
        """The screening of every program."""
        return {name: screen(rules, person, self._standings[name]) for name, rules in self.rules.items()}

    def screened(self, person: Person, names: tuple[str, ...] = ()) -> list[Screened]:
        """The programs named, or all, the most promising first, each with what to do next."""
        found = self.verdicts(person)
        chosen = names or tuple(sorted(found, key=lambda name: (VERDICTS.index(found[name].verdict), name)))
        return [self._screened(name, found, person) for name in chosen]

    def _screened(self, name: str, found: Mapping[str, Screening], person: Person) -> Screened:
        program, screening = self.catalog.programs[name], found[name]
        plan = plan_for(self.rules[name], person, self.offers) if screening.verdict == "not-yet" else None
        is_ruled_out = screening.verdict in ("not-this-one", "not-yet")
        others = self._alternatives(program, found, person) if is_ruled_out else ()
        return Screened(program, screening, self._standings[name], plan, others)

    def _alternatives(self, program: Program, found: Mapping[str, Screening], person: Person) -> tuple[Program, ...]:
        """Others of the same aim that the person is not ruled out of: the most promising, then the nearest, first."""
        others = [
            other
            for other in self.programs
            if other.id != program.id
            and not set(other.aims).isdisjoint(program.aims)
            and found[other.id].verdict != "not-this-one"
        ]
        return tuple(sorted(others, key=lambda other: self._promise(other, program, found, person))[:MOST_ALTERNATIVES])

    def _promise(
        self, other: Program, program: Program, found: Mapping[str, Screening], person: Person
    ) -> tuple[int, int, int, str]:
        shared = len(set(other.aims) & set(program.aims))
        verdict = VERDICTS.index(found[other.id].verdict)
        return verdict, distance(other.areas, person), -shared, other.id

    def leaf(self, program: str, name: str) -> Leaf:
        """A leaf of a program's rule in this role, or of one that is a step on a path. Raises KeyError."""
        rules = self.rules.get(program) or self.offers.by_program[program].requirements
        return {leaf.id: leaf for leaf in rules.leaves}[name]
