"""Search finds by what people call things: for each query of tests/search/, the program meant is among the first three.

Queries stand by kind: names, acronyms, job titles, synonyms, the other language's words, levels, phone numbers, missing
accents, ligatures, mistyped letters. A failure names every query of a kind that misses, with what was found instead.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from passerelle.records.text import LANGUAGES, Language
from tests.browser.places import Site
from tests.listings import ROOT

FIRST = 3
LEAST = 60
ASK = """async (queries) => {
    const scripts = [...document.scripts].map((script) => script.src);
    const folder = scripts.find((source) => source.endsWith("/search.js")).replace("search.js", "");
    const { find } = await import(`${folder}search-engine.js`);
    return Promise.all(queries.map(async (query) => (await (await find(query)).load(0, 3)).map((hit) => hit.url)));
}"""


@cache
def golden(language: Language) -> dict[str, dict[str, str]]:
    """The queries of a language by kind, each with the program meant."""
    text = (ROOT / "tests" / "search" / f"{language}.yml").read_text("utf-8")
    found: dict[str, dict[str, str]] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes only texts
    return found


CASES = [(language, kind) for language in LANGUAGES for kind in golden(language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_set_is_large_and_names_programs(language: Language, site: Site) -> None:
    meant = [slug for queries in golden(language).values() for slug in queries.values()]
    assert len(meant) >= LEAST
    assert set(meant) <= {program["id"] for program in site.programs}


@pytest.mark.parametrize(("language", "kind"), CASES)
def test_queries_find_what_is_meant(language: Language, kind: str, site: Site, page: Page) -> None:
    queries = golden(language)[kind]
    page.goto(site.page("search/", language))
    found: list[list[Any]] = page.evaluate(ASK, list(queries))
    missed = {
        query: urls
        for (query, slug), urls in zip(queries.items(), found, strict=True)
        if not any(str(url).endswith(f"/programs/{slug}/") for url in urls[:FIRST])
    }
    assert missed == {}, f"{len(queries) - len(missed)} of {len(queries)} hold"
