"""Owns which operators and which answers fit a question. Reports nothing: what does not fit is told by others."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

from passerelle.eligibility.meanings import Meanings
from passerelle.records.criteria import Operand
from passerelle.records.vocabularies import Question

_CHOICE = ("is", "any_of", "none_of")
_NUMERIC = ("at_least", "at_most", "under", "between")
OPERATORS_OF = {
    "yes-no": _CHOICE,
    "choice": _CHOICE,
    "choices": ("includes", "includes_any", "excludes"),
    "level": _NUMERIC,
    "number": _NUMERIC,
    "month": ("within_last", "under_ago", "at_least_ago"),
    "tree": ("within",),
}
ORDERED = _NUMERIC
"""The operators for answers that stand higher or lower than one another."""


def fitting_operators(name: str, meanings: Meanings) -> tuple[str, ...]:
    """The operators that a criterion on a question may use. Options of an ordered list compare like numbers."""
    options = meanings.options(name)
    return OPERATORS_OF[meanings.questions[name].type] + (_NUMERIC if options and options.ordered else ())


def expected_operand(operand: Operand, question: Question) -> str:
    """What the operand of a criterion should be and is not, or an empty string. Codes are not looked up."""
    operands = operand if isinstance(operand, tuple) else (operand,)
    if question.type == "yes-no":
        return "" if all(isinstance(one, bool) for one in operands) else "true or false"
    if question.type in ("level", "number"):
        low = -math.inf if question.minimum is None else question.minimum
        high = math.inf if question.maximum is None else question.maximum
        if all(isinstance(one, int | float) and low <= one <= high for one in operands):
            return ""
        return "a number" if math.isinf(low) or math.isinf(high) else f"a number from {low} to {high}"
    return "a code" if any(isinstance(one, bool | int | float) for one in operands) else ""


def known_codes(name: str, meanings: Meanings) -> Collection[str] | None:
    """The codes that answer a question, or None where it has no closed list. Those of a gate come from the programs."""
    options = meanings.options(name)
    if options is not None:
        return options.terms
    return meanings.gates if meanings.questions[name].gate else None


def unknown_codes(value: Any, known: Collection[str] | None) -> list[tuple[int | None, str]]:
    """The codes of an operand or answer that are not known, each with its place in a list, None where it is no list."""
    if known is None:
        return []
    placed = enumerate(value) if isinstance(value, list | tuple) else [(None, value)]
    return [(index, code) for index, code in placed if isinstance(code, str) and code not in known]


def fits(name: str, operator: str, operand: Operand, meanings: Meanings) -> bool:
    """Whether a criterion of these parts can be judged."""
    question = meanings.questions.get(name)
    return (
        question is not None
        and operator in fitting_operators(name, meanings)
        and not expected_operand(operand, question)
        and (question.gate or not unknown_codes(operand, known_codes(name, meanings)))
    )


def can_be_asked(name: str, meanings: Meanings) -> bool:
    """Whether what a question names exists and fits, so that its answers can be read."""
    question = meanings.questions[name]
    known, otherwise = known_codes(name, meanings), question.otherwise
    if question.type in ("choice", "choices", "tree") and known is None:
        return False
    if otherwise is not None and (expected_operand(otherwise, question) or unknown_codes(otherwise, known)):
        return False
    return (question.becomes or name) in meanings.questions and _is_led_to(name, meanings)


def _is_led_to(name: str, meanings: Meanings) -> bool:
    """Whether the questions that lead to a question exist, end, and do so by a bound only where numbers answer them."""
    if follows_itself(name, meanings):
        return False
    condition = meanings.questions[name].only_if
    if condition is None:
        return True
    earlier = meanings.questions.get(condition.question)
    return earlier is not None and (condition.above is None or earlier.type == "number")


def follows_itself(name: str, meanings: Meanings) -> bool:
    """Whether a question is asked only after itself, through whatever lies between."""
    seen: list[str] = []
    while name in meanings.questions and name not in seen:
        seen.append(name)
        condition = meanings.questions[name].only_if
        name = condition.question if condition else ""
    return bool(seen) and name == seen[0]
