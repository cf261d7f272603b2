"""Programs that a visitor chooses: saved on the device and forgotten, passed on, compared; and what goes wrong on the way."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from passerelle.records.text import LANGUAGES, Language
from tests.browser.conftest import Opener
from tests.browser.places import DESKTOP, PHONE, Site
from tests.browser.test_axe import broken_rules
from tests.browser.test_layout import assert_fits
from tests.browser.test_privacy import KEPT, NOTHING
from tests.browser.test_sheets import printed
from tests.browser.words import other, said

OCISO, HALIFAX, FIN = "ociso-career-mentoring", "halifax-connector", "federal-internship-newcomers"
FIVE = [OCISO, HALIFAX, FIN, "y-larc", "triec-mentoring-partnership"]
NO_STORAGE = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } })"
)


def save(page: Page, site: Site, language: Language, *programs: str) -> None:
    """Save programs from their pages."""
    for program in programs:
        page.goto(site.page(f"programs/{program}/", language))
        page.get_by_role("button", name=said(language, "save_button.save")).click()
        expect(page.locator("[data-save-status]")).to_have_text(said(language, "save_button.saved"))


def closed(site: Site) -> str:
    """A program that has ended."""
    found = site.program(lambda program: bool(program["record"]["status"] == "closed"))
    assert found
    return str(found["id"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_two_saved_programs_are_compared(language: Language, width: int, site: Site, open_page: Opener) -> None:
    page = open_page(width)
    save(page, site, language, OCISO, HALIFAX)
    page.get_by_role("main").get_by_role("link", name=said(language, "saved.title")).click()
    expect(page.locator(".result")).to_have_count(2)
    expect(page.locator("[data-content]")).to_contain_text(said(language, "choice.count.none"))
    for tick in page.get_by_role("checkbox").all():
        tick.press("Space")
    page.get_by_role("link", name=said(language, "choice.compare").format(count=2)).click()
    expect(page).to_have_url(site.page(f"compare/?ids={OCISO},{HALIFAX}", language))
    expect(page.locator("thead th[scope=col]")).to_have_count(2)
    row = page.locator("tbody tr", has_text=said(language, "facts.areas")).first
    expect(row.locator("th[scope=row]")).to_contain_text(said(language, "compare.different"))
    expect(page.locator("[data-content]")).to_contain_text(said(language, "compare.alike"))
    rule = page.locator("li", has_text=said(language, "rule.any")).first.inner_text()
    assert f"; {said(language, 'rule.or_word')} " in rule
    assert f". {said(language, 'rule.or_word')} " not in rule
    assert page.evaluate("(table => table.scrollWidth <= table.clientWidth)(document.querySelector('.compared'))")
    assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")
    assert broken_rules(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_is_forgotten(language: Language, site: Site, page: Page) -> None:
    save(page, site, language, OCISO, HALIFAX)
    page.goto(site.page("saved/", language))
    page.get_by_role("button", name=said(language, "saved.remove")).first.click()
    expect(page.locator(".result")).to_have_count(1)
    expect(page.get_by_role("button", name=said(language, "saved.remove"))).to_be_focused()
    assert broken_rules(page) == []
    page.get_by_role("button", name=said(language, "saved.forget")).click()
    expect(page.locator("[data-content]")).to_contain_text(said(language, "saved.empty"))
    expect(page.locator("[data-status]")).to_contain_text(said(language, "saved.forgotten"))
    assert page.evaluate(KEPT) == NOTHING


def test_button_takes_out_what_it_saved(site: Site, page: Page) -> None:
    save(page, site, "en", OCISO)
    page.reload()
    page.get_by_role("button", name=said("en", "save_button.take_out")).click()
    expect(page.locator("[data-save-status]")).to_have_text(said("en", "save_button.taken_out"))
    assert page.evaluate(KEPT) == NOTHING


@pytest.mark.parametrize("language", LANGUAGES)
def test_link_shows_a_list_and_keeps_it_only_if_asked(language: Language, site: Site, page: Page) -> None:
    page.goto(site.page(f"saved/#ids={OCISO},{FIN}", language))
    expect(page.locator(".result")).to_have_count(2)
    expect(page.get_by_text(said(language, "saved.lead"))).to_be_hidden()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(said(language, "saved.title_linked"))
    expect(page).to_have_title(re.compile(f"^{said(language, 'saved.title_linked')} · "))
    assert page.evaluate(KEPT) == NOTHING
    page.get_by_text(said(language, "saved.share"), exact=True).click()
    link = page.get_by_role("textbox", name=said(language, "saved.share")).input_value()
    assert link == site.page(f"saved/#ids={OCISO},{FIN}", language)
    page.get_by_role("button", name=said(language, "saved.keep")).click()
    expect(page).to_have_url(site.page("saved/", language))
    expect(page.locator(".result")).to_have_count(2)
    expect(heading).to_have_text(said(language, "saved.title"))
    expect(heading).to_be_focused()
    page.goto(site.page("saved/", other(language)))
    expect(page.locator(".result")).to_have_count(2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_is_a_file_for_spreadsheets(language: Language, site: Site, page: Page, tmp_path: Path) -> None:
    page.goto(site.page(f"saved/#ids={OCISO},{closed(site)}", language))
    with page.expect_download() as waiting:
        page.get_by_role("button", name=said(language, "saved.csv")).click()
    waiting.value.save_as(tmp_path / "list.csv")
    text = (tmp_path / "list.csv").read_text("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [len(row) for row in rows] == [len(rows[0])] * 3
    assert rows[0][0] == said(language, "saved.facts.name")
    assert rows[1][-1] == site.page(f"programs/{OCISO}/", language)
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_link_keeps_the_programs(language: Language, site: Site, page: Page) -> None:
    for path in (f"compare/?ids={OCISO},{FIN}", f"saved/#ids={OCISO},{FIN}"):
        page.goto(site.page(path, language))
        expect(page.locator("thead th, .result").first).to_be_visible()
        page.locator("a.lang").click()
        expect(page).to_have_url(site.page(path, other(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_program_that_has_ended_says_so(language: Language, site: Site, page: Page) -> None:
    ended = said(language, "cautions.closed.title")
    page.goto(site.page(f"saved/#ids={closed(site)}", language))
    expect(page.locator(".result")).to_contain_text(ended)
    page.goto(site.page(f"compare/?ids={closed(site)},{OCISO}", language))
    expect(page.locator("tbody")).to_contain_text(ended)


@pytest.mark.parametrize("language", LANGUAGES)
def test_five_are_too_many(language: Language, site: Site, page: Page) -> None:
    page.goto(site.page(f"compare/?ids={','.join(FIVE)}", language))
    expect(page.locator("thead th[scope=col]")).to_have_count(4)
    expect(page.locator(".note").first).to_have_text(said(language, "compare.too_many").format(ids=FIVE[4]))
    page.get_by_role("link", name=said(language, "compare.take_out_named").split("{")[0]).first.click()
    expect(page.locator("thead th[scope=col]")).to_have_count(3)
    page.go_back()
    expect(page.locator("thead th[scope=col]")).to_have_count(4)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["compare/?ids={ids}", "saved/#ids={ids}"])
def test_unknown_program_is_named_and_the_rest_works(
    path: str, language: Language, site: Site, open_page: Opener
) -> None:
    page = open_page(missing=site.page("programs/no-such-program/", language))
    page.goto(site.page(path.format(ids=f"{OCISO},no-such-program,{FIN}"), language))
    expect(page.locator(".note").first).to_have_text(said(language, "saved.unknown").format(ids="no-such-program"))
    expect(page.locator("thead th[scope=col], .result")).to_have_count(2)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["compare/?ids={ids}", "saved/#ids={ids}"])
def test_programs_that_do_not_load_are_tried_again(path: str, language: Language, site: Site, browser: Browser) -> None:
    page = browser.new_page()
    lost = re.compile(rf"/programs/({OCISO}|{FIN})/$")
    page.route(lost, lambda route: route.abort())
    page.goto(site.page(path.format(ids=f"{OCISO},{FIN}"), language))
    expect(page.locator(".note").first).to_contain_text(OCISO)
    for untrue in ("saved.empty", "compare.too_few"):
        expect(page.get_by_text(said(language, untrue))).to_have_count(0)
    page.unroute(lost)
    page.get_by_role("button", name=said(language, "saved.again")).click()
    expect(page.locator("thead th[scope=col], .result")).to_have_count(2)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.close()


@pytest.mark.parametrize("odd", ["<script>alert(1)</script>", "../../en", "x" * 10_000, "%00", "%E9"])
@pytest.mark.parametrize("path", ["compare/?ids=", "saved/#ids="])
def test_nonsense_is_words(path: str, odd: str, site: Site, page: Page) -> None:
    page.goto(site.page(f"{path}{odd}", "en"))
    expect(page.locator(".note").first).to_contain_text(said("en", "saved.unknown").split("{")[0])
    expect(page.get_by_role("link", name=said("en", "program.all")).first).to_be_visible()
    assert_fits(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_storage_a_line_says_so(language: Language, site: Site, page: Page) -> None:
    page.add_init_script(NO_STORAGE)
    page.goto(site.page(f"programs/{OCISO}/", language))
    page.get_by_role("button", name=said(language, "save_button.save")).click()
    expect(page.locator("[data-save-status]")).to_have_text(said(language, "save_button.no_storage"))
    page.goto(site.page(f"saved/#ids={OCISO}", language))
    expect(page.locator(".note").first).to_have_text(said(language, "saved.no_storage"))
    expect(page.locator(".result")).to_have_count(1)


def test_spoiled_storage_is_an_empty_list(site: Site, page: Page) -> None:
    page.goto(site.page("about/", "en"))
    for spoiled in ("{", '{"a": 1}', '["../x"]', "[1]"):
        page.evaluate("text => localStorage.setItem('passerelle.saved', text)", spoiled)
        page.goto(site.page("saved/", "en"))
        expect(page.locator("[data-content]")).to_contain_text(said("en", "saved.empty"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_print(language: Language, site: Site, page: Page) -> None:
    for path in (f"compare/?ids={OCISO},{FIN}", f"saved/#ids={OCISO},{FIN}"):
        page.goto(site.page(path, language))
        expect(page.locator("thead th, .result").first).to_be_visible()
        text = "".join(one.extract_text() for one in printed(page).pages)
        assert "OCISO" in text
        assert said(language, "saved.remove") not in text
    assert site.page(f"programs/{OCISO}/", language) in text
    assert "+1 613 725 0202" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_a_line_says_so(language: Language, site: Site, open_page: Opener) -> None:
    page = open_page(scripts=False)
    for kind in ("compare", "saved"):
        page.goto(site.page(f"{kind}/", language))
        expect(page.locator("noscript .note, .note").first).to_contain_text(said(language, f"{kind}.no_script"))
    page.goto(site.page(f"programs/{OCISO}/", language))
    expect(page.locator("[data-save]")).to_be_hidden()
