"""Owns asking git: which record files commits changed, and what the files held. Knows nothing of what is in them.

Asking takes two processes however many commits and files there are: `git log --raw` names the files with their blobs,
`git cat-file --batch` gives the blobs.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal, Self

FOLDERS = ("programs", "organizations")
_NOTHING = frozenset("0")
_LITERAL = ("-c", "core.quotePath=false", "-c", "log.showSignature=false")

Gap = Literal["no-git", "no-repository", "shallow"]
"""Why there is no history: git is not installed, no repository holds the listing, or its past was not fetched."""

GAPS: dict[Gap, str] = {
    "no-git": "git is not installed",
    "no-repository": "this folder is no checkout of a git repository that holds the listing",
    "shallow": "only the newest commits are here: run `git fetch --unshallow`",
}


class HistoryError(RuntimeError):
    """Git cannot answer; the message is one line that says why."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """A record file before and after, as ids of its blobs; None where it was or is not there."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit on the main line, when it came in, and the record files it changed there."""

    id: str
    moment: datetime
    files: tuple[FileChange, ...]

    @property
    def day(self) -> date:
        """The day on the calendar of whoever made it."""
        return self.moment.date()


@dataclass(frozen=True, slots=True)
class Repository:
    """The git repository that a listing lies in."""

    git: str
    root: Path

    @classmethod
    def of(cls, root: Path) -> Self | Gap:
        """The repository of the listing at a root, or why its whole history is not at hand."""
        git = shutil.which("git")
        if git is None:
            return "no-git"
        found = cls(git, root)
        try:
            shallow = found.ask("rev-parse", "--is-shallow-repository").strip()
            held = found.ask("ls-tree", "HEAD", "--", *FOLDERS)
        except HistoryError:
            return "no-repository"
        if not held:  # The folder only lies inside a repository, as a ZIP file unpacked there does.
            return "no-repository"
        return "shallow" if shallow == b"true" else found

    def ask(self, *arguments: str, given: bytes = b"") -> bytes:
        """What git says. Raises HistoryError with its first line where it refuses."""
        command = [self.git, "-C", str(self.root), *_LITERAL, *arguments]
        said = subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603
        if said.returncode:
            first, *_ = said.stderr.decode("utf-8", "replace").strip().splitlines() or ["git refuses to answer"]
            raise HistoryError(first)
        return said.stdout

    def commit(self, revision: str) -> str:
        """The id of the commit that a revision names. Raises HistoryError."""
        try:
            return self.ask("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
        except HistoryError as error:
            raise HistoryError(f"there is no revision `{revision}` here: {error}") from error

    def newest_day(self) -> date:
        """The day of the newest commit, on the calendar of whoever made it."""
        return date.fromisoformat(self.ask("log", "-1", "--format=%cs", "HEAD").decode().strip())

    def between(self, base: str, head: str) -> tuple[FileChange, ...]:
        """The record files that differ between two commits, by path."""
        said = self.ask(
            "diff-tree", "-r", "-z", "--no-renames", "--no-abbrev", "--relative", base, head, "--", *FOLDERS
        )
        return tuple(_files(said.decode("utf-8", "replace").split("\0")))

    def log(self, most: int) -> list[Commit]:
        """The newest commits of the main line that changed records, newest first."""
        shape = ("--raw", "-z", "--no-renames", "--no-abbrev", "--relative", "--format=%x01%H %cI")
        line = ("--first-parent", "--diff-merges=first-parent", f"--max-count={most}")
        said = self.ask("log", *line, *shape, "HEAD", "--", *FOLDERS).decode("utf-8", "replace")
        return [_commit(part) for part in said.split("\x01")[1:]]

    def contents(self, blobs: Collection[str]) -> Mapping[str, bytes]:
        """What blobs hold, by id. One that is not there is left out."""
        wanted = list(dict.fromkeys(blobs))
        said = self.ask("cat-file", "--batch", given="".join(f"{blob}\n" for blob in wanted).encode())
        found: dict[str, bytes] = {}
        start = 0
        for blob in wanted:
            end = said.index(b"\n", start)
            header = said[start:end].split()
            start = end + 1
            if header[1] == b"blob":
                size = int(header[2])
                found[blob] = said[start : start + size]
                start += size + 1
        return found


def _commit(part: str) -> Commit:
    head, *fields = part.split("\0")
    name, moment = head.strip().split(" ")
    return Commit(name, datetime.fromisoformat(moment), tuple(_files([field.lstrip("\n") for field in fields])))


def _files(fields: Sequence[str]) -> Iterator[FileChange]:
    """Raw lines of git in pairs: `:100644 100644 before after M`, then the path."""
    pairs = iter(field for field in fields if field)
    for line, path in zip(pairs, pairs, strict=False):
        _, _, before, after, _ = line.split(" ")
        if path.endswith(".yml"):
            yield FileChange(path, _blob(before), _blob(after))


def _blob(name: str) -> str | None:
    return None if set(name) == _NOTHING else name
