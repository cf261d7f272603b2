"""Owns how dates, spans of time, numbers and lists read in each language (Canadian usage, from CLDR through Babel)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton, get_month_names
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

from passerelle.records.text import Language

Style = Literal["standard", "or"]
_LOCALES: dict[Language, Locale] = {"en": Locale("en", "CA"), "fr": Locale("fr", "CA")}
_DURATION = re.compile(
    r"P(?:(?P<year>\d+)Y)?(?:(?P<month>\d+)M)?(?:(?P<week>\d+)W)?(?:(?P<day>\d+)D)?"
    r"(?:T(?:(?P<hour>\d+)H)?(?:(?P<minute>\d+)M)?)?\Z"
)


@cache
def worded_date(written: str | int, language: Language) -> str:
    """A year, month or day of a record in words: 2012-07 is "July 2012". What is no date is given back as it is."""
    parts = str(written).split("-")
    locale = _LOCALES[language]
    try:
        if len(parts) == 1:
            return parts[0]
        if len(parts) == 2:
            return str(format_skeleton("yMMMM", date(int(parts[0]), int(parts[1]), 1), locale=locale))
        words = str(format_date(date.fromisoformat(str(written)), "long", locale=locale))
    except ValueError:
        return str(written)
    return f"1er{words[1:]}" if language == "fr" and words.startswith("1 ") else words


def told_once(title: str, published: str | int | None, date: str) -> tuple[str, str]:
    """A source's title and its date in words, without what both tell: "PPRC, 2025" of 2025 needs no date, and of June
    2025 it is "PPRC"."""
    year = str(published)[:4]
    if published is None or not title.endswith(year):
        return title, date
    return (title, "") if str(published) == year else (title.removesuffix(f", {year}"), date)


@cache
def month_of(day: date, language: Language) -> str:
    """The month that a day lies in: "March 2027"."""
    return worded_date(day.isoformat()[:7], language)


@cache
def worded_month(number: int, language: Language) -> str:
    """The name of month 1 to 12."""
    return str(get_month_names("wide", locale=_LOCALES[language])[number])


@cache
def worded_span(number: float, unit: str, language: Language) -> str:
    """A number of years, months, weeks, days, hours or minutes: 10 years."""
    singular = unit.removesuffix("s")
    return str(format_unit(number, f"duration-{singular}", length="long", locale=_LOCALES[language]))


@cache
def worded_duration(duration: str, language: Language) -> str:
    """An ISO 8601 duration: P3M is "3 months", P1Y6M "1 year and 6 months"."""
    match = _DURATION.match(duration)
    parts = match.groupdict() if match else {}
    return joined(
        [worded_span(int(number), unit, language) for unit, number in parts.items() if number], "standard", language
    )


def duration_parts(duration: str) -> tuple[int, int]:
    """An ISO 8601 duration in months and days: P1Y6M is (18, 0), P2W is (0, 14). Hours and minutes are no day."""
    match = _DURATION.match(duration)
    parts = {unit: int(number) for unit, number in match.groupdict().items() if number} if match else {}
    months = 12 * parts.get("year", 0) + parts.get("month", 0)
    return months, 7 * parts.get("week", 0) + parts.get("day", 0)


@cache
def worded_number(number: float, language: Language) -> str:
    """A number with the separators of a language."""
    return str(format_decimal(number, locale=_LOCALES[language]))


@cache
def worded_amount(dollars: float, language: Language) -> str:
    """An amount in Canadian dollars, without cents where there are none."""
    pattern = None if dollars % 1 else {"en": "¤#,##0", "fr": "#,##0\u00a0¤"}[language]
    return str(format_currency(dollars, "CAD", format=pattern, currency_digits=False, locale=_LOCALES[language]))


def joined(words: Sequence[str], style: Style, language: Language) -> str:
    """Words in a row: "a, b and c" (style standard) or "a, b or c" (style or)."""
    return _joined(tuple(words), style, language)


@cache
def _joined(words: tuple[str, ...], style: Style, language: Language) -> str:
    return str(format_list(words, style=style, locale=_LOCALES[language]))
