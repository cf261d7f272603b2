"""Whole journeys: a newcomer who searches, one who follows links, a counsellor who prints, a maintainer with a fix."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from passerelle.records.text import LANGUAGES, Language
from tests.browser.conftest import Opener
from tests.browser.places import Site
from tests.browser.words import other, said

LETTER = re.compile(rb"/MediaBox\s*\[\s*0 0 612 792\s*\]")
PROGRAM_PAGE = re.compile(r"/(en|fr)/programs/([a-z0-9-]+)/$")


def slug_of(page: Page) -> str:
    """The program whose page this is."""
    found = PROGRAM_PAGE.search(page.url)
    assert found, page.url
    return found[2]


def heading(page: Page) -> Locator:
    """The page's title."""
    return page.get_by_role("heading", level=1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_choose_change_language_print(language: Language, site: Site, page: Page) -> None:
    page.goto(site.page("", language))
    field = page.get_by_role("combobox", name=said(language, "site.find.label"))
    field.press_sequentially("mentor")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    title = chosen.locator(".title").inner_text()
    field.press("Enter")
    expect(heading(page)).to_have_text(title)
    slug = slug_of(page)
    program = site.program(lambda one: one["id"] == slug)
    assert program

    page.get_by_role("link", name=said(language, "site.other_language"), exact=True).click()
    there = other(language)
    expect(page).to_have_url(site.page(f"programs/{slug}/", there))
    expect(page.locator("html")).to_have_attribute("lang", there)
    expect(heading(page)).to_have_text(program["record"]["name"][there])
    expect(page.get_by_role("heading", name=said(there, "sources.title"))).to_be_visible()
    prints_whole(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_printed_program_says_whom_to_call_and_where_it_is_from(language: Language, site: Site, page: Page) -> None:
    program = site.program(lambda one: "phone" in one["record"].get("contact", {}))
    assert program, "no program has a phone number"
    record = program["record"]
    page.goto(site.page(f"programs/{program['id']}/", language))
    page.emulate_media(media="print")
    expect(heading(page)).to_have_text(record["name"][language])
    expect(heading(page)).to_be_visible()
    expect(page.locator(".contact").get_by_text(record["contact"]["phone"], exact=True)).to_be_visible()
    source = next(iter(record["sources"].values()))
    title = source["title"][language] if isinstance(source["title"], dict) else source["title"]
    expect(page.locator(".sources").get_by_text(title).first).to_be_visible()
    expect(page.locator(".printed")).to_contain_text(f"https://example.org/{language}/programs/{program['id']}/")
    prints_whole(page)


def prints_whole(page: Page) -> None:
    """Letter paper: nothing wider than the sheet, a few pages that are not empty, the menu left out."""
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    paper = page.pdf(format="Letter")
    assert paper.startswith(b"%PDF")
    sheets = len(re.findall(rb"/Type\s*/Page\b", paper))
    assert 1 <= sheets <= 8
    assert len(LETTER.findall(paper)) == sheets
    assert len(paper) > 10_000 * sheets


@pytest.mark.parametrize("language", LANGUAGES)
def test_by_links_alone(language: Language, site: Site, page: Page) -> None:
    page.goto(site.address)
    page.get_by_role("link", name=said(language, "site.root.enter")).click()
    menu = page.get_by_role("navigation", name=said(language, "site.nav_label"))
    menu.get_by_role("link", name=said(language, "site.nav.programs")).click()
    expect(heading(page)).to_have_text(said(language, "list.title"))
    page.locator(".directory .result h3 a").first.click()
    expect(page).to_have_url(PROGRAM_PAGE)
    trail = page.get_by_role("navigation", name=said(language, "program.trail"))
    trail.get_by_role("link").last.click()
    expect(page).to_have_url(re.compile(rf"/{language}/programs/by/access/[a-z-]+/$"))
    page.locator(".result h3 a").last.click()
    expect(page).to_have_url(PROGRAM_PAGE)
    page.locator("main .src a[href^='#']").first.click()
    source = page.locator(".sources li:target")
    expect(source).to_be_in_viewport()
    expect(source).not_to_be_empty()


@pytest.mark.parametrize("language", LANGUAGES)
def test_doors_of_the_home_page_open(language: Language, site: Site, page: Page) -> None:
    page.goto(site.page("", language))
    links = page.locator(".doors a, .ways a")
    addresses = links.evaluate_all("links => links.map((link) => link.href)")
    assert len(addresses) >= 6
    for address in addresses:
        page.goto(address)
        expect(heading(page)).to_be_visible()
        _, _, anchor = address.partition("#")
        if anchor:
            expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fact_can_be_fixed_from_home_and_from_every_program(
    language: Language, site: Site, open_page: Opener
) -> None:
    page = open_page(scripts=False)
    for path in ("", *(f"programs/{program['id']}/" for program in site.programs)):
        page.goto(site.page(path, language), wait_until="domcontentloaded")
        links = page.get_by_role("link", name=said(language, "site.footer.fix"))
        targets = links.evaluate_all("links => links.map((link) => link.href)")
        assert set(targets) == {site.page("contribute/", language)}, path
    page.get_by_role("link", name=said(language, "site.footer.fix")).last.click()
    expect(heading(page)).to_be_visible()
    expect(page).to_have_url(site.page("contribute/", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_ended_program_leads_on(language: Language, site: Site, city: Site, page: Page) -> None:
    for kind in ("program-closed", "program-not-found"):
        place = site if site.has(kind) else city
        page.goto(place.of_kind(kind, language))
        here = page.url
        page.locator(".actions").get_by_role("link", name=said(language, "program.try_instead")).click()
        section = page.get_by_role("region", name=said(language, "program.try_instead"))
        expect(section).to_be_in_viewport()
        expect(section.locator("a[href='tel:211']")).to_be_visible()
        section.locator(".result a").first.click()
        expect(page).to_have_url(PROGRAM_PAGE)
        assert page.url != here
