"""Owns csv/: the listing as tables with keys, described by a Data Package (version 2), for data tools."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from passerelle.opendata.cells import harmless
from passerelle.opendata.listing_tables import TABLES
from passerelle.opendata.publication import LICENCE, VERSION, Publication, write_json
from passerelle.opendata.tables import Column, Reference, Table

FOLDER = "csv"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"text": "string", "json": "string"}


def export(publication: Publication, folder: Path) -> None:
    """Write a file for each table (RFC 4180, UTF-8) and datapackage.json. An empty cell is not stated."""
    (folder / FOLDER).mkdir()
    for table in TABLES:
        with (folder / FOLDER / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(column.name for column in table.columns)
            writer.writerows([_cell(value) for value in row] for row in table.rows(publication))
    write_json(folder / FOLDER / "datapackage.json", descriptor(publication))


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return harmless(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


def descriptor(publication: Publication) -> dict[str, Any]:
    """The Data Package that describes the tables."""
    return {
        "$schema": PROFILE,
        "name": "programs",
        "title": publication.facts.brand.name,
        "description": publication.facts.brand.tagline.nearest("en")[0],
        "homepage": publication.site_url,
        "version": VERSION,
        "created": f"{publication.today.isoformat()}T00:00:00Z",
        "licenses": [{"name": "CC-BY-4.0", "title": LICENCE["name"], "path": LICENCE["url"]}],
        "resources": [_resource(table) for table in TABLES],
    }


def _resource(table: Table) -> dict[str, Any]:
    # Data Package knows no key of which a part is not stated; the database holds those.
    optional = {column.name for column in table.columns if not column.required}
    told = [one for one in table.references if len(one.columns) == 1 or optional.isdisjoint(one.columns)]
    keys = [_foreign_key(reference, table) for reference in told]
    return {
        "name": table.name,
        "type": "table",
        "description": table.means,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    required = {"constraints": {"required": True}} if column.required else {}
    return {
        "name": column.name, "type": _TYPES.get(column.kind, column.kind), "description": column.means, **required
    }  # fmt: skip


def _foreign_key(reference: Reference, table: Table) -> dict[str, Any]:
    # The standard writes a table's reference to itself as an empty name.
    resource = {} if reference.table == table.name else {"resource": reference.table}
    return {"fields": list(reference.columns), "reference": {**resource, "fields": list(reference.key)}}
