"""Owns what a cell of a CSV file may hold: nothing that a spreadsheet would run."""

from __future__ import annotations

import re

BEGINNINGS = frozenset("=+-@\t\r")
"""With what a formula begins."""
_PHONE = re.compile(r"\+1 [0-9 ]+( ext\. [0-9]+)?\Z")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula. Phone numbers stay as they are: they compute nothing."""
    return f"'{cell}" if cell[:1] in BEGINNINGS and not _PHONE.match(cell) else cell
