"""Owns reading answers: what is impossible or contradictory is named and left out before anything is decided."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from passerelle.eligibility.meanings import SKILLS, Meanings
from passerelle.eligibility.person import NOT_TESTED, Answers, Missing, Person, is_asked_after
from passerelle.records.diagnostics import did_you_mean
from passerelle.records.vocabularies import Question

_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """An answer that does not count: which, what is wrong with it, and what to do. `code` is the part of it at fault."""

    question: str
    message: str
    help: str
    contradictory: bool = False
    index: int | None = None


def read_answers(given: Mapping[str, Any], meanings: Meanings, today: date) -> tuple[Answers, list[AnswerProblem]]:
    """The answers that count, and what is wrong with the others. `given` is question by id → answer."""
    problems = [
        problem for name, answer in given.items() for problem in _problems_of(str(name), answer, meanings, today)
    ]
    wrong = {problem.question for problem in problems}
    answers = {name: answer for name, answer in given.items() if name not in wrong}
    contradictions = list(_contradictions(answers, meanings, today))
    dropped = {problem.question for problem in contradictions}
    return {name: answer for name, answer in answers.items() if name not in dropped}, problems + contradictions


def _contradictions(answers: Answers, meanings: Meanings, today: date) -> Iterator[AnswerProblem]:
    """Answers to questions that the other answers say are not asked."""
    person = Person(answers, meanings, today)
    for name in answers:
        condition = meanings.questions[name].only_if
        if condition is None:
            continue
        earlier = person.answer(condition.question)
        if earlier in (Missing.UNANSWERED, Missing.DECLINED) or answers[name] in (None, person.answer(name)):
            continue
        if not is_asked_after(condition, earlier):
            message = f"`{name}` is not asked after this answer to `{condition.question}`"
            yield AnswerProblem(name, message, "take one of the two answers out", contradictory=True)


def _problems_of(name: str, answer: Any, meanings: Meanings, today: date) -> Iterator[AnswerProblem]:
    question = meanings.questions.get(name)
    if question is None:
        remedy = did_you_mean(name, meanings.questions) or "use the id of a question of schemas/questions.yml"
        yield AnswerProblem(name, f"there is no question `{name}`", remedy)
    elif answer is None:
        return
    elif question.type == "level":
        yield from _level_problems(name, answer, question)
    elif question.type == "choices":
        yield from _choices_problems(name, answer, meanings)
    elif (expected := _expected(answer, question, today)) is not None:
        yield AnswerProblem(name, f"{_shown(answer)} is not {expected}, as `{name}` needs", f"write {expected}")
    elif question.type in ("choice", "tree"):
        yield from _code_problems(name, answer, meanings)


def _expected(answer: Any, question: Question, today: date) -> str | None:
    """What the answer to a question of one value should be and is not; None if it is so."""
    if question.type == "yes-no":
        return None if isinstance(answer, bool) else "true or false"
    if question.type == "number":
        return None if _is_number_within(answer, question) else _numbers(question)
    if question.type == "month":
        return None if _is_month_until(answer, today) else "a month such as 2024-03 that is not in the future"
    return None if isinstance(answer, str) else "a code"


def _is_number_within(answer: Any, question: Question) -> bool:
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return False
    return (question.minimum is None or answer >= question.minimum) and (
        question.maximum is None or answer <= question.maximum
    )


def _numbers(question: Question) -> str:
    if question.minimum is None or question.maximum is None:
        return "a number"
    return f"a number from {question.minimum} to {question.maximum}"


def _is_month_until(answer: Any, today: date) -> bool:
    if not isinstance(answer, str) or not _MONTH.fullmatch(answer):
        return False
    return "1900-01" <= answer <= f"{today:%Y-%m}"


def _level_problems(name: str, answer: Any, question: Question) -> Iterator[AnswerProblem]:
    expected = f"{_numbers(question)} without decimals, `{NOT_TESTED}`, or one of these for each skill"
    levels = answer if isinstance(answer, Mapping) else {SKILLS[0]: answer}
    for skill, level in levels.items():
        if skill not in SKILLS:
            remedy = did_you_mean(str(skill), SKILLS) or f"use one of: {', '.join(SKILLS)}"
            yield AnswerProblem(name, f"there is no language skill {_shown(skill)}", remedy)
        elif level not in (None, NOT_TESTED) and not (isinstance(level, int) and _is_number_within(level, question)):
            yield AnswerProblem(name, f"{_shown(level)} is not a level, as `{name}` needs", f"write {expected}")


def _choices_problems(name: str, answer: Any, meanings: Meanings) -> Iterator[AnswerProblem]:
    if not isinstance(answer, list | tuple):
        message = f"{_shown(answer)} is not a list, as `{name}` needs"
        yield AnswerProblem(name, message, "write a list of codes, or [] for none of them")
        return
    for index, code in enumerate(answer):
        yield from _code_problems(name, code, meanings, index)


def _code_problems(name: str, code: Any, meanings: Meanings, index: int | None = None) -> Iterator[AnswerProblem]:
    options = meanings.options(name)
    known = options.terms if options else meanings.gates if meanings.questions[name].gate else ()
    if not isinstance(code, str) or code not in known:
        remedy = did_you_mean(str(code), known) or "use a code that this question has"
        yield AnswerProblem(name, f"{_shown(code)} is not an answer to `{name}`", remedy, index=index)


def _shown(value: Any) -> str:
    """A value as a person would type it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return f"`{value}`" if value != "" else "an empty text"
    return "a group of values" if isinstance(value, Mapping) else "a list" if isinstance(value, list) else "nothing"
