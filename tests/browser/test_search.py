"""Search finds by what people type, on its page and in the header's popup, and never runs what they type."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Dialog, Page, Request, Route, expect

from passerelle.records.text import LANGUAGES, Language
from tests.browser.conftest import Opener
from tests.browser.places import Site
from tests.browser.words import said

HOSTILE = "<img src=x onerror=alert(1)>"
NOTHING = "zzzzz"
BEST = 3


def results(page: Page, site: Site, language: Language, query: str) -> list[str]:
    """The addresses that the search page finds for a query, best first."""
    page.goto(f"{site.page('search/', language)}?q={quote(query)}")
    expect(page.get_by_role("status")).to_contain_text(query)
    links = page.locator(".results h2 a")
    return [str(link) for link in links.evaluate_all("links => links.map(link => link.pathname)")]


def offers(page: Page, site: Site, language: Language, query: str) -> list[str]:
    """The addresses that the header's popup offers for a query, best first; without the way to the search page."""
    page.goto(site.page("", language))
    page.get_by_role("combobox").fill(query)
    options = page.get_by_role("option")
    expect(options.last).to_contain_text(
        re.compile(rf"^\s*({said(language, 'site.search.all')}|{said(language, 'site.search.none_option')})\s*$")
    )
    found = options.evaluate_all("options => options.map(one => new URL(one.dataset.url, location.href).pathname)")
    return [str(address) for address in found[:-1]]


