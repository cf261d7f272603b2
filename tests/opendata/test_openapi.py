"""The description of the API is valid, and what it promises is there."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from rdflib import Graph
from rdflib.namespace import DCAT

from passerelle.opendata.listing_tables import TABLES
from passerelle.opendata.registry import FORMATS
from tests.opendata.conftest import SITE_URL
from tests.opendata.test_linked import broken


@pytest.fixture(scope="session")
def described(data: Path) -> Any:
    return json.loads((data / "openapi.json").read_text("utf-8"))


def test_openapi_is_valid(described: Any, data: Path) -> None:
    address = (data / "openapi.json").as_uri()
    assert [error.message for error in OpenAPIV31SpecValidator(described, base_uri=address).iter_errors()] == []


def test_a_mistake_is_seen(described: Any, data: Path) -> None:
    wrong = deepcopy(described)
    del wrong["paths"]["/programs.json"]["get"]["responses"]["200"]["description"]
    address = (data / "openapi.json").as_uri()
    assert list(OpenAPIV31SpecValidator(wrong, base_uri=address).iter_errors())


def test_every_example_is_what_the_address_answers(described: Any, data: Path) -> None:
    assert described["servers"] == [{"url": f"{SITE_URL}data/v1"}]
    for path, item in described["paths"].items():
        get = item["get"]
        filled = path.replace("{language}", "en")
        for parameter in get.get("parameters", []):
            if "example" in parameter:
                filled = filled.replace(f"{{{parameter['name']}}}", parameter["example"])
        file = data / filled.lstrip("/")
        ((media, content),) = get["responses"]["200"]["content"].items()
        example = content["examples"]["real"]
        if media.endswith("json") and "ndjson" not in media:
            answer = json.loads(file.read_text("utf-8"))
            assert example in ({"value": answer}, {"externalValue": filled.lstrip("/")})
            assert fits(answer, content["schema"], described, data), path
        else:
            assert example == {"externalValue": filled.lstrip("/")}
            assert file.stat().st_size
        if "{language}" in path:
            assert (data / filled.replace("/en/", "/fr/").lstrip("/")).is_file()


def test_every_format_is_described(described: Any) -> None:
    """But for what describes the others, which are written after it."""
    paths = [path.lstrip("/") for path in described["paths"]]
    told = {one.address for one in FORMATS if any(path.startswith(one.address) for path in paths)}
    assert told == {one.address for one in FORMATS} - {"openapi.json"}
    tables = described["paths"]["/csv/{table}.csv"]["get"]["parameters"][0]["schema"]["enum"]
    assert tables == [table.name for table in TABLES]


def fits(answer: Any, schema: Any, described: Any, data: Path) -> bool:
    if schema.get("$ref", "").startswith("schemas/"):
        return Draft202012Validator(json.loads((data / schema["$ref"]).read_text("utf-8"))).is_valid(answer)
    return Draft202012Validator({**schema, "components": described["components"]}).is_valid(answer)


def test_catalog_has_its_shape_and_leads_to_files(data: Path) -> None:
    catalog = Graph().parse(data / "catalog.jsonld", format="json-ld")
    assert broken(catalog) == ""
    addresses = [str(address) for address in catalog.objects(predicate=DCAT.accessURL)]
    assert len(addresses) > 10
    for address in addresses:
        assert address.startswith(f"{SITE_URL}data/v1/")
        assert (data / unquote(urlsplit(address).path).removeprefix("/data/v1/")).exists(), address
    sizes = {str(one): int(str(size)) for one, size in catalog.subject_objects(DCAT.byteSize)}
    for one, found in catalog.subject_objects(DCAT.downloadURL):
        assert (data / str(found).removeprefix(f"{SITE_URL}data/v1/")).stat().st_size == sizes[str(one)]


def test_shapes_see_a_catalog_without_sizes(data: Path) -> None:
    catalog = Graph().parse(data / "catalog.jsonld", format="json-ld")
    catalog.remove((None, DCAT.byteSize, None))
    assert broken(catalog) != ""
