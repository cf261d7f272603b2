"""Owns programs.ndjson: the items of programs.json, one a line, for tools that read line by line. Lossless."""

from __future__ import annotations

from pathlib import Path

from passerelle.opendata.programs_json import encoded_items
from passerelle.opendata.publication import Publication

FILE = "programs.ndjson"


def export(publication: Publication, folder: Path) -> None:
    """Write programs.ndjson. Its items are those that programs.json was checked with."""
    with (folder / FILE).open("wb") as file:
        file.writelines(item + b"\n" for item in encoded_items(publication, FILE))
