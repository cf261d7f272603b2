"""Owns which formats are published, and under which address. Addresses and field names never change meaning."""

from __future__ import annotations

from pathlib import Path

from passerelle.opendata import eligibility_json, programs_csv, programs_json
from passerelle.opendata.publication import Exporter, Publication

FOLDER = "data/v1"
FORMATS: dict[str, Exporter] = {
    "programs.json": programs_json.export,
    "programs.csv": programs_csv.export,
    "eligibility/<id>.json": eligibility_json.export,
}


def export_all(publication: Publication, site: Path) -> None:
    """Write every format into a site. Raises ExportError."""
    folder = site / FOLDER
    folder.mkdir(parents=True)
    for export in FORMATS.values():
        export(publication, folder)
