"""What newcomers to the repository read first holds: the explained record is valid, and what editors show is there."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from passerelle.checks.run import check_listing
from passerelle.records.schema import NAMES
from passerelle.records.source import read_source
from passerelle.upkeep.formatting import formatted
from passerelle.upkeep.lookup import shape_of, shaped_files
from passerelle.upkeep.places import read_places
from tests.listings import ROOT, TODAY

PAGE = (ROOT / "docs" / "annotated-record.md").read_text("utf-8")
PATH = re.findall(r"`(programs/[a-z-]+/[a-z-]+\.yml)`", PAGE)[0]
RECORD = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0]
SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))


def test_annotated_record_passes_in_the_mini_listing(tmp_path: Path) -> None:
    city = shutil.copytree(ROOT / "tests" / "mini_repo", tmp_path / "city")
    shutil.copytree(ROOT / "schemas", city / "schemas")
    (city / PATH).write_text(RECORD, "utf-8")
    checked = check_listing(city, TODAY)
    assert Path(PATH).stem in checked.catalog.programs
    assert [finding for finding in checked.findings if finding.path == PATH] == []


def test_annotated_record_is_in_its_form() -> None:
    _, data, _ = read_source(PATH, RECORD.encode())
    assert formatted(PATH, RECORD.encode(), data, read_places(ROOT)).decode() == RECORD


def test_annotated_record_explains_each_of_its_keys() -> None:
    _, data, _ = read_source(PATH, RECORD.encode())
    told = set(re.findall(r"`([a-z_]+)`", PAGE))
    assert set(data) <= told


def shown(schema: Any, at: str) -> Iterator[tuple[str, Any]]:
    """Every key that a part of a schema names, with what is said of it, but for mere conditions."""
    if isinstance(schema, list):
        for part in schema:
            yield from shown(part, at)
    if isinstance(schema, dict):
        for key, said in schema.items():
            if key == "properties":
                yield from ((f"{at}.{name}", part) for name, part in said.items() if part and "const" not in part)
            if key != "if":
                yield from shown(said, f"{at}.{key}")


@pytest.mark.parametrize("name", NAMES)
def test_editors_have_something_to_show_for_each_key(name: str) -> None:
    """A title and a description, of its own or of what it refers to."""
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    places = read_places(ROOT)
    keys = list(shown(schema, name))
    assert len(keys) > 5 - (name == "vocabulary")
    for where, said in keys:
        for word in ("title", "description"):
            assert places.said([(said, name)], word), f"{where} has no {word}"


@pytest.mark.parametrize("path", shaped_files(ROOT))
def test_editors_know_the_schema_of_a_file(path: str) -> None:
    globs = {schema: [named] if isinstance(named, str) else named for schema, named in SETTINGS["yaml.schemas"].items()}
    found = [schema for schema, named in globs.items() for glob in named if Path(path).match(glob)]
    assert found == [f"./schemas/{shape_of(path)}.schema.json"]
    assert (ROOT / found[0]).is_file()
    first = (ROOT / path).read_text("utf-8").partition("\n")[0]
    if first.startswith("#"):
        named = first.rpartition("=")[2]
        assert ((ROOT / path).parent / named).resolve() == (ROOT / found[0]).resolve()
