"""Owns the check of the finished site: every internal link and anchor is followed, every count compared.

Links and ids are found as text, not by a parser, which takes ten times as long: our templates and the engine quote every
attribute with double quotes, and a test holds a real parser against what is found.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from passerelle.records.workers import PROCESSES, run_all

_LINKS = ('href="', 'src="', 'action="')
_ID = ' id="'
_UNFILLED = re.compile(r"zzq[a-z0-9]+qzz")


@dataclass(slots=True)
class Survey:
    """What the pages hold: faults, and links into other pages' anchors."""

    faults: list[str] = field(default_factory=list)
    anchors: set[tuple[str, str, str]] = field(default_factory=set)


def site_faults(site: Path, base_path: str, expected: Sequence[str]) -> list[str]:
    """Everything wrong with the pages of a finished site, in words; empty when it may be published.

    `base_path` is the path that absolute links begin with; `expected` are the addresses that records must have.
    """
    files = _files(site)
    pages = sorted(name for name in files if name.endswith(".html"))
    shares = [pages[begin::PROCESSES] for begin in range(PROCESSES)]
    surveys = run_all([partial(_survey, site, share, files, base_path) for share in shares], len(expected))
    faults = [fault for survey in surveys for fault in survey.faults]
    anchors = set[tuple[str, str, str]]().union(*(survey.anchors for survey in surveys))
    missing = [f"{address} has no page" for address in expected if f"{address}index.html" not in files]
    return sorted(faults + _missing_anchors(site, anchors) + missing)


def _files(site: Path) -> frozenset[str]:
    found: list[str] = []
    for folder, folders, names in os.walk(site):
        if Path(folder) == site and "pagefind" in folders:
            folders.remove("pagefind")
        within = os.path.relpath(folder, site)
        found += names if within == "." else [f"{within}/{name}" for name in names]
    return frozenset(found)


def _survey(site: Path, pages: Sequence[str], files: frozenset[str], base_path: str) -> Survey:
    survey = Survey()
    good: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        _read_page(site, page, files, base_path, survey, good[posixpath.dirname(posixpath.dirname(page))])
    return survey


def _read_page(site: Path, page: str, files: frozenset[str], base_path: str, survey: Survey, good: set[str]) -> None:
    """Survey a page. `good` holds links that lead out of its folder, and to pages that are there, from each folder beside
    it: most links of a page are those of all others."""
    with open(f"{site}/{page}", "rb", buffering=0) as file:  # noqa: PTH123 - half the time of pathlib
        html = file.read().decode()
    ids = _values(html, _ID)
    for link in set().union(*(_values(html, attribute) for attribute in _LINKS)) - good:
        if _leads_on(unescape(link), page, ids, files, base_path, survey) and link.startswith("../"):
            good.add(link)
    if _UNFILLED.search(html):
        survey.faults.append(f"{page}: a slot was not filled")


def _values(html: str, attribute: str) -> set[str]:
    """The values of an attribute, given as it stands before them: ` id="`."""
    return {part.partition('"')[0] for part in html.split(attribute)[1:]}


def _leads_on(link: str, page: str, ids: set[str], files: frozenset[str], base_path: str, survey: Survey) -> bool:
    """Follow a link of a page, as far as its file. Whether it leads to one, with no anchor to look for."""
    if link.startswith("#"):
        if len(link) > 1 and unquote(link[1:]) not in ids:
            survey.faults.append(f"{page}: no {link} on this page")
        return False
    folder = page.rpartition("/")[0]
    while link.startswith("../"):
        folder, link = folder.rpartition("/")[0], link[3:]
    target, fragment = _resolved(folder, link, base_path)
    if target is None:
        return False
    if target not in files:
        survey.faults.append(f"{page}: the link to {target} leads nowhere")
        return False
    if fragment and "=" not in fragment:  # with one it is data for a script, such as program=x
        survey.anchors.add((target, fragment, page))
        return False
    return True


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


def _missing_anchors(site: Path, anchors: set[tuple[str, str, str]]) -> list[str]:
    faults: list[str] = []
    known: dict[str, set[str]] = {}
    for target, fragment, page in sorted(anchors):
        if target not in known:
            known[target] = _values((site / target).read_text("utf-8"), _ID)
        if fragment not in known[target]:
            faults.append(f"{page}: {target} has no #{fragment}")
    return faults
