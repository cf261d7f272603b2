"""Owns other spellings that search must find: Pagefind folds accents but not ligatures."""

from __future__ import annotations

import re
from html import escape

from passerelle.site.fill import sentinel

_LIGATURE = re.compile("[œæŒÆ]")
EXPANDED = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "Oe", "Æ": "Ae"})
SPELLINGS = sentinel("spellings")


def with_spellings(html: str) -> str:
    """A page whose spellings slot names each of its words with œ or æ as people type it, with oe or ae."""
    if SPELLINGS not in html:
        return html
    words = {_word_around(html, match.start()) for match in _LIGATURE.finditer(html)}
    spelled = sorted(word.translate(EXPANDED) for word in words)
    return html.replace(SPELLINGS, escape(" ".join(spelled)))


def _word_around(text: str, place: int) -> str:
    start, end = place, place + 1
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[start:end]
