"""Both feeds fit the Human Services Data Specification, made strict, by tools that are not ours."""

from __future__ import annotations

import csv
import json
from copy import deepcopy
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.opendata import hsds
from passerelle.opendata.hsds_taxonomies import name_based_id
from passerelle.opendata.publication import FOLDER, Publication
from passerelle.opendata.registry import export_all
from passerelle.prose.interface import interface_words
from passerelle.records.freshness import freshness
from passerelle.site.data import data_view
from tests.listings import Listing, plain_data, record_text
from tests.opendata.conftest import SITE_URL, publication_of
from tests.opendata.tools import faults

HSDS = Path(__file__).parent.parent / "hsds"
OFFICIAL = {one["name"]: one for one in json.loads((HSDS / "datapackage.json").read_text("utf-8"))["resources"]}
LANGUAGES = ("en", "fr")
LISTS = {
    "services": "service",
    "organizations": "organization",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
Json = Any


def closed(schema: Json) -> Json:
    """The same schema, with no property that it does not name."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {key: closed(value) for key, value in schema.items()}
    return {**inside, "additionalProperties": False} if isinstance(schema.get("properties"), dict) else inside


@pytest.fixture(scope="session")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of HSDS's schemas made strict, with `<object>s.json` for an array and `<object>-page.json` for a page."""
    folder = tmp_path_factory.mktemp("strict")
    for file in (HSDS / "schema").glob("*.json"):
        (folder / file.name).write_text(json.dumps(closed(json.loads(file.read_text("utf-8")))), "utf-8")
    page = json.loads((HSDS / "schema" / "openapi.json").read_text("utf-8"))["components"]["schemas"]["Page"]
    for kind in LISTS.values():
        items = {"type": "array", "items": {"$ref": f"{kind}.json"}}
        (folder / f"{kind}-array.json").write_text(json.dumps(items), "utf-8")
        whole = deepcopy(page)
        whole["properties"]["contents"] = items
        (folder / f"{kind}-page.json").write_text(json.dumps(closed(whole)), "utf-8")
    return folder


def load(file: Path) -> Json:
    return json.loads(file.read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_is_strictly_hsds(language: str, data: Path, strict: Path) -> None:
    feed = data / "hsds" / language
    assert faults(strict / "service-array.json", feed / "services.json") == ""
    lines = [json.loads(line) for line in (feed / "services.ndjson").read_text("utf-8").splitlines()]
    assert lines == load(feed / "services.json")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_api_is_strictly_hsds(name: str, language: str, data: Path, strict: Path) -> None:
    api, kind = data / "hsds" / language / "api", LISTS[name]
    assert faults(strict / f"{kind}-page.json", api / f"{name}.json") == ""
    files = sorted((api / name).iterdir())
    assert faults(strict / f"{kind}.json", *files) == ""
    page = load(api / f"{name}.json")
    assert page["size"] == page["total_items"] == len(files) > 0
    assert sorted(item["id"] for item in page["contents"]) == [file.stem for file in files]
    assert set(load(api / "index.json")) == {"version", "profile", "openapi_url"}


def test_strict_schemas_refuse_what_hsds_does_not_know(data: Path, strict: Path, tmp_path: Path) -> None:
    service = load(data / "hsds/en/services.json")[0]
    refused: list[dict[str, Json]] = [{"name_fr": "x"}, {"status": "open"}, {"id": "x"}, {"url": 1}]
    for number, wrong in enumerate(refused):
        file = tmp_path / f"{number}.json"
        file.write_text(json.dumps({**service, **wrong}), "utf-8")
        assert faults(strict / "service.json", file) != "", wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_are_those_of_hsds(language: str, data: Path) -> None:
    """The package says what HSDS's own says, and the files pass both."""
    folder = data / "hsds" / language / "tabular"
    package = load(folder / "datapackage.json")
    assert frictionless.validate(str(folder / "datapackage.json")).flatten(["title", "message"]) == []
    names = {one["name"] for one in package["resources"]}
    resources = []
    for one in package["resources"]:
        official = deepcopy(OFFICIAL[one["name"]])
        known = {field["name"]: field for field in official["schema"]["fields"]}
        mine = {field["name"]: field["type"] for field in one["schema"]["fields"]}
        assert mine == {name: known[name]["type"] for name in mine}
        needed = {name for name, field in known.items() if field.get("constraints", {}).get("required")}
        assert needed <= mine.keys(), one["name"]
        keys = official["schema"].get("foreignKeys", [])
        used = [key for key in keys if key["reference"]["resource"] in names and key["fields"] in mine]
        schema = {"fields": [known[name] for name in mine], "primaryKey": "id", "foreignKeys": used}
        resources.append({"name": one["name"], "path": one["path"], "schema": schema})
    checked = frictionless.Package.from_descriptor({"name": "hsds", "resources": resources}, basepath=str(folder))
    assert checked.validate().flatten(["title", "message"]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_attributes_lead_to_services(language: str, data: Path) -> None:
    folder = data / "hsds" / language / "tabular"
    services = {row["id"] for row in rows(folder / "services.csv")}
    assert {row["link_id"] for row in rows(folder / "attributes.csv")} <= services
    assert services == {one["id"] for one in load(data / "hsds" / language / "services.json")}


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_languages_differ_in_words_only(data: Path) -> None:
    first, second = (load(data / "hsds" / language / "services.json") for language in LANGUAGES)
    assert skeleton(first) == skeleton(second)
    assert first != second


def skeleton(value: Json) -> Json:
    """Ids, codes and numbers of a value, without its words."""
    if isinstance(value, list):
        return [skeleton(item) for item in value]
    if isinstance(value, dict):
        words = [key for key, item in value.items() if isinstance(item, str)]
        coded = {key: value[key] for key in words if key.endswith("id") or key in ("code", "status", "number")}
        return {**coded, **{key: skeleton(value[key]) for key in value if key not in words}}
    return value


def test_every_program_is_there_or_counted(publication: Publication, data: Path, tmp_path: Path) -> None:
    programs = publication.catalog.programs.values()
    lost = {one.format.name: one.lost for one in export_all(publication, tmp_path)}["hsds"]
    for language in ("en", "fr"):
        assert lost.keys() <= interface_words(language)["data"]["lost"].keys(), "it would not be told on the page"
    named = [one["program"]["name"] for one in load(data / "hsds/en/services.json")]
    there = [one for one in programs if one.status != "not-found"]
    assert set(named) == {one.name.nearest("en")[0] for one in there}
    assert len(named) == len(there) + sum(one.eligibility.mentor is not None for one in there)
    assert lost.get("not_found", 0) == len(programs) - len(there)
    assert lost.get("unknown_cost", 0) == sum(one.cost.kind == "unknown" for one in there)
    assert lost.get("no_description", 0) == sum(one.description is None for one in there)


def test_nothing_unconfirmed_is_shown_as_open(publication: Publication, data: Path) -> None:
    states = {}
    for one in publication.catalog.programs.values():
        old = freshness(one, publication.today).state == "old"
        states[one.id] = {"running": "inactive" if old else "active", "paused": "temporarily closed"}.get(
            one.status, "defunct"
        )
    for service in load(data / "hsds/en/services.json"):
        (rules,) = [one["url"] for one in service["additional_urls"] if "/eligibility/" in one["url"]]
        assert service["status"] == states[Path(rules).stem], rules
        assert ("alert" in service) == (service["status"] != "active")


RECORD = "programs/open-access/river-mentors.yml"
ADDRESS = "address: 1 River Street, postal_code: K1A 0A1,"


def services_of(listing: Listing, folder: Path) -> list[Json]:
    hsds.export(publication_of(listing.root), folder)
    rules = "/eligibility/river-mentors.json"
    services = load(folder / "hsds/en/services.json")
    return [one for one in services if any(url["url"].endswith(rules) for url in one["additional_urls"])]


def test_address_with_postal_code_and_city_has_parts(listing: Listing, tmp_path: Path) -> None:
    listing.edit(RECORD, ADDRESS, 'address: "1 River Street, Rivermouth", postal_code: K1A 0A1,')
    location = services_of(listing, tmp_path)[0]["service_at_locations"][0]["location"]
    (address,) = location["addresses"]
    assert (address["address_1"], address["city"]) == ("1 River Street", "Rivermouth")
    assert (address["state_province"], address["postal_code"], address["country"]) == ("ON", "K1A 0A1", "CA")
    assert "description" not in location


@pytest.mark.parametrize(
    "written", ["address: 1 River Street, postal_code: K1A 0A1,", 'address: "1 River Street, Rivermouth",']
)
def test_address_without_postal_code_or_city_is_described_and_counted(
    written: str, listing: Listing, tmp_path: Path
) -> None:
    listing.edit(RECORD, ADDRESS, written)
    location = services_of(listing, tmp_path)[0]["service_at_locations"][0]["location"]
    assert location["description"].startswith("1 River Street")
    assert "addresses" not in location
    assert hsds.export(publication_of(listing.root), tmp_path / "again")["no_address"] == 1


def test_addresses_of_pages_are_in_the_letters_of_a_uri(listing: Listing, tmp_path: Path) -> None:
    listing.edit(RECORD, "url: https://river.example/\n", "url: https://river.example/é?q=à\n")
    assert services_of(listing, tmp_path)[0]["url"] == "https://river.example/%C3%A9?q=%C3%A0"


@given(st.uuids(), st.text())
def test_ids_are_those_of_the_standard(namespace: UUID, name: str) -> None:
    assert name_based_id(namespace.bytes, name) == str(uuid5(namespace, name))


def test_what_hsds_cannot_hold_falls_back_and_is_counted_on_the_page(listing: Listing, tmp_path: Path) -> None:
    record = plain_data(listing.root / RECORD)
    del record["description"], record["sites"][0]["postal_code"]
    listing.write(RECORD, record_text({**record, "description": None, "cost": {"kind": "unknown"}}))
    publication = publication_of(listing.root)
    published = export_all(publication, tmp_path)
    services = load(tmp_path / FOLDER / "hsds/en/services.json")
    (service,) = [one for one in services if one["name"] == "River Mentors"]
    assert service["description"] == record["summary"]["en"]
    assert service["service_at_locations"][0]["location"]["description"] == record["sites"][0]["address"]
    assert not {"cost_options", "fees_description"} & service.keys()
    others = [one for one in publication.catalog.programs.values() if one.id != "river-mentors"]
    for language in LANGUAGES:
        words = interface_words("en" if language == "en" else "fr")["data"]
        shown = dict(data_view(published, SITE_URL, publication.facts.brand, words, "en").lost)
        assert shown[words["lost"]["no_address"]] == 1
        assert shown[words["lost"]["no_description"]] == 1 + sum(one.description is None for one in others)
        assert shown[words["lost"]["unknown_cost"]] == 1 + sum(one.cost.kind == "unknown" for one in others)
