"""Owns programs.json: every record as authored, in both languages, with what is derived from it beside it.

Lossless: `record` is the record. Its shape is published as schemas/programs.schema.json, and every item written is
checked against that schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec

from passerelle.opendata.publication import LICENCE, VERSION, Publication, each_written, require
from passerelle.records.catalog import Catalog
from passerelle.records.freshness import freshness
from passerelle.records.gates import derived_areas, gate_of
from passerelle.records.model import Organization, Program
from passerelle.records.schema import Shapes
from passerelle.records.text import LANGUAGES

FILE = "programs.json"
SCHEMA_FILE = "schemas/programs.schema.json"


def export(publication: Publication, folder: Path) -> None:
    """Write programs.json and its schema, item by item."""
    schema = programs_schema(Shapes.read(publication.schemas), publication.catalog)
    (folder / SCHEMA_FILE).parent.mkdir(parents=True)
    (folder / SCHEMA_FILE).write_bytes(msgspec.json.format(msgspec.json.encode(schema), indent=1))
    item_shape = jsonschema_rs.Draft202012Validator({**schema["$defs"]["program"], "$defs": schema["$defs"]})
    with (folder / FILE).open("wb") as file:
        head = msgspec.json.encode(_head(publication))
        file.write(head[:-1] + b',"programs":[')
        items = encoded_items(publication, FILE)
        for number, (program, item) in enumerate(zip(publication.catalog.programs, items, strict=True)):
            require(item_shape, msgspec.json.decode(item), f"{FILE}: {program}")
            file.write((b",\n" if number else b"\n") + item)
        file.write(b"\n]}\n")


def encoded_items(publication: Publication, file: str) -> Iterator[bytes]:
    """The item of each program in turn, on one line of JSON. The file is named where one fails."""
    encode = msgspec.json.Encoder().encode
    return each_written(file, publication.catalog.programs, lambda one: encode(_item(one, publication)))


def _head(publication: Publication) -> dict[str, Any]:
    return {
        "schema": SCHEMA_FILE,
        "version": VERSION,
        "as_of": publication.today.isoformat(),
        "site": publication.site_url,
        "licence": LICENCE,
        "organizations": list(each_written(FILE, publication.catalog.organizations, _organization)),
    }


def _organization(one: Organization) -> msgspec.Raw:
    told = {"id": one.id, "name": one.name, "description": one.description, "record": organization_record(one)}
    return msgspec.Raw(msgspec.json.encode(told))


def organization_record(organization: Organization) -> dict[str, Any]:
    """An organization's record without what is left at its default."""
    left = {one.name: one.default for one in msgspec.structs.fields(Organization)}
    kept = {name: value for name, value in msgspec.structs.asdict(organization).items() if value != left[name]}
    told = msgspec.to_builtins(kept)
    return {name: _stated(value) for name, value in told.items() if name not in ("id", "path")}


def _stated(value: Any) -> Any:
    """A value without the keys that have none."""
    if not isinstance(value, dict):
        return value
    return {key: _stated(held) for key, held in value.items() if held is not None}


def _item(program: Program, publication: Publication) -> dict[str, Any]:
    fresh, gate = freshness(program, publication.today), gate_of(program)
    return {
        "id": program.id,
        "access_class": program.access_class,
        "pages": {code: publication.page(program.id, code) for code in LANGUAGES},
        "freshness": {"state": fresh.state, "evidence": fresh.evidence, "until": fresh.until},
        "gate": {"kind": gate.kind, "codes": gate.codes} if gate else None,
        "derived_areas": derived_areas(program),
        "record": publication.catalog.authored[program.id],
    }


def programs_schema(shapes: Shapes, catalog: Catalog) -> dict[str, Any]:
    """The published JSON Schema of programs.json: the authored shape of a record with its vocabularies put in."""
    filled = shapes.with_vocabularies({name: one.terms for name, one in catalog.vocabularies.items()})
    record = dict(filled.schemas["program"])
    definitions = record.pop("$defs")
    text = {"$ref": "#/$defs/text"}
    for key in ("$schema", "$id"):
        record.pop(key)
    day = {"type": ["string", "null"], "format": "date"}
    derived = {
        "id": {"$ref": "#/$defs/id"},
        "access_class": {"enum": ["embedded", "internal", "open-access"]},
        "pages": {
            "type": "object",
            "required": ["en", "fr"],
            "additionalProperties": {"type": "string", "format": "uri"},
        },
        "freshness": {
            "type": "object",
            "required": ["state", "evidence", "until"],
            "properties": {"state": {"enum": ["confirmed", "seen", "old"]}, "evidence": day, "until": day},
        },
        "gate": {"type": ["object", "null"], "required": ["kind", "codes"]},
        "derived_areas": {"type": "array", "items": {"type": "string"}},
        "record": {"$ref": "#/$defs/record"},
    }
    told = "The record, without what is left at its default. Keys are those of the repository's schemas/organization.schema.json."
    record_of_organization = {"description": told, "type": "object", "required": ["name", "description", "sources"]}
    organization = {
        "id": {"$ref": "#/$defs/id"}, "name": text, "description": text, "record": record_of_organization
    }  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "programs.json",
        "description": "Every program of the listing: the record as authored, and what is derived from it.",
        "type": "object",
        "required": ["schema", "version", "as_of", "site", "licence", "organizations", "programs"],
        "properties": {
            "as_of": {"description": "The day that derived values are for.", "type": "string", "format": "date"},
            "organizations": {"type": "array", "items": _object(organization)},
            "programs": {"type": "array", "items": {"$ref": "#/$defs/program"}},
        },
        "$defs": {**definitions, "record": record, "program": _object(derived)},
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": list(properties), "properties": properties}
