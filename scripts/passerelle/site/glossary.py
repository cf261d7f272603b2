"""Owns the glossary as a page shows it: terms in the order of the page's language, under their first letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from passerelle.prose.glossary import Glossary, Term
from passerelle.records.text import LANGUAGES, Language
from passerelle.site.spelling import EXPANDED


@dataclass(frozen=True, slots=True)
class Entry:
    """A term in one language; `other` is its name in the other one. `link` is empty for a source that is not https."""

    anchor: str
    name: str
    definition: str
    other: str
    other_language: Language
    confirmed: bool
    link: str
    source: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The terms that begin with a letter."""

    letter: str
    entries: tuple[Entry, ...]


def letters(glossary: Glossary, language: Language) -> list[Letter]:
    """The whole glossary in the alphabetical order of a language, whatever its accents and capitals."""
    entries = sorted(_entries(glossary, language), key=lambda entry: _folded(entry.name))
    return [Letter(letter, tuple(found)) for letter, found in groupby(entries, key=lambda one: _folded(one.name)[0])]


def _entries(glossary: Mapping[str, Term], language: Language) -> Iterator[Entry]:
    other = next(code for code in LANGUAGES if code != language)
    for anchor, term in glossary.items():
        source = term.source or ""
        yield Entry(
            anchor=anchor,
            name=term.term.nearest(language)[0],
            definition=term.definition.nearest(language)[0],
            other=term.term.nearest(other)[0],
            other_language=other,
            confirmed=term.confirmed,
            link=source if source.startswith("https://") else "",
            source=(urlsplit(source).netloc or source).removeprefix("www."),
        )


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.translate(EXPANDED))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold().upper()
