"""The listing in numbers: counted right, stale by edits and never by the calendar alone."""

from __future__ import annotations

from datetime import date

import pytest

from passerelle.cli import main
from passerelle.records.catalog import load_catalog
from passerelle.upkeep.survey import PAGE, calls, stale_survey, survey_page, write_survey
from tests.listings import RECORD, ROOT, TODAY, Listing


def test_counts_of_a_small_listing(listing: Listing) -> None:
    page = survey_page(listing.root, TODAY)
    assert "3 programs. Written by `passerelle docs`. Counted on 2026-11-22." in page
    for row in ("| Embedded | 1 |", "| Running | 2 |", "| Paused | 1 |", "| confirmed | 1 |"):
        assert row in page


def test_page_is_stale_after_an_edit_and_not_after_a_year(listing: Listing) -> None:
    assert stale_survey(listing.root)
    write_survey(listing.root, TODAY)
    assert not stale_survey(listing.root)
    text = (listing.root / PAGE).read_text("utf-8")
    write_survey(listing.root, date(2027, 11, 22))
    assert (listing.root / PAGE).read_text("utf-8") == text
    listing.edit(RECORD, "status: running", "status: paused")
    assert stale_survey(listing.root)
    write_survey(listing.root, date(2027, 11, 22))
    assert "Counted on 2027-11-22." in (listing.root / PAGE).read_text("utf-8")
    listing.write(PAGE, "nothing")
    assert stale_survey(listing.root)


def test_docs_names_the_stale_page(listing: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "--check", "--root", str(listing.root)]) == 1
    assert f"{PAGE} is stale" in capsys.readouterr().out
    assert main(["docs", "--root", str(listing.root)]) == 0
    assert main(["docs", "--check", "--root", str(listing.root)]) == 0


def test_calls_are_ranked_with_reasons() -> None:
    found = calls(load_catalog(ROOT).catalog, TODAY, frozenset(["ottawa"]))
    assert len(found) == 10
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    assert all(one.reasons for one in found)
    assert all(one.program.is_listed for one in found)
    assert any("it serves the area that this site is about" in one.reasons for one in found)
