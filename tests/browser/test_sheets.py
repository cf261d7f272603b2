"""The referral sheet: found from its program, one letter page on paper in both languages, for nobody's search."""

from __future__ import annotations

import io
import unicodedata
from typing import get_args

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from passerelle.records.text import LANGUAGES, Language
from passerelle.site.sheets import PrintSize
from tests.browser.conftest import Opener
from tests.browser.places import DESKTOP, PHONE, Site
from tests.browser.test_axe import broken_rules
from tests.browser.test_layout import assert_fits
from tests.browser.words import other, said

OCISO = "ociso-career-mentoring"
FULLEST = 6
"""How many of the longest sheets of each size of print are printed: what is shorter fits as well."""


def sheets(site: Site) -> list[str]:
    """The programs that have a sheet, longest sheet first."""
    files = (site.folder / "refer/sheet").glob("*/index.html")
    return [file.parent.name for file in sorted(files, key=lambda file: -file.stat().st_size)]


def sheet_html(site: Site, program: str) -> str:
    """The page of a sheet as it was made."""
    return (site.folder / f"refer/sheet/{program}/index.html").read_text("utf-8")


def printed(page: Page) -> PdfReader:
    """A page as Chromium prints it."""
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def as_typed(text: str) -> str:
    """A text without what fonts and lines make of it: ligatures, kinds of spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_counsellor_prints_both_languages_on_one_page(
    language: Language, width: int, site: Site, open_page: Opener
) -> None:
    page = open_page(width)
    page.goto(site.page(f"programs/{OCISO}/", language))
    page.get_by_role("link", name=said(language, "sheet.link")).click()
    expect(page).to_have_url(site.page(f"refer/sheet/{OCISO}/"))
    expect(page.locator("[data-print]")).to_be_visible()
    (paper,) = printed(page).pages
    text = as_typed(paper.extract_text())
    for code in LANGUAGES:
        for key in ("title", "checked", "documents", "next", "consent", "slip"):
            assert as_typed(said(code, f"sheet.{key}")) in text
    assert text.count(" 1. ") == len(LANGUAGES)
    assert (round(paper.mediabox.width), round(paper.mediabox.height)) == (612, 792)
    page.get_by_role("link", name=said(other(language), "sheet.page")).click()
    expect(page).to_have_url(site.page(f"programs/{OCISO}/", other(language)))


@pytest.mark.parametrize("size", get_args(PrintSize))
def test_longest_sheets_fit_on_a_page(size: PrintSize, site: Site, page: Page) -> None:
    alike = [one for one in sheets(site) if f'"sheet {size}"' in sheet_html(site, one)]
    assert alike
    for program in alike[:FULLEST]:
        page.goto(site.page(f"refer/sheet/{program}/"))
        assert len(printed(page).pages) == 1, program


def test_oddest_sheets_fit_on_a_page(city: Site, page: Page) -> None:
    for program in sheets(city):
        page.goto(city.page(f"refer/sheet/{program}/"))
        assert len(printed(page).pages) == 1, program


def test_every_listed_program_has_one_and_no_other(site: Site) -> None:
    listed = {one["id"] for one in site.programs if one["record"]["status"] in ("running", "paused")}
    assert set(sheets(site)) == listed


def test_sheet_is_not_for_search(site: Site, page: Page) -> None:
    page.goto(site.page(f"refer/sheet/{OCISO}/"))
    expect(page.locator('meta[name="robots"]')).to_have_attribute("content", "noindex")
    assert "refer/sheet" not in (site.folder / "sitemap.xml").read_text("utf-8")


def test_sheet_breaks_no_rule_and_fits(site: Site, open_page: Opener) -> None:
    pages = open_page(PHONE), open_page(DESKTOP)
    for page in pages:
        page.goto(site.page(f"refer/sheet/{OCISO}/"))
        assert_fits(page)
    assert broken_rules(*pages) == []
