"""Owns hsds/<language>/: the listing as Human Services Data Specification 3.1, one feed a language with the same ids.

Each feed comes in three forms: JSON (an array, and one service a line), tables with a data package, and the files of the
API as a static host can give them. HSDS holds less than a record does: programs.json is the one without loss.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import msgspec

from passerelle.opendata.cells import BEGINNINGS, harmless
from passerelle.opendata.eligibility_json import RuleFiles
from passerelle.opendata.hsds_services import Services
from passerelle.opendata.hsds_shape import (
    DATES,
    DOCUMENTATION,
    INSIDE,
    NUMBERS,
    TABLES,
    VERSION,
    HsdsTable,
    shape_check,
)
from passerelle.opendata.hsds_taxonomies import VOCABULARIES, Object
from passerelle.opendata.publication import LICENCE, Publication, Record, write_bytes, write_json, written
from passerelle.records.text import LANGUAGES, Language
from passerelle.records.workers import run_all

FOLDER = "hsds"
_encode = msgspec.json.Encoder().encode


def export(publication: Publication, folder: Path) -> Counter[str]:
    """Write both feeds. Gives how many programs lost something, by what it was. Raises ExportError, naming the record."""
    tasks = [partial(_write_feed, publication, language, folder) for language in LANGUAGES]
    lost, *_ = run_all(tasks, len(publication.catalog.programs))
    return lost


def _write_feed(publication: Publication, language: Language, folder: Path) -> Counter[str]:
    services = Services(publication, language, RuleFiles(publication))
    _Feed(services, folder / FOLDER / language, publication).write()
    return services.fallbacks


class _Feed:
    """Writes the feed of one language in one pass: each service is made once and goes to every form."""

    def __init__(self, services: Services, folder: Path, publication: Publication) -> None:
        self._services, self._folder, self._publication = services, folder, publication
        self._name = f"{FOLDER}/{services.language}"
        self._rows: dict[str, _Rows] = {}
        for name in ("tabular", "api/services"):
            (folder / name).mkdir(parents=True)

    def write(self) -> None:
        with ExitStack() as stack:
            self._open_tables(stack)
            self._write_taxonomies()
            self._write_organizations()
            self._write_services(stack)
            self._put("meta_table_description", self._about_tables(), set())
        self._write_package()
        write_json(
            self._folder / "api/index.json",
            {
                "version": VERSION,
                "profile": DOCUMENTATION,
                "openapi_url": f"{self._publication.data_url}openapi.json",
            },
        )

    def _about_tables(self) -> Object:
        language = self._services.language
        name = self._publication.facts.brand.name
        return {
            "id": self._services.id("tables"), "name": name, "language": language, "character_set": "utf-8"
        }  # fmt: skip

    def _write_services(self, stack: ExitStack) -> None:
        array = stack.enter_context((self._folder / "services.json").open("wb"))
        lines = stack.enter_context((self._folder / "services.ndjson").open("wb"))
        listed: list[bytes] = []
        services = self._folder / "api" / "services"
        programs = self._publication.catalog.programs
        for service in self._each("service", programs, lambda _, program: self._services.of(program)):
            encoded = _encode(service)
            array.write((b",\n" if listed else b"[\n") + encoded)
            lines.write(encoded + b"\n")
            write_bytes(f"{services}/{service['id']}.json", encoded + b"\n")
            listed.append(_encode(_flat(service)))
        array.write(b"\n]\n" if listed else b"[]\n")
        self._write_page("services", listed)

    def _write_organizations(self) -> None:
        organizations = dict(sorted(self._publication.catalog.organizations.items()))
        self._write_list("organizations", self._each("organization", organizations, self._services.organization))

    def _write_taxonomies(self) -> None:
        terms, catalog = self._services.terms, self._publication.catalog
        lists, asked = {name: catalog.vocabularies[name] for name in VOCABULARIES}, catalog.questions.questions
        homes = [*self._each("taxonomy", lists, terms.of_vocabulary), terms.of_questions()]
        self._put("taxonomy", homes[-1], set())
        self._write_list("taxonomies", homes)
        listed = [*self._each("taxonomy_term", lists, terms.terms), *self._each("taxonomy_term", asked, terms.question)]
        self._write_list("taxonomy_terms", listed)

    def _each(
        self, kind: str, records: Mapping[str, Record], make: Callable[[str, Record], Iterable[Object]]
    ) -> Iterator[Object]:
        """The objects of every record in turn, written as rows. Rows of a record that fails go with the whole folder."""

        def put(name: str, record: Record) -> list[Object]:
            made, seen = list(make(name, record)), set[str]()
            for one in made:
                self._put(kind, one, seen)
            return made

        for name, record in records.items():
            yield from written(self._name, name, record, records.values(), partial(put, name))

    def _write_list(self, name: str, objects: Iterable[Object]) -> None:
        (self._folder / "api" / name).mkdir()
        listed = []
        for one in objects:
            (self._folder / f"api/{name}/{one['id']}.json").write_bytes(_encode(one) + b"\n")
            listed.append(_encode(_flat(one)))
        self._write_page(name, listed)

    def _write_page(self, name: str, encoded: list[bytes]) -> None:
        """The list of everything as one page of HSDS. Its items hold only what is one to one with them."""
        page = {
            "total_items": len(encoded),
            "total_pages": 1,
            "page_number": 1,
            "size": len(encoded),
            "first_page": True,
            "last_page": True,
            "empty": not encoded,
            "contents": [msgspec.Raw(one) for one in encoded],
        }
        (self._folder / f"api/{name}.json").write_bytes(_encode(page) + b"\n")

    def _open_tables(self, stack: ExitStack) -> None:
        for name, table in TABLES.items():
            file = (self._folder / f"tabular/{table.file}.csv").open("w", encoding="utf-8", newline="")
            self._rows[name] = _Rows(name, stack.enter_context(file))

    def _put(self, kind: str, one: Object, seen: set[str]) -> None:
        """Write an object as a row, and all that stands inside it as rows of their tables; none whose id was seen."""
        if one["id"] in seen:
            return
        seen.add(one["id"])
        self._rows[kind].write(one)
        for key in TABLES[kind].holds:
            held = one.get(key, ())
            for part in held if type(held) is not dict else (held,):
                self._put(INSIDE[key], part, seen)

    def _write_package(self) -> None:
        """HSDS's package has no tables without rows, nor keys into them."""
        held = {name: table for name, table in TABLES.items() if self._rows[name].count}
        for name in TABLES.keys() - held.keys():
            (self._folder / f"tabular/{TABLES[name].file}.csv").unlink()
        package = {
            "profile": "tabular-data-package",
            "name": f"hsds-{self._services.language}",
            "title": self._publication.facts.brand.name,
            "version": VERSION,
            "homepage": self._publication.site_url,
            "licenses": [{"name": "CC-BY-4.0", "title": LICENCE["name"], "path": LICENCE["url"]}],
            "resources": [_resource(name, table, held) for name, table in held.items()],
        }
        write_json(self._folder / "tabular/datapackage.json", package)


