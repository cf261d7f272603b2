"""Owns the verdict on a person and a program, and what it hangs on. The program decides; this only reads its rule."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

from passerelle.eligibility.changes import Way, way_to_meet
from passerelle.eligibility.decide import Judgement, Truth, combine, judge_all
from passerelle.eligibility.person import Person
from passerelle.eligibility.requirements import All, AnyPart, Condition, Leaf, Requirements
from passerelle.records.freshness import freshness, is_old, last_day, newest
from passerelle.records.model import Program

Code = Literal["fits", "ask-program", "need-answers", "not-yet", "not-this-one"]
Cap = Literal["partly-stated", "not-stated", "old-record", "old-rules", "paused", "intake-over"]
"""Why a rule that is met earns no `fits`."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a program's record can be relied on, on a day. `rules_from` is the newest day its rule is known from."""

    caps: tuple[Cap, ...] = ()
    old_sources: frozenset[str] = frozenset()
    rules_from: date | None = None


@dataclass(frozen=True, slots=True)
class Screening:
    """A verdict and what it hangs on, by ids of leaves.

    `deciding` keep the rule not met; `open` are not known and matter; `nearest` are the fewest to come to be met;
    `rests_on_old` says that a leaf which decides against the person has an old source.
    """

    requirements: Requirements
    verdict: Code
    judgement: Judgement
    ways: dict[str, Way]
    deciding: tuple[str, ...]
    open: tuple[str, ...]
    nearest: tuple[str, ...]
    caps: tuple[Cap, ...]
    rests_on_old: bool


def standing_of(program: Program, requirements: Requirements, today: date) -> Standing:
    """How far a program's record can be relied on, on a day."""
    keys = {leaf.source for leaf in requirements.leaves if leaf.source}
    sources = {key: program.sources[key] for key in keys}
    old = frozenset(key for key, source in sources.items() if is_old(newest([source]), today))
    conditions: tuple[tuple[Cap, bool], ...] = (
        ("partly-stated", requirements.stated == "some"),
        ("not-stated", requirements.stated == "none"),
        ("old-record", freshness(program, today).state == "old"),
        ("old-rules", bool(old)),
        ("paused", program.status == "paused"),
        ("intake-over", _intake_is_over(program, today)),
    )
    return Standing(tuple(cap for cap, holds in conditions if holds), old, newest(sources.values()))


def _intake_is_over(program: Program, today: date) -> bool:
    intake = program.intake
    if intake is None or intake.kind != "dated":
        return False
    last = intake.closes or intake.starts
    return last is not None and last_day(last) < today


def screen(requirements: Requirements, person: Person, standing: Standing) -> Screening:
    """The verdict on a person and a program in one role."""
    judgement = judge_all(requirements.leaves, person)
    ways = {
        leaf.id: way
        for leaf in requirements.leaves
        if (way := way_to_meet(leaf, judgement[leaf.id], person)) is not None
    }
    condition = requirements.condition
    truth = combine(condition, lambda leaf: judgement[leaf.id].truth)
    verdict = verdict_of(truth, condition, judgement, ways, standing)
    deciding = tuple(live_leaves(condition, judgement, Truth.NOT_MET)) if truth is Truth.NOT_MET else ()
    return Screening(
        requirements=requirements,
        verdict=verdict,
        judgement=judgement,
        ways=ways,
        deciding=tuple(leaf.id for leaf in deciding),
        open=tuple(leaf.id for leaf in open_leaves(condition, judgement, ways)) if truth is not Truth.MET else (),
        nearest=nearest_way(condition, judgement, ways) or () if verdict == "not-yet" else (),
        caps=standing.caps if truth is Truth.MET else (),
        rests_on_old=any(
            leaf.source in standing.old_sources for leaf in deciding or _waiting(verdict, condition, judgement)
        ),
    )


