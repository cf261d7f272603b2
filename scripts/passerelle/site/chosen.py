"""Owns what the pages of programs that a visitor chooses are told: which facts to take from the programs' pages, and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

COMPARED = (
    "caution", "state", "access", "organization", "summary", "next_step", "who", "decides", "kind", "audience", "areas",
    "duration", "cost", "languages", "formats", "sectors", "intake", "supports", "documents", "reply", "contact",
)  # fmt: skip
"""What the comparison shows of a program, in order: codes of `data-fact` on its page."""
EXPORTED = (
    "name", "organization", "state", "caution", "access", "kind", "areas", "cost", "languages", "intake", "next_step",
    "contact", "summary", "address",
)  # fmt: skip
"""What a saved list holds of a program as a file."""


def chosen_pages(words: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What the page `compare` and the page `saved` are told, from the interface's words in their language."""
    shared = {
        "again": words["saved"]["again"],
        "unknown": words["saved"]["unknown"],
        "failed": words["saved"]["failed"],
        "browse": words["program"]["all"],
        "search": words["site"]["find"]["label"],
        "print": words["check"]["print"],
    }
    return {
        "compare": {**words["compare"], "rows": _labels(COMPARED, words), **shared},
        "saved": {**words["saved"], "choice": words["choice"], "columns": _labels(EXPORTED, words), **shared},
    }


def _labels(codes: Iterable[str], words: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(code, words["facts"].get(code) or words["saved"]["facts"][code]) for code in codes]
