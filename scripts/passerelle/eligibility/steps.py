"""Owns the steps of a path: what each one is, when it can be taken, and what it leaves changed in a person's answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from passerelle.eligibility.changes import met_from
from passerelle.eligibility.decide import Truth, combine, judge, judge_rule
from passerelle.eligibility.offers import Changes, Offer, Taking
from passerelle.eligibility.person import NOT_TESTED, Answers, Missing, Partly, Person, is_asked_after, told
from passerelle.eligibility.requirements import Leaf, Requirements
from passerelle.records.criteria import Span
from passerelle.records.freshness import months_after

Kind = Literal[Taking, "join", "wait", "choose", "arrive", "equivalent"]
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
    """A step that may be worth taking. `order` tells moves apart and sorts them; `age` and `far` make it less preferred.

    `lead` is the fewest steps in which it can lead to a target, itself included.
    """

    kind: Kind
    order: str
    offer: Offer | None = None
    gates: tuple[str, ...] = ()
    asked_by: Requirements | None = None
    leaf: Leaf | None = None
    age: int = 0
    far: int = 0
    lead: int = 1


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
    step = Step(move.kind, asked_by=asked_by, leaf=leaf.id)
    if move.kind == "equivalent":
        yield step, person.showing_equal(asked_by, leaf.id)
        return
    answers = _planned(leaf, person) if move.kind == "arrive" else _meeting(leaf, person)
    if answers is not None:
        yield step, person.later(answers)


def _planned(leaf: Leaf, person: Person) -> Answers | None:
    """Where somebody will live; the place that the leaf names, where they have not said."""
    known = person.answer(person.meanings.questions[leaf.ask].becomes or "")
    return _meeting(leaf, person) if isinstance(known, Missing) else {leaf.ask: known}


def _meeting(leaf: Leaf, person: Person) -> Answers | None:
    """Answers that meet a leaf, as near to the person's own as its operator allows; None if there are none."""
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
    led_to = _leading_to(leaf.ask, person)
    options = (led_to | {leaf.ask: one} for one in tried if not isinstance(one, Span))
    return next((one for one in options if _meets(leaf, one, person)), None)


def _leading_to(name: str, person: Person) -> dict[str, Any]:
    """What must be answered so that a question about an amount is asked: whoever gains years in their profession works."""
    earlier = person.meanings.questions[name].only_if
    if earlier is None or earlier.above is None or is_asked_after(earlier, person.answer(earlier.question)):
        return {}
    return {earlier.question: earlier.above + 1}


def _meets(leaf: Leaf, answers: Answers, person: Person) -> bool:
    return judge(leaf, person.later(answers)).truth is Truth.MET


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
        if _answered(after) == _answered(person):
            return
        yield Step(kind, program=offer.program, levels=levels, reveals=reveals, open=unknown), after
        person = after


def _answered(person: Person) -> dict[str, Any]:
    return {question: told(answer) for question, answer in person.answers.items()}


def can_be_taken(offer: Offer, person: Person) -> bool:
    """Whether the rule of a program is not broken."""
    return _open_questions(offer.requirements, person) is not None


def _open_questions(requirements: Requirements, person: Person) -> tuple[str, ...] | None:
    """The leaves of a program's rule that are not known, or None where it is not met."""
    judgement = judge_rule(requirements, person)
    if combine(requirements.condition, lambda leaf: judgement[leaf.id].truth) is Truth.NOT_MET:
        return None
    return tuple(name for name, judged in judgement.items() if judged.truth is Truth.UNKNOWN)


def _changed(changes: tuple[Changes, ...], person: Person, target: Requirements) -> Person:
    for one in changes:
        person = person.later(_added(one.adds, person))
        for name, by, up_to in one.raises:
            if (levels := _raised(name, by, up_to, person)) is not None:
                person = person.later({name: levels})
        asked = {leaf.ask for leaf in _lacking(target, person)}
        revealed = [name for name in one.reveals if name in asked and is_untested(name, person)]
        person = person.later({name: _told(name, target, person) for name in revealed})
    return person


def _lacking(target: Requirements, person: Person) -> list[Leaf]:
    judgement = judge_rule(target, person)
    return [leaf for leaf in target.leaves if judgement[leaf.id].truth is not Truth.MET]


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
    lacking = [leaf for leaf in _lacking(target, person) if leaf.ask == question]
    options = [_tested(question, level, person) for level in range(HIGHEST_LEVEL + 1)]
    return min(options, key=lambda levels: sum(not _meets(leaf, {question: levels}, person) for leaf in lacking))


def _tested(question: str, level: int, person: Person) -> Mapping[str, Any]:
    levels = person.levels(question)
    assert not isinstance(levels, Missing)
    return {
        skill: level if known == NOT_TESTED else _written(known)
        for skill, known in levels.items()
        if known is not Missing.UNANSWERED
    }
