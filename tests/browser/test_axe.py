"""No accessibility rule of WCAG 2.2 AA, nor one of good practice, is broken: any kind of page, language, scheme, width."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from passerelle.records.text import LANGUAGES, Language
from tests.browser.conftest import Opener
from tests.browser.places import BILINGUAL, DESKTOP, KINDS, PHONE, Site
from tests.browser.words import said

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"], "preload": False}
START = "options => { window.axed = axe.run(document, options) }"
FINISH = "async () => (await window.axed).violations"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def broken_rules(*pages: Page) -> list[str]:
    """What axe finds in each scheme on pages as they stand. It looks at all of them at once: each has its own process."""
    for page in pages:
        page.evaluate(AXE_SCRIPT)
    found: list[str] = []
    for scheme in SCHEMES:
        for page in pages:
            # Without motion: a link that is still fading from one scheme's colour to the other's has neither.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(START, OPTIONS)
        for page in pages:
            width = page.viewport_size["width"] if page.viewport_size else 0
            found += [f"{width} px, {scheme}: {fault}" for fault in told(page.evaluate(FINISH))]
    return found


def told(violations: list[dict[str, Any]]) -> Iterator[str]:
    """Each broken rule with the elements that break it."""
    for rule in violations:
        yield f"{rule['id']}: {rule['help']}: {[node['html'][:160] for node in rule['nodes'][:4]]}"


@pytest.fixture
def pages(open_page: Opener) -> tuple[Page, Page]:
    """A page as wide as a phone, and one as wide as a desktop."""
    return open_page(PHONE), open_page(DESKTOP)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_page_breaks_no_rule(kind: str, language: Language, site: Site, city: Site, pages: tuple[Page, Page]) -> None:
    place = site if site.has(kind) else city
    for page in pages:
        page.goto(place.of_kind(kind, language))
        if kind == "search-results":
            expect(page.locator(".results .result").first).to_be_visible()
        if kind == "search-nothing":
            expect(page.locator("[data-search-results] a[href='tel:211']")).to_be_visible()
    assert broken_rules(*pages) == []


@pytest.mark.parametrize("kind", BILINGUAL)
def test_page_above_the_languages_breaks_no_rule(kind: str, site: Site, pages: tuple[Page, Page]) -> None:
    for page in pages:
        page.goto(site.page(BILINGUAL[kind]))
    assert broken_rules(*pages) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_open_menu_breaks_no_rule(language: Language, site: Site, open_page: Opener) -> None:
    page = open_page(PHONE)
    page.goto(site.page("", language))
    page.get_by_role("button", name=said(language, "site.menu")).click()
    expect(page.get_by_role("navigation", name=said(language, "site.nav_label"))).to_be_visible()
    assert broken_rules(page) == []


@pytest.mark.parametrize("query", ["mentorzzz", "zzzzz"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", LANGUAGES)
def test_open_popup_breaks_no_rule(language: Language, width: int, query: str, site: Site, open_page: Opener) -> None:
    page = open_page(width)
    page.goto(site.page("", language))
    if width == PHONE:
        page.get_by_role("button", name=said(language, "site.menu")).click()
    field = page.get_by_role("combobox")
    field.fill(query)
    expect(page.get_by_role("option").last).to_be_visible()
    field.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_be_visible()
    assert broken_rules(page) == []


def test_these_tests_see_what_is_wrong(site: Site, page: Page) -> None:
    page.goto(site.page("", "en"))
    page.evaluate("""() => {
        document.documentElement.removeAttribute("lang");
        const pale = document.createElement("p");
        pale.textContent = "pale";
        pale.style.color = "#bbb";
        pale.style.background = "#fff";
        document.querySelector("main").append(pale);
    }""")
    found = "\n".join(broken_rules(page))
    assert "html-has-lang" in found
    assert "light: color-contrast" in found
