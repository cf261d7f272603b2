"""Owns rules as comparisons of plain values, every vocabulary worked in: what CEL and JSON Logic are written from.

They read `answers`: an object with what is known, by question. What is not known is left out. A level is an object by
skill. A month is an object of `since_first` and `since_last`: the months from its first and from its last day until the
day to decide for, and a half where a further one has begun. Everything else is as an answers file writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, Literal

import msgspec

from passerelle.eligibility.decide import first_and_last
from passerelle.eligibility.meanings import SKILLS, Meanings
from passerelle.eligibility.person import NOT_TESTED, Partly, Person
from passerelle.eligibility.requirements import All, Condition, Leaf, Requirements
from passerelle.records.criteria import Span
from passerelle.records.freshness import months_after
from passerelle.records.vocabularies import OnlyIf, Question

Sign = Literal[">=", "<=", "<", ">"]
Path = tuple[str, ...]
"""Where a value stands in `answers`."""


class Compared(msgspec.Struct, frozen=True):
    """A number stands so to another."""

    path: Path
    sign: Sign
    number: float


class Among(msgspec.Struct, frozen=True):
    """A code or a truth value is one of some; or, where not `holds`, is none of them."""

    path: Path
    values: tuple[str | bool, ...]
    holds: bool = True


class Contains(msgspec.Struct, frozen=True):
    """A list has a code; or, where not `holds`, has it not."""

    path: Path
    code: str
    holds: bool = True


class Every(msgspec.Struct, frozen=True):
    """All parts hold."""

    parts: tuple[Plain, ...]


class Some(msgspec.Struct, frozen=True):
    """At least one part holds."""

    parts: tuple[Plain, ...]


class Either(msgspec.Struct, frozen=True):
    """One or the other, by what is asked first; not known while that is not."""

    asked: Plain
    then: Plain
    otherwise: Plain


class Fixed(msgspec.Struct, frozen=True):
    """Whatever is answered: it holds, or does not, or is not known (None)."""

    truth: bool | None


Plain = Compared | Among | Contains | Every | Some | Either | Fixed
_OPPOSITE: Mapping[Sign, Sign] = {">=": "<", "<": ">=", "<=": ">", ">": "<="}
_HOLDS: Mapping[Sign, Callable[[Any, Any], bool]] = {
    ">=": lambda one, other: one >= other,
    "<=": lambda one, other: one <= other,
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
}
_SIGNS: Mapping[str, Sign] = {
    "at_least": ">=", "at_most": "<=", "under": "<", "within_last": "<=", "under_ago": "<", "at_least_ago": ">=",
}  # fmt: skip


class PlainRules:
    """Makes rules plain, and remembers the leaves that recur."""

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings
        self._known_leaf = cache(self._leaf)

    def of(self, requirements: Requirements) -> Plain:
        """The plain form of a rule."""
        return self._condition(requirements.condition)

    def _condition(self, condition: Condition) -> Plain:
        if isinstance(condition, Leaf):
            return self._known_leaf(msgspec.structs.replace(condition, id="", source=None))
        parts = tuple(self._condition(part) for part in condition.parts)
        return Every(parts) if isinstance(condition, All) else Some(parts)

    def _leaf(self, leaf: Leaf) -> Plain:
        question = self._meanings.questions[leaf.ask]
        if question.type == "level":
            skills = [skill for skill in SKILLS if leaf.skill in (skill, "each", "any")]
            parts = tuple(self._test(leaf, (leaf.ask, skill)) for skill in skills)
            met: Plain = Some(parts) if leaf.skill == "any" else Every(parts)
        else:
            met = self._test(leaf, (leaf.ask,))
        return self._asked_or_not(leaf.ask, _opposite(met) if leaf.negated else met)

    def _asked_or_not(self, name: str, test: Plain) -> Plain:
        """A test of what counts as the answer to a question. What does not apply meets no test, not even an opposite."""
        question = self._meanings.questions[name]
        if question.only_if is None:
            return test
        return Either(self._is_asked(question.only_if), test, _of_unasked(test, question))

    def _is_asked(self, only_if: OnlyIf) -> Plain:
        """Whether a question is asked after what counts as the answer to an earlier one."""
        path, kind = (only_if.question,), self._meanings.questions[only_if.question].type
        if only_if.above is not None:
            test: Plain = Compared(path, ">", only_if.above)
        elif kind == "choices":
            test = Some(tuple(Contains(path, str(code)) for code in only_if.any_of))
        elif kind == "number":
            test = Some(tuple(_equal(path, number) for number in only_if.any_of))
        else:
            test = Among(path, tuple(_code(code) for code in only_if.any_of))
        return self._asked_or_not(only_if.question, test)

    def _test(self, leaf: Leaf, path: Path) -> Plain:
        operator, operand = leaf.operator, leaf.operand
        codes = operand if isinstance(operand, tuple) else (operand,)
        if isinstance(operand, Span):
            return _elapsed(path, _SIGNS[operator], operand)
        if operator in ("includes", "includes_any", "excludes"):
            held = tuple(Contains(path, str(code), operator != "excludes") for code in codes)
            return Some(held) if operator == "includes_any" else Every(held)
        if operator == "within":
            return self._within(leaf.ask, path, frozenset(map(str, codes)))
        if operator in _SIGNS:
            return self._compared(leaf.ask, path, _SIGNS[operator], operand)
        return Among(path, tuple(_code(code) for code in codes), operator != "none_of")

    def _compared(self, name: str, path: Path, sign: Sign, operand: Any) -> Plain:
        """A comparison of numbers; of options in an ordered list, those that stand so."""
        if not isinstance(operand, str):
            return Compared(path, sign, operand)
        options, rank = self._meanings.options(name), self._meanings.rank
        held = [
            code for code in (options.terms if options else ()) if _HOLDS[sign](rank(name, code), rank(name, operand))
        ]
        return Among(path, tuple(held))

    def _within(self, name: str, path: Path, codes: frozenset[str]) -> Plain:
        """Met by the codes and all that lies under them; not known of what they lie under."""
        options, meanings = self._meanings.options(name), self._meanings
        assert options
        inside = [code for code in options.terms if not meanings.places(name, code).isdisjoint(codes)]
        around = frozenset[str]().union(*(meanings.touching(name, code) for code in codes))
        too_wide = [code for code in options.terms if code in around and code not in inside]
        met = Among(path, tuple(inside))
        return Some((met, Every((Among(path, tuple(too_wide)), Fixed(None))))) if too_wide else met


def _code(value: Any) -> str | bool:
    assert isinstance(value, str | bool)
    return value


def _equal(path: Path, number: Any) -> Plain:
    return Every((Compared(path, ">=", number), Compared(path, "<=", number)))


def _elapsed(path: Path, sign: Sign, span: Span) -> Plain:
    """What holds for the first and for the last day of a month; else it is not known. More have passed since the first."""
    months = span.number * (12 if span.unit == "years" else 1)
    ends = [Compared((*path, end), sign, months) for end in ("since_last", "since_first")]
    sure, possible = ends if sign == ">=" else ends[::-1]
    return Some((sure, Every((possible, Fixed(None)))))


def _opposite(plain: Plain) -> Plain:
    if isinstance(plain, Compared):
        return Compared(plain.path, _OPPOSITE[plain.sign], plain.number)
    if isinstance(plain, Among | Contains):
        return msgspec.structs.replace(plain, holds=not plain.holds)
    if isinstance(plain, Every | Some):
        parts = tuple(_opposite(part) for part in plain.parts)
        return Some(parts) if isinstance(plain, Every) else Every(parts)
    assert isinstance(plain, Fixed)
    return Fixed(None if plain.truth is None else not plain.truth)


def _of_unasked(test: Plain, question: Question) -> Plain:
    """A test of the value that a question takes where it is not asked."""
    value = question.otherwise
    if value is None:
        return Fixed(False)
    # How long ago a month was depends on the day, which is not among the answers.
    return Fixed(None) if question.type == "month" else _with_value(test, value)


def _with_value(test: Plain, value: Any) -> Plain:
    if isinstance(test, Compared):
        return Fixed(_HOLDS[test.sign](value, test.number))
    if isinstance(test, Among):
        return Fixed((value in test.values) is test.holds)
    if isinstance(test, Every | Some):
        return type(test)(tuple(_with_value(part, value) for part in test.parts))
    assert isinstance(test, Fixed)
    return test


def plain_answers(person: Person) -> dict[str, Any]:
    """What a person answered, as the expressions read it. Codes of which only some are known are left out."""
    told = {
        name: _plain_answer(question, person.answers.get(name), person.today)
        for name, question in person.meanings.questions.items()
    }
    return {name: answer for name, answer in told.items() if answer is not None}


def _plain_answer(question: Question, answer: Any, today: date) -> Any:
    if answer is None or isinstance(answer, Partly):
        return None
    if question.type == "level":
        levels = answer if isinstance(answer, Mapping) else dict.fromkeys(SKILLS, answer)
        return {skill: level for skill, level in levels.items() if level not in (None, NOT_TESTED)}
    if question.type == "month":
        first, last = first_and_last(answer)
        return {"since_first": months_passed(first, today), "since_last": months_passed(last, today)}
    return answer


def months_passed(since: date, today: date) -> float:
    """The months from a day to a later one, and a half where a further one has begun."""
    whole = (today.year - since.year) * 12 + today.month - since.month
    whole -= months_after(since, whole) > today
    return whole if months_after(since, whole) == today else whole + 0.5
