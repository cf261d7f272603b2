"""The directory narrows by facets and words together, says what came of it, keeps its state in the address, and is never
a dead end: in both languages, by keyboard, on a phone, without scripts, and whatever the address holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Dialog, Locator, Page, Route, expect

from passerelle.records.text import LANGUAGES, Language
from tests.browser.conftest import Opener
from tests.browser.places import PHONE, Site
from tests.browser.test_axe import broken_rules
from tests.browser.test_sheets import as_typed, printed
from tests.browser.test_weight import weight
from tests.browser.words import said

HOSTILE = "<img src=x onerror=alert(1)>"
NOTHING = "zzzzz"
FIRST_SHOWN = 20
LIMIT = 150 * 1024
LISTED = ("running", "paused")
LABELS = {
    "open-access": {"en": "Open access", "fr": "Ouvert à tous"},
    "mentoring": {"en": "Mentoring", "fr": "Mentorat"},
    "ottawa": {"en": "Ottawa", "fr": "Ottawa"},
    "french": {"en": "French", "fr": "Français"},
}


@pytest.fixture
def start(site: Site, page: Page) -> Any:
    """Opens the directory in a language, with the search part of an address."""

    def begin(language: Language, search: str = "") -> Page:
        page.goto(site.page(f"programs/{search}", language))
        expect(page.locator(".directory")).to_be_visible()
        return page

    return begin


def status(page: Page) -> Locator:
    return page.locator(".directory .count")


def number_found(page: Page) -> int:
    """How many programs the status says were found, once it says so."""
    expect(status(page)).to_have_text(re.compile(r"\d"))
    return int(re.sub(r"\D", "", status(page).inner_text()))


def lines(page: Page) -> Locator:
    return page.locator(".directory .results > li")


def found(page: Page) -> list[str]:
    """The ids of the programs shown, in order."""
    links = page.locator(".directory .results h3 a").evaluate_all("links => links.map(link => link.pathname)")
    return [str(link).rstrip("/").rpartition("/")[2] for link in links]


def counted(language: Language, number: int) -> str:
    key = "none" if number == 0 else "one" if number == 1 else "other"
    return said(language, f"directory.count.{key}").format(count=number)


def box(page: Page, label: str, group: str) -> Locator:
    """A filter by its label, whatever its count."""
    return page.get_by_role("group", name=group).get_by_role("checkbox", name=re.compile(rf"^{label}\s*[\d\s]+$"))


def test_counts_say_what_a_tick_would_bring(site: Site, start: Any) -> None:
    page = start("en")
    group = page.get_by_role("group", name=said("en", "directory.facets.access"))
    labels = group.locator("label")
    total = sum(1 for program in site.programs if program["record"]["status"] in LISTED)
    counts = [int(text) for text in group.locator(".n").all_inner_texts()]
    assert sum(counts) == total
    for number, count in enumerate(counts):
        labels.nth(number).click()
        expect(status(page)).to_have_text(counted("en", count))
        assert [int(text) for text in group.locator(".n").all_inner_texts()] == counts
        labels.nth(number).click()
        expect(status(page)).to_have_text(counted("en", total))


def test_ticked_programs_stay_ticked(start: Any) -> None:
    page = start("en")
    boxes = page.locator(".directory .results").get_by_role("checkbox")
    line = page.locator(".choice-bar").get_by_role("status")
    expect(line).to_have_text(said("en", "choice.count.none"))
    first = found(page)[:5]
    for number in range(4):
        boxes.nth(number).check()
    expect(line).to_have_text(said("en", "choice.count.other").format(count=4))
    boxes.nth(4).click()
    expect(line).to_have_text(said("en", "choice.full"))
    expect(boxes.nth(4)).not_to_be_checked()
    page.get_by_role("group", name=said("en", "directory.facets.access")).get_by_role("checkbox").nth(1).click()
    expect(page).to_have_url(re.compile(rf"access=embedded&compare={','.join(first[:4])}$"))
    page.go_back()
    expect(boxes.nth(3)).to_be_checked()
    page.reload()
    expect(boxes.nth(3)).to_be_checked()
    name = page.locator(".directory .results h3").first.inner_text()
    page.get_by_role("checkbox", name=f"{said('en', 'choice.tick')} {name}").uncheck()
    way = page.get_by_role("link", name=said("en", "choice.compare").format(count=3))
    expect(way).to_have_attribute("href", f"../compare/?ids={','.join(first[1:4])}")
    page.get_by_role("button", name=said("en", "choice.clear")).click()
    expect(line).to_be_focused()
    expect(boxes.nth(3)).not_to_be_checked()
    expect(page).to_have_url(re.compile(r"/programs/$"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("futurpeneur", ("site.search.corrected", {"query": "futurpreneur"})),
        ("mentorzzz", ("site.search.near", {"words": "mentorzzz"})),
        ("mentor", None),
    ],
)
def test_what_is_not_as_typed_is_said(query: str, told: Any, language: Language, start: Any) -> None:
    page = start(language, f"?q={query}")
    expect(lines(page).first).to_be_visible()
    said_of_it = page.locator(".count .meant")
    if told is None:
        expect(said_of_it).to_have_count(0)
    else:
        expect(said_of_it).to_have_text(said(language, told[0]).format(**told[1]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_and_facets_work_together(language: Language, start: Any) -> None:
    page = start(language, "?q=mentor")
    expect(lines(page).first).to_be_visible()
    everything = number_found(page)
    page.get_by_role("group", name=said(language, "directory.facets.access")).get_by_role("checkbox").first.click()
    expect(status(page)).not_to_have_text(counted(language, everything))
    both = number_found(page)
    assert 0 < both < everything
    field = page.get_by_role("searchbox", name=said(language, "directory.search"))
    expect(field).to_have_value("mentor")
    field.fill(NOTHING)
    expect(status(page)).to_have_text(counted(language, 0))


def test_ended_programs_come_when_asked_for(site: Site, start: Any) -> None:
    ended = {program["id"] for program in site.programs if program["record"]["status"] == "closed"}
    page = start("en", "?status=closed")
    expect(lines(page)).to_have_count(min(len(ended), FIRST_SHOWN))
    assert set(found(page)) <= ended


@pytest.mark.parametrize("language", LANGUAGES)
def test_order(language: Language, site: Site, start: Any) -> None:
    page = start(language, "?sort=name&shown=200")
    expect(lines(page).first).to_be_visible()
    names = [name.casefold() for name in page.locator(".directory .results h3").all_inner_texts()]
    plain = "names => names.map(n => n.normalize('NFKD').replace(/[^\\p{L}\\p{N} ]/gu, ''))"
    shown = page.evaluate(plain, names)
    assert len(shown) > FIRST_SHOWN
    assert shown == sorted(shown)
    select = page.get_by_label(said(language, "directory.sort"))
    select.select_option("fresh")
    expect(page).to_have_url(re.compile(r"\?sort=fresh$"))
    expect(page.get_by_role("button", name=said(language, "directory.more"))).to_be_visible()
    expect(lines(page)).to_have_count(FIRST_SHOWN)
    order = {"confirmed": 0, "seen": 1, "old": 2}
    states = {program["id"]: order[program["freshness"]["state"]] for program in site.programs}
    fresh = [states[slug] for slug in found(page)]
    assert fresh == sorted(fresh)


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_the_equally_near_the_best_match_stands_first(language: Language, site: Site, start: Any) -> None:
    here = {program["id"] for program in site.programs if program["record"]["areas"] == ["ottawa"]}
    page = start(language, "?q=mentor&shown=200")
    expect(lines(page).first).to_be_visible()
    matching = found(page)
    start(language, "?q=mentor&sort=near&shown=200")
    expect(lines(page).first).to_be_visible()
    near = found(page)
    assert set(near[:4]) <= here
    assert [slug for slug in near if slug in here] == [slug for slug in matching if slug in here]


@pytest.mark.parametrize("language", LANGUAGES)
def test_back_undoes_a_step_at_a_time(language: Language, start: Any) -> None:
    page = start(language)
    everything = status(page).inner_text()
    boxes = page.get_by_role("group", name=said(language, "directory.facets.access")).get_by_role("checkbox")
    boxes.nth(0).click()
    expect(status(page)).not_to_have_text(everything)
    one = status(page).inner_text()
    boxes.nth(1).click()
    expect(status(page)).not_to_have_text(one)
    field = page.get_by_role("searchbox", name=said(language, "directory.search"))
    field.press_sequentially("mentor", delay=120)
    expect(page).to_have_url(re.compile(r"q=mentor"))
    page.go_back()
    expect(field).to_have_value("")
    page.go_back()
    expect(status(page)).to_have_text(one)
    expect(boxes.nth(1)).not_to_be_checked()
    page.go_back()
    expect(status(page)).to_have_text(everything)
    page.go_forward()
    expect(status(page)).to_have_text(one)


@pytest.mark.parametrize("language", LANGUAGES)
def test_more_are_shown_on_demand(language: Language, start: Any) -> None:
    page = start(language)
    expect(lines(page)).to_have_count(FIRST_SHOWN)
    shown = said(language, "directory.first").format(shown=FIRST_SHOWN, count=number_found(page))
    expect(page.get_by_text(shown)).to_be_visible()
    page.get_by_role("button", name=said(language, "directory.more")).click()
    expect(lines(page)).to_have_count(2 * FIRST_SHOWN)
    expect(lines(page).nth(FIRST_SHOWN).get_by_role("link")).to_be_focused()
    page.reload()
    expect(lines(page)).to_have_count(2 * FIRST_SHOWN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_result_names_what_to_loosen(language: Language, start: Any) -> None:
    page = start(language, "?access=internal&area=ottawa&kind=language-assessment")
    expect(status(page)).to_have_text(counted(language, 0))
    ways = page.locator(".ways-out button")
    expect(ways.first).to_be_visible()
    expect(lines(page).first).to_be_visible()
    expect(page.locator("main a[href='tel:211']").first).to_be_visible()
    promised = int(re.findall(r"\d+", ways.first.inner_text())[-1])
    ways.first.click()
    expect(status(page)).to_have_text(counted(language, promised))
    expect(status(page)).to_be_focused()
    page.get_by_role("button", name=said(language, "directory.clear")).click()
    expect(page).to_have_url(re.compile(r"/programs/$"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_filters_fold_on_a_phone(language: Language, site: Site, open_page: Opener) -> None:
    page = open_page(PHONE)
    page.goto(site.page("programs/?access=open-access", language))
    button = page.get_by_role("button", name=said(language, "directory.filters_on").format(count=1))
    expect(button).to_have_attribute("aria-expanded", "false")
    chosen = page.locator(".facets").get_by_role("checkbox", checked=True)
    expect(chosen).to_be_hidden()
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(chosen).to_be_visible()
    assert broken_rules(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_are_whole_without_scripts(language: Language, site: Site, open_page: Opener) -> None:
    page = open_page(scripts=False)
    page.goto(site.page("programs/", language))
    expect(page.locator("[data-directory-static] .result").first).to_be_visible()
    wanted = {program["id"] for program in site.programs if program["record"]["status"] in LISTED}
    for facet in ("access", "kind", "cost", "level", "language", "area"):
        group = page.locator(f"details[data-facet='{facet}']")
        group.locator("summary").click()
        expect(group.get_by_role("link").first).to_be_visible()
        addresses = group.get_by_role("link").evaluate_all("links => links.map(link => link.href)")
        assert set(members(site, addresses)) == wanted, facet


def members(site: Site, addresses: list[str]) -> Iterator[str]:
    """The ids in lists, of all their pages, as they lie on disk."""
    for address in addresses:
        folder = site.folder / address.removeprefix(site.address)
        for file in folder.rglob("index.html"):
            html = file.read_text("utf-8")
            yield from re.findall(r'<h3><a href="[./]+/programs/([a-z0-9-]+)/"', html)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("search", "told"),
    [
        ("?colour=green", "colour=green"),
        ("?access=vip", "access=vip"),
        (f"?area={HOSTILE}", HOSTILE),
        ("?sort=price&shown=-1", "sort=price"),
        ("?__proto__=x&constructor=y", "constructor=y"),
    ],
)
def test_what_the_address_asks_in_vain_is_said(
    search: str, told: str, language: Language, site: Site, page: Page
) -> None:
    dialogs: list[Dialog] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog))
    page.goto(site.page(f"programs/{search}&kind=mentoring", language))
    expect(page.locator(".directory .note").first).to_contain_text(told)
    expect(lines(page).first).to_be_visible()
    box_of_kind = box(page, LABELS["mentoring"][language], said(language, "directory.facets.kind"))
    expect(box_of_kind).to_be_checked()
    assert dialogs == []
    assert page.locator(".directory img").count() == 0


@pytest.mark.parametrize("query", ["x" * 10_000, "mentor " * 1_500, HOSTILE, "</script><script>alert(1)</script>"])
def test_hostile_words_stay_words(query: str, start: Any) -> None:
    page = start("en")
    dialogs: list[Dialog] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog))
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator(".chip")).to_be_visible()
    expect(status(page)).to_have_text(re.compile("program"))
    told = page.locator(".directory .note").filter(visible=True)
    expect(told).to_have_count(1 if len(query) > 200 else 0)
    assert len(page.url) < 1_000
    page.get_by_role("button", name=said("en", "directory.clear")).click()
    expect(lines(page)).to_have_count(FIRST_SHOWN)
    assert dialogs == []


def test_who_went_ahead_by_keyboard_goes_on_where_results_begin(site: Site, page: Page) -> None:
    def walk_ahead(route: Route) -> None:
        # The page must not scroll: then the lists would stay.
        page.locator("[data-directory-static] .result a").first.evaluate("link => link.focus({ preventScroll: true })")
        route.continue_()

    page.route("**/columns.json", walk_ahead)
    page.goto(site.page("programs/", "en"))
    expect(page.locator(".directory")).to_be_visible()
    expect(status(page)).to_be_focused()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_its_columns_the_lists_stay(language: Language, site: Site, browser: Any) -> None:
    page = browser.new_page()
    page.route("**/columns.json", lambda route: stop(route))
    page.goto(site.page("programs/", language))
    expect(page.locator("[data-directory-failed]")).to_be_visible()
    expect(page.locator("[data-directory-static] .result").first).to_be_visible()
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_the_search_engine_facets_still_work(language: Language, site: Site, browser: Any) -> None:
    page = browser.new_page()
    page.route("**/pagefind/**", lambda route: stop(route))
    page.goto(site.page("programs/?q=mentor&access=embedded", language))
    expect(page.get_by_text(said(language, "directory.search_failed"))).to_be_visible()
    expect(lines(page).first).to_be_visible()
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_programs_that_do_not_load_are_told_and_tried_again(language: Language, site: Site, browser: Any) -> None:
    page = browser.new_page()
    page.goto(site.page("programs/", language))
    expect(lines(page)).to_have_count(FIRST_SHOWN)
    cards = re.compile(r"/directory/.+/\d+\.json$")
    page.route(cards, stop)
    page.get_by_role("button", name=said(language, "directory.more")).click()
    expect(page.get_by_text(said(language, "directory.not_loaded"))).to_be_visible()
    expect(lines(page)).to_have_count(0)
    again = page.get_by_role("button", name=said(language, "directory.again"))
    expect(again).to_be_focused()
    page.unroute(cards)
    again.click()
    expect(lines(page)).to_have_count(2 * FIRST_SHOWN)
    expect(status(page)).to_be_focused()
    page.close()


def test_lists_stay_under_the_eyes_of_who_reads_on(site: Site, page: Page) -> None:
    def scroll_ahead(route: Route) -> None:
        page.get_by_role("contentinfo").wait_for()
        page.evaluate("scrollTo(0, 2000)")
        route.continue_()

    page.route("**/columns.json", scroll_ahead)
    page.goto(site.page("programs/", "en"), wait_until="networkidle")
    expect(page.locator("[data-directory-static]")).to_be_visible()
    assert page.evaluate("scrollY") > 1000
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator(".directory")).to_be_visible()


def stop(route: Route) -> None:
    route.abort()


@pytest.mark.parametrize("language", LANGUAGES)
def test_directory_is_light(language: Language, site: Site, page: Page) -> None:
    assert weight(page, site.page("programs/", language)) <= LIMIT


def test_paper_says_where_it_is_from_and_no_address_twice(start: Any) -> None:
    page = start("en", "?access=internal#told")
    expect(page.locator("[data-directory-app] .result").first).to_be_visible()
    text = "".join(as_typed(one.extract_text()) for one in printed(page).pages)
    assert text.endswith(f"{said('en', 'site.printed')} https://example.org/en/programs/?access=internal")
    assert text.count("https://211ontario.ca") == 1
