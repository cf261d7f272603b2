"""Zensical, the engine that follows Material, builds the same configs and shells, and they are filled the same."""

from __future__ import annotations

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from passerelle.publish.build import Builder
from passerelle.site.frames import Engine
from tests.listings import TODAY
from tests.test_mini_repo import AUTHORED, BODIES, CHOSEN, EXPECTED, LANGUAGES, LISTS, make_city

ZENSICAL = Engine("Zensical", ("zensical", "build", "--strict", "--config-file"))


def flat(html: str) -> str:
    """The main part of a page, whatever its indentation."""
    (main,) = re.findall(r"<main\b.*</main>", html, re.DOTALL)
    return re.sub(r"\s+", " ", main).replace("> <", "><")


def test_zensical_makes_the_same_site(tmp_path: Path) -> None:
    """The small city, checked, filled, every link followed, indexed; one build for all that is asked of it."""
    root = make_city(tmp_path / "rivermouth")
    with Builder(root, engine=ZENSICAL) as builder:
        built = builder.build(TODAY)
    assert built.checked.findings == []
    assert len(built.addresses) == AUTHORED + LISTS + CHOSEN + 9
    pages = {
        file.relative_to(root / "site").as_posix(): file.read_text("utf-8")
        for file in (root / "site").rglob("index.html")
    }
    assert [path for path, html in pages.items() if re.search("zzq.*?qzz", html)] == []
    for language in LANGUAGES:
        for page in BODIES:
            html = pages[f"{language}/{page}/index.html"]
            assert flat(html) == flat((EXPECTED / language / f"{page}.html").read_text("utf-8")), page
            assert f'<html lang="{language}"' in html
    has_our_head(LexborHTMLParser(pages["fr/programs/harbour-mentors/index.html"]))


def has_our_head(tree: LexborHTMLParser) -> None:
    assert [node.attributes["lang"] for node in tree.css("header a[hreflang]")] == ["en"]
    policy = tree.css_first('meta[http-equiv="Content-Security-Policy"]')
    assert policy
    assert "script-src 'self'" in (policy.attributes["content"] or "")
    assert all(not (node.attributes["src"] or "").startswith("http") for node in tree.css("script[src]"))
