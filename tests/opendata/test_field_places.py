"""Where each key of a record is said to go is where it goes: each is changed, and what changes with it is looked at."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from passerelle.opendata import programs_csv
from passerelle.opendata.eligibility_json import RuleFiles
from passerelle.opendata.field_places import SHAPES
from passerelle.opendata.hsds_services import Services
from passerelle.opendata.hsds_shape import INSIDE
from passerelle.opendata.hsds_shape import TABLES as HSDS_TABLES
from passerelle.opendata.listing_tables import TABLES
from passerelle.opendata.publication import Publication
from passerelle.publish.reference import keys_of
from passerelle.records.model import Program
from passerelle.records.schema import NAMES, Shapes
from tests.listings import ROOT
from tests.opendata.conftest import publication_of

Data = Any
COLUMNS = {f"{table.name}.{column.name}" for table in TABLES for column in table.columns}
PLACE = {"id", "program", "role", "position", "vocabulary", "field", "way", "access_class", "page_en", "page_fr"}
"""Columns that say which record a row is of, and where in it it stands."""
OBJECTS = {f"{name}.{column}" for name, table in HSDS_TABLES.items() for column in table.columns} | {
    "program.name", "program.description", "program.organization_id",
}  # fmt: skip


def expanded(places: tuple[str, ...]) -> set[str]:
    """Names with `_*` and `.*` written out."""
    found: set[str] = set()
    for place in places:
        stem, star = place.removesuffix("*"), place.endswith("*")
        if star and stem.endswith("."):
            found |= {column for column in COLUMNS if column.startswith(stem)}
        else:
            found |= {f"{stem}en", f"{stem}fr"} if star else {place}
    return found


def every(kind: str) -> set[str]:
    return {place for keys in SHAPES.values() for places in keys.values() for place in expanded(getattr(places, kind))}


def test_no_key_of_a_schema_is_left_out() -> None:
    shapes = Shapes.read(ROOT / "schemas")
    assert {name: sorted(keys_of(shapes, name)) for name in NAMES} == {
        name: sorted(keys) for name, keys in SHAPES.items()
    }


def test_every_place_is_there_and_every_column_is_somewhere() -> None:
    assert every("tables") <= COLUMNS
    assert {column for column in COLUMNS - every("tables") if column.split(".")[1] not in PLACE} == set()
    assert every("csv") == set(programs_csv.COLUMNS) - PLACE
    assert every("hsds") <= OBJECTS


@pytest.fixture(scope="module")
def listing() -> Publication:
    return publication_of(ROOT)


PROGRAM = SHAPES["program"]


@pytest.mark.parametrize("key", sorted(PROGRAM))
def test_a_key_that_changes_changes_what_it_is_said_to(key: str, listing: Publication, formats: Formats) -> None:
    """In the first few records that have it."""
    seen: dict[str, set[str]] = {"tables": set(), "csv": set(), "hsds": set(), "rules": set()}
    path = key.split(".")
    found_still = [one for one in listing.catalog.programs.values() if one.status != "not-found"]
    tried = [one for one in found_still if has(authored(one, listing), path)][:6]
    for program in tried:
        record = authored(program, listing)
        change(record, path, key, listing)
        other = Program.of(program.id, program.access_class, program.path, record)
        knowing = formats if path[0] not in ("host", "embedded_in") else Formats(with_program(other, listing))
        before, after = formats.exported(program), knowing.exported(other)
        for kind, held in before.items():
            names = held.keys() | after[kind].keys()
            seen[kind] |= {name for name in names if held.get(name) != after[kind].get(name)}
    for kind, found in seen.items():
        said = expanded(getattr(PROGRAM[key], kind))
        assert found <= said, f"{kind} holds it here too"
        assert found or not said or not tried, f"{kind} does not hold it"


def with_program(program: Program, listing: Publication) -> Publication:
    """The listing with another gate, of which rules must know."""
    programs = {**listing.catalog.programs, program.id: program}
    return replace(listing, catalog=replace(listing.catalog, programs=programs))


def authored(program: Program, listing: Publication) -> Data:
    return json.loads(bytes(listing.catalog.authored[program.id]))


def has(data: Data, path: list[str]) -> bool:
    if isinstance(data, list):
        return any(has(one, path) for one in data)
    if not path:
        return True
    return isinstance(data, dict) and path[0] in data and has(data[path[0]], path[1:])


def change(data: Data, path: list[str], key: str, listing: Publication) -> None:
    """Put something else under a key, wherever a record has it."""
    for one in data if isinstance(data, list) else [data]:
        if path[0] in one and len(path) > 1:
            change(one[path[0]], path[1:], key, listing)
        elif path[0] in one:
            one[path[0]] = changed(one[path[0]], key, listing)


CODES = {
    "kind": "kinds", "components.kind": "kinds", "status": "statuses", "cost.kind": "costs", "intensity.per": "periods",
    "sites.wheelchair": "wheelchair", "how_to_enter.owner": "owners", "referral.steps.owner": "owners",
    "results.unit": "units", "notes.about": "note-subjects", "host.relation": "relations",
    "eligibility.participant.stated": "stated", "eligibility.mentor.stated": "stated",
}  # fmt: skip
WORDS = {
    "address": "9 Other Street, Elsewhere", "postal_code": "M5V 1A1", "phone": "+1 613 555 0199 ext. 7",
    "duration": "P99W", "url": "https://other.example/", "email": "other@other.example", "on": "2020-01-02",
    "embedded_in": {"name": {"en": "Other", "fr": "Autre"}}, "host.organizations": ["aimga"], "examples.role": "mentor",
}  # fmt: skip


def changed(value: Data, key: str, listing: Publication) -> Data:
    if key in CODES:
        codes = listing.catalog.vocabularies[CODES[key]].terms
        return next(code for code in codes if code not in (value, "not-found"))
    if key == "intake.kind":
        return "continuous" if value != "continuous" else "recurring"
    if key == "organization":
        return next(one for one in listing.catalog.organizations if one != value)
    if key == "sources":
        return {name: {**one, "title": "Other", "published": 1999} for name, one in value.items()}
    word = WORDS.get(key, WORDS.get(key.rpartition(".")[2]))
    if word is not None:
        return word
    if isinstance(value, dict):
        return {name: f"{text} zzq" for name, text in value.items()} if value.keys() <= {"en", "fr"} else {}
    if isinstance(value, list):
        return value[:-1]
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int | float) else f"{value}-zzq"


class Formats:
    """What formats hold of one program: values by place."""

    def __init__(self, listing: Publication) -> None:
        self._listing, self._rules = listing, RuleFiles(listing)
        self._services = Services(listing, "en", self._rules)

    def exported(self, program: Program) -> dict[str, dict[str, Data]]:
        catalog = replace(self._listing.catalog, programs={program.id: program})
        alone = replace(self._listing, catalog=catalog)
        tables: dict[str, Data] = {}
        for table in TABLES:
            if table.columns[0].name == "program" or table.name == "programs":
                names = [f"{table.name}.{column.name}" for column in table.columns if column.name not in PLACE]
                kept = [place for place, column in enumerate(table.columns) if column.name not in PLACE]
                rows = [[row[place] for place in kept] for row in table.rows(alone)]
                tables |= dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
        hsds: dict[str, Data] = {}
        for service in self._services.of(program):
            hold(service, "service", hsds)
        rules = {name: msgspec.json.encode(held) for name, held in self._rules.of(program).items()}
        return {"tables": tables, "csv": dict(programs_csv.row_of(program, alone)), "hsds": hsds, "rules": rules}


def hold(one: Data, kind: str, held: dict[str, Data]) -> None:
    """Collect the values of an object of HSDS and of what stands inside it; not the ids that say what belongs together."""
    for name, value in one.items():
        if isinstance(value, list):
            for part in value:
                hold(part, INSIDE[name], held)
        elif isinstance(value, dict):
            if name != "organization":
                hold(value, INSIDE.get(name, name), held)
        elif f"{kind}.{name}" not in LINKS:
            held.setdefault(f"{kind}.{name}", []).append(value)


SAME = {
    "attribute.link_type", "attribute.link_entity", "cost_option.currency", "service_area.extent_type", "phone.type",
    "address.country", "address.address_type", "location.location_type",
}  # fmt: skip
LINKS = SAME | {name for name in OBJECTS if name.endswith((".id", ".link_id", ".service_id", ".location_id"))}
"""Ids that say what belongs together, and what is the same in every object."""


@pytest.fixture(scope="module")
def formats(listing: Publication) -> Formats:
    return Formats(listing)
