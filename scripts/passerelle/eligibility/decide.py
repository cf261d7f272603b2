"""Owns whether a criterion, or a combination of criteria, is met: yes, no, or not yet known (strong Kleene logic).

Source: the tables of Kleene 1952, §64. `all` is the least of its parts, `any` the greatest, an opposite is mirrored.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any, Literal

from passerelle.eligibility.person import NOT_TESTED, Missing, Partly, Person
from passerelle.eligibility.requirements import All, Condition, Leaf, Requirements
from passerelle.records.criteria import Span
from passerelle.records.freshness import months_after


class Truth(IntEnum):
    """Three values, in the order that combination needs."""

    NOT_MET = 0
    UNKNOWN = 1
    MET = 2


Cause = Literal["answer", "unanswered", "declined", "inapplicable", "not-tested", "depends-on-day", "too-wide"]
"""What a truth hangs on: the answer given, that there is none, or that the answer given is not exact enough."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The truth of a leaf, and why it is so."""

    truth: Truth
    cause: Cause


Judgement = Mapping[str, Judged]
"""Every leaf of a rule by id."""

_MISSING = {missing: Judged(Truth.UNKNOWN, missing.value) for missing in (Missing.UNANSWERED, Missing.DECLINED)}
_INAPPLICABLE = Judged(Truth.NOT_MET, "inapplicable")
_MET, _NOT_MET = Judged(Truth.MET, "answer"), Judged(Truth.NOT_MET, "answer")
_OPPOSITE = {Truth.MET: _NOT_MET, Truth.NOT_MET: _MET}


def combine(condition: Condition, truth: Callable[[Leaf], Truth]) -> Truth:
    """The truth of a condition, given that of its leaves."""
    if isinstance(condition, Leaf):
        return truth(condition)
    parts = [combine(part, truth) for part in condition.parts]
    return min(parts, default=Truth.MET) if isinstance(condition, All) else max(parts, default=Truth.NOT_MET)


def judge_all(leaves: Iterable[Leaf], person: Person) -> Judgement:
    """The truth of every leaf for a person."""
    return {leaf.id: judge(leaf, person) for leaf in leaves}


def judge_rule(rules: Requirements, person: Person) -> Judgement:
    """The truth of every leaf of a program's rule. One that the program takes something equal for is met."""
    granted = person.granted
    return {leaf.id: _MET if (rules.program, leaf.id) in granted else judge(leaf, person) for leaf in rules.leaves}


def judge(leaf: Leaf, person: Person) -> Judged:
    """The truth of one leaf for a person. What does not apply meets nothing, not even an opposite."""
    question = person.meanings.questions[leaf.ask]
    if question.type == "level":
        found = _judge_level(leaf, person)
    else:
        answer = person.answer(leaf.ask)
        if isinstance(answer, Missing):
            return _INAPPLICABLE if answer is Missing.INAPPLICABLE else _MISSING[answer]
        found = _OPERATORS[leaf.operator](answer, leaf, person)
    if not leaf.negated or found.truth is Truth.UNKNOWN or found is _INAPPLICABLE:
        return found
    return _OPPOSITE[found.truth]


def _judge_level(leaf: Leaf, person: Person) -> Judged:
    levels = person.levels(leaf.ask)
    if isinstance(levels, Missing):
        return _INAPPLICABLE if levels is Missing.INAPPLICABLE else _MISSING[levels]
    judged = [
        _judge_skill(level, leaf, person) for skill, level in levels.items() if leaf.skill in (skill, "each", "any")
    ]
    pick = max if leaf.skill == "any" else min
    truth = pick(one.truth for one in judged)
    return next(one for cause in _CAUSES for one in judged if one.truth is truth and one.cause == cause)


_CAUSES: tuple[Cause, ...] = ("answer", "unanswered", "not-tested", "declined")


def _judge_skill(level: Any, leaf: Leaf, person: Person) -> Judged:
    if isinstance(level, Missing):
        return _MISSING[level]
    if level == NOT_TESTED:
        return Judged(Truth.UNKNOWN, "not-tested")
    return _OPERATORS[leaf.operator](level, leaf, person)


