"""Owns finding the file that a verb is about, and reading it for editing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from passerelle.records.catalog import AREAS, QUESTIONS
from passerelle.records.diagnostics import did_you_mean
from passerelle.records.model import ACCESS_CLASSES
from passerelle.records.source import place, read_source
from passerelle.upkeep.refusal import RefusedError
from passerelle.upkeep.typed import Typed

PROGRAMS, ORGANIZATIONS, VOCABULARIES = "programs", "organizations", "schemas/vocabularies"


def shape_of(path: str) -> str | None:
    """The shape of a file by its path from the root, None where it has none."""
    if not path.endswith((".yml", ".yaml")):
        return None
    if path in (AREAS, QUESTIONS):
        return "vocabulary" if path == AREAS else "question"
    folders = {PROGRAMS: "program", ORGANIZATIONS: "organization", VOCABULARIES: "vocabulary"}
    return next((shape for folder, shape in folders.items() if path.startswith(f"{folder}/")), None)


def shaped_files(root: Path) -> list[str]:
    """Paths from the root of every file that has a shape."""
    places = [root / PROGRAMS, root / ORGANIZATIONS, root / VOCABULARIES]
    found = [file for place in places for file in place.rglob("*.y*ml")] + [root / AREAS, root / QUESTIONS]
    return sorted(path for file in found if file.is_file() and shape_of(path := file.relative_to(root).as_posix()))


def record_paths(root: Path) -> Iterator[str]:
    """Paths from the root of every program and organization."""
    for folder in (*(f"{PROGRAMS}/{access}" for access in ACCESS_CLASSES), ORGANIZATIONS):
        found = (file for file in sorted((root / folder).glob("*.yml")) if file.is_file())
        yield from (file.relative_to(root).as_posix() for file in found)


def record_path(root: Path, named: str) -> str:
    """The path of the record of an id, or of a file named as a path from the root. Raises RefusedError."""
    known = list(record_paths(root))
    found = [path for path in known if named in (path, Path(path).stem)]
    if len(found) == 1:
        return found[0]
    if found:
        raise RefusedError(f"`{named}` is the id of several records: name one by its path, {' or '.join(found)}")
    guess = did_you_mean(named, [Path(path).stem for path in known])
    raise RefusedError(f"there is no record `{named}`" + (f"; {guess}" if guess else ""))


def program_path(root: Path, named: str) -> str:
    """The same for a program. Raises RefusedError."""
    path = record_path(root, named)
    if not path.startswith(f"{PROGRAMS}/"):
        raise RefusedError(f"{path} is an organization; this verb is for programs")
    return path


def read_raw(root: Path, path: str) -> bytes:
    """The bytes of a file. Raises RefusedError where they cannot be read."""
    try:
        return (root / path).read_bytes()
    except OSError as error:
        raise RefusedError(f"cannot read {path}: {error.strerror}") from error


def read_typed(root: Path, path: str) -> Typed:
    """A file for editing. Raises RefusedError where it cannot be read as YAML."""
    raw = read_raw(root, path)
    source, _, problems = read_source(path, raw)
    for finding in place(problems, {path: source}):
        raise RefusedError(f"{path}:{finding.line}:{finding.column}: {finding.message}; {finding.help}")
    return Typed.of(raw)
