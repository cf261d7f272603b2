"""Owns closed lists of codes and the questions a person may be asked, with their labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self

import msgspec

from passerelle.records.text import LANGUAGES, Language, Text


class Match(msgspec.Struct, frozen=True):
    """A code of another list. `broad` means that theirs is wider, `narrow` that it is narrower."""

    scheme: str
    code: str
    match: Literal["exact", "close", "broad", "narrow"]


class Term(msgspec.Struct, frozen=True):
    """A code's words. `under` names the terms it is part of; `matches` are codes of other lists."""

    label: Text
    in_sentence: Text | None = None
    description: Text | None = None
    under: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()


class Vocabulary(msgspec.Struct, frozen=True):
    """A closed list. Where `ordered`, terms stand in ascending order."""

    id: str
    title: Text
    terms: dict[str, Term]
    ordered: bool = False

    @classmethod
    def of(cls, slug: str, data: Mapping[str, Any]) -> Self:
        """The vocabulary that data of the shape `vocabulary` stands for."""
        return msgspec.convert({**data, "id": slug}, cls)

    def label(self, code: str, language: Language) -> str:
        """The label of a code."""
        return self.terms[code].label.nearest(language)[0]

    def in_sentence(self, code: str, language: Language) -> str:
        """A code's words as they stand inside a sentence."""
        term = self.terms[code]
        return (term.in_sentence or term.label).nearest(language)[0]

    @property
    def codes_by_label(self) -> dict[str, str]:
        """The code of each label, in small letters."""
        labels = ((code, term.label.get(language)) for code, term in self.terms.items() for language in LANGUAGES)
        return {label.casefold(): code for code, label in labels if label}

    def description(self, code: str, language: Language) -> str:
        """What a code means, or an empty string."""
        text = self.terms[code].description
        return text.nearest(language)[0] if text else ""

    def ancestors(self, code: str) -> frozenset[str]:
        """Every term that a code lies under, not itself."""
        found: set[str] = set()
        waiting = list(self.terms[code].under) if code in self.terms else []
        while waiting:
            above = waiting.pop()
            if above not in found and above in self.terms:
                found.add(above)
                waiting.extend(self.terms[above].under)
        return frozenset(found)


class OnlyIf(msgspec.Struct, frozen=True):
    """A question is asked only after one of these answers to an earlier one, or a number above a bound."""

    question: str
    any_of: tuple[str | bool | int, ...] = ()
    above: float | None = None


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What a person may be asked. `statements` word a criterion on it, by operator; `becomes` names the question that
    tells what this answer will be later."""

    topic: str
    type: Literal["yes-no", "choice", "choices", "level", "number", "month", "tree"]
    role: Literal["participant", "mentor", "both"]
    wording: Text
    why: Text
    statements: dict[str, Text]
    client: Text | None = None
    help: Text | None = None
    options: str | None = None
    unit: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    sensitive: bool = False
    gate: bool = False
    raises: str = msgspec.field(default="no", name="raise")
    choose: bool = False
    may_change: bool = False
    only_if: OnlyIf | None = None
    otherwise: bool | float | str | None = None
    becomes: str | None = None


class Topic(msgspec.Struct, frozen=True):
    label: Text


class Questions(msgspec.Struct, frozen=True):
    """The whole of schemas/questions.yml."""

    topics: dict[str, Topic]
    questions: dict[str, Question]
