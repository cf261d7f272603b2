"""Owns the areas of a public job service: who manages each, since when, and which places are known to lie in it.

A city's listing may have the file or not. What is in it names its source, fact by fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from passerelle.records.diagnostics import Problem, Rule, Where, did_you_mean
from passerelle.records.model import Evidence
from passerelle.records.source import Source, read_source
from passerelle.records.text import LANGUAGES, SourcedText, Text

CATCHMENTS = "content/data/catchments.yml"

_AT = re.compile(r" - at `\$(?P<path>[^`]*)`")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]")
_MONTH = re.compile(r"\d{4}-\d{2}")


class Planning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From which month to which an area got ready; both belong to it."""

    first: str
    last: str


class Catchment(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One area. `source` stands behind its phase, planning and start; a manager, a place and a note name their own."""

    id: str
    name: Text
    phase: str
    source: str
    manager: SourcedText | None = None
    planning: Planning | None = None
    start: str | None = None
    places: tuple[SourcedText, ...] = ()
    notes: tuple[SourcedText, ...] = ()

    @property
    def told(self) -> Iterator[SourcedText]:
        """Everything that names a source of its own."""
        yield from (self.manager,) if self.manager else ()
        yield from self.places
        yield from self.notes


class Catchments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every area of the service, its phases in order, and the sources by key."""

    phases: dict[str, Text]
    catchments: tuple[Catchment, ...]
    sources: dict[str, Evidence]


def load_catchments(root: Path, shape: Rule, sources: dict[str, Source], problems: list[Problem]) -> Catchments | None:
    """The areas of the listing at a root; None where it has none or where they cannot be used.

    What was read is added to `sources`, and what is wrong to `problems`, as breaches of `shape`.
    """
    if not (root / CATCHMENTS).is_file():
        return None
    source, data, found = read_source(CATCHMENTS, (root / CATCHMENTS).read_bytes())
    sources[CATCHMENTS] = source
    problems += found
    if found:
        return None
    try:
        loaded = msgspec.convert(data, Catchments)
    except msgspec.ValidationError as error:
        problems.append(_misshapen(str(error), shape))
        return None
    faults = [Problem(shape, CATCHMENTS, where, message, remedy) for where, message, remedy in _faults(loaded)]
    problems += faults
    return None if faults else loaded


def _misshapen(said: str, shape: Rule) -> Problem:
    found = _AT.search(said)
    path = found["path"] if found else ""
    where: Where = tuple(int(index) if index else key for key, index in _STEP.findall(path))
    message = _AT.sub("", said)
    remedy = "write it as the entries beside it are written"
    return Problem(shape, CATCHMENTS, where, message[:1].lower() + message[1:], remedy)


_Fault = tuple[Where, str, str]


def _faults(loaded: Catchments) -> Iterator[_Fault]:
    yield from _one_language(("phases",), loaded.phases.items())
    seen: set[str] = set()
    for index, one in enumerate(loaded.catchments):
        where = ("catchments", index)
        if one.id in seen:
            yield (*where, "id"), f"{one.id} stands twice", "give each area an id of its own"
        seen.add(one.id)
        if one.phase not in loaded.phases:
            remedy = did_you_mean(one.phase, loaded.phases) or f"use one of: {', '.join(loaded.phases)}"
            yield (*where, "phase"), f"{one.phase} is no phase", remedy
        yield from _one_language(where, [("name", one.name)])
        yield from _undated(where, one)
        yield from _unsourced(where, one, loaded.sources)


def _one_language(where: Where, texts: Iterable[tuple[str | int, Text]]) -> Iterator[_Fault]:
    for key, text in texts:
        for language in LANGUAGES:
            if not text.get(language):
                yield (*where, key), f"{key} is not in {language}", "write text in both languages: {en: …, fr: …}"


def _undated(where: Where, one: Catchment) -> Iterator[_Fault]:
    months = [*((one.planning.first, one.planning.last) if one.planning else ()), *((one.start,) if one.start else ())]
    for month in months:
        if not _is_month(month):
            yield where, f"{month} is no month", "write a year and a month: 2024-01"
            return
    if months != sorted(months):
        yield where, "these months are not in order", "planning begins, then ends, then the service starts"


def _is_month(written: str) -> bool:
    if not _MONTH.fullmatch(written):
        return False
    try:
        return bool(date.fromisoformat(f"{written}-01"))
    except ValueError:
        return False


def _unsourced(where: Where, one: Catchment, sources: dict[str, Any]) -> Iterator[_Fault]:
    told = list(one.told)
    yield from _one_language(where, [("text", item.text) for item in told])
    for key in dict.fromkeys([one.source, *(item.source for item in told)]):
        if key not in sources:
            remedy = did_you_mean(key, sources) or "add it under `sources`"
            yield where, f"{key} is no source of this file", remedy
