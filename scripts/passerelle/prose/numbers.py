"""Owns the numbers of a text, so that two languages can be compared: figures as written, and small ones in words.

Knows how each language writes them: 1,000 and 1 000; 2.5 and 2,5; 5 p.m. and 17 h.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from passerelle.records.text import Language

_ADDRESS = re.compile(r"\]\([^)\s]*\)|https?://\S+|\S+@\S+")
_FIGURE: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"(?<![A-Za-z\d])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"),
    "fr": re.compile(r"(?<![A-Za-z\d])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?)"),
}
_AFTERNOON = re.compile(r"\b(\d{1,2})(?::\d\d)?\s?p\.?m\b", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"\b((?:19|20)\d\d)([–-])(\d\d)\b(?![–-])")
_PHONE = re.compile(r"(?:\+?1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b")
_WORDS: dict[Language, dict[str, int]] = {
    "en": {
        "a": 1, "an": 1, "one": 1, "once": 1, "first": 1, "single": 1, "two": 2, "twice": 2, "second": 2, "both": 2,
        "half": 50, "three": 3, "third": 3, "four": 4, "fourth": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
        "twelve": 12, "dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "thousand": 1000,
    },
    "fr": {
        "un": 1, "une": 1, "premier": 1, "première": 1, "seul": 1, "seule": 1, "deux": 2, "deuxième": 2, "moitié": 50,
        "second": 2, "seconde": 2, "trois": 3, "troisième": 3, "quatre": 4, "quatrième": 4, "cinq": 5, "six": 6, "sept": 7,
        "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30,
        "quarante": 40, "cinquante": 50, "soixante": 60, "cent": 100, "mille": 1000, "dizaine": 10, "douzaine": 12,
        "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60,
        "centaine": 100, "centaines": 100, "millier": 1000, "milliers": 1000,
    },
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_NOON = 12


@dataclass(frozen=True, slots=True)
class Numbers:
    """The figures of a text, and every number that it gives, in words too."""

    figures: tuple[str, ...]
    given: frozenset[str]

    def holds(self, figure: str) -> bool:
        """Whether the text gives a number; an hour of the afternoon counts as both 5 and 17."""
        return figure in self.given


def numbers_of(text: str, language: Language) -> Numbers:
    """The numbers of a text, without those of addresses; phone numbers as one figure."""
    text = _SCHOOL_YEAR.sub(_whole_years, _ADDRESS.sub(" ", text))
    phones = ["".join(filter(str.isdigit, phone))[-10:] for phone in _PHONE.findall(text)]
    text = _PHONE.sub(" ", text)
    figures = dict.fromkeys(phones + [_normal(figure, language) for figure in _FIGURE[language].findall(text)])
    given = set(figures)
    for hour in _AFTERNOON.findall(text):
        given.add(str(int(hour) + _NOON))
        figures.pop(hour, None)
        figures[str(int(hour) % _NOON + _NOON)] = None
    if "%" in text:
        given.add("100")
    words = _WORDS[language]
    given.update(str(words[word]) for word in _WORD.findall(text.lower()) if word in words)
    return Numbers(tuple(figures), frozenset(given))


def _whole_years(found: re.Match[str]) -> str:
    """2015-16 as 2015-2016."""
    return f"{found[1]}{found[2]}{found[1][:2]}{found[3]}"


def _normal(figure: str, language: Language) -> str:
    """A figure as Python writes it: without separators of thousands, with a decimal point, without zeros ahead."""
    bare = figure.replace(",", "") if language == "en" else re.sub(r"\s", "", figure).replace(",", ".")
    whole, point, rest = bare.partition(".")
    return (whole.lstrip("0") or "0") + (f".{rest}" if point and rest.strip("0") else "")
