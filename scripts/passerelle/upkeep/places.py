"""Owns reading the shapes of a listing for a verb that edits it."""

from __future__ import annotations

from pathlib import Path

from passerelle.records.places import Places
from passerelle.records.schema import Shapes
from passerelle.upkeep.refusal import RefusedError


def read_places(root: Path) -> Places:
    """The shapes of the listing at a root. Raises RefusedError where they cannot be read."""
    try:
        return Places(Shapes.read(root / "schemas").schemas)
    except (OSError, ValueError) as error:
        raise RefusedError(f"the schemas of {root / 'schemas'} cannot be read: restore them") from error


def key_order(root: Path, shape: str) -> list[str]:
    """The keys of a shape in the schema's order. Raises RefusedError."""
    places = read_places(root)
    return list(places.properties([places.top(shape)]))
