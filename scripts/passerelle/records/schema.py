"""Owns the shapes: the JSON Schemas with their vocabularies put in, and whether data fits them.

jsonschema-rs decides (it is forty times faster); jsonschema explains, and a test holds that they agree.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from passerelle.records.diagnostics import Problem
from passerelle.records.faults import Labels, problems_of

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

NAMES = ("program", "organization", "vocabulary", "question")


class Shapes:
    """The four authored shapes, ready to check data against."""

    def __init__(self, schemas: Mapping[str, Any], labels: Labels | None = None) -> None:
        self.schemas, self._labels = schemas, labels or {}
        self._fast: dict[str, Any] = {}
        self._thorough: dict[str, Draft202012Validator] = {}

    @classmethod
    def read(cls, folder: Path) -> Shapes:
        """Read `<name>.schema.json` of each shape from a folder."""
        return cls({name: json.loads((folder / f"{name}.schema.json").read_text("utf-8")) for name in NAMES})

    def with_vocabularies(self, codes: Mapping[str, Iterable[str]], labels: Labels | None = None) -> Shapes:
        """The same shapes with every `x-vocabulary` replaced by the codes of that vocabulary. `labels` tell which code
        is meant where somebody writes its label."""
        listed = {name: list(terms) for name, terms in codes.items()}
        return Shapes({name: _fill_vocabularies(schema, listed) for name, schema in self.schemas.items()}, labels)

    def fits(self, name: str, data: Any) -> bool:
        """Whether data has the shape `name`."""
        if name not in self._fast:
            resources = [(f"json-schema:///{key}.schema.json", schema) for key, schema in self.schemas.items()]
            registry = jsonschema_rs.Registry(resources)
            schema = {"$ref": f"json-schema:///{name}.schema.json"}
            self._fast[name] = jsonschema_rs.Draft202012Validator(schema, registry=registry)
        return bool(self._fast[name].is_valid(data))

    def problems(self, name: str, path: str, data: Any) -> list[Problem]:
        """What keeps the data of a file from having the shape `name`, in plain words."""
        if self.fits(name, data):
            return []
        return problems_of(path, list(self._explainer(name).iter_errors(data)), self._labels)

    def _explainer(self, name: str) -> Draft202012Validator:
        # Only what does not fit needs it, and importing it takes a tenth of a check.
        from jsonschema import Draft202012Validator
        from referencing import Registry, Resource

        if name not in self._thorough:
            pairs = [(f"{key}.schema.json", Resource.from_contents(schema)) for key, schema in self.schemas.items()]
            self._thorough[name] = Draft202012Validator(self.schemas[name], registry=Registry().with_resources(pairs))
        return self._thorough[name]


def _fill_vocabularies(schema: Any, codes: Mapping[str, list[str]]) -> Any:
    if isinstance(schema, list):
        return [_fill_vocabularies(item, codes) for item in schema]
    if not isinstance(schema, dict):
        return schema
    filled = {key: _fill_vocabularies(value, codes) for key, value in schema.items()}
    name = filled.get("x-vocabulary")
    if isinstance(name, str) and name in codes:
        filled["enum"] = codes[name]
    return filled
