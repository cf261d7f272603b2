"""Owns other spellings that search must find: Pagefind folds accents but not ligatures."""

from __future__ import annotations

import re
from html import escape

from passerelle.site.fill import sentinel

_WORD = re.compile(r"\w*[œæŒÆ]\w*")
_EXPANDED = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "Oe", "Æ": "Ae"})
SPELLINGS = sentinel("spellings")


def with_spellings(html: str) -> str:
    """A page whose spellings slot names each of its words with œ or æ as people type it, with oe or ae."""
    if SPELLINGS not in html:
        return html
    words = sorted({word.translate(_EXPANDED) for word in _WORD.findall(html)})
    return html.replace(SPELLINGS, escape(" ".join(words)))
