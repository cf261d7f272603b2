"""The site keeps nothing, sends nothing elsewhere, and asks for nothing but a search."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from passerelle.records.text import LANGUAGES, Language
from tests.browser.conftest import Opener
from tests.browser.places import BILINGUAL, KINDS, Site
from tests.browser.words import said

KEPT = """async () => ({
    cookies: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"cookies": "", "local": 0, "session": 0, "databases": 0, "caches": 0, "workers": 0}

FORMS = """() => [...document.forms].map((form) => ({
    method: form.method,
    role: form.getAttribute("role"),
    to: form.action,
    fields: [...form.elements].filter((element) => element.name).map((element) => `${element.type} ${element.name}`),
}))"""


def test_journey_leaves_nothing_behind(site: Site, page: Page) -> None:
    page.goto(site.address)
    page.get_by_role("link", name=said("fr", "site.root.enter")).click()
    page.get_by_role("combobox").fill("mentor")
    page.get_by_role("option").first.click()
    page.get_by_role("link", name=said("fr", "site.other_language"), exact=True).click()
    page.wait_for_url(f"{site.page('programs/', 'en')}*/")
    page.goto(f"{site.page('search/', 'en')}?q=mentor")
    expect(page.locator(".result").first).to_be_visible()
    assert page.evaluate(KEPT) == NOTHING
    assert page.context.cookies() == []
    assert page.context.storage_state() == {"cookies": [], "origins": []}


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_search_and_do_nothing_else(language: Language, site: Site, city: Site, open_page: Opener) -> None:
    page, seen = open_page(scripts=False), 0
    for kind in KINDS:
        place = site if site.has(kind) else city
        page.goto(place.of_kind(kind, language))
        seen += only_search(page.evaluate(FORMS), [place.page("search/", language)])
    for path in BILINGUAL.values():
        page.goto(site.page(path))
        seen += only_search(page.evaluate(FORMS), [site.page("search/", code) for code in LANGUAGES])
    assert seen > len(BILINGUAL)


def only_search(forms: list[dict[str, Any]], targets: list[str]) -> int:
    """Every form is a GET search with one field. Returns how many there are."""
    for form in forms:
        assert form["method"] == "get"
        assert form["role"] == "search"
        assert form["to"] in targets
        assert form["fields"] == ["search q"]
    loose = [field for form in forms for field in form["fields"]]
    assert len(loose) <= 2
    return len(forms)
