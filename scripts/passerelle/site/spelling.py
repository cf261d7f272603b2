"""Owns other spellings that search must find: Pagefind folds accents but not ligatures."""

from __future__ import annotations

import re
from html import escape

from passerelle.site.fill import sentinel

_LIGATURE = re.compile("[œæŒÆ]")
_BETWEEN_WORDS = re.compile(r"\W+")
_EXPANDED = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "Oe", "Æ": "Ae"})
SPELLINGS = sentinel("spellings")


def with_spellings(html: str) -> str:
    """A page whose spellings slot names each of its words with œ or æ as people type it, with oe or ae."""
    if SPELLINGS not in html:
        return html
    words = _BETWEEN_WORDS.split(html) if _LIGATURE.search(html) else []
    spelled = sorted({word.translate(_EXPANDED) for word in words if _LIGATURE.search(word)})
    return html.replace(SPELLINGS, escape(" ".join(spelled)))
