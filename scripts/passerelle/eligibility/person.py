"""Owns what a person answered, as it counts on a day: unanswered is never "no", and a question may not apply."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from enum import Enum
from typing import Any, Final

from passerelle.eligibility.meanings import SKILLS, Meanings
from passerelle.records.vocabularies import OnlyIf

Answers = Mapping[str, Any]
"""Answers by question, as an answers file writes them: a code, a truth value, a number, a month (2024-03), a list of codes;
a level, or levels by skill; `not-tested` for a level; null for "I'd rather not say"."""

NOT_TESTED: Final = "not-tested"


class Missing(Enum):
    """Why there is no answer."""

    UNANSWERED = "unanswered"
    DECLINED = "declined"
    INAPPLICABLE = "inapplicable"


class Partly(frozenset[str]):
    """Codes that are known to be among the answers to a question about which nothing else is known."""


Granted = frozenset[tuple[str, str]]
"""Leaves by program and id: what programs take something equal for."""


def told(answer: Any, codes: Collection[Any] | None = None) -> Any:
    """A value that is the same for answers that say the same, in whatever order they list it.

    Of a list only some codes may be looked at.
    """
    if isinstance(answer, Mapping):
        return tuple(sorted(answer.items()))
    if isinstance(answer, list | Partly):
        return isinstance(answer, Partly), *sorted(answer if codes is None else {*answer}.intersection(codes))
    return answer


class Person:
    """Somebody's answers on a day. Answers must have been read by `passerelle.eligibility.answers`."""

    def __init__(self, answers: Answers, meanings: Meanings, today: date, granted: Granted = frozenset()) -> None:
        self.answers, self.meanings, self.today, self.granted = answers, meanings, today, granted
        self._known: dict[str, Any] = {}

    def answer(self, question: str) -> Any:
        """What counts as the answer to a question: an answer, or a `Missing`."""
        if question not in self._known:
            self._known[question] = self._effective(question)
        return self._known[question]

    def _effective(self, name: str) -> Any:
        question = self.meanings.questions[name]
        if question.only_if:
            earlier = self.answer(question.only_if.question)
            if earlier in (Missing.UNANSWERED, Missing.DECLINED):
                return earlier
            if not is_asked_after(question.only_if, earlier):
                return Missing.INAPPLICABLE if question.otherwise is None else question.otherwise
        if name not in self.answers:
            return Missing.UNANSWERED
        given = self.answers[name]
        if given is None:
            return Missing.DECLINED
        return frozenset(given) if question.type == "choices" and not isinstance(given, Partly) else given

    def levels(self, question: str) -> Mapping[str, Any] | Missing:
        """The levels of a language by skill: a number, `not-tested`, or a `Missing`; or why there is none at all."""
        given = self.answer(question)
        if isinstance(given, Missing):
            return given
        if not isinstance(given, Mapping):
            return dict.fromkeys(SKILLS, given)
        return {
            skill: Missing.UNANSWERED
            if skill not in given
            else Missing.DECLINED
            if given[skill] is None
            else given[skill]
            for skill in SKILLS
        }

    def later(self, changes: Answers, today: date | None = None) -> Person:
        """The same person with other answers, on the same day or a later one."""
        return Person({**self.answers, **changes}, self.meanings, today or self.today, self.granted)

    def showing_equal(self, program: str, leaf: str) -> Person:
        """The same person, from whom a program takes something equal to what a leaf asks."""
        return Person(self.answers, self.meanings, self.today, self.granted | {(program, leaf)})


def is_asked_after(condition: OnlyIf, earlier: Any) -> bool:
    """Whether the answer to the earlier question leads to a question that is asked only after some answers."""
    if earlier is Missing.INAPPLICABLE:
        return False
    if condition.above is not None:
        return bool(earlier > condition.above)
    return any(one in condition.any_of for one in (earlier if isinstance(earlier, frozenset) else (earlier,)))
