"""A counsellor with a client, from the directory to the sheet on paper: in both languages, by keyboard on a desk and by touch
on a phone, and no accessibility rule broken on the way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from passerelle.records.text import LANGUAGES, Language
from tests.browser.conftest import Opener
from tests.browser.places import DESKTOP, PHONE, Published, Site
from tests.browser.test_axe import broken_rules
from tests.browser.test_directory import LABELS, LISTED, box, counted, found, lines, status
from tests.browser.test_sheets import as_typed, printed
from tests.browser.words import said

MOST_TABS = 150
STEPS = (("access", "open-access"), ("area", "ottawa"), ("kind", "mentoring"), ("language", "french"))

Hand = Callable[[Page, Locator], None]


def by_keyboard(page: Page, target: Locator) -> None:
    """Press Tab until an element has the focus, then the key that works it."""
    element = target.element_handle()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("element => document.activeElement === element", element):
            page.keyboard.press("Space" if target.get_attribute("type") == "checkbox" else "Enter")
            return
    raise AssertionError(f"no way by keyboard to {target}")


def by_touch(_: Page, target: Locator) -> None:
    """Tap an element."""
    target.tap()


def tick_of(page: Page, program: str) -> Locator:
    """The box that compares a program."""
    return page.locator(f".directory input[data-choice][value='{program}']")


def around_ottawa(site: Site) -> set[str]:
    """Ottawa, and what it lies in."""
    areas = json.loads((site.folder / "data/v1/vocabularies/areas.json").read_text("utf-8"))
    return next(set(term["within"]) for term in areas["terms"] if term["code"] == "ottawa")


def fits(program: Published, served: set[str]) -> bool:
    """Whether a program is open-access mentoring that serves one of some areas, in French."""
    record = program["record"]
    return bool(
        program["access_class"] == "open-access"
        and record["kind"] == "mentoring"
        and record["status"] in LISTED
        and "fr" in record["service_languages"]
        and served & set(record["areas"])
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("hand", "width"), [(by_keyboard, DESKTOP), (by_touch, PHONE)])
def test_from_the_directory_to_paper(hand: Hand, width: int, language: Language, site: Site, open_page: Opener) -> None:
    page = open_page(width, touch=width == PHONE)
    page.goto(site.page("programs/", language))
    expect(status(page)).to_be_visible()
    if width == PHONE:
        hand(page, page.get_by_role("button", name=said(language, "directory.filters")))
    for facet, value in STEPS:
        group = said(language, f"directory.facets.{facet}")
        if width == PHONE:
            hand(page, page.locator(".facets summary").get_by_text(group, exact=True))
        target = box(page, LABELS[value][language], group)
        hand(page, target)
        expect(target).to_be_checked()
    served = around_ottawa(site)
    wanted = {program["id"] for program in site.programs if fits(program, served)}
    expect(status(page)).to_have_text(counted(language, len(wanted)))
    expect(lines(page)).to_have_count(len(wanted))
    assert set(found(page)) == wanted
    assert broken_rules(page) == []
    # Few programs fit: the other one to compare comes from beyond Ottawa, and what is ticked stays.
    (first, *_) = found(page)
    hand(page, tick_of(page, first))
    hand(page, box(page, LABELS["ottawa"][language], said(language, "directory.facets.area")))
    expect(lines(page)).not_to_have_count(len(wanted))
    expect(tick_of(page, first)).to_be_checked()
    other = next(one for one in found(page) if one != first)
    hand(page, tick_of(page, other))
    address = f"?access=open-access&kind=mentoring&language=fr&compare={first},{other}"
    expect(page).to_have_url(site.page(f"programs/{address}", language))
    assert broken_rules(page) == []

    hand(page, page.get_by_role("link", name=said(language, "choice.compare").format(count=2)))
    expect(page.locator("thead th a:not(.no-print)")).to_have_count(2)
    assert broken_rules(page) == []
    page.go_back()
    expect(tick_of(page, other)).to_be_checked()
    page.go_forward()
    hand(page, page.locator("thead th a:not(.no-print)").first)
    expect(page).to_have_url(re.compile(rf"/{language}/programs/[a-z0-9-]+/$"))
    assert broken_rules(page) == []

    hand(page, page.get_by_role("link", name=said(language, "sheet.link")))
    expect(page).to_have_url(re.compile(r"/refer/sheet/[a-z0-9-]+/$"))
    expect(page.locator("[data-print]")).to_be_visible()
    assert broken_rules(page) == []
    (paper,) = printed(page).pages
    text = as_typed(paper.extract_text())
    for code in LANGUAGES:
        for key in ("title", "consent", "slip"):
            assert as_typed(said(code, f"sheet.{key}")) in text
