"""A page is light enough for a slow network: bytes as a host compresses them, of all that it loads at the start."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Page, Response

from passerelle.records.text import LANGUAGES, Language
from tests.browser.places import Site

PROGRAM_LIMIT = 100 * 1024
LIST_LIMIT = 200 * 1024
SMALLEST = 5 * 1024


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
