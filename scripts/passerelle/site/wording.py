"""Owns how a record's texts and codes reach a page in one language, and say so where only the other language has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from passerelle.prose.interface import interface_words
from passerelle.records.catalog import Catalog
from passerelle.records.markdown import paragraphs
from passerelle.records.model import Evidence, Language, Organization, Program, Text
from passerelle.records.phrases import joined, worded_date


@dataclass(frozen=True, slots=True)
class Said:
    """A text on a page; `lang` is set where it is not in the page's language."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """A longer text as safe HTML, one item per paragraph; `lang` as for `Said`."""

    items: tuple[Markup, ...]
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Coded:
    """A code with its label, and what it means where that helps."""

    code: str
    label: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A short source line under a fact: "2012 Ottawa model, July 2012"; `anchor` leads to the full source."""

    said: Said
    date: str
    anchor: str


class Wording:
    """One language's words over one catalog."""

    def __init__(self, catalog: Catalog, language: Language) -> None:
        self.catalog = catalog
        self.language = language
        self.words: Mapping[str, Any] = interface_words(language)

    def say(self, text: Text | None) -> Said | None:
        """A text in this language, else in the other one, marked so."""
        if text is None:
            return None
        words, language = text.nearest(self.language)
        return Said(words, "" if language == self.language else language)

    def paragraphs(self, text: Text | None) -> Paragraphs | None:
        """The same for a text of several paragraphs with inline Markdown."""
        if text is None:
            return None
        words, language = text.nearest(self.language)
        items = tuple(Markup(item) for item in paragraphs(words))  # noqa: S704 - escaped by the Markdown writer
        return Paragraphs(items, "" if language == self.language else language)

    def name(self, record: Program | Organization) -> Said:
        """A record's name; English on a French page where there is no official French one."""
        words, language = record.name.nearest(self.language)
        official = self.language == "en" or record.name_fr_official or record.name.fr != record.name.en
        return Said(words, "" if official and language == self.language else "en")

    def coded(self, vocabulary: str, code: str) -> Coded:
        """A code of a vocabulary with its label and meaning."""
        terms = self.catalog.vocabularies[vocabulary]
        return Coded(code, terms.label(code, self.language), terms.description(code, self.language))

    def labels(self, vocabulary: str, codes: Iterable[str]) -> list[str]:
        """The labels of codes."""
        terms = self.catalog.vocabularies[vocabulary]
        return [terms.label(code, self.language) for code in codes]

    def list_of(self, vocabulary: str, codes: Iterable[str]) -> str:
        """The labels of codes in a row: "English and French"."""
        return joined(self.labels(vocabulary, codes), "standard", self.language)

    def cite(self, key: str | None, sources: Mapping[str, Evidence]) -> Cited | None:
        """The source line of a fact, None where it has none."""
        source = sources.get(key) if key else None
        if source is None:
            return None
        said = self.say(source.short) or Said(source.title)
        return Cited(said, self.published(source), f"source-{key}")

    def published(self, source: Evidence) -> str:
        """When a source was published, in words; empty where it carries no date."""
        if source.published is None:
            return ""
        date = worded_date(source.published, self.language)
        return str(self.words["sources"]["about_date"]).format(date=date) if source.approximate else date
