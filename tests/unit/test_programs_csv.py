"""programs.csv opens in a spreadsheet, and no cell runs there."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from passerelle.opendata.programs_csv import COLUMNS, export
from tests.listings import RECORD, Listing
from tests.opendata.conftest import publication_of


def rows(listing: Listing, folder: Path) -> dict[str, dict[str, str]]:
    export(publication_of(listing.root), folder)
    with (folder / "programs.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "=HYPERLINK(1)", "-", "\tx", "\r=1"])
def test_no_cell_is_a_formula(cell: str, listing: Listing, tmp_path: Path) -> None:
    written = cell.replace("\t", "\\t").replace("\r", "\\r")
    listing.edit(RECORD, "{en: River Mentors,", f'{{en: "{written}",')
    assert rows(listing, tmp_path)["river-mentors"]["name_en"] == f"'{cell}"


def test_a_row_tells_what_the_record_says(listing: Listing, tmp_path: Path) -> None:
    found = rows(listing, tmp_path)
    assert list(found) == ["bridge-circle", "harbour-match", "river-mentors"]
    row = found["river-mentors"]
    assert tuple(row) == COLUMNS
    assert row["phone"] == "+1 613 555 0100 ext. 12"
    assert row["aims"] == "find-mentor;find-job"
    assert row["cost_amount_cad"] == "20"
    assert row["freshness"] == "confirmed"
    assert row["newest_evidence"] == "2026-12-31"
    assert row["page_fr"] == "https://river.example/fr/programs/river-mentors/"
    assert found["bridge-circle"]["embedded_in"] == "river-mentors"
    assert (found["harbour-match"]["hosts"], found["harbour-match"]["host_relation"]) == ("harbour-works", "client")


def test_commas_quotes_and_lines_stay_in_their_cell(listing: Listing, tmp_path: Path) -> None:
    listing.edit(RECORD, "{en: River Mentors,", '{en: "a, \\"b\\"\\nc",')
    assert rows(listing, tmp_path)["river-mentors"]["name_en"] == 'a, "b"\nc'
