"""Words that visitors read: tests look for what a page shows, and a new wording breaks none."""

from __future__ import annotations

from typing import Any

from passerelle.prose.interface import interface_words
from passerelle.records.text import Language


def said(language: Language, path: str) -> str:
    """A string of the interface: `said("fr", "site.find.label")`."""
    words: Any = interface_words(language)
    for key in path.split("."):
        words = words[key]
    return str(words)


def other(language: Language) -> Language:
    """The other language."""
    return "fr" if language == "en" else "en"
