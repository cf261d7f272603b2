"""Owns how the history of the listing is shown: days with what changed on them, on a page and in a feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from passerelle.history.listing_changes import DayOfChanges, History, RecordChange
from passerelle.history.wording import ChangeWording, Told
from passerelle.records.phrases import worded_date
from passerelle.site.wording import Wording

MOST_DAYS = 60
"""How many days the page shows."""
MOST_ENTRIES = 100
"""How many changes the feed holds."""


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


class ChangesView:
    """What is shown of a history in one language."""

    def __init__(self, history: History, wording: Wording) -> None:
        self._days = history.days
        self._wording = wording
        self._told = ChangeWording(wording.catalog, wording.words, wording.language)
        self.gap = history.gap
        self.is_cut = len(history.days) > MOST_DAYS

    def days(self) -> tuple[DayView, ...]:
        """The newest days, newest first."""
        return tuple(self._day(one) for one in self._days[:MOST_DAYS])

    def entries(self) -> tuple[Entry, ...]:
        """The newest changes, newest first."""
        return tuple(entry for entry, _ in zip(self._entries(), range(MOST_ENTRIES), strict=False))

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
