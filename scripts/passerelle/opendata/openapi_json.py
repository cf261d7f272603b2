"""Owns openapi.json: the files as an API that a static host serves, in OpenAPI 3.1, with answers that it really gives.

Native files are described by the schemas beside them. HSDS objects are described by what HSDS requires of them, and by
its documentation.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from passerelle.opendata import eligibility_json, programs_json, questions_json, vocabularies_json
from passerelle.opendata.hsds_shape import DOCUMENTATION, TABLES
from passerelle.opendata.publication import LICENCE, VERSION, Publication, write_json

FILE = "openapi.json"
STANDARD = "https://spec.openapis.org/oas/v3.1.0"
_Json = dict[str, Any]
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
            {"name": "hsds", "description": "Human Services Data Specification.", "externalDocs": {"url": DOCUMENTATION}},
        ],
        "paths": {**_native(publication, folder), **_hsds(folder)},
        "components": {
            "schemas": {"Page": _page(), **{kind: _required(kind) for kind, _ in _HSDS.values()}},
            "parameters": {
                "language": {
                    "name": "language", "in": "path", "required": True, "description": "The language of the words.",
                    "schema": {"enum": ["en", "fr"]},
                }
            },
        },
    }  # fmt: skip
    write_json(folder / FILE, document)


def _native(publication: Publication, folder: Path) -> _Json:
    programs, vocabularies = list(publication.catalog.programs), sorted(publication.catalog.vocabularies)
    whole = {"externalValue": "programs.json"}
    return {
        "/programs.json": _get(
            "listPrograms", "Every program", {"$ref": programs_json.SCHEMA_FILE}, whole, tag="native"
        ),
        "/eligibility/{program}.json": _get(
            "getRules",
            "Who may join a program",
            {"$ref": eligibility_json.SCHEMA_FILE},
            _real(folder / f"eligibility/{programs[0]}.json"),
            [_parameter("program", "The program's id.", programs[0])],
            tag="native",
        ),
        "/vocabularies/index.json": _get(
            "listVocabularies",
            "Every list of codes",
            {"type": "object", "required": ["version", "licence", "vocabularies"]},
            {"externalValue": "vocabularies/index.json"},
            tag="native",
        ),
        "/vocabularies/{vocabulary}.json": _get(
            "getVocabulary",
            "One list of codes",
            {"$ref": vocabularies_json.SCHEMA_FILE},
            _real(folder / f"vocabularies/{vocabularies[0]}.json"),
            [_parameter("vocabulary", "The name of the list.", vocabularies[0])],
            tag="native",
        ),
        "/questions.json": _get(
            "listQuestions",
            "What a person may be asked",
            {"$ref": questions_json.SCHEMA_FILE},
            {"externalValue": "questions.json"},
            tag="native",
        ),
    }


def _hsds(folder: Path) -> _Json:
    language = {"$ref": "#/components/parameters/language"}
    root = {"type": "object", "required": ["version", "profile", "openapi_url"]}
    about = _real(folder / "hsds/en/api/index.json")
    paths = {"/hsds/{language}/api/index.json": _get("getHsds", "About this API", root, about, [language], tag="hsds")}
    for name, (kind, means) in _HSDS.items():
        one = {"$ref": f"#/components/schemas/{kind}"}
        items = {"type": "object", "properties": {"contents": {"type": "array", "items": one}}}
        listed = {"allOf": [{"$ref": "#/components/schemas/Page"}, items]}
        whole = {"externalValue": f"hsds/en/api/{name}.json"}
        title = "".join(part.capitalize() for part in name.split("_"))
        paths[f"/hsds/{{language}}/api/{name}.json"] = _get(
            f"list{title}", f"{means}, as one page", listed, whole, [language], tag="hsds"
        )
        first = min((folder / f"hsds/en/api/{name}").iterdir(), default=None)
        if first:
            own = _parameter("id", "The UUID, the same in each language.", first.stem)
            paths[f"/hsds/{{language}}/api/{name}/{{id}}.json"] = _get(
                f"get{title}", f"{means}: one of them", one, _real(first), [language, own], tag="hsds"
            )
    return paths


def _get(
    operation: str, summary: str, schema: _Json, example: _Json, parameters: list[_Json] | None = None, *, tag: str
) -> _Json:
    content = {"application/json": {"schema": schema, "examples": {"real": example}}}
    responses: _Json = {"200": {"description": summary, "content": content}}
    if parameters:
        responses["404"] = {"description": "There is none of that name."}
    told = {"operationId": operation, "summary": summary, "tags": [tag], "responses": responses}
    return {"get": {**told, "parameters": parameters} if parameters else told}


def _parameter(name: str, means: str, example: str) -> _Json:
    return {
        "name": name, "in": "path", "required": True, "description": means, "schema": {"type": "string"},
        "example": example,
    }  # fmt: skip


def _real(file: Path) -> _Json:
    return {"value": msgspec.json.decode(file.read_bytes())}


def _required(kind: str) -> _Json:
    # A table asks for the keys of what stands around it; an object that stands alone or within it need not have them.
    names = [name for name in TABLES[kind].required if not name.endswith("_id")]
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
