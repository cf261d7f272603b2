"""The validator that decides and the one that explains agree; what fits converts."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from passerelle.records.model import Organization, Program
from passerelle.records.schema import NAMES, Shapes
from tests.listings import ROOT, SMALL, plain_data

FILES = {
    "program": sorted((SMALL / "programs").rglob("*.yml")),
    "organization": sorted((SMALL / "organizations").rglob("*.yml")),
    "vocabulary": [ROOT / "schemas/vocabularies/professions.yml"],
    "question": [ROOT / "schemas/questions.yml"],
}
ODD = [
    None,
    True,
    False,
    0,
    -1,
    1.5,
    13,
    10**14,
    "",
    "x",
    "no-such",
    "https://a.example",
    "2026-02-31",
    "P3M",
    "P",
    "self",
]
ODDITIES: list[Any] = [*ODD, [], {}, ["x"], ["x", "x"], {"en": "a"}, {"en": 1}, [[]], [{}]]


@cache
def shapes() -> Shapes:
    codes = {file.stem: list(plain_data(file)["terms"]) for file in (ROOT / "schemas/vocabularies").glob("*.yml")}
    codes["areas"] = list(plain_data(ROOT / "content/data/areas.yml")["terms"])
    return Shapes.read(ROOT / "schemas").with_vocabularies(codes)


@cache
def thorough(name: str) -> Draft202012Validator:
    schemas = shapes().schemas
    pairs = [(f"{key}.schema.json", Resource.from_contents(schema)) for key, schema in schemas.items()]
    return Draft202012Validator(schemas[name], registry=Registry().with_resources(pairs))


@cache
def valid(file: Path) -> Any:
    return plain_data(file)


def mutated(name: str, seed: int) -> Any:
    """A valid record with one to three places replaced, added, repeated or taken out."""
    choice = Random(seed)  # noqa: S311
    data = copy.deepcopy(valid(choice.choice(FILES[name])))
    for _ in range(choice.randint(1, 3)):
        holder = data
        for _ in range(choice.randint(0, 5)):
            inner = [item for item in (holder.values() if isinstance(holder, dict) else holder) if is_holder(item)]
            holder = choice.choice(inner) if inner else holder
        change(holder, choice)
    return data


def is_holder(item: Any) -> bool:
    return isinstance(item, dict | list) and bool(item)


def change(holder: Any, choice: Random) -> None:
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    if not keys:
        return
    key, way = choice.choice(keys), choice.choice(["replace", "remove", "add", "repeat"])
    odd = copy.deepcopy(choice.choice(ODDITIES))
    if way == "replace":
        holder[key] = odd
    elif way == "remove":
        del holder[key]
    elif isinstance(holder, dict):
        holder[choice.choice(["x", "en", "any", "all", "source", "kind", "A_b"])] = odd
    else:
        holder.append(copy.deepcopy(holder[key]) if way == "repeat" else odd)


@pytest.mark.parametrize("name", ["program", "organization", "vocabulary", "question"])
def test_both_validators_agree_and_explain(name: str) -> None:
    @settings(max_examples=400 if name == "program" else 30, deadline=None, database=None, derandomize=True)
    @given(st.integers(0, 2**32))
    def holds(seed: int) -> None:
        record = mutated(name, seed)
        fits = shapes().fits(name, record)
        assert fits == thorough(name).is_valid(record)
        problems = shapes().problems(name, "a.yml", record)
        assert bool(problems) != fits
        for problem in problems:
            assert problem.message
            assert problem.help
        if fits and name == "program":
            Program.of("a", "open-access", "a.yml", record)
        elif fits and name == "organization":
            Organization.of("a", "a.yml", record)

    holds()


def test_every_shape_is_itself_a_valid_schema() -> None:
    for name in NAMES:
        Draft202012Validator.check_schema(shapes().schemas[name])


def test_every_vocabulary_named_by_a_schema_exists() -> None:
    def named(part: Any) -> set[str]:
        inside = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        own = {part["x-vocabulary"]} if isinstance(part, dict) and isinstance(part.get("x-vocabulary"), str) else set()
        return own.union(*(named(item) for item in inside)) if inside else own

    known = {file.stem for file in (ROOT / "schemas/vocabularies").glob("*.yml")} | {"areas"}
    for schema in Shapes.read(ROOT / "schemas").schemas.values():
        assert named(schema) <= known


def test_every_rule_of_form_says_what_is_expected() -> None:
    """Patterns and alternatives mean nothing to a reader: each carries words."""

    def silent(part: Any, where: str) -> list[str]:
        if isinstance(part, list):
            return [found for index, item in enumerate(part) for found in silent(item, f"{where}[{index}]")]
        if not isinstance(part, dict):
            return []
        own = [where] if {"pattern", "oneOf"} & set(part) and "x-message" not in part and "type" in part else []
        return own + [found for key, item in part.items() for found in silent(item, f"{where}.{key}")]

    for name, schema in Shapes.read(ROOT / "schemas").schemas.items():
        assert silent(schema, name) == []
