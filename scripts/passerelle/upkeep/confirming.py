"""Owns `verify`: a record says that it was really checked, with whom and when. No other line changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from passerelle.upkeep.entries import put_entry, set_word
from passerelle.upkeep.lookup import program_path, read_typed
from passerelle.upkeep.places import key_order
from passerelle.upkeep.refusal import RefusedError
from passerelle.upkeep.writing import write_all


def verify(root: Path, named: str, checked_with: str, on: date, today: date) -> str:
    """Write down a check. Returns the path. Raises RefusedError."""
    if on > today:
        raise RefusedError(f"{on} is still to come: write down a check on the day it was made")
    path = program_path(root, named)
    typed = read_typed(root, path)
    is_there = set_word(path, typed, ("verification", "by"), checked_with)
    if is_there != set_word(path, typed, ("verification", "on"), on.isoformat()):
        raise RefusedError(f"{path}: verification holds only one of `by` and `on`; mend it first")
    if not is_there:
        put_entry(path, typed, key_order(root, "program"), [f"verification: {{by: {checked_with}, on: {on}}}"])
    write_all(root, {path: typed.raw})
    return path
