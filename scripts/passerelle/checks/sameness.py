"""Owns when two names say the same: the same words, whatever their accents, capitals, plural, order and small words."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "au",
        "aux",
        "d",
        "de",
        "des",
        "du",
        "et",
        "for",
        "in",
        "l",
        "la",
        "le",
        "les",
        "of",
        "the",
        "to",
        "un",
        "une",
    ]
)


def same_words(text: str) -> frozenset[str]:
    """What is left of a name for comparing: two names with the same result say the same."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe")).encode("ascii", "ignore").decode()
    words = [word for word in _WORD.findall(bare) if word not in _SMALL]
    return frozenset(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)
