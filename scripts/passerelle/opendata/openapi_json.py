"""Owns openapi.json: the files as an API that a static host serves, in OpenAPI 3.1, with answers that it really gives.

Native files are described by the schemas beside them. HSDS objects are described by what HSDS requires of them, and by
its documentation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from passerelle.opendata import eligibility_json, programs_json, questions_json, sqlite_database, vocabularies_json
from passerelle.opendata.formats import MEDIA_TYPES
from passerelle.opendata.hsds_shape import DOCUMENTATION
from passerelle.opendata.hsds_shape import TABLES as HSDS_TABLES
from passerelle.opendata.listing_tables import TABLES
from passerelle.opendata.publication import LICENCE, VERSION, Publication, write_json

FILE = "openapi.json"
STANDARD = "https://spec.openapis.org/oas/v3.1.0"
_Json = dict[str, Any]
_TEXT: _Json = {"type": "string"}
_BYTES: _Json = {"type": "string", "contentMediaType": MEDIA_TYPES["sqlite"]}
_HSDS = {
    "services": ("service", "Services of programs"),
    "organizations": ("organization", "Organizations"),
    "taxonomies": ("taxonomy", "Lists of codes"),
    "taxonomy_terms": ("taxonomy_term", "Codes"),
}


def export(publication: Publication, folder: Path) -> None:
    """Write openapi.json. What it gives as examples must be there: it comes after the other formats."""
    brand = publication.facts.brand
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": brand.name,
            "summary": brand.tagline.nearest("en")[0],
            "description": "Files that any web host serves. There are no keys, no limits and no query parameters.",
            "version": VERSION,
            "license": {"name": LICENCE["name"], "url": LICENCE["url"]},
        },
        "externalDocs": {"url": f"{publication.site_url}en/data/"},
        "servers": [{"url": publication.data_url.rstrip("/")}],
        "tags": [
            {"name": "native", "description": "Without loss, both languages in each file."},
            {"name": "tables", "description": "For spreadsheets, statistics and databases."},
            {"name": "hsds", "description": "Human Services Data Specification.", "externalDocs": {"url": DOCUMENTATION}},
        ],
        "paths": {**_native(publication, folder), **_tables(), **_hsds(folder)},
        "components": {
            "schemas": {"Page": _page(), **{kind: _required(kind) for kind, _ in _HSDS.values()}},
            "responses": {"None": {"description": "There is none of that name."}},
            "parameters": {
                "language": {
                    "name": "language", "in": "path", "required": True, "description": "The language of the words.",
                    "schema": {"enum": ["en", "fr"]},
                }
            },
        },
    }  # fmt: skip
    write_json(folder / FILE, document)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What an address answers with: its media type comes from its name."""

    schema: _Json
    example: _Json


def _one(name: str, summary: str, tag: str, schema: _Json) -> tuple[str, _Json]:
    """A path that is one file, which is its own example."""
    operation = "get" + "".join(part.capitalize() for part in re.split(r"\W", name))
    return f"/{name}", _get(name, operation, summary, tag, _Answer(schema, {"externalValue": name}))


def _native(publication: Publication, folder: Path) -> _Json:
    programs, vocabularies = list(publication.catalog.programs), sorted(publication.catalog.vocabularies)
    program = _parameter("program", "The program's id.", programs[0])
    vocabulary = _parameter("vocabulary", "The name of the list.", vocabularies[0])
    return dict(
        (
            _one("programs.json", "Every program", "native", {"$ref": programs_json.SCHEMA_FILE}),
            _one("programs.ndjson", "Every program, one item of programs.json a line", "native", _TEXT),
            _many(
                "eligibility/{program}.json", "getRules", "Who may join a program", "native",
                {"$ref": eligibility_json.SCHEMA_FILE}, folder, program,
            ),
            _one("vocabularies/index.json", "Every list of codes", "native", _holding("version", "licence", "vocabularies")),
            _many(
                "vocabularies/{vocabulary}.json", "getVocabulary", "One list of codes", "native",
                {"$ref": vocabularies_json.SCHEMA_FILE}, folder, vocabulary,
            ),
            _one("questions.json", "What a person may be asked", "native", {"$ref": questions_json.SCHEMA_FILE}),
            _one("vocabularies.ttl", "The lists of codes and the glossary as SKOS", "native", _TEXT),
            _one("vocabularies.jsonld", "The same as JSON-LD", "native", _holding("@context", "@graph")),
        )
    )  # fmt: skip


def _tables() -> _Json:
    table = _parameter("table", "The name of the table.", "programs", [one.name for one in TABLES])
    whole = _Answer(_TEXT, {"externalValue": "csv/programs.csv"})
    return dict(
        (
            _one("programs.csv", "One row a program, for a spreadsheet", "tables", _TEXT),
            _one("csv/datapackage.json", "What the tables hold, as a Data Package", "tables", _holding("resources")),
            (
                "/csv/{table}.csv",
                _get("csv/{table}.csv", "getTable", "A table of the listing", "tables", whole, [table]),
            ),
            _one(sqlite_database.FILE, "The tables in one database", "tables", _BYTES),
        )
    )