class _Rows:
    """Writes objects as rows of a table, and counts them. Raises RefusedError for a value that HSDS does not take."""

    def __init__(self, name: str, file: TextIO) -> None:
        columns = TABLES[name].columns
        self._columns, self._check = columns, shape_check(name)
        self._worded = [at for at, one in enumerate(columns) if one not in NUMBERS | DATES and not one.endswith("id")]
        self._writer = csv.writer(file)
        self._writer.writerow(columns)
        self.count = 0

    def write(self, one: Object) -> None:
        found_at = one.get
        row = [found_at(column, "") for column in self._columns]
        self._check(row)
        # Asked before the call: few of millions of cells begin so.
        for place in self._worded:
            if row[place][:1] in BEGINNINGS:
                row[place] = harmless(row[place])
        self._writer.writerow(row)
        self.count += 1


def _flat(one: Object) -> Object:
    """What is one to one with an object."""
    return {key: value for key, value in one.items() if not isinstance(value, list)}


def _resource(name: str, table: HsdsTable, held: Iterable[str]) -> dict[str, Any]:
    keys = [
        {"fields": column, "reference": {"resource": other, "fields": "id"}}
        for column, other in table.refers.items()
        if other in held
    ]
    fields = [_field(column, table) for column in table.columns]
    return {
        "name": name,
        "path": f"{table.file}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "schema": {"fields": fields, "primaryKey": "id", **({"foreignKeys": keys} if keys else {})},
    }


def _field(column: str, table: HsdsTable) -> dict[str, Any]:
    kind = "number" if column in NUMBERS else "date" if column in DATES else "string"
    return {
        "name": column, "type": kind, **({"constraints": {"required": True}} if column in table.required else {})
    }  # fmt: skip
