"""Owns how the history of the listing is shown: days with what changed on them, on a page, in a feed and by record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from passerelle.history.listing_changes import DayOfChanges, History, RecordChange
from passerelle.history.wording import ChangeWording, Told
from passerelle.records.phrases import worded_date
from passerelle.site.wording import Wording

MOST_DAYS = 60
"""How many days the page shows."""
MOST_ENTRIES = 100
"""How many changes the feed holds."""
MOST_OF_A_RECORD = 5
"""How many days the page of a record tells."""
MOST_FACTS = 8
"""How many facts of one day the page of a record tells."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What happened to one record. `address` is that of its page from the language's root, empty without one."""

    name: str
    address: str
    is_organization: bool
    headline: str
    facts: tuple[Told, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """A day; records that are new stand apart, since they may be many."""

    iso: str
    day: str
    changed: tuple[ChangeView, ...]
    added: tuple[ChangeView, ...]
    added_title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A change in the feed. `updated` is an RFC 3339 moment; `mark` tells it from other changes of the record."""

    mark: str
    updated: str
    change: ChangeView


@dataclass(frozen=True, slots=True)
class RecordDay:
    """What one day changed in a record. `more` is how many facts are left out."""

    iso: str
    day: str
    headline: str
    facts: tuple[Told, ...]
    more: int


@dataclass(frozen=True, slots=True)
class RecordHistory:
    """The newest days on which a record changed. `is_known` is False where no history is at hand; `address` is that of
    the page with the changes of the whole listing, empty where the listing has none."""

    is_known: bool
    days: tuple[RecordDay, ...]
    is_cut: bool
    address: str


class ChangesView:
    """What is shown of a history in one language. `address` is where its page stands, empty where there is none."""

    def __init__(self, history: History, wording: Wording, address: str) -> None:
        self._days = history.days
        self._address = address
        self._wording = wording
        self._told = ChangeWording(wording.catalog, wording.words, wording.language)
        self.gap = history.gap
        self.is_cut = len(history.days) > MOST_DAYS
        self._by_record: defaultdict[tuple[str, str], list[tuple[date, RecordChange]]] = defaultdict(list)
        for one in history.days:
            for change in one.changes:
                self._by_record[change.kind, change.id].append((one.day, change))

    def days(self) -> tuple[DayView, ...]:
        """The newest days, newest first."""
        return tuple(self._day(one) for one in self._days[:MOST_DAYS])

    def entries(self) -> tuple[Entry, ...]:
        """The newest changes, newest first."""
        return tuple(entry for entry, _ in zip(self._entries(), range(MOST_ENTRIES), strict=False))

    def of_record(self, kind: str, ids: Iterable[str]) -> RecordHistory:
        """What changed in a record under any of the ids that it has and had."""
        found = chain.from_iterable(self._by_record.get((kind, name), ()) for name in ids)
        newest = sorted(found, key=lambda dated: dated[0], reverse=True)
        days = tuple(self._record_day(day, change) for day, change in newest[:MOST_OF_A_RECORD])
        return RecordHistory(self.gap is None, days, len(newest) > MOST_OF_A_RECORD, self._address)

    def _record_day(self, day: date, change: RecordChange) -> RecordDay:
        iso, facts = day.isoformat(), tuple(self._told.facts(change))
        return RecordDay(
            iso,
            worded_date(iso, self._wording.language),
            self._told.headline(change),
            facts[:MOST_FACTS],
            max(0, len(facts) - MOST_FACTS),
        )

    def _entries(self) -> Iterator[Entry]:
        for one in self._days:
            for change in one.changes:
                mark = f"{change.kind}/{change.id}/{one.day.isoformat()}"
                yield Entry(mark, one.moment.isoformat(), self._view(change))

    def _day(self, one: DayOfChanges) -> DayView:
        views = [(change.what == "added", self._view(change)) for change in one.changes]
        added = tuple(view for is_new, view in views if is_new)
        changed = tuple(view for is_new, view in views if not is_new)
        title = str(self._wording.words["changes"]["page"]["several"]).format(count=len(added))
        iso = one.day.isoformat()
        return DayView(iso, worded_date(iso, self._wording.language), changed, added, title)

    def _view(self, change: RecordChange) -> ChangeView:
        has_page = change.kind == "programs" and change.id in self._wording.catalog.programs
        facts = tuple(self._told.facts(change))
        return ChangeView(
            name=self._told.name(change),
            address=f"programs/{change.id}/" if has_page else "",
            is_organization=change.kind == "organizations",
            headline=self._told.headline(change),
            facts=facts,
            lines=tuple(self._told.line(told) for told in facts),
        )
