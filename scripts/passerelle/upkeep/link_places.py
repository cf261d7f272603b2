"""Owns which addresses of other sites a listing names, and where: in records, pages and local facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from passerelle.records.diagnostics import Where
from passerelle.records.source import Source, read_source, read_text
from passerelle.upkeep.lookup import record_paths

_ADDRESS = re.compile(r"https?://[^\s<>\"'`()\[\]{}]+[^\s<>\"'`()\[\]{}.,;:!?]")
_WHOLE = re.compile(r"https?://\S+\Z")


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """Where an address is named: a file from the root and a line."""

    path: str
    line: int


def addresses_named(root: Path, only: str | None = None) -> dict[str, list[Named]]:
    """Every address with its places, in the order of files; `only` is the path of the one file to look in."""
    files = [only] if only else [*record_paths(root), *_facts(root), *_pages(root)]
    found: dict[str, list[Named]] = {}
    for path in files:
        for address, line in _addresses(path, (root / path).read_bytes()):
            found.setdefault(address.split("#")[0], []).append(Named(path, line))
    return found


def _facts(root: Path) -> list[str]:
    return sorted(file.relative_to(root).as_posix() for file in (root / "content").rglob("*.yml"))


def _pages(root: Path) -> list[str]:
    return sorted(file.relative_to(root).as_posix() for file in (root / "content").rglob("*.md"))


def _addresses(path: str, raw: bytes) -> Iterator[tuple[str, int]]:
    if path.endswith(".md"):
        source, _ = read_text(path, raw)
        for number, line in enumerate(source.text.splitlines(), 1):
            yield from ((address, number) for address in _ADDRESS.findall(line))
        return
    source, data, _ = read_source(path, raw)
    for where, text in _texts(data, ()):
        for address in [text] if _WHOLE.match(text) else _ADDRESS.findall(text):
            yield address, _line(source, where)


def _line(source: Source, where: Where) -> int:
    return source.position(where)[0]


def _texts(data: Any, where: Where) -> Iterator[tuple[Where, str]]:
    if isinstance(data, str) and "://" in data:
        yield where, data
    elif isinstance(data, dict | list):
        items = data.items() if isinstance(data, dict) else enumerate(data)
        for key, value in items:
            yield from _texts(value, (*where, key))
