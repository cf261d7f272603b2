"""Facts age on the visitor's calendar, though nobody edits or rebuilds."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.browser.places import Site

PROGRAM = "programs/halifax-connector/"


@pytest.mark.parametrize(
    ("today", "state", "caution"),
    [
        (date(2026, 12, 31), "Last seen 2023", False),
        (date(2027, 1, 1), "Not confirmed since 2023", True),
    ],
)
def test_a_badge_turns_on_its_day(open_page: Opener, site: Site, today: date, state: str, caution: bool) -> None:
    page = open_page()
    page.clock.set_fixed_time(datetime(today.year, today.month, today.day, 17, 0))
    page.goto(site.page(PROGRAM, "en"))
    expect(page.locator(".program-head .badge").nth(1)).to_have_text(state)
    expect(page.locator("[data-from]")).to_be_visible(visible=caution)
