"""Zensical, the engine that follows Material, builds the same configs and shells, and they are filled the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from passerelle.publish.build import Builder, Built
from passerelle.site.frames import Engine
from tests.listings import TODAY
from tests.test_mini_repo import AUTHORED, BODIES, CHOSEN, EXPECTED, LANGUAGES, LISTS, make_city

ZENSICAL = Engine("Zensical", ("zensical", "build", "--strict", "--config-file"))


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    """The small city as Zensical frames it: checked, filled, every link followed, indexed."""
    root = make_city(tmp_path_factory.mktemp("zensical") / "rivermouth")
    with Builder(root, engine=ZENSICAL) as builder:
        return root / "site", builder.build(TODAY)


def flat(html: str) -> str:
    """The main part of a page, whatever its indentation."""
    (main,) = re.findall(r"<main\b.*</main>", html, re.DOTALL)
    return re.sub(r"\s+", " ", main).replace("> <", "><")


def test_every_page_is_made(city: tuple[Path, Built]) -> None:
    site, built = city
    assert built.checked.findings == []
    assert len(built.addresses) == AUTHORED + LISTS + CHOSEN + 9
    left = [page for page in site.rglob("*.html") if re.search("zzq.*?qzz", page.read_text("utf-8"))]
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_records_are_the_same(language: str, city: tuple[Path, Built]) -> None:
    for page in BODIES:
        html = (city[0] / language / page / "index.html").read_text("utf-8")
        assert flat(html) == flat((EXPECTED / language / f"{page}.html").read_text("utf-8")), page
        assert f'<html lang="{language}"' in html


def test_head_of_a_page_is_ours(city: tuple[Path, Built]) -> None:
    tree = LexborHTMLParser((city[0] / "fr/programs/harbour-mentors/index.html").read_bytes())
    assert [node.attributes["lang"] for node in tree.css("header a[hreflang]")] == ["en"]
    policy = tree.css_first('meta[http-equiv="Content-Security-Policy"]')
    assert policy
    assert "script-src 'self'" in (policy.attributes["content"] or "")
    assert all(not (node.attributes["src"] or "").startswith("http") for node in tree.css("script[src]"))