def _when(met: bool) -> Judged:
    return _MET if met else _NOT_MET


def _height(value: Any, leaf: Leaf, person: Person) -> Any:
    """What orders a value: a number is its own height, an option of an ordered list has a rank."""
    return person.meanings.rank(leaf.ask, value) if isinstance(value, str) else value


def _compare(holds: Callable[[Any, Any], bool]) -> Callable[[Any, Leaf, Person], Judged]:
    def compare(answer: Any, leaf: Leaf, person: Person) -> Judged:
        return _when(holds(_height(answer, leaf, person), _height(leaf.operand, leaf, person)))

    return compare


def _codes(leaf: Leaf) -> tuple[Any, ...]:
    return leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,)


def _set(
    holds: Callable[[frozenset[str], tuple[Any, ...]], bool], *, by_more: bool
) -> Callable[[Any, Leaf, Person], Judged]:
    """A comparison of sets. `by_more` says that more codes can only help; else they can only hurt."""

    def compare(answer: frozenset[str], leaf: Leaf, _: Person) -> Judged:
        held = holds(answer, _codes(leaf))
        if isinstance(answer, Partly) and held is not by_more:
            return _MISSING[Missing.UNANSWERED]
        return _when(held)

    return compare


def _within(answer: Any, leaf: Leaf, person: Person) -> Judged:
    """Met when the answer is a code or lies under one; not known when something lies under both, as where a code lies
    under the answer."""
    codes, meanings = _codes(leaf), person.meanings
    if not meanings.places(leaf.ask, answer).isdisjoint(codes):
        return _MET
    is_shared = not meanings.touching(leaf.ask, answer).isdisjoint(codes)
    return Judged(Truth.UNKNOWN, "too-wide") if is_shared else _NOT_MET


def first_and_last(month: str) -> tuple[date, date]:
    """The days that a month such as 2024-03 may mean."""
    year, number = (int(part) for part in month.split("-"))
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])


def anniversaries(month: str, span: Span) -> tuple[date, date]:
    """The earliest and the latest day on which a span has passed since some day of a month."""
    months = span.number * (12 if span.unit == "years" else 1)
    first, last = first_and_last(month)
    return months_after(first, months), months_after(last, months)


def _elapsed(holds: Callable[[date, date], bool]) -> Callable[[Any, Leaf, Person], Judged]:
    def compare(answer: str, leaf: Leaf, person: Person) -> Judged:
        assert isinstance(leaf.operand, Span)
        earliest, latest = anniversaries(answer, leaf.operand)
        truths = {holds(person.today, earliest), holds(person.today, latest)}
        return _when(truths.pop()) if len(truths) == 1 else Judged(Truth.UNKNOWN, "depends-on-day")

    return compare


_OPERATORS: dict[str, Callable[[Any, Leaf, Person], Judged]] = {
    "is": lambda answer, leaf, _: _when(answer == leaf.operand),
    "any_of": lambda answer, leaf, _: _when(answer in _codes(leaf)),
    "none_of": lambda answer, leaf, _: _when(answer not in _codes(leaf)),
    "includes": _set(lambda answer, codes: answer.issuperset(codes), by_more=True),
    "includes_any": _set(lambda answer, codes: not answer.isdisjoint(codes), by_more=True),
    "excludes": _set(lambda answer, codes: answer.isdisjoint(codes), by_more=False),
    "at_least": _compare(lambda answer, operand: answer >= operand),
    "at_most": _compare(lambda answer, operand: answer <= operand),
    "under": _compare(lambda answer, operand: answer < operand),
    "within": _within,
    "within_last": _elapsed(lambda today, anniversary: today <= anniversary),
    "under_ago": _elapsed(lambda today, anniversary: today < anniversary),
    "at_least_ago": _elapsed(lambda today, anniversary: today >= anniversary),
}
