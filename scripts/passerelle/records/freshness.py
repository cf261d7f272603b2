"""Owns how fresh a record is, derived from its evidence and a date by the calendar. Nothing here is authored.

confirmed: checked with the provider or its website within its review interval. seen: its newest evidence is at most
three years old. old: anything else. Sources of kind third-party and the day a source was read never count.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from passerelle.records.model import Evidence, Program
from passerelle.records.phrases import worded_date
from passerelle.records.text import Language

State = Literal["confirmed", "seen", "old"]
SEEN_FOR_YEARS = 3


@dataclass(frozen=True, slots=True)
class Freshness:
    """`evidence` is the newest day that counts, None if no source is dated; `until` the last day of the state."""

    state: State
    evidence: date | None
    until: date | None

    @property
    def year(self) -> int | None:
        """Year of the newest evidence."""
        return self.evidence.year if self.evidence else None


@cache
def last_day(published: str | int) -> date:
    """The last day of a year, month or day as records write it. Raises ValueError for a day that does not exist."""
    parts = [int(part) for part in str(published).split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    return date(year, month, day)


@cache
def months_after(day: date, months: int) -> date:
    """The same day some months later, or that month's last day if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def evidence_day(source: Evidence) -> date | None:
    """The last day that a source speaks for, or None if it does not count."""
    if source.kind == "third-party" or source.published is None:
        return None
    return last_day(source.published)


def later(program: Program, today: date) -> list[tuple[date, Freshness]]:
    """What a program's freshness becomes with no edit: the first day of each later state, and that state."""
    turns: list[tuple[date, Freshness]] = []
    until = freshness(program, today).until
    while until:
        first = until + timedelta(days=1)
        turned = freshness(program, first)
        turns.append((first, turned))
        until = turned.until
    return turns


def newest(sources: Iterable[Evidence]) -> date | None:
    """The newest day that any of these sources speaks for."""
    return max((day for source in sources if (day := evidence_day(source))), default=None)


def is_old(evidence: date | None, today: date) -> bool:
    """Whether evidence of a day, or of none, is too old to count on."""
    return evidence is None or today > months_after(evidence, 12 * SEEN_FOR_YEARS)


def freshness(program: Program, today: date) -> Freshness:
    """How fresh a program's record is on a day."""
    checked = last_day(program.verification.on) if program.verification else None
    evidence = max((day for day in (newest(program.sources.values()), checked) if day), default=None)
    if checked and checked <= today <= (until := months_after(checked, program.review_every_months)):
        return Freshness("confirmed", evidence, until)
    if evidence is None or is_old(evidence, today):
        return Freshness("old", evidence, None)
    return Freshness("seen", evidence, months_after(evidence, 12 * SEEN_FOR_YEARS))


def worded_freshness(program: Program, fresh: Freshness, templates: Mapping[str, str], language: Language) -> str:
    """A state of a program's record in a few words, from the interface's templates: "Last seen 2025"."""
    if fresh.state == "confirmed" and program.verification:
        return templates["confirmed"].format(date=worded_date(program.verification.on, language))
    return templates[fresh.state].format(year=fresh.year) if fresh.year else templates["undated"]