def spellings(phone: str) -> list[str]:
    """A number such as +1 613 555 0100 as people write it."""
    area, exchange, line = phone.removeprefix("+1 ").split(" ext.")[0].split(" ")
    return [
        f"+1 {area} {exchange} {line}",
        f"{area}-{exchange}-{line}",
        f"{area} {exchange} {line}",
        f"({area}) {exchange}-{line}",
        f"{area}{exchange}{line}",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", [results, offers], ids=["page", "popup"])
def test_phone_number_is_found_however_written(way: object, language: Language, site: Site, page: Page) -> None:
    look = results if way is results else offers
    program = site.program(lambda one: one["record"].get("contact", {}).get("phone", "").startswith("+1 "))
    assert program
    for spelling in spellings(program["record"]["contact"]["phone"]):
        found = look(page, site, language, spelling)
        assert any(f"/programs/{program['id']}/" in address for address in found[:BEST]), spelling


@pytest.mark.parametrize(
    ("language", "one", "another"),
    [
        ("fr", "metier", "métier"),
        ("fr", "metiers", "métier"),
        ("fr", "infirmiere", "infirmière"),
        ("fr", "infirmieres", "infirmière"),
        ("fr", "reseaux", "réseau"),
        ("fr", "BOURSES", "bourse"),
        ("en", "loans", "loan"),
        ("en", "internships", "internship"),
        ("en", "  newcomers ", "newcomer"),
    ],
)
def test_spelling_does_not_matter(language: Language, one: str, another: str, site: Site, page: Page) -> None:
    first = set(results(page, site, language, one.strip()))
    assert first
    assert first == set(results(page, site, language, another))
    assert set(offers(page, site, language, one)) <= first


@pytest.mark.parametrize("language", LANGUAGES)
def test_popup_says_what_is_not_as_typed(language: Language, site: Site, page: Page) -> None:
    for query, key, told in (
        ("futurpeneur", "corrected", {"query": "futurpreneur"}), ("mentorzzz", "near", {"words": "mentorzzz"}),
    ):  # fmt: skip
        assert offers(page, site, language, query)
        meant = said(language, f"site.search.{key}").format(**told)
        expect(page.locator("[data-find-popup] .meant")).to_have_text(meant)
        expect(page.get_by_role("listbox").get_by_text(meant)).to_have_count(0)
        expect(page.locator("[data-find-status]")).to_have_text(re.compile(rf"^\d+ .+\. {re.escape(meant)}$"))
    for query in ("mentor", NOTHING):
        offers(page, site, language, query)
        expect(page.locator("[data-find-popup] .meant")).to_be_hidden()


LINES = """lines => Object.fromEntries(lines.map(line => [
    (line.dataset.url ?? line.querySelector("a").pathname).split("/").at(-2),
    [line.querySelector(":is(h2, h3, .title) [lang]")?.lang ?? "", [...line.querySelectorAll(".badge")].map(badge => badge.className + " " + badge.textContent)],
]))"""
"""For each line of a program the language of its name, where that is another than the page's, and its badges."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_program_looks_alike_wherever_it_is_found(language: Language, site: Site, page: Page) -> None:
    listed: dict[str, Any] = {}
    for access in ("open-access", "embedded", "internal"):
        page.goto(site.page(f"programs/by/access/{access}/", language))
        listed |= page.locator(".result").evaluate_all(LINES)
    assert {spoken for spoken, _ in listed.values()} == ({"", "en"} if language == "fr" else {""})
    results(page, site, language, "mentor")
    found = page.locator(".result").filter(has=page.locator("a[href*='/programs/']")).evaluate_all(LINES)
    offers(page, site, language, "mentor")
    offered = page.locator("[role=option][data-url*='/programs/']").evaluate_all(LINES)
    page.goto(site.page(f"saved/#ids={','.join(listed)}", language))
    expect(page.locator(".result").first).to_be_visible()
    saved = page.locator(".result").evaluate_all(LINES)
    for lines in (found, offered, saved):
        both = listed.keys() & lines.keys()
        assert len(both) > BEST
        assert {slug: lines[slug] for slug in both} == {slug: listed[slug] for slug in both}


@pytest.mark.parametrize("query", ["coeur", "cœur", "oeuvre", "œuvre"])
@pytest.mark.parametrize("way", [results, offers], ids=["page", "popup"])
def test_ligatures_are_found_as_typed(way: object, query: str, city: Site, page: Page) -> None:
    look = results if way is results else offers
    assert "/repo/fr/programs/harbour-mentors/" in look(page, city, "fr", query)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_program_is_found_by_its_name(language: Language, site: Site, page: Page) -> None:
    page.goto(site.page("search/", language))
    field = page.get_by_role("searchbox")
    status = page.get_by_role("status")
    lost = []
    for program in site.programs:
        name = program["record"]["name"][language]
        field.fill(name)
        field.press("Enter")
        expect(status).to_contain_text(name)
        best = page.locator(".results > li").filter(visible=True)
        links = [best.nth(index).locator("a").get_attribute("href") or "" for index in range(min(BEST, best.count()))]
        if not any(f"/programs/{program['id']}/" in link for link in links):
            lost.append(name)
    assert lost == []


@pytest.mark.parametrize(("language", "badge"), [("en", "confirmed"), ("fr", "confirmation")])
def test_programs_are_not_found_by_the_words_of_their_badges(
    language: Language, badge: str, site: Site, page: Page
) -> None:
    """Nearly all say "last seen" or "not confirmed since"."""
    results(page, site, language, badge)
    found = re.match(r"\d+", page.get_by_role("status").inner_text())
    assert found
    assert 0 < int(found[0]) < len(site.programs) / 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_pages_of_one_language_are_found(language: Language, site: Site, page: Page) -> None:
    for look in (results, offers):
        found = look(page, site, language, "mentor")
        assert len(found) > 1
        assert [address for address in found if not address.startswith(f"/{language}/")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_the_search_page_suggests_find_something(language: Language, site: Site, page: Page) -> None:
    page.goto(site.page("search/", language))
    words = page.locator(".prose em").all_inner_texts()
    results(page, site, language, NOTHING)
    words += re.findall(r"[“«]\s*([^”»]+?)\s*[”»]", page.locator("[data-search-results] li").first.inner_text())
    assert words
    assert [word for word in words if not results(page, site, language, word)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_finding_nothing_is_no_dead_end(language: Language, site: Site, page: Page) -> None:
    assert results(page, site, language, NOTHING) == []
    place = page.locator("[data-search-results]")
    expect(place.locator("a[href='tel:211']")).to_be_visible()
    place.get_by_role("link", name=said(language, "site.search.ideas_browse")).click()
    expect(page).to_have_url(site.page("programs/", language))
    assert offers(page, site, language, NOTHING) == []
    page.get_by_role("option", name=said(language, "site.search.none_option")).click()
    expect(page).to_have_url(f"{site.page('search/', language)}?q={NOTHING}")
    expect(page.locator("[data-search-results] a[href='tel:211']")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_address_and_field_agree(language: Language, site: Site, page: Page) -> None:
    assert results(page, site, language, "mentor")
    field = page.get_by_role("searchbox", name=said(language, "site.search.label"))
    expect(field).to_have_value("mentor")
    expect(page).to_have_title(re.compile("^mentor · "))
    field.fill("stage")
    expect(page.get_by_role("status")).to_contain_text("stage")
    expect(page).to_have_url(re.compile(r"\?q=stage$"))
    page.reload()
    expect(field).to_have_value("stage")
    field.fill("")
    expect(page.locator("[data-search-results]")).to_be_empty()
    expect(page).to_have_url(site.page("search/", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_header_form_leads_to_the_search_page(language: Language, site: Site, page: Page) -> None:
    page.goto(site.page("about/", language))
    page.get_by_role("combobox").fill("mentor it")
    page.get_by_role("button", name=said(language, "site.find.button")).click()
    expect(page).to_have_url(f"{site.page('search/', language)}?q=mentor+it")
    expect(page.get_by_role("status")).to_contain_text("mentor it")
    expect(page.locator("search, [role=search]")).to_have_count(1)


def note(dialog: Dialog, opened: list[str]) -> None:
    """Note what a script has opened, and close it."""
    opened.append(dialog.message)
    dialog.dismiss()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_typed_stays_text(language: Language, site: Site, page: Page) -> None:
    opened: list[str] = []
    page.on("dialog", lambda dialog: note(dialog, opened))
    results(page, site, language, HOSTILE)
    expect(page.get_by_role("searchbox")).to_have_value(HOSTILE)
    expect(page.locator("img")).to_have_count(0)
    offers(page, site, language, HOSTILE)
    expect(page.get_by_role("combobox")).to_have_value(HOSTILE)
    expect(page.locator("img")).to_have_count(0)
    assert opened == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_records_say_stays_text(language: Language, city: Site, page: Page) -> None:
    opened: list[str] = []
    page.on("dialog", lambda dialog: note(dialog, opened))
    assert results(page, city, language, "mentor")
    expect(page.locator(".results").get_by_text("<script>").first).to_be_visible()
    assert offers(page, city, language, "mentor")
    expect(page.get_by_role("listbox").get_by_text("<script>").first).to_be_visible()
    expect(page.locator(".results script, [role=listbox] script")).to_have_count(0)
    assert opened == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lost", ["fragment", "index"])
def test_what_cannot_be_loaded_is_not_called_nothing(lost: str, language: Language, site: Site, browser: Any) -> None:
    page = browser.new_page()
    page.route(f"**/pagefind/{language}/{lost}/*", lambda route: route.abort())
    page.goto(site.page("search/?q=mentor", language))
    expect(page.locator("[data-search-results] [role=status]")).to_have_text(said(language, "site.search.error"))
    page.goto(site.page("about/", language))
    page.get_by_role("combobox").fill("mentor")
    expect(page.get_by_role("option")).to_have_text([said(language, "site.search.error_option")])
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "script", "told"),
    [
        ("search/?q=mentor", "search.js", "site.search.error"),
        ("programs/", "directory/narrow.js", "directory.failed"),
        ("saved/", "saved/saved-page.js", "site.broken"),
        ("compare/", "saved/compare-page.js", "site.broken"),
    ],
)
def test_page_whose_script_is_lost_says_so(
    path: str, script: str, told: str, language: Language, site: Site, browser: Any
) -> None:
    page = browser.new_page()
    page.route(f"**/assets/*/{script}", lambda route: route.abort())
    page.goto(site.page(path, language))
    expect(page.get_by_text(said(language, told))).to_be_visible()
    expect(page.get_by_text("…", exact=False).filter(visible=True)).to_have_count(0)
    page.close()


def test_words_typed_before_the_script_came_are_looked_up(site: Site, page: Page) -> None:
    def type_ahead(route: Route) -> None:
        page.locator("#find-q").fill("nurse")
        route.continue_()

    page.route("**/search-engine.js", type_ahead)
    page.goto(site.page("search/?q=mentor", "en"))
    expect(page.get_by_role("status")).to_contain_text("nurse")
    expect(page.get_by_role("searchbox")).to_have_value("nurse")


def test_index_is_loaded_only_when_somebody_goes_to_the_field(site: Site, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("", "programs/", "search/", "about/"):
        page.goto(site.page(path, "en"), wait_until="networkidle")
    assert [url for url in asked if "/pagefind/" in url] == []
    with page.expect_request(is_index):
        page.get_by_role("combobox").focus()


def is_index(request: Request) -> bool:
    """Whether a request is for a language's index."""
    return request.url.endswith(".pf_meta")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_the_search_page_shows_lists(language: Language, site: Site, open_page: Opener) -> None:
    page = open_page(scripts=False)
    page.goto(site.page("", language))
    page.get_by_role("searchbox", name=said(language, "site.find.label")).fill("mentor")
    page.get_by_role("button", name=said(language, "site.find.button")).click()
    expect(page).to_have_url(f"{site.page('search/', language)}?q=mentor")
    sentence = page.locator("noscript .note")
    expect(sentence).to_be_visible()
    assert sentence.evaluate("note => note.textContent") == said(language, "site.search.no_script")
    lists = page.get_by_role("region", name=said(language, "site.search.lists"))
    for access in ("open-access", "embedded", "internal"):
        expect(lists.locator(f"a[href$='/by/access/{access}/']")).to_be_visible()
    lists.locator("a[href$='/by/access/internal/']").click()
    expect(page.locator(".result").first).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_the_menu_is_open(language: Language, width: int, site: Site, open_page: Opener) -> None:
    page = open_page(width, scripts=False)
    page.goto(site.page("", language))
    menu = page.get_by_role("navigation", name=said(language, "site.nav_label"))
    expect(menu.get_by_role("link")).not_to_have_count(0)
    for link in menu.get_by_role("link", include_hidden=True).all():
        expect(link).to_be_visible()
    expect(page.get_by_role("link", name=said(language, "site.other_language"), exact=True)).to_be_visible()
    expect(page.get_by_role("button", name=said(language, "site.menu"), exact=True)).to_be_hidden()
