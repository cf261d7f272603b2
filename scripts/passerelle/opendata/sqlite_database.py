"""Owns passerelle.sqlite: the tables of csv/ in one database, with foreign keys and full text in each language."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from passerelle.opendata.listing_tables import TABLES
from passerelle.opendata.publication import ExportError, Publication
from passerelle.opendata.tables import Column, Reference, Row, Table
from passerelle.records.text import LANGUAGES

FILE = "passerelle.sqlite"
_TYPES = {
    "text": "TEXT",
    "json": "TEXT",
    "date": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
}
_LIGATURE = re.compile(r"\w*[œæŒÆ]\w*")
_SPELLED = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE"})
_FULL_TEXT = (
    "CREATE VIRTUAL TABLE program_text_{0} USING fts5"
    "(program UNINDEXED, name, organization, summary, description, spellings, tokenize = 'unicode61 remove_diacritics 2')"
)
_FILL_TEXT = """
INSERT INTO program_text_{0}
SELECT *, spelled_out(name || ' ' || organization || ' ' || summary || ' ' || description) FROM (
  SELECT p.id, coalesce(p.name_{0}, p.name_{1}) AS name, coalesce(o.name_{0}, o.name_{1}) AS organization,
    coalesce(p.summary_{0}, p.summary_{1}) AS summary, coalesce(p.description_{0}, p.description_{1}, '') AS description
  FROM programs p JOIN organizations o ON o.id = p.organization ORDER BY p.id
)
"""


def export(publication: Publication, folder: Path) -> None:
    """Write the database. The same listing gives the same bytes under the same version of SQLite.

    Raises ExportError, naming the table, if a row breaks a key.
    """
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as database:
        # No journal: the file is new, and thrown away if anything fails.
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN;")
        for table in TABLES:
            database.execute(_create(table))
            _fill(database, table, publication)
        database.create_function("spelled_out", 1, _spelled_out, deterministic=True)
        for language, other in (LANGUAGES, LANGUAGES[::-1]):
            database.execute(_FULL_TEXT.format(language))
            database.execute(_FILL_TEXT.format(language, other))
        database.execute("COMMIT")
        _check(database)


def _spelled_out(text: str) -> str:
    """The words of a text that hold a ligature, as people type them: cœur is coeur."""
    words = sorted(set(_LIGATURE.findall(text)))
    return " ".join(words).translate(_SPELLED)


def _fill(database: sqlite3.Connection, table: Table, publication: Publication) -> None:
    marks = ", ".join("?" * len(table.columns))
    statement = f"INSERT INTO {table.name} VALUES ({marks})"  # noqa: S608 - our own names
    row: Row = (table.name,)
    try:
        for row in table.rows(publication):
            database.execute(statement, row)
    except (sqlite3.Error, OverflowError) as error:
        field = _refused(database, table, row)
        raise ExportError(f"{FILE}: {row[0]}: {table.name}{field}: {error}") from error


def _refused(database: sqlite3.Connection, table: Table, row: Row) -> str:
    """The column with a value that the database cannot hold, after a dot; nothing if it is not one value alone."""
    for column, value in zip(table.columns, row, strict=False):
        try:
            database.execute("SELECT ?", (value,))
        except (sqlite3.Error, OverflowError):
            return f".{column.name}"
    return ""


def _create(table: Table) -> str:
    parts = [
        *(_column(column) for column in table.columns),
        f"PRIMARY KEY ({', '.join(table.key)})",
        *(_reference(reference) for reference in table.references),
    ]
    inside = ",\n  ".join(parts)
    return f"CREATE TABLE {table.name} (\n  {inside}\n)"


def _column(column: Column) -> str:
    return f"{column.name} {_TYPES[column.kind]}{' NOT NULL' if column.required else ''}"


def _reference(reference: Reference) -> str:
    columns, key = (", ".join(names) for names in (reference.columns, reference.key))
    return f"FOREIGN KEY ({columns}) REFERENCES {reference.table} ({key})"


def _check(database: sqlite3.Connection) -> None:
    broken = database.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        table, row, other, _ = broken
        found = database.execute(f"SELECT * FROM {table} WHERE rowid = ?", (row,)).fetchone()  # noqa: S608
        raise ExportError(f"{FILE}: {found[0]}: {table} refers to a row that {other} does not have")
