"""A page is light enough for a slow network: bytes as a host compresses them, of all that it loads at the start."""

from __future__ import annotations

import gzip
import re

import pytest
from playwright.sync_api import Page, Request, Response

from passerelle.records.text import LANGUAGES, Language
from tests.browser.places import Site

PROGRAM_LIMIT = 100 * 1024
LIST_LIMIT = 200 * 1024
SMALLEST = 5 * 1024
OWN = re.compile(r"/assets/[0-9a-f]+/(?:checker|eligibility|directory|saved)/")
"""Modules that belong to some pages."""
NAMED = "all => all.map((one) => one.href || one.src)"


def weight(page: Page, address: str) -> int:
    """Compressed bytes of everything that a page loads before anybody touches it."""
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))
    page.goto(address, wait_until="networkidle")
    kinds = {response.request.resource_type for response in loaded}
    assert {"document", "stylesheet", "script"} <= kinds
    return sum(len(gzip.compress(response.body(), 6)) for response in loaded)


@pytest.mark.parametrize("language", LANGUAGES)
def test_largest_program_page_is_light(language: Language, site: Site, page: Page) -> None:
    files = [site.folder / language / "programs" / program["id"] / "index.html" for program in site.programs]
    largest = max(files, key=lambda file: file.stat().st_size)
    assert SMALLEST < weight(page, site.page(f"programs/{largest.parent.name}/", language)) <= PROGRAM_LIMIT


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["home", "directory", "access-list"])
def test_list_is_light(kind: str, language: Language, site: Site, page: Page) -> None:
    assert SMALLEST < weight(page, site.of_kind(kind, language)) <= LIST_LIMIT


@pytest.mark.parametrize(
    "kind",
    ["check", "check-client", "check-mentor", "directory", "compare-nothing", "saved-nothing"],
)
def test_modules_are_named_so_that_they_come_at_once(kind: str, site: Site, page: Page) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(site.of_kind(kind, "en"), wait_until="networkidle")
    loaded = {request.url for request in asked if OWN.search(request.url)}
    named = page.locator("script[src], link[rel=modulepreload]").evaluate_all(NAMED)
    assert {url for url in named if OWN.search(url)} == loaded
    assert len(loaded) > 2
