"""Owns what readers read, as checks of text see it: each text once, in its language, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from passerelle.prose.pages import Page
from passerelle.records.catalog import AREAS, QUESTIONS, Catalog
from passerelle.records.diagnostics import Problem, Rule, Where, field_name
from passerelle.records.text import LANGUAGES, Language, Text
from passerelle.records.vocabularies import Vocabulary
from passerelle.records.walk import Part

Sort = Literal["record", "label", "page", "template"]
"""Sentences of a record, a name or label, words of an authored page, or the wording of a question or criterion."""

_LABELS = frozenset({"name", "short", "short_name", "who", "label", "title", "in_sentence", "th", "action"})
_LONGEST_QUOTE = 90


class Passage(NamedTuple):
    """A text of one language. `position` is known where the place is a line of a page."""

    path: str
    where: Where
    language: Language
    text: str
    sort: Sort
    position: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        """The field as a maintainer would write it, or what a page calls it."""
        return field_name(self.where) or "this text"

    def problem(self, broken: Rule, message: str, remedy: str) -> Problem:
        """A problem of this text."""
        return Problem(broken, self.path, self.where, f"{self.name}: {message}", remedy, self.position)


class Pair(NamedTuple):
    """A text in both languages."""

    path: str
    where: Where
    en: str
    fr: str
    sort: Sort

    def problem(self, broken: Rule, message: str, remedy: str) -> Problem:
        """A problem of the two texts together."""
        return Problem(broken, self.path, self.where, f"{field_name(self.where)}: {message}", remedy)


def quoted(words: str) -> str:
    """Words as a message shows them, cut where they are long."""
    words = " ".join(words.split())
    return f"“{words}”" if len(words) <= _LONGEST_QUOTE else f"“{words[: _LONGEST_QUOTE - 1].rstrip()}…”"


def texts_of_record(path: str, parts: Iterable[Part]) -> list[tuple[str, Where, Text, Sort]]:
    """The texts of a record, from its parts."""
    return [
        (path, where, part, "label" if where[-1] in _LABELS else "record")
        for where, part in parts
        if type(part) is Text
    ]


def texts_of_lists(catalog: Catalog) -> Iterator[tuple[str, Where, Text, Sort]]:
    """The texts of every vocabulary and question."""
    for vocabulary in catalog.vocabularies.values():
        path = path_of(vocabulary)
        yield path, ("title",), vocabulary.title, "label"
        for code, term in vocabulary.terms.items():
            yield path, ("terms", code, "label"), term.label, "label"
            if term.in_sentence:
                yield path, ("terms", code, "in_sentence"), term.in_sentence, "label"
            if term.description:
                yield path, ("terms", code, "description"), term.description, "record"
    for name, question in catalog.questions.questions.items():
        for key in ("wording", "client", "help", "why"):
            text = getattr(question, key)
            if text:
                yield QUESTIONS, ("questions", name, key), text, "template"
        for operator, text in question.statements.items():
            yield QUESTIONS, ("questions", name, "statements", operator), text, "template"


def path_of(vocabulary: Vocabulary) -> str:
    """The file that holds a vocabulary."""
    return AREAS if vocabulary.id == "areas" else f"schemas/vocabularies/{vocabulary.id}.yml"


def passages_of(path: str, where: Where, text: Text, sort: Sort) -> Iterator[Passage]:
    """A text as one passage a language. An English name that stands in French too is English, and is seen once."""
    for language in LANGUAGES:
        words = text.get(language)
        if words and not (language == "fr" and sort == "label" and words == text.en):
            yield Passage(path, (*where, language), language, words, sort)


def passages_of_page(page: Page) -> Iterator[Passage]:
    """The words of an authored page: front matter first, then its text."""
    for block in (*page.said, *page.blocks):
        sort: Sort = "label" if block.kind in _LABELS or block.kind[0] == "h" else "page"
        yield Passage(page.path, (), page.language, block.text, sort, (block.line, 1))
