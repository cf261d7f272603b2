"""Owns the rules that an authored page is the same in both languages: there, cut alike, and leading to the same pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from passerelle.checks.passages import quoted
from passerelle.checks.registry import Context, for_the_listing
from passerelle.prose.pages import Page
from passerelle.records.diagnostics import Problem, rule
from passerelle.records.text import LANGUAGES

ERROR_FROM = date(2027, 3, 1)
ALONE = rule("bilingual/page-missing", "error", "An authored page is in both languages, or leads to its nearest relative.", ERROR_FROM)  # fmt: skip
HEADINGS = rule("bilingual/headings", "error", "A page has the same headings, in order, in both languages.", ERROR_FROM)
PAGE_LINKS = rule("bilingual/page-links", "error", "A page leads to the same pages in both languages.", ERROR_FROM)
_OUTSIDE = ("https:", "http:", "mailto:", "tel:")


@for_the_listing
def pages_have_counterparts(context: Context) -> Iterator[Problem]:
    """A page of one language alone is meant so only if its front matter says where the language link leads."""
    for (language, address), page in context.pages.items():
        other = "fr" if language == "en" else "en"
        if f"content/{other}/{address}" not in context.files and not page.matter.get("other_url"):
            message = f"there is no content/{other}/{address}"
            remedy = "write it, or name the nearest page of that language as `other_url:` in the front matter"
            yield Problem(ALONE, page.path, (), message, remedy, (1, 1))


@for_the_listing
def pages_are_alike(context: Context) -> Iterator[Problem]:
    """Headings one by one; then the addresses inside the site, and how many lead out of it."""
    for (language, address), english in context.pages.items():
        french = context.pages.get((LANGUAGES[1], address))
        if language == LANGUAGES[0] and french:
            yield from _heading_problems(english, french)
            yield from _link_problems(english, french)


def _heading_problems(english: Page, french: Page) -> Iterator[Problem]:
    """The first heading that differs: what follows is shifted, and would differ too."""
    for here, there in zip_longest(english.headings, french.headings):
        if here is None:
            message = f"the heading {quoted(there.text)} has no counterpart in {english.path}"
            yield Problem(HEADINGS, french.path, (), message, "add it there, or remove it here", (there.line, 1))
            return
        if there is None:
            message = f"the heading {quoted(here.text)} has no counterpart in {french.path}"
            yield Problem(HEADINGS, english.path, (), message, "add it there, or remove it here", (here.line, 1))
            return
        if (here.level, here.anchor) != (there.level, there.anchor):
            message = (
                f"{_shown(there.level, there.anchor)} stands where {english.path} has {_shown(here.level, here.anchor)}"
            )
            remedy = "give both headings the same level and the same `{ #id }`"
            yield Problem(HEADINGS, french.path, (), message, remedy, (there.line, 1))
            return


def _shown(level: int, anchor: str) -> str:
    return f"a heading `{'#' * level}` with the id `{anchor}`" if anchor else f"a heading `{'#' * level}` without an id"


def _link_problems(english: Page, french: Page) -> Iterator[Problem]:
    for page, other in ((english, french), (french, english)):
        known = Counter(link.target for link in other.links)
        for link in page.links:
            if link.target.startswith(_OUTSIDE):
                continue
            known[link.target] -= 1
            if known[link.target] < 0:
                message = f"the link to {link.target} is not in {other.path}"
                yield Problem(
                    PAGE_LINKS, page.path, (), message, "link the same pages in both languages", (link.line, 1)
                )
    counts = [sum(link.target.startswith(_OUTSIDE) for link in page.links) for page in (english, french)]
    if counts[0] != counts[1]:
        message = f"links that lead out of the site: {counts[1]} here, {counts[0]} in {english.path}"
        yield Problem(PAGE_LINKS, french.path, (), message, "link the same pages in both languages", (1, 1))
