"""Owns random listings and random persons for them, many in little time, all from one seed.

They lean towards where truths turn and where paths lead: few values, months around the day, programs that prepare for
one another, gates into one another. Words do not matter here, so records have next to none.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from random import Random
from typing import Any

import msgspec

from passerelle.eligibility.meanings import SKILLS, Meanings
from passerelle.eligibility.person import NOT_TESTED
from passerelle.records.catalog import Catalog
from passerelle.records.criteria import AllOf, AnyOf, Criterion, Eligibility, Node, Not, Operand, Role, Rule
from passerelle.records.model import After, BroaderProgram, Cost, Effect, Evidence, Host, Intake, Program, Verification
from passerelle.records.text import Text
from passerelle.records.vocabularies import Question, Term, Vocabulary
from tests.rules import DAYS, NUMBERS, SPANS, months_around, operators_of, repository

IDS = ("10", "9", "a", "a-1", "b", "bridge", "class", "course", "mentors", "test", "work", "z")
"""Some look like numbers, which browsers put first."""
LEVELS = (0, 3, 3, 4, 4, 5, 6, 7, 12)
PREPARED = (*["english_level", "completed", "arrival_month"] * 2, "french_level", "belongs", "aims", "groups", "age")
"""Questions that paths are about."""
SOURCES = ("page", "7", "guide")
LISTED = ("any_of", "none_of", "includes", "includes_any", "excludes", "within")
RISING = ("at_least", "includes", "includes_any", "at_least_ago", "within")
HELD = ("completed", "belongs", "groups", "aims")
"""Questions to which something can be added."""
TEXT = Text("A", "A")
BANDS = Vocabulary("income-bands", TEXT, {code: Term(TEXT) for code in ("none", "500", "90", "1000", "more")}, True)
"""An ordered list whose codes look like numbers that stand in another order."""


class Draw:
    """Draws listings and persons on one day after another."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311
        self.real = repository()[0]
        self.today = DAYS[0]
        self.meanings = repository()[1]
        self._led_on, self._leads_on = 0.0, False
        """How many rules of a listing ask for what can be prepared for, and whether the one being drawn does."""

    def catalog(self) -> Catalog:
        """A listing of a few programs, for a day of its own: `today`. The persons drawn next fit it."""
        self.today, self._led_on = self.one(DAYS), self.one((0.2, 1))
        ids = sorted(self.random.sample(IDS, self.random.randint(2, len(IDS))))
        vocabularies = {**self.real.vocabularies, BANDS.id: BANDS}
        programs = {name: self._program(name, ids) for name in ids}
        catalog = Catalog(programs, self.real.organizations, vocabularies, self.real.questions, {}, {})
        self.meanings = Meanings.of(catalog)
        return dataclasses.replace(catalog, programs={name: self._ruled(one) for name, one in programs.items()})

    def _ruled(self, program: Program) -> Program:
        """A program with rules, which may name the gates of its listing."""
        rules = Eligibility(self._rule("participant"), self._rule("mentor"))
        return msgspec.structs.replace(program, eligibility=rules)

    @cached_property
    def _hosts(self) -> list[str]:
        """An organization that says how one joins, and one that does not, where there are both."""
        by_joining = {one.joining is None: name for name, one in sorted(self.real.organizations.items())}
        return sorted(by_joining.values())

    def one(self, values: Sequence[Any]) -> Any:
        """One of some values."""
        return values[int(self.random.random() * len(values))]

    def often(self, share: float) -> bool:
        """Yes, as often as a share says."""
        return self.random.random() < share

    def _program(self, name: str, others: Sequence[str]) -> Program:
        draw, often = self.one, self.often
        host = Host(tuple(self.random.sample(self._hosts, 1)), draw(("member", "client", "employee", "hosted")))
        broader = BroaderProgram(program=draw([one for one in others if one != name])) if often(0.7) else None
        embedded = broader or BroaderProgram(name=TEXT)
        access = draw(("open-access", "open-access", "embedded", "internal"))
        return Program(
            id=name, access_class=access, path="", name=TEXT, organization="agency", summary=TEXT, how_to_enter=(),
            service_languages=("en",), cost=Cost("free"),
            sources={key: self._source() for key in SOURCES}, eligibility=Eligibility(),
            kind=self._code("completed"), aims=tuple(self._some("aims", 1, 2)),
            audience=tuple(self.random.sample(("newcomer", "mentor", "employer"), 2)) if often(0.4) else ("newcomer",),
            status=draw(("running", "running", "running", "running", "paused", "closed")),
            areas=tuple(self._some("area", 1, 2)) if often(0.4) else (),
            embedded_in=embedded if access == "embedded" else None, host=host if access == "internal" else None,
            duration=draw((None, "P1M", "P12M", "P1Y6M", "P2W", "P1M10D", "PT3H")),
            intake=Intake(kind="dated", closes=draw(("2025-01-31", "2026-11-22", "2027")), starts="2024-05") if often(0.3) else None,
            after=After(self._effects(1), self._effects(2)),
            verification=Verification("website", draw(("2024-08-31", "2025-02-28", "2026-08-22", "2026-12-01"))) if often(0.4) else None,
            review_every_months=draw((3, 6, 18)),
        )  # fmt: skip

    def _source(self) -> Evidence:
        published = self.one((None, 2012, "2022-02", "2023-02-28", 2023, 2024, "2026-01", "2023-11-22"))
        return Evidence(
            title="A", kind=self.one(("website", "website", "third-party")), read_on="2026", published=published
        )

    def _effects(self, most: int) -> tuple[Effect, ...]:
        return tuple(self._effect() for _ in range(self.random.randint(0, most)))

    def _effect(self) -> Effect:
        language = self.one(("english_level", "english_level", "french_level"))
        kind = self.one(("adds", "raises", "reveals"))
        if kind == "raises":
            return Effect(raises=language, by=self.one((1, 1, 2)), up_to=self.one((4, 6, 8)))
        if kind == "reveals":
            return Effect(reveals=language)
        question = self.one(("completed", "completed", "groups", "aims"))
        return Effect(adds=question, code=self._code(question))

    def _rule(self, role: Role) -> Rule | None:
        """Rules of each sort: none, empty, of parts all of which, or any of which, must hold."""
        if self.often(0.1):
            return None
        stated = self.one(("all", "all", "all", "some", "none", "open-to-all"))
        self._leads_on = role == "participant" and self.often(self._led_on)
        if self._leads_on and self.often(0.3):
            return Rule(stated=stated, all=self._race())
        parts = tuple(self._node(role, 2) for _ in range(self.random.randint(0, 3)))
        return Rule(stated=stated, any=parts) if self.often(0.15) else Rule(stated=stated, all=parts)

    def _race(self) -> tuple[Criterion, ...]:
        """Something to finish, which takes its time, and a month that time goes on from."""
        return self._about("completed"), self._about("arrival_month")

    def _node(self, role: Role, depth: int) -> Node:
        if depth and self.often(0.15 if self._leads_on else 0.35):
            if self.often(0.25):
                return Not(self._node(role, depth - 1))
            parts = tuple(self._node(role, depth - 1) for _ in range(self.random.randint(1, 3)))
            return AnyOf(parts) if self.often(0.6) else AllOf(parts)
        return self._criterion(role)

    def _criterion(self, role: Role) -> Criterion:
        asked = [name for name, one in self.meanings.questions.items() if one.role in (role, "both")]
        names = PREPARED if self._leads_on else asked
        return self._about(
            self.one(names if self.meanings.gates else [one for one in names if one != self.meanings.gate])
        )

    def _about(self, name: str) -> Criterion:
        question = self.meanings.questions[name]
        operators = operators_of(question)
        rising = [one for one in operators if one in RISING]
        operator = self.one(rising if self._leads_on and rising and self.often(0.9) else operators)
        skill = self.one(("each", "each", "any", *SKILLS)) if question.type == "level" else "each"
        return Criterion(
            ask=name, operator=operator, operand=self._operand(operator, name, question), source=self.one(SOURCES),
            skill=skill, or_equivalent=self.often(0.15),
        )  # fmt: skip

    def _operand(self, operator: str, name: str, question: Question) -> Operand:
        if question.type == "month":
            return SPANS[self.random.randrange(len(SPANS))]
        if question.type == "yes-no":
            return self.often(0.6)
        if operator == "between":
            values = self._values(name, question)
            low, high = sorted(self.random.randrange(len(values)) for _ in range(2))
            return values[low], values[high]
        if operator in LISTED:
            return tuple(self._some(name, 1, 2))
        value: Operand = self.one(self._values(name, question))
        return value

    def _values(self, name: str, question: Question) -> Sequence[Any]:
        if question.type == "level":
            return LEVELS[:-3] if self._leads_on else LEVELS
        if question.type == "number":
            return [one for one in NUMBERS if (question.minimum or 0) <= one <= (question.maximum or 0)]
        return self._codes(name)

    def _codes(self, name: str) -> Sequence[str]:
        options = self.meanings.options(name)
        return tuple(options.terms) if options else sorted(self.meanings.gates)

    def _code(self, name: str) -> str:
        """A code; mostly one of the first, so that rules, effects and answers meet."""
        codes = self._codes(name)
        code: str = self.one(codes[:4] if name in HELD and self.often(0.7) else codes)
        return code

    def _some(self, name: str, least: int, most: int) -> list[str]:
        count = self.random.randint(least, most) if self._codes(name) else 0
        return list(dict.fromkeys(self._code(name) for _ in range(count)))

    def answers(self) -> dict[str, Any]:
        """Well-formed answers of somebody, who answers few questions, or most of them."""
        share = self.one((0.2, 0.7, 0.95))
        named = {name: self._answer(name) for name in self.meanings.questions if self.often(share)}
        return named | self._beginnings() if self.often(0.5) else named

    def _beginnings(self) -> dict[str, Any]:
        """Answers of somebody who has a long way to go, some of them left out."""
        levels = (0, 3, 4, NOT_TESTED, {"reading": NOT_TESTED, "writing": 3}, {"speaking": 4})
        recent = [month for month in months_around(self.today) if month >= f"{self.today.year - 1}"]
        starts = {
            "completed": [], "belongs": [], "groups": [], "aims": self._some("aims", 0, 2), "age": self.one((12, 17)),
            "english_level": self.one(levels), "french_level": self.one(levels), "arrival_month": self.one(recent),
        }  # fmt: skip
        return {name: answer for name, answer in starts.items() if self.often(0.8)}

    def _answer(self, name: str) -> Any:
        question = self.meanings.questions[name]
        if self.often(0.08):
            return None
        by_type: Mapping[str, Callable[[], Any]] = {
            "yes-no": lambda: self.often(0.5),
            "number": lambda: self.one(self._values(name, question)),
            "level": self._levels,
            "month": lambda: self.one(months_around(self.today)),
            "choices": lambda: self._some(name, 0, 3),
        }
        return by_type.get(question.type, lambda: self._code(name))()

    def _levels(self) -> Any:
        if self.often(0.6):
            return self.one((*LEVELS, NOT_TESTED))
        skills = self.random.sample(SKILLS, self.random.randint(0, 4))
        return {skill: self.one((*LEVELS, NOT_TESTED, None)) for skill in skills}
