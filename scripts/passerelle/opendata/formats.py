"""Owns what a published format is, and what came of it in a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from passerelle.opendata.publication import Exporter

MEDIA_TYPES = {
    "json": "application/json",
    "ndjson": "application/x-ndjson",
    "csv": "text/csv",
    "sqlite": "application/vnd.sqlite3",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
}
"""By the ending of a file's name."""


@dataclass(frozen=True, slots=True)
class Format:
    """What is published at an address below the folder; one that ends in a slash is a folder. `example` is a file of it,
    `described_by` its schema, or the standard. `name` is its key in web/interface.yml, where its purpose stands."""

    name: str
    address: str
    export: Exporter
    example: str
    described_by: str


@dataclass(frozen=True, slots=True)
class Published:
    """What came of a format: how many files, of how many bytes. `sha256` is of one that is a single file. `lost` counts
    the programs of which it cannot hold something, by what that is."""

    format: Format
    files: int
    size: int
    sha256: str
    lost: Mapping[str, int]
