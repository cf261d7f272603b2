"""Owns local facts that are no records: the brand, and whom to call when nothing fits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from passerelle.records.diagnostics import Problem, rule
from passerelle.records.model import Text
from passerelle.records.source import Source, read_source

MISSING = rule("prose/missing-file", "error", "The local facts that every page needs are there.")
SHAPE = rule("prose/wrong-shape", "error", "A file of local facts holds what its reader expects.")

BRAND = "content/brand/brand.yml"
FALLBACK = "content/data/fallback.yml"


class Brand(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a city may change: the name of its site, a line about it, and its region."""

    name: str
    tagline: Text
    region: Text


class Fallback(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to call when nothing fits."""

    name: Text
    phone: str
    url: str
    text: Text


class LocalFacts(msgspec.Struct, frozen=True):
    """Everything local that pages need."""

    brand: Brand
    fallback: Fallback


@dataclass(frozen=True, slots=True)
class LoadedFacts:
    """What came of reading local facts: None if a file cannot be used, the files read, what is wrong with them."""

    facts: LocalFacts | None
    sources: dict[str, Source]
    problems: list[Problem]


_Facts = TypeVar("_Facts", Brand, Fallback)


def load_local_facts(root: Path) -> LoadedFacts:
    """Read the local facts of the listing at a root."""
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    brand = _load(root, BRAND, Brand, sources, problems)
    fallback = _load(root, FALLBACK, Fallback, sources, problems)
    return LoadedFacts(LocalFacts(brand, fallback) if brand and fallback else None, sources, problems)


def _load(root: Path, path: str, kind: type[_Facts], sources: dict[str, Source], problems: list[Problem]) -> _Facts | None:
    if not (root / path).is_file():
        problems.append(Problem(MISSING, path, (), f"{path} is not there", "restore it from the repository", (1, 1)))
        return None
    source, found = read_source(path, (root / path).read_bytes())
    sources[path] = source
    problems += found
    return None if source.data is None else _convert(path, source.data, kind, problems)


def _convert(path: str, data: Any, kind: type[_Facts], problems: list[Problem]) -> _Facts | None:
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        keys = ", ".join(kind.__struct_fields__)
        problems.append(Problem(SHAPE, path, (), f"{path}: {str(error)[:1].lower()}{str(error)[1:]}", f"keys are: {keys}"))
        return None
