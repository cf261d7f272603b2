"""Owns the check of the finished site: every internal link and anchor is followed, every count compared.

Links and ids are found as text, not by a parser, which takes ten times as long: our templates and the engine quote every
attribute with double quotes, and a test holds a real parser against what is found.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from passerelle.opendata.publication import files_below

_LINKS = ('href="', 'src="', 'action="')
_ID = ' id="'
_UNFILLED = re.compile(r"zzq[a-z0-9]+qzz")


class OutputCheck:
    """Checks the pages of a finished site, a share at a time. `base_path` is the path that absolute links begin with. What
    comes into the site after this is made, such as an index, is not looked at."""

    def __init__(self, site: Path, base_path: str) -> None:
        self._site, self._base_path = site, base_path
        self._files = frozenset(files_below(site))
        self._faults: list[str] = []
        self._anchors: dict[tuple[str, str], str] = {}
        """Anchors of other pages that links lead to, each with a page that does."""
        self._good: dict[str, set[str]] = defaultdict(set)
        """Links out of a page's folder that lead somewhere, by the folder around it: most are those of all pages there."""

    def shares(self, count: int) -> list[list[str]]:
        """All pages, in so many shares of like size."""
        pages = sorted(name for name in self._files if name.endswith(".html"))
        return [pages[begin::count] for begin in range(count)]

    def read(self, pages: Iterable[str]) -> None:
        """Check pages, but for the anchors of others."""
        for page in pages:
            with open(f"{self._site}/{page}", "rb", buffering=0) as file:  # noqa: PTH123 - half the time of pathlib
                html = file.read().decode()
            ids, good = _values(html, _ID), self._good[posixpath.dirname(posixpath.dirname(page))]
            for link in set().union(*(_values(html, attribute) for attribute in _LINKS)) - good:
                if self._leads_on(unescape(link), page, ids) and link.startswith("../"):
                    good.add(link)
            if _UNFILLED.search(html):
                self._faults.append(f"{page}: a slot was not filled")

    def faults(self, expected: Iterable[str]) -> list[str]:
        """Everything wrong with the pages that were read, in words; empty when they may be published. `expected` are the
        addresses that records must have."""
        missing = [f"{address} has no page" for address in expected if f"{address}index.html" not in self._files]
        return sorted([*self._faults, *self._missing_anchors(), *missing])

    def _leads_on(self, link: str, page: str, ids: set[str]) -> bool:
        """Follow a link of a page, as far as its file. Whether it leads to one, with no anchor to look for."""
        if link.startswith("#"):
            if len(link) > 1 and unquote(link[1:]) not in ids:
                self._faults.append(f"{page}: no {link} on this page")
            return False
        folder = page.rpartition("/")[0]
        while link.startswith("../"):
            folder, link = folder.rpartition("/")[0], link[3:]
        target, fragment = _resolved(folder, link, self._base_path)
        if target is None:
            return False
        if target not in self._files:
            self._faults.append(f"{page}: the link to {target} leads nowhere")
            return False
        if fragment and "=" not in fragment:  # with one it is data for a script, such as program=x
            self._anchors.setdefault((target, fragment), page)
            return False
        return True

    def _missing_anchors(self) -> Iterator[str]:
        known: dict[str, set[str]] = {}
        for (target, fragment), page in sorted(self._anchors.items()):
            if target not in known:
                known[target] = _values((self._site / target).read_text("utf-8"), _ID)
            if fragment not in known[target]:
                yield f"{page}: {target} has no #{fragment}"


def _values(html: str, attribute: str) -> set[str]:
    """The values of an attribute, given as it stands before them: ` id="`."""
    return {part.partition('"')[0] for part in html.split(attribute)[1:]}


@cache
def _resolved(folder: str, link: str, base_path: str) -> tuple[str | None, str]:
    """The file that a link from a folder leads to and its anchor; None for a link that leaves the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None, ""
    path = unquote(parts.path)
    if path.startswith("/"):
        if not path.startswith(base_path):
            return path, ""
        folder, path = "", path.removeprefix(base_path)
    target = posixpath.normpath(posixpath.join(folder, path))
    if path == "" or path.endswith(("/", "..")):
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    return target, unquote(parts.fragment)
