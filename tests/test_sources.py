"""docs/sources.md: what the four documents ask for and name, and that each row leads to a page or record that exists."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from passerelle.prose.local import load_local_facts
from tests.listings import ROOT, plain_data

FILE = ROOT / "docs" / "sources.md"
RECOMMENDATIONS = [f"{number}. " for number in range(1, 12)]
MODEL = "A Collaborative Model for Delivering Mentoring to Immigrants in Ottawa"
LINK = re.compile(r"\]\(([^)]+)\)")


@cache
def rows() -> list[tuple[str, list[str]]]:
    """What each row names, and where its links lead."""
    lines = [line for line in FILE.read_text("utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if not line.startswith("| ---")]
    return [(name, LINK.findall(where)) for name, where in cells if where != "Where"]


@cache
def terms() -> frozenset[str]:
    facts = load_local_facts(ROOT).facts
    assert facts
    return frozenset(facts.glossary)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0][:40])
def test_row_leads_to_a_page_or_record(row: tuple[str, list[str]]) -> None:
    name, links = row
    assert name
    assert links, f"nothing carries {name}"
    for link in links:
        path, _, anchor = link.partition("#")
        target = (FILE.parent / path).resolve()
        assert target.is_file(), link
        assert target.relative_to(ROOT).parts[0] in ("content", "organizations", "programs"), link
        if target.suffix == ".md":
            assert has_french(target), link
        if anchor and target.name == "glossary.md":
            assert anchor in terms(), link
        elif anchor:
            assert f"{{ #{anchor} }}" in target.read_text("utf-8"), link


def has_french(page: Path) -> bool:
    return (ROOT / "content" / "fr" / page.relative_to(ROOT / "content" / "en")).is_file()


def test_every_recommendation_has_a_row() -> None:
    named = [name for name, _ in rows()]
    assert [number for number in RECOMMENDATIONS if not any(name.startswith(number) for name in named)] == []


def test_every_record_that_draws_on_the_model_has_a_row() -> None:
    linked = {Path(link.partition("#")[0]).stem for _, links in rows() for link in links if "/programs/" in link}
    drawing = {
        file.stem
        for file in (ROOT / "programs").rglob("*.yml")
        if any(source["title"] == MODEL for source in plain_data(file)["sources"].values())
    }
    assert len(drawing) > 10
    assert drawing <= linked
