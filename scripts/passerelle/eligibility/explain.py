"""Owns the words that explain a screening: each criterion, the answer it met, what can be done about it, each step.

Everything is made from codes and templates in one language; `words` are the interface's words in that language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from passerelle.eligibility.changes import Way, met_from
from passerelle.eligibility.decide import Judged, Truth, judge
from passerelle.eligibility.person import Person
from passerelle.eligibility.phrasing import Phrasing
from passerelle.eligibility.plan import Plan
from passerelle.eligibility.requirements import Leaf, leaves_of
from passerelle.eligibility.screener import Screener
from passerelle.eligibility.steps import Step
from passerelle.eligibility.verdict import Screening
from passerelle.records.criteria import Rule
from passerelle.records.freshness import freshness, worded_freshness
from passerelle.records.model import Program
from passerelle.records.phrases import joined, month_of
from passerelle.records.text import Language

_TRUTH_WORDS = {Truth.MET: "met", Truth.NOT_MET: "not-met", Truth.UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion of a program for a person, in words. `source` is a key of the record's sources, None if derived."""

    leaf: str
    ask: str
    truth: str
    cause: str
    way: str | None
    criterion: str
    answer: str
    hints: tuple[str, ...]
    source: str | None
    cited: str


@dataclass(frozen=True, slots=True)
class Path:
    """A plan in words: its steps, each with the records it leads to, and what it hangs on."""

    steps: tuple[str, ...]
    notes: tuple[str, ...]


class Explainer:
    """Puts screenings of one listing into the words of one language."""

    def __init__(self, screener: Screener, words: Mapping[str, Any], language: Language) -> None:
        self._screener, self._language = screener, language
        self._catalog, self._meanings, self._today = screener.catalog, screener.meanings, screener.today
        self._words, self._said = words, words["screening"]
        self._phrasing = Phrasing(screener.catalog, screener.meanings, words, language)

    def reasons(self, screening: Screening, person: Person) -> tuple[Reason, ...]:
        """Why: every criterion of the program, gates first, as its rule has them."""
        leaves, judgement = screening.requirements.leaves, screening.judgement
        judged = ((leaf, judgement[leaf.id], screening.ways.get(leaf.id)) for leaf in leaves)
        return tuple(self._reason(leaf, one, way, screening, person) for leaf, one, way in judged)

    def assets(self, screening: Screening, person: Person) -> tuple[Reason, ...]:
        """What helps and never decides, each with the person's answer."""
        leaves = [leaf for asset in screening.requirements.assets for leaf in leaves_of(asset)]
        return tuple(self._reason(leaf, judge(leaf, person), None, screening, person) for leaf in leaves)

    def _reason(self, leaf: Leaf, judged: Judged, way: Way | None, screening: Screening, person: Person) -> Reason:
        known = judged.cause in ("answer", "depends-on-day", "too-wide")
        missing = self._said["causes"].get(judged.cause, "")
        answer = f"{self._phrasing.answer(leaf.ask, person)} ({missing})" if known and missing else missing
        sources = self._catalog.programs[screening.requirements.program].sources
        return Reason(
            leaf=leaf.id,
            ask=leaf.ask,
            truth=_TRUTH_WORDS[judged.truth],
            cause=judged.cause,
            way=way.value if way else None,
            criterion=self._phrasing.criterion(leaf),
            answer=answer or self._phrasing.answer(leaf.ask, person),
            hints=tuple(self._hints(leaf, way, person)) if judged.truth is Truth.NOT_MET else (),
            source=leaf.source,
            cited=self._phrasing.cited(sources[leaf.source]) if leaf.source else "",
        )

    def _hints(self, leaf: Leaf, way: Way | None, person: Person) -> Iterator[str]:
        """What can be done about a leaf that is not met, and whether it may change by itself."""
        on = met_from(leaf, person) if way else None
        if on:
            yield self._said["ways"]["time_from"].format(month=month_of(on, self._language))
        elif way:
            yield self._said["ways"][way.value]
        if leaf.or_equivalent and way is not Way.EQUIVALENT:
            yield self._said["ways"]["equivalent"]
        if self._meanings.questions[leaf.ask].may_change:
            yield self._said["may_change"]

    def unanswered(self, screening: Screening) -> tuple[str, ...]:
        """The questions whose answers could still settle a verdict, as they are asked."""
        leaves = {leaf.id: leaf for leaf in screening.requirements.leaves}
        asked = [leaves[name].ask for name in screening.open if screening.judgement[name].cause == "unanswered"]
        return tuple(self._phrasing.nearest(self._meanings.questions[name].wording) for name in dict.fromkeys(asked))

    def cautions(self, screening: Screening, rules_from: date | None) -> tuple[str, ...]:
        """What keeps a verdict from being surer: why `fits` is withheld, or that it rests on old rules."""
        found = [str(self._said["caps"][cap]) for cap in screening.caps]
        if screening.rests_on_old:
            words = self._said["old_rules"]
            found.append(words["dated"].format(year=rules_from.year) if rules_from else words["undated"])
        return tuple(found)

    def decides(self, rule: Rule | None) -> tuple[str, ...]:
        """What only the program can judge."""
        return tuple(self._phrasing.nearest(item.text) for item in rule.program_decides) if rule else ()

    def name(self, program: Program) -> str:
        """A program's name."""
        return self._phrasing.nearest(program.name)

    def path(self, plan: Plan, screening: Screening) -> Path:
        """A plan in words."""
        leaves = {leaf.id: leaf for leaf in screening.requirements.leaves}
        notes = [
            self._said["condition"].format(criterion=self._phrasing.criterion(leaves[name])) for name in plan.conditions
        ]
        notes += [
            self._said["before"].format(
                month=month_of(until, self._language), criterion=self._phrasing.criterion(leaves[name])
            )
            for name, until in plan.before
        ]
        equal = [leaf for name, leaf in leaves.items() if leaf.or_equivalent and name in screening.ways]
        notes += [self._said["or_equivalent"].format(criterion=self._phrasing.criterion(leaf)) for leaf in equal]
        return Path(tuple(self._step(step) for step in plan.steps), tuple(notes))

    def _step(self, step: Step) -> str:
        words = self._said["steps"]
        if step.kind == "join":
            kind = self._meanings.gates[step.gates[0]].kind
            return str(words[f"join_{kind}"]).format(name=self._phrasing.gate_names(step.gates))
        if step.program:
            return self._program_step(step, self._catalog.programs[step.program])
        criterion = self._phrasing.criterion(self._screener.leaf(step.asked_by or "", step.leaf or ""))
        if step.on:
            return str(words["wait_on"]).format(month=month_of(step.on, self._language), criterion=criterion)
        return str(words[step.kind]).format(criterion=criterion)

    def _program_step(self, step: Step, program: Program) -> str:
        words, name = self._said["steps"], self.name(program)
        if step.reveals:
            text = words["finish_test"].format(name=name)
        elif step.levels:
            levels = [self._phrasing.level(question, level) for question, level in step.levels]
            text = words["finish_until"].format(level=joined(levels, "standard", self._language), name=name)
        else:
            text = words[step.kind].format(name=name)
        age = worded_freshness(program, freshness(program, self._today), self._words["freshness"], self._language)
        return " ".join([text, f"({age}.)", *([self._said["step_open"]] if step.open else [])])
