"""Owns the steps of a path: what each one is, when it can be taken, and what it leaves changed in a person's answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from passerelle.eligibility.changes import met_from
from passerelle.eligibility.decide import Truth, combine, judge, judge_all
from passerelle.eligibility.offers import Changes, Offer
from passerelle.eligibility.person import NOT_TESTED, Missing, Partly, Person
from passerelle.eligibility.requirements import Leaf, Requirements
from passerelle.records.criteria import Span
from passerelle.records.freshness import months_after

Kind = Literal["finish", "enter", "join", "wait", "choose", "arrive", "equivalent"]
HIGHEST_LEVEL = 12


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `program` is finished or entered; any of `gates` is joined; `leaf` (of `asked_by`) is waited for,
    chosen, reached by arriving, or met by something equal.

    `levels` are the levels reached by taking it as often as needed, `reveals` the levels it tells; `on` is the first
    day after a wait, where one is known; `open` are the leaves of the program's own rule that are not known.
    """

    kind: Kind
    program: str | None = None
    gates: tuple[str, ...] = ()
    asked_by: str | None = None
    leaf: str | None = None
    levels: tuple[tuple[str, int], ...] = ()
    reveals: tuple[str, ...] = ()
    on: date | None = None
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """A step that may be worth taking. `order` tells moves apart and sorts them; `age` and `far` make it less preferred."""

    kind: Kind
    order: str
    offer: Offer | None = None
    gates: tuple[str, ...] = ()
    asked_by: Requirements | None = None
    leaf: Leaf | None = None
    age: int = 0
    far: int = 0


def taken(move: Move, person: Person, target: Requirements) -> Iterator[tuple[Step, Person]]:
    """The steps that a move can be, and the person after each. A program that raises a level may be taken repeatedly."""
    if move.offer is not None:
        yield from _take(move.offer, move.kind, person, target)
    elif move.kind == "join":
        yield Step("join", gates=move.gates), person.later(_added(((person.meanings.gate, move.gates[0]),), person))
    elif move.leaf is not None and move.asked_by is not None:
        yield from _reach(move, move.leaf, move.asked_by.program, person)


def _reach(move: Move, leaf: Leaf, asked_by: str, person: Person) -> Iterator[tuple[Step, Person]]:
    """Waiting, choosing, arriving, showing something equal: all change the answer to one question."""
    on = max(found, person.today) if move.kind == "wait" and (found := met_from(leaf, person)) else None
    if on is not None:
        yield Step("wait", asked_by=asked_by, leaf=leaf.id, on=on), person.later({}, on)
        return
    answer = _planned(leaf, person) if move.kind == "arrive" else meeting_answer(leaf, person)
    if answer is not None:
        yield Step(move.kind, asked_by=asked_by, leaf=leaf.id), person.later({leaf.ask: answer})


def _planned(leaf: Leaf, person: Person) -> Any:
    """Where somebody will live; the place that the leaf names, where they have not said."""
    known = person.answer(person.meanings.questions[leaf.ask].becomes or "")
    return meeting_answer(leaf, person) if isinstance(known, Missing) else known


def meeting_answer(leaf: Leaf, person: Person) -> Any:
    """An answer that meets a leaf, as near to the person's own as its operator allows; None if there is none."""
    codes = leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,)
    given = person.answer(leaf.ask)
    held = given if isinstance(given, frozenset) else frozenset()
    candidates: dict[str, tuple[Any, ...]] = {
        "is": (leaf.operand, not leaf.operand),
        "includes": (sorted(held.union(map(str, codes))),),
        "includes_any": (sorted(held | {str(codes[0])}),),
        "excludes": (sorted(held.difference(map(str, codes))),),
    }
    operand = leaf.operand
    tried = candidates.get(leaf.operator, codes)
    if isinstance(operand, int | float) and not isinstance(operand, bool):
        tried = (operand, operand - 1, operand + 1)
    met = (one for one in tried if not isinstance(one, Span) and _meets(leaf, one, person))
    return next(met, None)


def _meets(leaf: Leaf, answer: Any, person: Person) -> bool:
    return judge(leaf, person.later({leaf.ask: answer})).truth is Truth.MET


