"""How fresh a record is follows from its evidence and the calendar alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from passerelle.records.freshness import Freshness, freshness, last_day, later, months_after
from passerelle.records.model import Program
from tests.listings import RECORD, SMALL, plain_data


def dated(published: str | int | None = None, kind: str = "document", **overrides: Any) -> Program:
    source = {"title": "A", "kind": kind, "read_on": "2026-11-20"} | ({"published": published} if published else {})
    data = plain_data(SMALL / RECORD) | {"sources": {"guide": source}, "verification": None} | overrides
    data = {key: value for key, value in data.items() if value is not None}
    return Program.of("a", "open-access", RECORD, data)


def fresh(today: date, published: str | int | None = None, kind: str = "document", **overrides: Any) -> Freshness:
    return freshness(dated(published, kind, **overrides), today)


@pytest.mark.parametrize(
    ("published", "today", "state"),
    [
        (2023, date(2026, 11, 22), "seen"),
        (2023, date(2026, 12, 31), "seen"),
        (2023, date(2027, 1, 1), "old"),
        ("2023-11", date(2026, 11, 30), "seen"),
        ("2023-11", date(2026, 12, 1), "old"),
        ("2023-11-22", date(2026, 11, 22), "seen"),
        ("2023-11-22", date(2026, 11, 23), "old"),
        ("2024-02-29", date(2027, 2, 28), "seen"),
        ("2024-02-29", date(2027, 3, 1), "old"),
        ("2025-02", date(2028, 2, 28), "seen"),
        ("2025-02", date(2028, 2, 29), "old"),
        (2012, date(2026, 11, 22), "old"),
        (2026, date(2026, 11, 22), "seen"),
    ],
)
def test_seen_for_three_years_from_the_last_day(published: str | int, today: date, state: str) -> None:
    assert fresh(today, published).state == state


def test_without_a_date_a_record_is_old() -> None:
    assert fresh(date(2026, 11, 22)) == Freshness("old", None, None)
    assert fresh(date(2026, 11, 22)).year is None


def test_lists_that_repeat_facts_never_count() -> None:
    assert fresh(date(2026, 11, 22), "2026-11-01", "third-party") == Freshness("old", None, None)


def test_day_of_reading_never_counts() -> None:
    assert fresh(date(2026, 11, 22), 2012).evidence == date(2012, 12, 31)


@pytest.mark.parametrize(
    ("months", "today", "state"),
    [
        (6, date(2027, 5, 20), "confirmed"),
        (6, date(2027, 5, 21), "seen"),
        (1, date(2026, 12, 20), "confirmed"),
        (1, date(2026, 12, 21), "seen"),
        (36, date(2029, 11, 20), "confirmed"),
        (36, date(2029, 11, 21), "old"),
        (6, date(2026, 11, 19), "seen"),
    ],
)
def test_confirmed_until_the_review_is_due(months: int, today: date, state: str) -> None:
    verification = {"by": "website", "on": "2026-11-20"}
    assert fresh(today, 2012, verification=verification, review_every_months=months).state == state


def test_an_expired_check_is_still_evidence() -> None:
    found = fresh(date(2028, 1, 1), 2012, verification={"by": "provider", "on": "2026-11-20"})
    assert found == Freshness("seen", date(2026, 11, 20), date(2029, 11, 20))
    assert found.year == 2026


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (2024, date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 28)),
        ("2023-02-01", date(2023, 2, 1)),
    ],
)
def test_last_day(written: str | int, day: date) -> None:
    assert last_day(written) == day


@pytest.mark.parametrize("written", ["2026-02-29", "2026-13", "2026-00", "2026-11-31", "0000", "0000-01"])
def test_days_that_do_not_exist(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        last_day(written)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 12, 1), 0, date(2024, 12, 1)),
    ],
)
def test_months_after(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


def test_freshness_turns_with_no_edit() -> None:
    program = dated(2025, verification={"by": "provider", "on": "2026-10-01"}, review_every_months=3)
    turns = [(day, turned.state) for day, turned in later(program, date(2026, 11, 22))]
    assert turns == [(date(2027, 1, 2), "seen"), (date(2029, 10, 2), "old")]


def test_what_is_old_stays_old() -> None:
    assert later(dated(2012), date(2026, 11, 22)) == []
