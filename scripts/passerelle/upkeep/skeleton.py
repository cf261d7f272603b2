"""Owns `new`: a record to fill in, written at its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from passerelle.records.catalog import load_catalog
from passerelle.records.model import ACCESS_CLASSES
from passerelle.records.skeleton import skeleton
from passerelle.records.source import read_source
from passerelle.upkeep.formatting import formatted
from passerelle.upkeep.lookup import ORGANIZATIONS, PROGRAMS
from passerelle.upkeep.moving import refuse_taken
from passerelle.upkeep.places import read_places
from passerelle.upkeep.refusal import RefusedError
from passerelle.upkeep.writing import write_all

ORGANIZATION = "organization"
CLASSES = (*ACCESS_CLASSES, ORGANIZATION)
"""What a new record can be: a program of an access class, or an organization."""


def create(root: Path, new: str, access: str, given: Mapping[str, str]) -> str:
    """Write the skeleton of a record, with values for some of its top keys. Returns its path. Raises RefusedError."""
    is_program = access != ORGANIZATION
    kind = PROGRAMS if is_program else ORGANIZATIONS
    refuse_taken(root, kind, new)
    path = f"{kind}/{access}/{new}.yml" if is_program else f"{kind}/{new}.yml"
    if (root / path).exists():
        raise RefusedError(f"{path} is there already")
    places, catalog = read_places(root), load_catalog(root).catalog
    raw = skeleton(places, catalog.vocabularies, path, access, given).encode()
    _, data, problems = read_source(path, raw)
    if problems:
        raise RefusedError(f"{path}: no skeleton, because a value given for it is no YAML")
    write_all(root, {path: formatted(path, raw, data, places)})
    return path
