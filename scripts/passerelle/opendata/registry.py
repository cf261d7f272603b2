"""Owns which formats are published, and under which address. Addresses and field names never change meaning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from passerelle.opendata import programs_csv, programs_json
from passerelle.records.catalog import Catalog

FOLDER = "data/v1"


@dataclass(frozen=True, slots=True)
class Publication:
    """What a format may draw on: the catalog as of a day, the schemas of the listing, and where the site will be."""

    catalog: Catalog
    today: date
    site_url: str
    schemas: Path


Exporter = Callable[[Publication, Path], None]
"""Writes one format into a folder. Raises programs_json.ExportError if what it wrote is not what its schema promises."""

FORMATS: dict[str, Exporter] = {
    "programs.json": programs_json.export,
    "programs.csv": programs_csv.export,
}


def export_all(publication: Publication, site: Path) -> None:
    """Write every format into a site."""
    folder = site / FOLDER
    folder.mkdir(parents=True)
    for export in FORMATS.values():
        export(publication, folder)
