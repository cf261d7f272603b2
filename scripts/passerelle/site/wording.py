"""Owns how a record's texts and codes reach a page in one language, and say so where only the other language has them.

What it gives to templates is either plain text, which they escape, or `Markup`, which a template or the Markdown
writer has escaped already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from passerelle.eligibility.sentences import criterion_sentence
from passerelle.prose.interface import interface_words
from passerelle.records.catalog import Catalog
from passerelle.records.criteria import Criterion
from passerelle.records.markdown import paragraphs
from passerelle.records.model import Evidence, Organization, Program
from passerelle.records.phrases import joined, told_once, worded_date
from passerelle.records.text import Language, Text

_PROPER_NAMES = {("areas", "en"), ("areas", "fr"), ("service-languages", "en")}
"""Vocabularies whose labels keep their capital inside a sentence, but for those that lose it by `in_sentence`."""

_AS_PHRASES = {"formats"}
"""Vocabularies whose labels do not join well, but their phrases do: "In a class and online"."""

NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class Coded:
    """A code with its label, and what it means where that helps."""

    code: str
    label: str
    description: str = ""


class Wording:
    """One language's words over one catalog. Remembers what it worded: labels recur on every page."""

    def __init__(self, catalog: Catalog, language: Language, jinja: Environment) -> None:
        self.catalog = catalog
        self.language = language
        self.words: Mapping[str, Any] = interface_words(language)
        self._said = jinja.get_template("portal/said.html").module
        self._badges = jinja.get_template("portal/badges.html").module
        self.badge = cache(self._make_badge)
        self.coded = cache(self._coded)
        self._list_of = cache(self._make_list)
        self._sentence = cache(self._make_sentence)

    def say(self, text: Text | None) -> Markup:
        """A text in this language, else in the other one, marked so; nothing for no text."""
        if text is None:
            return NOTHING
        return self._marked(*text.nearest(self.language))

    def _foreign(self, words: str, language: Language) -> Markup:
        marked: Markup = self._said.foreign(words, language)  # type: ignore[attr-defined]
        return marked

    def _make_badge(self, shape: str, code: str, label: str, later: str = "") -> Markup:
        made: Markup = getattr(self._badges, shape)(code, label, later)
        return made

    def paragraphs(self, text: Text | None) -> Markup:
        """The same for a text of several paragraphs with inline Markdown."""
        if text is None:
            return NOTHING
        words, language = text.nearest(self.language)
        items = [Markup(item) for item in paragraphs(words)]  # noqa: S704 - escaped by the Markdown writer
        made: Markup = self._said.prose(items, "" if language == self.language else language)  # type: ignore[attr-defined]
        return made

    def name(self, record: Program | Organization) -> Markup:
        """A record's name; marked as English on a French page where there is no official French one."""
        words, language = self.plain_name(record)
        return self._foreign(words, language) if language else escape(words)

    def plain_name(self, record: Program | Organization) -> tuple[str, Language | None]:
        """The same as text, and its language where that is not the page's."""
        words, language = record.name.nearest(self.language)
        unofficial = self.language == "fr" and not record.name_fr_official and record.name.fr == record.name.en
        spoken: Language = "en" if unofficial else language
        return words, None if spoken == self.language else spoken

    def short_name(self, organization: Organization) -> Markup:
        """What an organization is called in a word or two, else its name; marked as a name is."""
        words, language = self.plain_short_name(organization)
        return self._foreign(words, language) if language else escape(words)

    def plain_short_name(self, organization: Organization) -> tuple[str, Language | None]:
        """The same as text, and its language where that is not the page's."""
        return self.plain(organization.short_name) if organization.short_name else self.plain_name(organization)

    def plain(self, text: Text) -> tuple[str, Language | None]:
        """A text, and its language where that is not the page's."""
        words, language = text.nearest(self.language)
        return words, None if language == self.language else language

    def _coded(self, vocabulary: str, code: str) -> Coded:
        terms = self.catalog.vocabularies[vocabulary]
        return Coded(code, terms.label(code, self.language), terms.description(code, self.language))

    def labels(self, vocabulary: str, codes: Iterable[str]) -> list[str]:
        """The labels of codes."""
        terms = self.catalog.vocabularies[vocabulary]
        return [terms.label(code, self.language) for code in codes]

    def list_of(self, vocabulary: str, codes: tuple[str, ...]) -> str:
        """The labels of codes in a row: "English and French"."""
        return self._list_of(vocabulary, codes)

    def _make_list(self, vocabulary: str, codes: tuple[str, ...]) -> str:
        terms = self.catalog.vocabularies[vocabulary]
        if vocabulary in _AS_PHRASES:
            phrases = joined(
                [terms.in_sentence(code, self.language) for code in codes] or [""], "standard", self.language
            )
            return phrases[:1].upper() + phrases[1:]
        first, *others = self.labels(vocabulary, codes) or [""]
        if (vocabulary, self.language) not in _PROPER_NAMES:
            others = [lowered(label) for label in others]
        else:
            inside = {terms.in_sentence(code, self.language) for code in codes}
            others = [lowered(label) if lowered(label) in inside else label for label in others]
        return joined([first, *others], "standard", self.language)

    def sentence(self, criterion: Criterion) -> str:
        """A criterion as a sentence."""
        return self._sentence(criterion.ask, criterion.operator, criterion.operand, criterion.skill)

    def _make_sentence(self, ask: str, operator: str, operand: Any, skill: str) -> str:
        criterion = Criterion(ask=ask, operator=operator, operand=operand, skill=skill, source="")
        return criterion_sentence(criterion, self.catalog.questions, self.catalog.vocabularies, self.language)

    def citations(self, sources: Mapping[str, Evidence]) -> dict[str | None, Markup]:
        """The source line that stands under a fact, by source key: "2012 Ottawa model, July 2012"."""
        cited: dict[str | None, Markup] = {key: self._cited(key, source) for key, source in sources.items()}
        return cited | {None: NOTHING}

    def cited(self, source: Evidence) -> Markup:
        """A source in a few words, where it is not one of the page's own: "2012 Ottawa model, July 2012"."""
        return Markup(", ").join(part for part in self._in_short(source) if part)

    def _cited(self, key: str, source: Evidence) -> Markup:
        line: Markup = self._said.cite(*self._in_short(source), f"source-{key}")  # type: ignore[attr-defined]
        return line

    def _in_short(self, source: Evidence) -> tuple[Markup, str]:
        words, language = source.short.nearest(self.language) if source.short else (source.title, source.language)
        title, date = told_once(words, source.published, self.published(source))
        return self._marked(title, language), date

    def title(self, source: Evidence) -> Markup:
        """A source's title, marked where it is not in the page's language."""
        return self._marked(source.title, source.language)

    def _marked(self, words: str, language: Language) -> Markup:
        return escape(words) if language == self.language else self._foreign(words, language)

    def published(self, source: Evidence) -> str:
        """When a source was published, in words; empty where it carries no date."""
        if source.published is None:
            return ""
        date = worded_date(source.published, self.language)
        if not source.approximate:
            return date
        is_day = str(source.published).count("-") == 2
        return str(self.words["sources"]["about_day" if is_day else "about_date"]).format(date=date)


def lowered(label: str) -> str:
    """A label inside a sentence; abbreviations keep their capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
