"""Nothing is cut off, on the narrowest screen or on paper, and the site works wherever a host puts it."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from passerelle.records.text import LANGUAGES, Language
from tests.browser.conftest import Opener
from tests.browser.places import BILINGUAL, KINDS, Site
from tests.browser.words import other, said

NARROW = 320
PAPER = 680
"""Letter paper less its margins, in CSS pixels."""

FURNITURE: tuple[Literal["banner", "contentinfo", "search", "button", "searchbox"], ...]
FURNITURE = ("banner", "contentinfo", "search", "button", "searchbox")

WIDER = """() => [...document.querySelectorAll("body *")].filter((element) => {
    if (!element.checkVisibility() || element.closest(".visually-hidden, .skip")) return false;
    return element.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5;
}).map((element) => element.outerHTML.slice(0, 120))"""


def assert_fits(page: Page) -> None:
    """Nothing sticks out to the right, and the page does not scroll sideways."""
    assert page.evaluate(WIDER) == []
    assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_fits_the_narrowest_screen_and_paper(
    kind: str, language: Language, site: Site, city: Site, open_page: Opener
) -> None:
    page = open_page(NARROW)
    place = site if site.has(kind) else city
    page.goto(place.of_kind(kind, language))
    if kind == "search-results":
        expect(page.locator(".result").first).to_be_visible()
    assert_fits(page)
    page.get_by_role("button", name=said(language, "site.menu"), exact=True).click()
    assert_fits(page)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 900})
    assert_content_alone(page)
    assert_fits(page)


def assert_content_alone(page: Page) -> None:
    """Paper holds no furniture, and spells out where links lead."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for furniture in FURNITURE:
        expect(page.get_by_role(furniture)).to_have_count(0)
    spelled = page.locator("main a[href^='http']").evaluate_all(
        "links => links.map((link) =>"
        " [link.getAttribute('href'), link.textContent + getComputedStyle(link, '::after').content])"
    )
    assert [href for href, told in spelled if href not in told] == []


@pytest.mark.parametrize("kind", BILINGUAL)
def test_page_above_the_languages_fits(kind: str, site: Site, open_page: Opener) -> None:
    page = open_page(NARROW)
    page.goto(site.page(BILINGUAL[kind]))
    assert_fits(page)


def test_menu_button_stays_where_it_is(site: Site, open_page: Opener) -> None:
    page = open_page(NARROW)
    page.goto(site.page("", "en"))
    button = page.get_by_role("button", name=said("en", "site.menu"), exact=True)
    before = button.bounding_box()
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    assert button.bounding_box() == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_popup_fits_the_narrowest_screen(language: Language, site: Site, open_page: Opener) -> None:
    page = open_page(NARROW)
    page.goto(site.page("", language))
    page.get_by_role("button", name=said(language, "site.menu"), exact=True).click()
    page.get_by_role("search").first.get_by_role("combobox").fill("mentor")
    expect(page.get_by_role("option").first).to_be_visible()
    assert_fits(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_open_on_paper(language: Language, site: Site, page: Page) -> None:
    program = site.program(lambda one: bool(one["record"].get("examples")))
    assert program
    page.goto(site.page(f"programs/{program['id']}/", language))
    example = page.locator("details li").first
    expect(example).to_be_hidden()
    page.emulate_media(media="print")
    expect(example).to_be_visible()
    assert example.bounding_box()


@pytest.mark.parametrize("language", LANGUAGES)
def test_site_works_below_a_path(language: Language, city: Site, page: Page) -> None:
    assert city.address.endswith("/repo/")
    page.goto(city.address)
    page.get_by_role("link", name=said(language, "site.root.enter")).click()
    expect(page).to_have_url(city.page("", language))
    page.get_by_role("navigation").get_by_role("link", name=said(language, "site.nav.programs")).click()
    expect(page).to_have_url(city.page("programs/", language))
    page.get_by_role("search").first.get_by_role("combobox").fill("mentor")
    expect(page.get_by_role("option").first).to_be_visible()
    page.get_by_role("option").first.click()
    page.wait_for_url(city.page("programs/*/", language))
    here = page.url
    page.get_by_role("link", name=said(language, "site.other_language"), exact=True).click()
    expect(page).to_have_url(here.replace(f"/{language}/", f"/{other(language)}/"))
    styled(page)
    page.locator(".brand").click()
    expect(page).to_have_url(city.page("", other(language)))


@pytest.mark.parametrize("path", ["nowhere/", "en/programs/no-such-program/", "fr/a/b/c/d"])
@pytest.mark.parametrize("prefixed", [False, True], ids=["root", "sub-path"])
def test_missing_page_helps_on(path: str, prefixed: bool, site: Site, city: Site, open_page: Opener) -> None:
    place = city if prefixed else site
    page = open_page(missing=place.page(path))
    response = page.goto(place.page(path))
    assert response
    assert response.status == 404
    styled(page)
    for language in LANGUAGES:
        expect(page.get_by_role("heading", name=said(language, "site.not_found.title"))).to_be_visible()
    page.get_by_role("link", name=said("fr", "site.not_found.programs")).click()
    expect(page).to_have_url(place.page("programs/", "fr"))
    page.go_back()
    form = page.get_by_role("search").first
    form.get_by_role("searchbox").fill("mentor")
    form.get_by_role("button").click()
    expect(page).to_have_url(f"{place.page('search/', 'en')}?q=mentor")
    expect(page.locator(".result").first).to_be_visible()


def styled(page: Page) -> None:
    """Every style sheet of the page is there."""
    page.wait_for_load_state()
    sheets = page.evaluate("[...document.styleSheets].map((sheet) => sheet.cssRules.length)")
    assert sheets
    assert min(sheets) > 0
