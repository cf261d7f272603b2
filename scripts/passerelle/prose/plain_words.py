"""Owns words that have a plainer one: prose/plain_words.yml, looked up by the longest word of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from passerelle.records.source import read_source
from passerelle.records.text import Language

FILE = Path(__file__).with_name("plain_words.yml")
_TOKEN = re.compile(r"[^\W_]+")


class Replaced(NamedTuple):
    """Words found in a text, and what to say instead."""

    found: str
    instead: str


@cache
def _listed(language: Language) -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """The listed words by the longest token of each, which few texts hold."""
    _, data, _ = read_source(FILE.name, FILE.read_bytes())
    listed: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for instead, forms in data[language].items():
        for form in forms:
            pattern = re.compile(rf"(?<![\w-]){re.escape(form)}(?![\w-])", re.IGNORECASE)
            listed.setdefault(max(_TOKEN.findall(form.lower()), key=len), []).append((pattern, instead))
    return listed


def tokens_of(text: str) -> list[str]:
    """The words and figures of a text in small letters, for looking up and counting."""
    return _TOKEN.findall(text.lower())


def replaced_words(text: str, tokens: Sequence[str], language: Language) -> Iterator[Replaced]:
    """Listed words in a text whose tokens are given."""
    listed = _listed(language)
    if listed.keys().isdisjoint(tokens):
        return
    for token in dict.fromkeys(tokens):
        for pattern, instead in listed.get(token, ()):
            found = pattern.search(text)
            if found:
                yield Replaced(found[0], instead)