def _hsds(folder: Path) -> _Json:
    whole = {"type": "array", "items": {"$ref": "#/components/schemas/service"}}
    tables = [one.stem for one in sorted((folder / "hsds/en/tabular").glob("*.csv"))]
    table = _parameter("table", "The name of the table.", "services", tables)
    paths = dict(
        (
            _feed("api/index.json", "getHsds", "About this API", _holding("version", "profile", "openapi_url"), folder),
            _feed("services.json", "listWholeServices", "Every service", whole),
            _feed("services.ndjson", "listServiceLines", "Every service, one a line", _TEXT),
            _feed("tabular/datapackage.json", "getHsdsPackage", "What the tables hold", _holding("resources")),
            _feed("tabular/{table}.csv", "getHsdsTable", "A table of HSDS", _TEXT, None, table),
        )
    )
    for name, (kind, told) in _HSDS.items():
        one = {"$ref": f"#/components/schemas/{kind}"}
        items = {"type": "object", "properties": {"contents": {"type": "array", "items": one}}}
        listed = {"allOf": [{"$ref": "#/components/schemas/Page"}, items]}
        title = "".join(part.capitalize() for part in name.split("_"))
        paths |= [_feed(f"api/{name}.json", f"list{title}", f"{told}, as one page", listed)]
        first = min((folder / f"hsds/en/api/{name}").iterdir(), default=None)
        if first:
            own = _parameter("id", "The UUID, the same in each language.", first.stem)
            paths |= [_feed(f"api/{name}/{{id}}.json", f"get{title}", f"{told}: one of them", one, folder, own)]
    return paths


def _feed(
    file: str, operation: str, summary: str, schema: _Json, folder: Path | None = None, *own: _Json
) -> tuple[str, _Json]:
    """A path below the folder of a language. With the folder of the files its example stands in the document."""
    address, language = f"hsds/{{language}}/{file}", {"$ref": "#/components/parameters/language"}
    example = _filled(f"hsds/en/{file}", own)
    answer = _Answer(schema, _real(folder / example) if folder else {"externalValue": example})
    return f"/{address}", _get(address, operation, summary, "hsds", answer, [language, *own])


def _many(
    address: str, operation: str, summary: str, tag: str, schema: _Json, folder: Path, parameter: _Json
) -> tuple[str, _Json]:
    """A path that is a file for each value of a parameter; the example stands in the document."""
    answer = _Answer(schema, _real(folder / _filled(address, (parameter,))))
    return f"/{address}", _get(address, operation, summary, tag, answer, [parameter])


def _filled(address: str, parameters: Sequence[_Json]) -> str:
    for one in parameters:
        address = address.replace(f"{{{one['name']}}}", one["example"])
    return address


def _get(
    address: str, operation: str, summary: str, tag: str, answer: _Answer, parameters: Sequence[_Json] = ()
) -> _Json:
    media = MEDIA_TYPES[address.rpartition(".")[2]]
    content = {media: {"schema": answer.schema, "examples": {"real": answer.example}}}
    responses: _Json = {"200": {"description": summary, "content": content}}
    if parameters:
        responses["404"] = {"$ref": "#/components/responses/None"}
    told = {"operationId": operation, "summary": summary, "tags": [tag], "responses": responses}
    return {"get": {**told, "parameters": list(parameters)} if parameters else told}


def _parameter(name: str, means: str, example: str, values: Sequence[str] = ()) -> _Json:
    schema = {"type": "string", **({"enum": list(values)} if values else {})}
    return {"name": name, "in": "path", "required": True, "description": means, "schema": schema, "example": example}


def _real(file: Path) -> _Json:
    return {"value": msgspec.json.decode(file.read_bytes())}


def _holding(*keys: str) -> _Json:
    return {"type": "object", "required": list(keys)}


def _required(kind: str) -> _Json:
    # A table asks for the keys of what stands around it; an object that stands alone or within it need not have them.
    names = [name for name in HSDS_TABLES[kind].required if not name.endswith("_id")]
    return {
        "type": "object", "required": names, "properties": {"id": {"type": "string", "format": "uuid"}},
        "externalDocs": {"url": DOCUMENTATION},
    }  # fmt: skip


def _page() -> _Json:
    numbers = ("total_items", "total_pages", "page_number", "size")
    answers = ("first_page", "last_page", "empty")
    return {
        "type": "object",
        "required": [*numbers, *answers, "contents"],
        "properties": {
            **{name: {"type": "integer"} for name in numbers},
            **{name: {"type": "boolean"} for name in answers},
            "contents": {"type": "array"},
        },
    }
