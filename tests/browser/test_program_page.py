"""How a program’s page reads, and what it carries besides: data for machines under the policy, a report begun for the reader."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from passerelle.records.text import LANGUAGES, Language
from tests.browser.places import Site
from tests.browser.words import said


@pytest.mark.parametrize("language", LANGUAGES)
def test_data_block_stands_under_the_policy(language: Language, city: Site, page: Page) -> None:
    page.goto(city.page("programs/harbour-mentors/", language))
    block = json.loads(page.locator('script[type="application/ld+json"]').text_content() or "")
    assert [part["@type"] for part in block["@graph"]] == ["BreadcrumbList", "Service"]
    assert block["@graph"][1]["name"] == page.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_reader_reports_what_is_wrong(language: Language, city: Site, site: Site, page: Page) -> None:
    page.goto(city.page("programs/job-club/", language))
    for key in ("issue", "mail"):
        expect(page.get_by_role("link", name=said(language, f"report.{key}"))).to_be_visible()
    page.goto(site.page("programs/ociso-career-mentoring/", language))
    expect(page.get_by_role("link", name=said(language, "report.mail"))).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_alternatives_of_a_rule_read_as_lines(language: Language, site: Site, page: Page) -> None:
    page.goto(site.page("programs/ociso-career-mentoring/", language))
    lines = page.locator(".criteria .one-of > li")
    expect(lines).to_have_count(2)
    for line in lines.all():
        box = line.bounding_box()
        assert box
        assert box["height"] < box["width"] / 4
