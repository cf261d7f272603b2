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
RUN = "async options => (await axe.run(document, options)).violations"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def broken_rules(page: Page, widths: tuple[int, ...]) -> list[str]:
    """What axe finds on the page as it stands, in each scheme and width."""
    page.evaluate(AXE_SCRIPT)
    found: list[str] = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            # Without motion: a link that is still fading from one scheme's colour to the other's has neither.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            violations: list[dict[str, Any]] = page.evaluate(RUN, OPTIONS)
            found += [f"{width} px, {scheme}: {fault}" for fault in told(violations)]
    return found


def told(violations: list[dict[str, Any]]) -> Iterator[str]:
    """Each broken rule with the elements that break it."""
    for rule in violations:
        yield f"{rule['id']}: {rule['help']}: {[node['html'][:160] for node in rule['nodes'][:4]]}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_page_breaks_no_rule(kind: str, language: Language, site: Site, city: Site, page: Page) -> None:
    place = site if site.has(kind) else city
    page.goto(place.of_kind(kind, language))
    if kind == "search-results":
        expect(page.locator(".results .result").first).to_be_visible()
    if kind == "search-nothing":
        expect(page.locator("[data-search-results] a[href='tel:211']")).to_be_visible()
    assert broken_rules(page, (PHONE, DESKTOP)) == []


@pytest.mark.parametrize("kind", BILINGUAL)
def test_page_above_the_languages_breaks_no_rule(kind: str, site: Site, page: Page) -> None:
    page.goto(site.page(BILINGUAL[kind]))
    assert broken_rules(page, (PHONE, DESKTOP)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_open_menu_breaks_no_rule(language: Language, site: Site, open_page: Opener) -> None:
    page = open_page(PHONE)
    page.goto(site.page("", language))
    page.get_by_role("button", name=said(language, "site.menu")).click()
    expect(page.get_by_role("navigation", name=said(language, "site.nav_label"))).to_be_visible()
    assert broken_rules(page, (PHONE,)) == []


@pytest.mark.parametrize("query", ["mentor", "qqqxyz"])
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
    assert broken_rules(page, (width,)) == []


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
    found = "\n".join(broken_rules(page, (DESKTOP,)))
    assert "html-has-lang" in found
    assert "light: color-contrast" in found
