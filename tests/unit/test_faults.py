"""Every keyword of JSON Schema that the shapes use has a sentence of its own, and wrong words lead to right ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from passerelle.records.faults import LEADING, SENTENCES, problems_of
from passerelle.records.schema import NAMES, Shapes
from tests.listings import ROOT

TELLING = {"$schema", "$id", "$defs", "title", "description", "default", "x-vocabulary", "x-message", "x-message-fr"}
NAMING = {"properties", "$defs"}
"""Keywords whose keys are names, not keywords."""
BREACHES: dict[str, tuple[Any, Any]] = {
    "required": ({"required": ["name"]}, {}),
    "additionalProperties": ({"additionalProperties": False, "properties": {"name": {}}}, {"nme": 1}),
    "enum": ({"enum": ["running", "closed"]}, "runing"),
    "type": ({"type": "object", "properties": {"en": {}, "fr": {}}}, "River"),
    "pattern": ({"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "x-message": "a day such as 2026-11-22"}, "2026/11/22"),
    "const": ({"const": "self"}, "itself"),
    "oneOf": ({"oneOf": [{"required": ["is"]}, {"required": ["under"]}]}, {"is": 1, "under": 2}),
    "not": ({"not": {"required": ["all", "any"]}}, {"all": [], "any": []}),
    "minItems": ({"minItems": 2}, [1]),
    "maxItems": ({"maxItems": 1}, [1, 2]),
    "uniqueItems": ({"uniqueItems": True}, [1, 1]),
    "minLength": ({"minLength": 1}, ""),
    "maxLength": ({"maxLength": 2}, "abc"),
    "minProperties": ({"minProperties": 1}, {}),
    "maxProperties": ({"maxProperties": 1}, {"a": 1, "b": 2}),
    "minimum": ({"minimum": 1}, 0),
    "exclusiveMinimum": ({"exclusiveMinimum": 0}, 0),
    "maximum": ({"maximum": 12}, 13),
}


def keywords(part: Any, named: bool = False) -> Iterator[str]:
    """Every keyword of a schema, wherever it stands."""
    if isinstance(part, list):
        for item in part:
            yield from keywords(item)
    elif isinstance(part, dict):
        for key, inside in part.items():
            if not named:
                yield key
            if key not in ("enum", "const", "default", "required") or named:
                yield from keywords(inside, named=key in NAMING and not named)


def said(schema: Any, data: Any) -> tuple[str, str]:
    """Message and help about data that breaks a schema once, in a field `field`."""
    whole = Draft202012Validator({"properties": {"field": schema}})
    (problem,) = problems_of("a.yml", list(whole.iter_errors({"field": data})), {})
    return problem.message, problem.help


@pytest.mark.parametrize("name", NAMES)
def test_every_keyword_has_its_own_sentence(name: str) -> None:
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    used = set(keywords(schema)) - TELLING - LEADING
    assert used <= set(SENTENCES), f"{used - set(SENTENCES)}: add to SENTENCES what is said where it is not met"


def test_every_sentence_is_of_use() -> None:
    used = {word for schema in Shapes.read(ROOT / "schemas").schemas.values() for word in keywords(schema)}
    assert set(SENTENCES) <= used
    assert set(BREACHES) == set(SENTENCES)


def test_sentences_differ_and_name_the_field() -> None:
    told = [said(*breach) for breach in BREACHES.values()]
    assert all(message.startswith("field") for message, _ in told)
    assert len({message.split(" ", 1)[1] for message, _ in told}) == len(told)
    assert all(remedy for _, remedy in told)


@pytest.mark.parametrize(
    ("schema", "data", "remedy"),
    [
        (*BREACHES["enum"], "did you mean `running`?"),
        (*BREACHES["additionalProperties"], "did you mean `name`?"),
        (*BREACHES["type"], "write `field: {en: …, fr: …}`"),
        (*BREACHES["pattern"], "did you mean `2026-11-22`?"),
        ({"type": "array", "items": {"type": "object", "required": ["owner"]}}, "x", "write `field: [{owner: …}]`"),
        ({"type": "array"}, {}, "write `field: […]`"),
        ({"type": "boolean"}, "yes", "write true or false"),
        ({"pattern": r"^\+1 [0-9]{3} [0-9]{3} [0-9]{4}$"}, "1-613-555-0100", "did you mean `+1 613 555 0100`?"),
        ({"pattern": "^[A-Z][0-9][A-Z] [0-9][A-Z][0-9]$"}, "k1a0a1", "did you mean `K1A 0A1`?"),
        ({"pattern": "^[a-z]+(_[a-z]+)*$"}, "Job Search", "did you mean `job_search`?"),
    ],
)
def test_help_shows_what_is_right(schema: Any, data: Any, remedy: str) -> None:
    assert said(schema, data)[1] == remedy
