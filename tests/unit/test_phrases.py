"""Dates, spans, amounts and lists as each language writes them."""

from __future__ import annotations

import pytest

from passerelle.records.phrases import (
    Style,
    joined,
    told_once,
    worded_amount,
    worded_date,
    worded_duration,
    worded_month,
    worded_number,
    worded_span,
)

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("written", "english", "french"),
    [
        (2012, "2012", "2012"),
        ("2012", "2012", "2012"),
        ("2012-07", "July 2012", "juillet 2012"),
        ("2026-11-22", "November 22, 2026", "22 novembre 2026"),
        ("2026-11-01", "November 1, 2026", "1er novembre 2026"),
        ("2026-11-10", "November 10, 2026", "10 novembre 2026"),
        ("2026-02-31", "2026-02-31", "2026-02-31"),
        ("2026-13", "2026-13", "2026-13"),
    ],
)
def test_dates(written: str | int, english: str, french: str) -> None:
    assert worded_date(written, "en") == english
    assert worded_date(written, "fr") == french


@pytest.mark.parametrize(
    ("title", "published", "date", "told"),
    [
        ("PPRC, 2025", 2025, "2025", "PPRC, 2025"),
        ("Windmill, about 2024", "2024", "about 2024", "Windmill, about 2024"),
        ("L’Express, 2020", "2020-02-07", "February 7, 2020", "L’Express, February 7, 2020"),
        ("Modèle d’Ottawa de 2012", "2012-07", "juillet 2012", "Modèle d’Ottawa de 2012, juillet 2012"),
        ("Website, 2024", 2025, "2025", "Website, 2024, 2025"),
        ("Website", None, "", "Website"),
    ],
)
def test_no_source_tells_its_year_twice(title: str, published: str | int | None, date: str, told: str) -> None:
    assert ", ".join(part for part in told_once(title, published, date) if part) == told


@pytest.mark.parametrize(
    ("written", "english", "french"),
    [
        ("P3M", "3 months", "3 mois"),
        ("P1M", "1 month", "1 mois"),
        ("P1Y6M", "1 year and 6 months", "1 an et 6 mois"),
        ("P12W", "12 weeks", "12 semaines"),
        ("P1D", "1 day", "1 jour"),
        ("PT30M", "30 minutes", "30 minutes"),
        ("PT2H", "2 hours", "2 heures"),
        ("P1DT2H", "1 day and 2 hours", "1 jour et 2 heures"),
        ("three months", "", ""),
    ],
)
def test_durations(written: str, english: str, french: str) -> None:
    assert worded_duration(written, "en") == english
    assert worded_duration(written, "fr").replace(NBSP, " ") == french


def test_spans_count_one_as_each_language_does() -> None:
    assert worded_span(1, "years", "en") == "1 year"
    assert worded_span(0, "years", "en") == "0 years"
    assert worded_span(10, "years", "fr").replace(NBSP, " ") == "10 ans"
    assert worded_span(1.5, "years", "fr").replace(NBSP, " ") == "1,5 an"


def test_months() -> None:
    assert [worded_month(number, "en") for number in (1, 12)] == ["January", "December"]
    assert [worded_month(number, "fr") for number in (2, 8)] == ["février", "août"]


def test_numbers_and_amounts() -> None:
    assert worded_number(1234.5, "en") == "1,234.5"
    assert worded_number(1234.5, "fr") == f"1{NBSP}234,5"
    assert worded_amount(20, "en") == "$20"
    assert worded_amount(20, "fr") == f"20{NBSP}$"
    assert worded_amount(1250.5, "en") == "$1,250.50"
    assert worded_amount(1250.5, "fr") == f"1{NBSP}250,50{NBSP}$"


@pytest.mark.parametrize(
    ("words", "style", "english", "french"),
    [
        ([], "standard", "", ""),
        (["a"], "or", "a", "a"),
        (["a", "b"], "standard", "a and b", "a et b"),
        (["a", "b", "c"], "or", "a, b or c", "a, b ou c"),
    ],
)
def test_lists(words: list[str], style: Style, english: str, french: str) -> None:
    assert joined(words, style, "en").replace(", or", " or") == english
    assert joined(words, style, "fr") == french
