"""Every task by keyboard alone, with focus always in sight, and targets that a thumb hits."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from passerelle.records.text import LANGUAGES, Language
from tests.browser.conftest import Opener
from tests.browser.places import DESKTOP, PHONE, Site
from tests.browser.words import said

MOST_STOPS = 150
SMALLEST_TARGET = 24
FILLED = {"search-results": ".result", "directory": ".directory .result"}
"""What scripts bring to a page after it is loaded."""

STOP = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const styles = [getComputedStyle(element), getComputedStyle(element, "::after")];
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const top = document.elementFromPoint(x, y);
    return {
        name: (element.getAttribute("aria-label") ?? element.textContent.trim()) || element.id,
        html: element.outerHTML.slice(0, 120),
        outlined: styles.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
        seen: box.bottom > 0 && box.top < innerHeight && (element.contains(top) || top?.contains(element)),
    };
}"""

SMALL = """least => {
    const tabbable = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
    // In a sentence a link is as high as its line: WCAG 2.2 leaves such targets out.
    const inSentence = (element) => {
        if (getComputedStyle(element).display !== "inline") return false;
        let block = element.parentElement;
        while (getComputedStyle(block).display === "inline") block = block.parentElement;
        return block.textContent.trim() !== element.textContent.trim();
    };
    // A link that spreads over its card is as large as the card.
    const target = (element) =>
        getComputedStyle(element, "::after").position === "absolute" ? element.offsetParent : element;
    return tabbable.filter((element) => element.checkVisibility() && !inSentence(element)).flatMap((element) => {
        const { width, height } = target(element).getBoundingClientRect();
        return Math.min(width, height) < least - 0.01 ? [`${element.outerHTML.slice(0, 100)}: ${width} x ${height}`] : [];
    });
}"""


def walk(page: Page) -> list[dict[str, Any]]:
    """Every place where the Tab key stops, from the top of the page on."""
    stops: list[dict[str, Any]] = []
    while len(stops) < MOST_STOPS:
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (stops and stop["html"] == stops[0]["html"]):
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize("language", LANGUAGES)
def test_tab_order_begins_with_the_frame(language: Language, site: Site, open_page: Opener) -> None:
    wide, narrow = open_page(DESKTOP), open_page(PHONE)
    for page in (wide, narrow):
        page.goto(site.page("about/", language))
    skip, brand = said(language, "site.skip"), "Passerelle"
    menu = [said(language, f"site.nav.{name}") for name in ("programs", "about")]
    find = ["find-q", said(language, "site.find.button")]
    names = [stop["name"] for stop in walk(wide)]
    assert names[:2] == [skip, brand]
    shown = wide.get_by_role("navigation", name=said(language, "site.nav_label")).get_by_role("link").all_inner_texts()
    assert set(menu) <= set(shown)
    last = 2 + len(shown)
    assert names[2:last] == shown
    assert names[last : last + 3] == [said(language, "site.other_language"), *find]
    names = [stop["name"] for stop in walk(narrow)]
    assert names[:3] == [skip, brand, said(language, "site.menu")]
    assert not set(names) & set(find)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("kind", ["home", "directory", "program-embedded-with-parts", "contribute", "search-results"])
def test_focus_is_always_in_sight(kind: str, width: int, site: Site, open_page: Opener) -> None:
    page = open_page(width)
    page.emulate_media(reduced_motion="reduce")
    page.goto(site.of_kind(kind, "en"))
    if kind in FILLED:
        expect(page.locator(FILLED[kind]).first).to_be_visible()
    stops = walk(page)
    assert 8 < len(stops) < MOST_STOPS
    assert [stop["html"] for stop in stops if not stop["outlined"]] == []
    assert [stop["html"] for stop in stops if not stop["seen"]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_skip_link_skips_the_header(language: Language, site: Site, page: Page) -> None:
    page.goto(site.page("programs/", language))
    skip = page.get_by_role("link", name=said(language, "site.skip"))
    expect(skip).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("language", LANGUAGES)
def test_menu_of_a_phone(language: Language, site: Site, open_page: Opener) -> None:
    page = open_page(PHONE)
    page.goto(site.page("", language))
    button = page.get_by_role("button", name=said(language, "site.menu"), exact=True)
    first = page.get_by_role("navigation", name=said(language, "site.nav_label")).get_by_role("link").first
    expect(first).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(first).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Space")
    expect(first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(site.page("check/", language))


def test_popup_by_arrows(site: Site, page: Page) -> None:
    page.goto(site.page("", "en"))
    field = page.get_by_role("combobox")
    listbox, chosen = page.get_by_role("listbox"), page.locator("[role=option][aria-selected=true]")
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    page.keyboard.type("mentor")
    expect(listbox).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[data-find-status]")).to_have_text(re.compile(r"^\d+ results\."))
    expect(chosen).to_have_count(0)
    first, last = page.get_by_role("option").first, page.get_by_role("option").last
    page.keyboard.press("ArrowDown")
    expect(chosen).to_have_id(first.get_attribute("id") or "")
    expect(field).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    page.keyboard.press("ArrowUp")
    expect(chosen).to_have_count(0)
    page.keyboard.press("ArrowUp")
    expect(chosen).to_have_id(last.get_attribute("id") or "")
    expect(last).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(listbox).to_be_hidden()
    expect(field).to_be_focused()
    expect(field).to_have_value("mentor")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(listbox).to_be_visible()
    page.keyboard.press("Tab")
    expect(listbox).to_be_hidden()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.page('search/', 'en')}?q=mentor")


def test_popup_in_the_menu_of_a_phone(site: Site, open_page: Opener) -> None:
    page = open_page(PHONE)
    page.goto(site.page("", "fr"))
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type("mentor")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(page.get_by_role("button", name=said("fr", "site.menu"), exact=True)).to_be_focused()


def test_more_results_keep_the_place(site: Site, page: Page) -> None:
    page.goto(f"{site.page('search/', 'en')}?q=the")
    more = page.get_by_role("button", name=said("en", "site.search.more"))
    expect(more).to_be_visible()
    shown = page.locator(".results > li").count()
    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".results > li").nth(shown).get_by_role("link")).to_be_focused()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "kind", ["home", "directory", "access-list", "program-running", "program-closed", "search", "form"]
)
def test_targets_are_large_enough(kind: str, language: Language, site: Site, open_page: Opener) -> None:
    page = open_page(PHONE)
    page.goto(site.of_kind(kind, language))
    page.get_by_role("button", name=said(language, "site.menu"), exact=True).click()
    assert page.evaluate(SMALL, SMALLEST_TARGET) == []
