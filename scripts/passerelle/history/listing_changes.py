"""Owns what happened to records between two commits, or day by day: added, removed, moved, changed, and in which facts.

Only files that changed are read. A version that cannot be read is told as such, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from passerelle.history.differences import Difference, differences
from passerelle.history.repository import Commit, FileChange, Gap, Repository
from passerelle.records.source import read_source

What = Literal["added", "removed", "moved", "changed", "unreadable"]
MOST_COMMITS = 1000
"""How far back the history of a listing is told, in commits that changed records."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What happened to one record. `name` is its authored name, in one language or both; `former` where it was."""

    kind: str
    id: str
    path: str
    what: What
    name: Mapping[str, str]
    former: str | None = None
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class DayOfChanges:
    """What one day changed in the listing, taken together; `moment` is that of its last commit."""

    day: date
    moment: datetime
    changes: tuple[RecordChange, ...]


@dataclass(frozen=True, slots=True)
class History:
    """Days on which the listing changed, newest first, or why they are not known."""

    days: tuple[DayOfChanges, ...] = ()
    gap: Gap | None = None


def listing_history(root: Path, today: date) -> History:
    """What changed in the listing at a root, day by day, up to and with a day."""
    repository = Repository.of(root)
    if not isinstance(repository, Repository):
        return History(gap=repository)
    by_day: dict[date, list[Commit]] = {}
    for commit in repository.log(MOST_COMMITS):
        if commit.day <= today:
            by_day.setdefault(commit.day, []).append(commit)
    files = {day: _net(commits) for day, commits in by_day.items()}
    contents = repository.contents(_blobs(file for changed in files.values() for file in changed))
    days = [
        DayOfChanges(day, max(commit.moment for commit in by_day[day]), record_changes(changed, contents))
        for day, changed in sorted(files.items(), reverse=True)
    ]
    return History(tuple(day for day in days if day.changes))


def changes_between(repository: Repository, base: str, head: str) -> tuple[RecordChange, ...]:
    """What differs in the listing between two revisions. Raises HistoryError where one does not exist."""
    files = repository.between(repository.commit(base), repository.commit(head))
    return record_changes(files, repository.contents(_blobs(files)))


def _net(commits: Iterable[Commit]) -> list[FileChange]:
    """What several commits, newest first, change together."""
    net: dict[str, FileChange] = {}
    for commit in commits:
        for file in commit.files:
            newest = net.get(file.path, file)
            net[file.path] = FileChange(file.path, file.before, newest.after)
    return [file for _, file in sorted(net.items()) if file.before != file.after]


def _blobs(files: Iterable[FileChange]) -> list[str]:
    return [blob for file in files for blob in (file.before, file.after) if blob]


def record_changes(files: Iterable[FileChange], contents: Mapping[str, bytes]) -> tuple[RecordChange, ...]:
    """What happened to the records in some files: programs first, each kind by id."""
    read = [_Versions.of(file, contents) for file in files]
    gone = {one.key: one for one in read if one.file.after is None}
    changes = [change for one in read if one.file.after is not None for change in _change(one, gone)]
    changes += [one.change("removed") for one in gone.values()]
    return tuple(sorted(changes, key=lambda change: (change.kind != "programs", change.id)))


@dataclass(frozen=True, slots=True)
class _Versions:
    """A file with the data of both its versions; None where there is none that can be read."""

    file: FileChange
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @classmethod
    def of(cls, file: FileChange, contents: Mapping[str, bytes]) -> _Versions:
        before, after = (_data(file.path, contents.get(blob or "")) for blob in (file.before, file.after))
        return cls(file, before, after)

    @property
    def key(self) -> tuple[str, str]:
        path = PurePosixPath(self.file.path)
        return path.parts[0], path.stem

    def change(self, what: What, former: str | None = None, found: tuple[Difference, ...] = ()) -> RecordChange:
        names = (data["name"] for data in (self.after, self.before) if data and _is_text(data.get("name")))
        name: Mapping[str, str] = next(names, {})
        return RecordChange(*self.key, self.file.path, what, name, former, found)


def _change(one: _Versions, gone: dict[tuple[str, str], _Versions]) -> Iterator[RecordChange]:
    if one.after is None or (one.file.before is not None and one.before is None):
        yield one.change("unreadable")
    elif one.before is not None:
        found = tuple(differences(one.before, one.after))
        if found:
            yield one.change("changed", found=found)
    else:
        yield _arrival(one, one.after, gone)


def _arrival(one: _Versions, after: dict[str, Any], gone: dict[tuple[str, str], _Versions]) -> RecordChange:
    """A file that is new: a new record, or one that stood elsewhere or had another id before."""
    kind, slug = one.key
    ids = after.get("former_ids")
    earlier = next(
        (key for name in [slug, *(ids if isinstance(ids, list) else ())] if (key := (kind, name)) in gone), None
    )
    if earlier is None:
        return one.change("added")
    left = gone.pop(earlier)
    found = tuple(change for change in differences(left.before or {}, after) if change.field != ("former_ids",))
    return one.change("moved", left.file.path, found if left.before else ())


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(words, str) for words in value.values())


def _data(path: str, raw: bytes | None) -> dict[str, Any] | None:
    if raw is None:
        return None
    _, data, problems = read_source(path, raw)
    return data if isinstance(data, dict) and not problems else None
