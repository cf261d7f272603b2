"""Owns the answers that criteria are tried with: few, yet enough that whatever some answer meets, one of them meets.

They are exact and complete. A place or profession that is wider than one a criterion names stands for the rest of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise, product
from typing import Any

from passerelle.checks.operands import ORDERED
from passerelle.eligibility.meanings import SKILLS, Meanings
from passerelle.eligibility.requirements import Leaf
from passerelle.records.criteria import Span
from passerelle.records.vocabularies import OnlyIf, Question

DAY = date(2026, 6, 15)
"""The day that months are counted to. Any day does: months are tried by how far they lie from it."""
_EARLIEST = 1900 * 12


def tried_answers(name: str, leaves: Sequence[Leaf], leading: Sequence[OnlyIf], meanings: Meanings) -> Iterable[Any]:
    """Answers to a question that tell apart the leaves on it, and which of the questions asked after it are asked.

    `leading` are the conditions of those questions. There can be very many answers where very many leaves are on it.
    """
    question = meanings.questions[name]
    if question.type == "yes-no":
        return [True, False]
    if question.type == "choice":
        return _options(name, leaves, leading, meanings)
    if question.type == "tree":
        return _places(name, leaves, leading, meanings)
    if question.type == "choices":
        return _sets(leaves, leading)
    if question.type == "month":
        return _months(leaf.operand for leaf in leaves)
    numbers = [*_numbers(leaves), *(one.above for one in leading if one.above is not None)]
    return _levels(numbers, leaves, question) if question.type == "level" else _around(numbers, question)


def _codes(leaf: Leaf) -> tuple[Any, ...]:
    return leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,)


def _one_of_each(codes: Iterable[str], sort: Any) -> list[Any]:
    """One code of each sort."""
    return list({sort(code): code for code in codes}.values())


def _options(name: str, leaves: Sequence[Leaf], leading: Sequence[OnlyIf], meanings: Meanings) -> list[Any]:
    options = meanings.options(name)
    terms = list(options.terms) if options else []
    if any(leaf.operator in ORDERED for leaf in leaves):
        return terms
    named = [*(frozenset(_codes(leaf)) for leaf in leaves), *(frozenset(one.any_of) for one in leading)]
    return _one_of_each(terms, lambda code: tuple(code in codes for codes in named))


def _places(name: str, leaves: Sequence[Leaf], leading: Sequence[OnlyIf], meanings: Meanings) -> list[Any]:
    options = meanings.options(name)
    codes = {code for leaf in leaves for code in _codes(leaf)} | {code for one in leading for code in one.any_of}
    asked = [frozenset(one.any_of) for one in leading]

    def sort(code: str) -> Any:
        return meanings.places(name, code) & codes, *(code in after for after in asked)

    return _one_of_each(options.terms if options else (), sort)


def _sets(leaves: Sequence[Leaf], leading: Sequence[OnlyIf]) -> Iterable[Any]:
    """Sets of the codes named. Of codes that the same leaves name, none, one or all are taken."""
    named = [*map(_codes, leaves), *(one.any_of for one in leading)]
    alike: dict[tuple[bool, ...], list[Any]] = {}
    for code in dict.fromkeys(code for codes in named for code in codes):
        alike.setdefault(tuple(code in codes for codes in named), []).append(code)
    taken = [([], codes[:1], codes) if len(codes) > 1 else ([], codes) for codes in alike.values()]
    return ([code for part in parts for code in part] for parts in product(*taken))


def _months(operands: Iterable[Any]) -> list[Any]:
    """The month of the day, one long ago, and those around each boundary."""
    today = DAY.year * 12 + DAY.month - 1
    spans = [one.number * (12 if one.unit == "years" else 1) for one in operands if isinstance(one, Span)]
    months = {today, _EARLIEST, *(today - span + shift for span in spans for shift in (-1, 0, 1))}
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in sorted(months) if _EARLIEST <= month <= today]


def _numbers(leaves: Sequence[Leaf]) -> Iterator[float]:
    return (operand for leaf in leaves for operand in _codes(leaf) if isinstance(operand, int | float))


def _around(numbers: Iterable[float], question: Question) -> list[Any]:
    """Each number, one between any two, and one beyond the first and the last, within what may be answered."""
    low, high = question.minimum, question.maximum
    points = sorted({0, *numbers} if low is None or high is None else {low, high, *numbers})
    beyond = [points[0] - 1, points[-1] + 1]
    between = [(first + second) / 2 for first, second in pairwise(points)]
    return [one for one in (*points, *between, *beyond) if _may_be_answered(one, question)]


def _may_be_answered(number: float, question: Question) -> bool:
    low, high = question.minimum, question.maximum
    return (low is None or number >= low) and (high is None or number <= high)


def _levels(numbers: Iterable[float], leaves: Sequence[Leaf], question: Question) -> Iterable[Any]:
    """Levels by skill. Skills that no leaf names matter only by their lowest and their highest level."""
    ends = [end for end in (question.minimum, question.maximum) if end is not None]
    near = {*ends, *(int(number) + shift for number in numbers for shift in (-1, 0, 1))}
    levels = sorted(level for level in near if _may_be_answered(level, question))
    if len(leaves) == 1:
        return levels
    named = [skill for skill in SKILLS if any(leaf.skill == skill for leaf in leaves)]
    others = [skill for skill in SKILLS if skill not in named]
    free = [*named, *others[:2]]
    return (dict(zip(SKILLS, _spread(free, chosen), strict=True)) for chosen in product(levels, repeat=len(free)))


def _spread(free: Sequence[str], chosen: Sequence[Any]) -> list[Any]:
    """A level for each skill: its own, or that of the last one that has its own."""
    own = dict(zip(free, chosen, strict=True))
    return [own.get(skill, chosen[-1]) for skill in SKILLS]
