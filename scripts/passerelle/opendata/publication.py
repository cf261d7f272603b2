"""Owns what a published format may draw on, and how it says that it failed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from passerelle.records.catalog import Catalog


class ExportError(RuntimeError):
    """A published file is not what its schema promises."""


@dataclass(frozen=True, slots=True)
class Publication:
    """The catalog as of a day, the schemas of the listing, and where the site will be."""

    catalog: Catalog
    today: date
    site_url: str
    schemas: Path


Exporter = Callable[[Publication, Path], None]
"""Writes one format into a folder. Raises ExportError."""
