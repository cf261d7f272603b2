"""Our own formats: nothing is lost, every file fits its schema, tables hold together, and all of them agree."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from unicodedata import normalize

import frictionless
import pytest

from passerelle.opendata.listing_tables import TABLES
from passerelle.opendata.publication import FOLDER, ExportError, Publication
from passerelle.opendata.registry import CHECKSUMS, FORMATS, export_all
from passerelle.opendata.sqlite_database import FILE
from passerelle.records.model import Organization, Program
from passerelle.records.text import LANGUAGES
from tests.listings import Listing
from tests.opendata.conftest import publication_of
from tests.opendata.tools import faults

SCHEMAS = {
    "programs": ["programs.json"],
    "eligibility": ["eligibility/*.json"],
    "questions": ["questions.json"],
    "vocabulary": ["vocabularies/[!i]*.json", "vocabularies/i[!n]*.json"],
}
"""The files that each schema describes."""


@pytest.fixture
def database(data: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{data / FILE}?mode=ro", uri=True)) as opened:
        yield opened


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").split("\n")[:-1]]


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_every_record_can_be_rebuilt_from_a_line(publication: Publication, data: Path) -> None:
    rebuilt = {
        item["id"]: Program.of(
            item["id"], item["access_class"], publication.catalog.programs[item["id"]].path, item["record"]
        )
        for item in lines(data / "programs.ndjson")
    }
    assert rebuilt == publication.catalog.programs


def test_every_organization_can_be_rebuilt(publication: Publication, data: Path) -> None:
    known = publication.catalog.organizations
    told = json.loads((data / "programs.json").read_text("utf-8"))["organizations"]
    assert {one["id"]: Organization.of(one["id"], known[one["id"]].path, one["record"]) for one in told} == known


def test_lines_are_the_items_of_the_whole(data: Path) -> None:
    assert lines(data / "programs.ndjson") == json.loads((data / "programs.json").read_text("utf-8"))["programs"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_files_fit_their_schema(name: str, data: Path) -> None:
    files = sorted(file for pattern in SCHEMAS[name] for file in data.glob(pattern))
    assert files
    assert faults(data / f"schemas/{name}.schema.json", *files) == ""


def test_tables_hold_together(data: Path) -> None:
    report = frictionless.validate(str(data / "csv" / "datapackage.json"))
    assert report.flatten(["title", "rowNumber", "fieldName", "message"]) == []
    assert len(report.tasks) == len(TABLES)


def test_a_key_that_leads_nowhere_is_seen(data: Path, tmp_path: Path) -> None:
    for file in (data / "csv").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with (tmp_path / "program_terms.csv").open("a", encoding="utf-8") as opened:
        opened.write("no-such-program,areas,areas,canada\n")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert [task.name for task in report.tasks if not task.valid] == ["program_terms"]


def test_database_is_whole(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    referring = [table.name for table in TABLES if table.references]
    assert all(database.execute(f"PRAGMA foreign_key_list({name})").fetchall() for name in referring)


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_a_table_has_the_same_rows_everywhere(table: str, data: Path, database: sqlite3.Connection) -> None:
    database.row_factory = sqlite3.Row
    held = [dict(row) for row in database.execute(f"SELECT * FROM {table} ORDER BY rowid")]
    written = rows(data / "csv" / f"{table}.csv")
    assert [list(row) for row in held] == [list(row) for row in written]
    for mine, theirs in zip(held, written, strict=True):
        for name, value in mine.items():
            assert (value is None) == (theirs[name] == ""), (table, name, mine)
            if isinstance(value, str) and value:
                assert theirs[name] in (value, f"'{value}")


def test_formats_agree_on_how_many_there_are(
    publication: Publication, data: Path, database: sqlite3.Connection
) -> None:
    many = len(publication.catalog.programs)
    assert len(lines(data / "programs.ndjson")) == many
    assert len(rows(data / "programs.csv")) == many
    assert len(rows(data / "csv/programs.csv")) == many
    assert len(list((data / "eligibility").iterdir())) == many
    for table in ("programs", "program_text_en", "program_text_fr"):
        assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (many,)
    index = json.loads((data / "vocabularies/index.json").read_text("utf-8"))["vocabularies"]
    assert sum(one["terms"] for one in index) == len(rows(data / "csv/terms.csv"))


def test_full_text_finds_words_without_accents(publication: Publication, database: sqlite3.Connection) -> None:
    for language in LANGUAGES:
        for program in publication.catalog.programs.values():
            words = re.findall(r"\w+", program.summary.nearest(language)[0])
            word = max(words, key=lambda one: (not one.isascii(), len(one)))
            plain = normalize("NFKD", word.replace("œ", "oe")).encode("ascii", "ignore").decode()
            found = f"SELECT program FROM program_text_{language} WHERE program_text_{language} MATCH ?"
            assert (program.id,) in database.execute(found, (f'"{plain}"',)).fetchall(), word


def test_every_format_has_its_example_and_schema(data: Path) -> None:
    for one in FORMATS:
        assert list(data.glob(re.sub(r"<\w+>", "*", one.example))), one.name
        assert one.described_by.startswith("https://") or (data / one.described_by).is_file(), one.name


def test_every_file_has_its_checksum(data: Path) -> None:
    pairs = [line.split("  ", 1) for line in (data / CHECKSUMS).read_text("utf-8").splitlines()]
    told = {name: digest for digest, name in pairs}
    files = {file.relative_to(data).as_posix(): file for file in data.rglob("*") if file.is_file()}
    del files[CHECKSUMS]
    assert told == {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in files.items()}


def test_same_listing_gives_same_bytes(publication: Publication, data: Path, tmp_path: Path) -> None:
    export_all(publication, tmp_path)
    assert (tmp_path / FOLDER / CHECKSUMS).read_bytes() == (data / CHECKSUMS).read_bytes()


def test_a_record_that_breaks_a_key_is_named(listing: Listing, tmp_path: Path) -> None:
    listing.edit("programs/embedded/bridge-circle.yml", "program: river-mentors", "program: no-such-program")
    with pytest.raises(ExportError, match=r"passerelle\.sqlite: bridge-circle: programs refers to a row"):
        export_all(publication_of(listing.root), tmp_path)


def test_text_like_a_formula_stays_text_in_tables(listing: Listing, tmp_path: Path) -> None:
    listing.edit("programs/open-access/river-mentors.yml", "{en: River Mentors,", '{en: "=1+1",')
    export_all(publication_of(listing.root), tmp_path)
    (row,) = [row for row in rows(tmp_path / FOLDER / "csv/programs.csv") if row["id"] == "river-mentors"]
    assert row["name_en"] == "'=1+1"
    assert "'=1+1" in [row["name"] for row in rows(tmp_path / FOLDER / "hsds/en/tabular/services.csv")]
    assert "=1+1" in [
        one["name"] for one in json.loads((tmp_path / FOLDER / "hsds/en/services.json").read_text("utf-8"))
    ]
