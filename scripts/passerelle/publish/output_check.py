"""Owns the check of the finished site: every internal link and anchor is followed, every count compared."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from passerelle.publish.workers import run_all

APART_FROM = 1000
"""From this many pages on, two processes read them."""


@dataclass(slots=True)
class Survey:
    """What one share of the pages holds: faults, links into other pages' anchors, and pages meant for search."""

    faults: list[str] = field(default_factory=list)
    anchors: set[tuple[str, str, str]] = field(default_factory=set)
    searchable: Counter[str] = field(default_factory=Counter)


def site_faults(site: Path, base_path: str, expected: Sequence[str], indexed: Mapping[str, int]) -> list[str]:
    """Everything wrong with a finished site, in words; empty when it may be published.

    `base_path` is the path that absolute links begin with; `expected` the addresses that records must have; `indexed`
    how many pages Pagefind holds by language.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = sorted(name for name in files if name.endswith(".html") and not name.startswith("pagefind/"))
    shares = [pages[::2], pages[1::2]]
    surveys = run_all([partial(_survey, site, share, files, base_path) for share in shares], apart=len(pages) > APART_FROM)
    faults = [fault for survey in surveys for fault in survey.faults]
    faults += _missing_anchors(site, set().union(*(survey.anchors for survey in surveys)))
    faults += [f"{address} has no page" for address in expected if f"{address}index.html" not in files]
    searchable = sum((survey.searchable for survey in surveys), Counter())
    for language in sorted(set(searchable) | set(indexed)):
        if searchable[language] != indexed.get(language, 0):
            faults.append(f"{searchable[language]} pages in {language} are for search, {indexed.get(language, 0)} are indexed")
    return sorted(faults)


def _survey(site: Path, pages: Sequence[str], files: set[str], base_path: str) -> Survey:
    survey = Survey()
    for page in pages:
        tree = LexborHTMLParser((site / page).read_bytes())
        ids = {node.attributes["id"] for node in tree.css("[id]")}
        if tree.css_first("[data-pagefind-body]"):
            root = tree.css_first("html")
            survey.searchable[(root.attributes.get("lang") or "" if root else "")] += 1
        for node in tree.css("[href], [src], form[action]"):
            attributes = node.attributes
            link = attributes.get("href") or attributes.get("src") or attributes.get("action") or ""
            _follow(link, page, ids, files, base_path, survey)
        for left in ("zzq", "qzz"):
            if tree.html and left in tree.html:
                survey.faults.append(f"{page}: a slot was not filled")
                break
    return survey


def _follow(link: str, page: str, ids: set[str | None], files: set[str], base_path: str, survey: Survey) -> None:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return
    fragment = unquote(parts.fragment)
    if not parts.path:
        if fragment and fragment not in ids:
            survey.faults.append(f"{page}: no #{fragment} on this page")
        return
    target = _target(unquote(parts.path), page, base_path)
    if target not in files:
        survey.faults.append(f"{page}: {link} leads nowhere")
    elif fragment:
        survey.anchors.add((target, fragment, page))


def _target(path: str, page: str, base_path: str) -> str:
    if path.startswith("/"):
        path = path.removeprefix(base_path)
        joined = path.lstrip("/")
    else:
        joined = posixpath.join(posixpath.dirname(page), path)
    normal = posixpath.normpath(joined)
    if path.endswith("/") or normal == "." or path in ("", ".", "..") or path.endswith("/.."):
        return posixpath.normpath(posixpath.join(normal, "index.html"))
    return normal


def _missing_anchors(site: Path, anchors: set[tuple[str, str, str]]) -> list[str]:
    faults: list[str] = []
    known: dict[str, set[str | None]] = {}
    for target, fragment, page in sorted(anchors):
        if target not in known:
            tree = LexborHTMLParser((site / target).read_bytes())
            known[target] = {node.attributes["id"] for node in tree.css("[id]")}
        if fragment not in known[target]:
            faults.append(f"{page}: {target} has no #{fragment}")
    return faults