def _waiting(verdict: Code, condition: All, judgement: Judgement) -> list[Leaf]:
    """The leaves of a rule not known that are `not-yet` because a level is not tested."""
    if verdict != "not-yet":
        return []
    return [leaf for leaf in live_leaves(condition, judgement, Truth.UNKNOWN) if is_not_tested(leaf, judgement)]


def verdict_of(truth: Truth, condition: All, judgement: Judgement, ways: Collection[str], standing: Standing) -> Code:
    if truth is Truth.MET:
        return "ask-program" if standing.caps else "fits"
    if truth is Truth.NOT_MET:
        return "not-this-one" if relaxed(condition, judgement, ways) is Truth.NOT_MET else "not-yet"
    unanswered = {name for name, judged in judgement.items() if judged.cause == "unanswered"}
    if _could_settle(condition, judgement, unanswered):
        return "need-answers"
    open_now = live_leaves(condition, judgement, Truth.UNKNOWN)
    return "not-yet" if any(is_not_tested(leaf, judgement) for leaf in open_now) else "ask-program"


def is_not_tested(leaf: Leaf, judgement: Judgement) -> bool:
    """Whether a leaf is not known because a level is not tested."""
    return judgement[leaf.id].cause == "not-tested"


def _could_settle(condition: Condition, judgement: Judgement, names: Collection[str]) -> bool:
    """Whether some truth of the named leaves would make a rule met or not met, whatever the others turn out to be."""

    def supposing(truth: Truth) -> Truth:
        return combine(condition, lambda leaf: truth if leaf.id in names else judgement[leaf.id].truth)

    return supposing(Truth.MET) is Truth.MET or supposing(Truth.NOT_MET) is Truth.NOT_MET


def relaxed(condition: Condition, judgement: Judgement, ways: Collection[str]) -> Truth:
    """The truth of a condition once every leaf that can come to be met counts as unknown."""
    return combine(condition, lambda leaf: Truth.UNKNOWN if leaf.id in ways else judgement[leaf.id].truth)


def live_leaves(condition: Condition, judgement: Judgement, truth: Truth) -> Iterator[Leaf]:
    """The leaves of a truth that a condition of the same truth hangs on: those below parts that share it."""
    if combine(condition, lambda leaf: judgement[leaf.id].truth) is not truth:
        return
    if isinstance(condition, Leaf):
        yield condition
        return
    for part in condition.parts:
        yield from live_leaves(part, judgement, truth)


def open_leaves(condition: Condition, judgement: Judgement, ways: Collection[str]) -> Iterator[Leaf]:
    """The leaves not known that matter now, or once what can come to be met is met."""
    if relaxed(condition, judgement, ways) is not Truth.UNKNOWN:
        return
    if isinstance(condition, Leaf):
        if judgement[condition.id].truth is Truth.UNKNOWN:
            yield condition
        return
    for part in condition.parts:
        yield from open_leaves(part, judgement, ways)


def nearest_way(condition: Condition, judgement: Judgement, ways: Collection[str]) -> tuple[str, ...] | None:
    """The fewest leaves that must come to be met so that a condition is no longer not met; None if none suffice."""
    if combine(condition, lambda leaf: judgement[leaf.id].truth) is not Truth.NOT_MET:
        return ()
    if isinstance(condition, Leaf):
        return (condition.id,) if condition.id in ways else None
    found = [nearest_way(part, judgement, ways) for part in condition.parts]
    if isinstance(condition, AnyPart):
        options = [(option, part) for option, part in zip(found, condition.parts, strict=True) if option is not None]
        return min(options, key=lambda pair: (len(pair[0]), wording_key(pair[1])))[0] if options else None
    needed = [option for option in found if option is not None]
    return None if len(needed) < len(found) else tuple(name for option in needed for name in option)


def wording_key(condition: Condition) -> str:
    """What orders conditions, whatever order a record writes them in."""
    if isinstance(condition, Leaf):
        operand = msgspec.json.encode(condition.operand).decode()
        return f"{condition.ask} {condition.operator} {operand} {condition.skill} {int(condition.negated)}"
    return " ".join(sorted(wording_key(part) for part in condition.parts))
