"""Owns `fmt`: a file's canonical form has its schema's order of keys and one form of whitespace. Words stay as typed.

What was read before and what is read after must be the same data with the same comments, or nothing is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from passerelle.checks.report import FORMATS as FINDINGS
from passerelle.records.diagnostics import Finding
from passerelle.records.places import Places
from passerelle.records.source import place, read_source
from passerelle.upkeep.layout import read_layout, remarks_of
from passerelle.upkeep.lookup import read_raw, shape_of, shaped_files
from passerelle.upkeep.order import put_in_order
from passerelle.upkeep.places import read_places
from passerelle.upkeep.printing import printed
from passerelle.upkeep.refusal import RefusedError
from passerelle.upkeep.typed import Typed
from passerelle.upkeep.writing import write_all

RULE = "fmt"
UNUSUAL = "write keys on one line, and what is unusual otherwise"


@dataclass(frozen=True, slots=True)
class Formatting:
    """What `fmt` found: how many files it read, those that were (or would be) written anew, those it cannot read."""

    files: int
    changed: list[Finding]
    refused: list[Finding]


def format_files(root: Path, named: Sequence[Path], *, write: bool) -> Formatting:
    """Format files, or all in folders, or the whole listing where none is named. Raises RefusedError."""
    paths = list(dict.fromkeys(_chosen(root, named))) if named else shaped_files(root)
    places = read_places(root)
    old: dict[str, bytes] = {}
    new: dict[str, bytes] = {}
    refused: list[Finding] = []
    for path in paths:
        old[path] = read_raw(root, path)
        source, data, problems = read_source(path, old[path])
        try:
            refused += place(problems, {path: source})
            new[path] = old[path] if problems else formatted(path, old[path], data, places)
        except RefusedError as error:
            refused.append(Finding(path, 1, 1, RULE, "error", str(error), UNUSUAL, source.line(1)))
    changed = {path: raw for path, raw in new.items() if raw != old[path]}
    if write:
        write_all(root, changed)
    return Formatting(len(paths), [_change(path, old[path], raw) for path, raw in changed.items()], refused)


def formatted(path: str, raw: bytes, data: object, places: Places) -> bytes:
    """The canonical form of a file that holds data. Raises RefusedError where it would say something else."""
    shape = shape_of(path)
    try:
        layout = read_layout(Typed.of(raw).text)
        remarks = sorted(remarks_of(layout))
        put_in_order(layout.top, places, [places.top(shape)] if shape else [])
        text = printed(layout)
        _, again, problems = read_source(path, text.encode())
        same = not problems and _told(data) == _told(again) and sorted(remarks_of(read_layout(text))) == remarks
    except (yaml.YAMLError, StopIteration):
        same = False
    if not same:
        raise RefusedError("this file would read differently in its canonical form")
    return text.encode()


def _told(data: object) -> str:
    """Data in one form whatever the order of its keys; 1, 1.0 and true differ."""
    return json.dumps(data, sort_keys=True)


def _change(path: str, old: bytes, new: bytes) -> Finding:
    """The first place where a file is not in its form."""
    lines = old.decode("utf-8-sig").split("\n")
    pairs = enumerate(zip(lines, new.decode().split("\n"), strict=False))
    line = next((number for number, (before, after) in pairs if before != after), len(lines) - 1)
    message, remedy = "this file is not in its canonical form", "run `passerelle fmt`"
    return Finding(path, line + 1, 1, RULE, "error", message, remedy, lines[line].rstrip())


def _chosen(root: Path, named: Sequence[Path]) -> Iterator[str]:
    known = shaped_files(root)
    for file in named:
        whole = file.resolve()
        if not whole.is_relative_to(root.resolve()) or not whole.exists():
            raise RefusedError(f"{file} is not there" if not whole.exists() else f"{file} is not in this listing")
        path = whole.relative_to(root.resolve()).as_posix()
        inside = [one for one in known if one == path or one.startswith(f"{path}/") or path == "."]
        if not inside:
            raise RefusedError(f"{file} is no record, vocabulary, question or area")
        yield from inside


def as_text(found: Formatting, checking: bool) -> str:
    """A line for each file, and one of totals."""
    unread = [f"{one.path}:{one.line}:{one.column}: {one.message}; {one.help}" for one in found.refused]
    verb = "would change" if checking else "written anew"
    named = [f"{one.path}:{one.line}:{one.column}: {verb}" for one in found.changed]
    return "\n".join([*unread, *named, f"{len(found.changed)} of {found.files} files {verb}"])


def _as(form: str) -> Callable[[Formatting, bool], str]:
    return lambda found, _: FINDINGS[form]([*found.refused, *found.changed], found.files)


FORMATS = {"text": as_text, "json": _as("json"), "github": _as("github")}
