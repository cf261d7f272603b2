"""Owns what a published format may draw on, and how it says that it failed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from passerelle.opendata.failing_fields import RefusedError, failing_fields
from passerelle.prose.local import LocalFacts
from passerelle.records.catalog import Catalog
from passerelle.records.text import Language
from passerelle.records.workers import ToldError

LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
VERSION = "1.0"
UNTOLD = "field not known"
"""In the place of the field, where trying did not tell it."""
Record = TypeVar("Record", bound=msgspec.Struct)
Written = TypeVar("Written")


class ExportError(ToldError):
    """A published file is not what its schema promises. The message is one line: format, record, field, and why."""


def write_bytes(file: str, data: bytes) -> None:
    """Write a file: in half the time that pathlib takes, and there are tens of thousands."""
    with open(file, "wb", buffering=0) as opened:  # noqa: PTH123
        opened.write(data)


def files_below(folder: Path) -> list[str]:
    """The path of every file in a folder, seen from there."""
    begin = len(f"{folder}/")
    return [f"{place}/{name}"[begin:] for place, _, names in os.walk(folder) for name in names]


@dataclass(frozen=True, slots=True)
class Publication:
    """The catalog and local facts as of a day, the schemas of the listing, and where the site will be."""

    catalog: Catalog
    facts: LocalFacts
    today: date
    site_url: str
    schemas: Path

    @property
    def data_url(self) -> str:
        """Where the published files will be, with a slash at the end."""
        return f"{self.site_url}{FOLDER}/"

    def page(self, program: str, language: Language) -> str:
        """The address of a program's page."""
        return f"{self.site_url}{language}/programs/{program}/"


FOLDER = "data/v1"
Exporter = Callable[[Publication, Path], Mapping[str, int] | None]
"""Writes one format into a folder. Gives how many programs it could not hold whole, by what was lost; None where
nothing can be. Raises ExportError."""


def write_json(file: Path, data: Any) -> None:
    """Write data as JSON, indented by one, in a folder that is made if it is missing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n")


def each_written(file: str, records: Mapping[str, Record], write: Callable[[Record], Written]) -> Iterator[Written]:
    """What a function makes of each record in turn. Raises ExportError as `written` does."""
    for name, record in records.items():
        yield written(file, name, record, records.values(), write)


def written(
    file: str, name: str, record: Record, others: Iterable[Record], write: Callable[[Record], Written]
) -> Written:
    """What a function makes of a record. Raises ExportError with the file, the record, the field and why, as one line.

    To find the field, a function that failed is called again with records that are not of the listing: nothing that it
    leaves behind may change what it does, nor be published.
    """
    try:
        return write(record)
    except ExportError:
        raise
    except Exception as error:
        fields = " with ".join(failing_fields(record, others, write, error)) or UNTOLD
        kind = "" if isinstance(error, RefusedError) else f"{type(error).__name__}: "
        why = " ".join(f"{kind}{error}".split())
        raise ExportError(f"{file}: {name}: {fields}: {why}") from error


def require(validator: Any, data: Any, what: str) -> None:
    """Raise ExportError, naming the record and the field, if data does not fit a jsonschema-rs validator."""
    if not validator.is_valid(data):
        fault = next(iter(validator.iter_errors(data)))
        field = ".".join(map(str, fault.instance_path)) or "the whole"
        raise ExportError(f"{what}: {field}: {fault.message}")
