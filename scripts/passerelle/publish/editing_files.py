"""Owns writing what the page for editing loads: its two forms in each language, named by a digest, and every record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from passerelle.prose.interface import interface_words
from passerelle.publish.writing import Edition
from passerelle.records.model import Program
from passerelle.records.places import Places
from passerelle.records.schema import Shapes
from passerelle.records.source import Source
from passerelle.records.text import LANGUAGES, Language
from passerelle.records.workers import run_all
from passerelle.site.editing import Forms, record_file

PAGE = "contribute/edit"
RECORDS = "edit"
"""The folder of the records, from the root of the site: they are the same in each language."""


def write_editing_files(
    edition: Edition, sources: Mapping[str, Source], shapes: Shapes, site: Path
) -> dict[Language, dict[str, str]]:
    """Write forms and records into a site. Returns the names of the forms' files by language, as slots of the page."""
    folder = site / RECORDS
    folder.mkdir()
    programs = list(edition.catalog.programs.values())
    half = len(programs) // 2
    tasks = [partial(_write_records, part, sources, folder) for part in (programs[:half], programs[half:])]
    run_all(tasks, len(programs))
    return {language: _write_forms(edition, shapes, site, language) for language in LANGUAGES}


def _write_records(programs: list[Program], sources: Mapping[str, Source], folder: Path) -> None:
    for program in programs:
        (folder / f"{program.id}.json").write_bytes(msgspec.json.encode(record_file(program, sources[program.path])))


def _write_forms(edition: Edition, shapes: Shapes, site: Path, language: Language) -> dict[str, str]:
    forms = Forms(Places(shapes.schemas), edition.catalog, interface_words(language), language)
    brand, made_on = edition.facts.brand, edition.today.isoformat()
    made: Mapping[str, dict[str, Any]] = {"form": forms.edited(brand), "new": forms.begun(brand)}
    folder = site / language / PAGE
    folder.mkdir(parents=True, exist_ok=True)
    names: dict[str, str] = {}
    for name, form in made.items():
        encoded = msgspec.json.encode({**form, "made_on": made_on})
        names[f"edit{name}"] = f"{name}-{hashlib.sha256(encoded).hexdigest()[:12]}.json"
        (folder / names[f"edit{name}"]).write_bytes(encoded)
    return names