def _take(offer: Offer, kind: Kind, person: Person, target: Requirements) -> Iterator[tuple[Step, Person]]:
    changes = (offer.joining,) if kind == "enter" else (offer.joining, offer.finishing)
    rises = any(one.raises for one in changes)
    for _ in range(HIGHEST_LEVEL if rises else 1):
        unknown = _open_questions(offer.requirements, person)
        if unknown is None:
            return
        reveals = tuple(question for one in changes for question in one.reveals if is_untested(question, person))
        after = _changed(changes, person, target)
        if kind == "finish":
            after = after.later({}, months_after(after.today, offer.months) + timedelta(days=offer.days))
        raised = {name: _lowest(name, after) for one in changes for name, _, _ in one.raises}
        levels = tuple((name, level) for name, level in raised.items() if level is not None)
        if after.answers == person.answers:
            return
        yield Step(kind, program=offer.program, levels=levels, reveals=reveals, open=unknown), after
        person = after


def _open_questions(requirements: Requirements, person: Person) -> tuple[str, ...] | None:
    """The leaves of a program's rule that are not known, or None where it is not met."""
    judgement = judge_all(requirements.leaves, person)
    if combine(requirements.condition, lambda leaf: judgement[leaf.id].truth) is Truth.NOT_MET:
        return None
    return tuple(name for name, judged in judgement.items() if judged.truth is Truth.UNKNOWN)


def _changed(changes: tuple[Changes, ...], person: Person, target: Requirements) -> Person:
    for one in changes:
        person = person.later(_added(one.adds, person))
        raised = {name: _raised(name, by, up_to, person) for name, by, up_to in one.raises}
        person = person.later({name: levels for name, levels in raised.items() if levels is not None})
        asked = {leaf.ask for leaf in target.leaves if judge(leaf, person).truth is not Truth.MET}
        revealed = [name for name in one.reveals if name in asked and is_untested(name, person)]
        person = person.later({name: _told(name, target, person) for name in revealed})
    return person


def _added(adds: tuple[tuple[str, str], ...], person: Person) -> Mapping[str, Any]:
    """Sets with codes put in. What was not answered stays open but for the codes that are now known to be there."""
    found: dict[str, Any] = {}
    for question, code in adds:
        held = found.get(question, person.answers.get(question))
        is_whole = held is not None and not isinstance(held, Partly)
        codes = {*(held or ()), code}
        found[question] = sorted(codes) if is_whole else Partly(codes)
    return found


def is_untested(question: str, person: Person) -> bool:
    """Whether a language has a skill that is not tested."""
    levels = person.levels(question)
    return not isinstance(levels, Missing) and NOT_TESTED in levels.values()


def _lowest(question: str, person: Person) -> int | None:
    levels = person.levels(question)
    return (
        None
        if isinstance(levels, Missing)
        else min((one for one in levels.values() if isinstance(one, int)), default=None)
    )


def _raised(question: str, by: int, up_to: int, person: Person) -> Any:
    """Levels raised in every skill up to a ceiling; what is not known stays so. None if nothing is known."""
    levels = person.levels(question)
    if isinstance(levels, Missing):
        return None
    return {
        skill: max(level, min(level + by, up_to)) if isinstance(level, int) else _written(level)
        for skill, level in levels.items()
        if level is not Missing.UNANSWERED
    }


def _written(level: Any) -> Any:
    return None if level is Missing.DECLINED else level


def _told(question: str, target: Requirements, person: Person) -> Mapping[str, Any]:
    """Levels after a test: what was not tested is taken for the lowest level that meets the most of what a target asks."""
    leaves = [leaf for leaf in target.leaves if leaf.ask == question]
    options = [_tested(question, level, person) for level in range(HIGHEST_LEVEL + 1)]
    return min(options, key=lambda levels: sum(not _meets(leaf, levels, person) for leaf in leaves))


def _tested(question: str, level: int, person: Person) -> Mapping[str, Any]:
    levels = person.levels(question)
    assert not isinstance(levels, Missing)
    return {
        skill: level if known == NOT_TESTED else _written(known)
        for skill, known in levels.items()
        if known is not Missing.UNANSWERED
    }
