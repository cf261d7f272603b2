"""Owns `close`: a program has ended. What happened, and who says so, is left to do: `check` refuses the record until then."""

from __future__ import annotations

from pathlib import Path

from passerelle.records.to_do import MARK
from passerelle.upkeep.entries import add_item, put_entry, set_word, word_of
from passerelle.upkeep.lookup import program_path, read_typed
from passerelle.upkeep.places import key_order
from passerelle.upkeep.refusal import RefusedError
from passerelle.upkeep.writing import write_all

NOTE = ["- about: status", f"  text: {{en: {MARK}, fr: {MARK}}}", f"  source: {MARK}"]
SHORT_NOTE = f"{{about: status, text: {{en: {MARK}, fr: {MARK}}}, source: {MARK}}}"


def close(root: Path, named: str, successor: str | None) -> str:
    """Close a program's record, in favour of a successor if there is one. Returns the path. Raises RefusedError."""
    path, order = program_path(root, named), key_order(root, "program")
    typed = read_typed(root, path)
    was_closed = word_of(path, typed, ("status",)) == "closed"
    if successor is None and was_closed:
        raise RefusedError(f"{path} is closed already")
    if successor is not None:
        word = _successor(root, path, successor)
        if not set_word(path, typed, ("replaced_by",), word):
            put_entry(path, typed, order, [f"replaced_by: {word}"])
    if not was_closed:
        add_item(path, typed, order, "notes", NOTE, SHORT_NOTE)
        if not set_word(path, typed, ("status",), "closed"):
            put_entry(path, typed, order, ["status: closed"])
    write_all(root, {path: typed.raw})
    return path


def _successor(root: Path, path: str, named: str) -> str:
    """The id of a successor: another program, and one that has not ended."""
    other = program_path(root, named)
    if other == path:
        raise RefusedError("a program is not replaced by itself")
    if word_of(other, read_typed(root, other), ("status",)) == "closed":
        raise RefusedError(f"{other} is closed too: name the program that runs now")
    return Path(other).stem
