"""Owns the wording of criteria: each one a sentence made from its codes, never stored text that can drift."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from passerelle.eligibility.requirements import Leaf
from passerelle.records.criteria import Operand, Span
from passerelle.records.phrases import Style, joined, worded_number, worded_span
from passerelle.records.text import Language
from passerelle.records.vocabularies import Question, Questions, Vocabulary

_SKILLS = "language-skills"
_JOINED_BY_OR = ("any_of", "includes_any", "within", "none_of", "excludes")
_OPPOSITES = {
    "is": "none_of", "any_of": "none_of", "none_of": "any_of", "includes_any": "excludes", "excludes": "includes_any",
    "at_least": "under", "under": "at_least",
}  # fmt: skip


class Worded(Protocol):
    """What a sentence is made from: a criterion as authored, or a leaf."""

    @property
    def ask(self) -> str: ...
    @property
    def operator(self) -> str: ...
    @property
    def operand(self) -> Operand: ...
    @property
    def skill(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Opposite:
    """The criterion that says the opposite of another."""

    ask: str
    operator: str
    operand: Operand
    skill: str


def criterion_sentence(
    criterion: Worded, questions: Questions, vocabularies: Mapping[str, Vocabulary], language: Language
) -> str:
    """A criterion as one sentence to the person it is about: "You live in Ontario."

    Raises KeyError if the question has no words for this operator; `is_worded` tells beforehand.
    """
    question = questions.questions[criterion.ask]
    template = question.statements[_statement_key(criterion)].nearest(language)[0]
    return template.format(**_placeholders(criterion, question, vocabularies, language))


def leaf_sentence(
    leaf: Leaf,
    questions: Questions,
    vocabularies: Mapping[str, Vocabulary],
    language: Language,
    not_this: str,
) -> str:
    """The same for a leaf that is no gate. An opposite without words of its own stands behind `not_this`."""
    if not leaf.negated:
        return criterion_sentence(leaf, questions, vocabularies, language)
    question = questions.questions[leaf.ask]
    opposite = _opposite(leaf, question)
    if opposite and is_worded(opposite, question):
        return criterion_sentence(opposite, questions, vocabularies, language)
    return f"{not_this} {criterion_sentence(leaf, questions, vocabularies, language)}"


def _opposite(leaf: Leaf, question: Question) -> _Opposite | None:
    """The opposite of a leaf's criterion in words, or None: that of "in each skill" is not one of these."""
    plain = _Opposite(leaf.ask, leaf.operator, leaf.operand, leaf.skill)
    if isinstance(leaf.operand, bool):
        return replace(plain, operand=not leaf.operand)
    operator = _OPPOSITES.get(leaf.operator)
    if operator is None or (question.type == "level" and leaf.skill in ("each", "any")):
        return None
    return replace(
        plain, operator=operator, operand=_as_codes(leaf.operand) if operator.endswith("of") else leaf.operand
    )


def _as_codes(operand: Operand) -> Operand:
    return (operand,) if isinstance(operand, str | int | float) else operand


def _statement_key(criterion: Worded) -> str:
    if criterion.operator == "is" and isinstance(criterion.operand, bool):
        return "is_true" if criterion.operand else "is_false"
    return criterion.operator


def is_worded(criterion: Worded, question: Question) -> bool:
    """Whether a question has words for a criterion's operator."""
    return _statement_key(criterion) in question.statements


def _placeholders(
    criterion: Worded, question: Question, vocabularies: Mapping[str, Vocabulary], language: Language
) -> dict[str, str]:
    operand = criterion.operand
    words: dict[str, str] = {"skill": _skill(criterion.skill, vocabularies, language)}
    if isinstance(operand, Span):
        return words | {"span": worded_span(operand.number, operand.unit, language)}
    if isinstance(operand, bool):
        return words
    items = operand if isinstance(operand, tuple) else [operand]
    labels = [_label(item, question, vocabularies, language) for item in items]
    if criterion.operator == "between":
        return words | {"low": labels[0], "high": labels[1]}
    style: Style = "or" if criterion.operator in _JOINED_BY_OR else "standard"
    words |= {"value": labels[0], "values": joined(labels, style, language)}
    if question.unit in ("years", "months") and isinstance(operand, int | float):
        words["span"] = worded_span(operand, question.unit, language)
    return words


def _label(item: Any, question: Question, vocabularies: Mapping[str, Vocabulary], language: Language) -> str:
    options = vocabularies.get(question.options or "")
    if isinstance(item, str) and options:
        return options.in_sentence(item, language)
    return worded_number(item, language) if isinstance(item, int | float) else str(item)


def _skill(skill: str, vocabularies: Mapping[str, Vocabulary], language: Language) -> str:
    if skill == "each" or _SKILLS not in vocabularies or skill not in vocabularies[_SKILLS].terms:
        return ""
    return f" {vocabularies[_SKILLS].in_sentence(skill, language)}"
