"""Owns the shapes: the JSON Schemas with their vocabularies put in, and what to say when data does not fit.

jsonschema-rs decides (it is forty times faster); jsonschema explains, and a test holds that they agree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource

from passerelle.records.diagnostics import Problem, Rule, Where, did_you_mean, field_name, rule

MISSING = rule("schema/missing-key", "error", "A required key is there.")
UNKNOWN_KEY = rule("schema/unknown-key", "error", "Every key is one that the schema names.")
UNKNOWN_CODE = rule("schema/unknown-code", "error", "A code is one of its closed list.")
WRONG_TYPE = rule("schema/wrong-type", "error", "A value is of the type that the schema names.")
WRONG_VALUE = rule("schema/wrong-value", "error", "A value has the form and size that the schema names.")

NAMES = ("program", "organization", "vocabulary", "question")
_TYPES = {
    "object": "a mapping (`key: value` lines)",
    "array": "a list (`- item` lines)",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}


class Shapes:
    """The four authored shapes, ready to check data against."""

    def __init__(self, schemas: Mapping[str, Any]) -> None:
        self.schemas = schemas
        self._fast: dict[str, Any] = {}
        self._thorough: dict[str, Draft202012Validator] = {}

    @classmethod
    def read(cls, folder: Path) -> Shapes:
        """Read `<name>.schema.json` of each shape from a folder."""
        return cls({name: json.loads((folder / f"{name}.schema.json").read_text("utf-8")) for name in NAMES})

    def with_vocabularies(self, codes: Mapping[str, Iterable[str]]) -> Shapes:
        """The same shapes with every `x-vocabulary` replaced by the codes of that vocabulary."""
        listed = {name: list(terms) for name, terms in codes.items()}
        return Shapes({name: _fill_vocabularies(schema, listed) for name, schema in self.schemas.items()})

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
        found = [problem for error in self._explainer(name).iter_errors(data) for problem in _explain(path, error)]
        return list(dict.fromkeys(found))

    def _explainer(self, name: str) -> Draft202012Validator:
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


def _explain(path: str, error: ValidationError) -> Iterator[Problem]:
    where: Where = tuple(error.absolute_path)
    name = field_name(where) or "this file"
    explain = _EXPLANATIONS.get(str(error.validator), _explain_form)
    if error.validator == "propertyNames":
        return
    for broken, inside, message, remedy in explain(name, error):
        yield Problem(broken, path, (*where, *inside), message, remedy)


_Explained = Iterator[tuple[Rule, Where, str, str]]


def _inside(name: str, key: str) -> str:
    return key if name == "this file" else f"{name}.{key}"


def _title(error: ValidationError, key: str) -> str:
    shape = error.schema.get("properties", {}).get(key, {}) if isinstance(error.schema, dict) else {}
    return str(shape.get("title", ""))


def _explain_required(name: str, error: ValidationError) -> _Explained:
    required: Any = error.validator_value
    missing = next(key for key in required if f"'{key}'" in error.message.split(" is a required")[0])
    what = _title(error, missing)
    meaning = f" ({what[:1].lower()}{what[1:]})" if what else ""
    yield MISSING, (), f"{_inside(name, missing)} is missing", f"add `{missing}:`{meaning}"


def _explain_unknown_keys(name: str, error: ValidationError) -> _Explained:
    known = list(error.schema.get("properties", {})) if isinstance(error.schema, dict) else []
    patterns = list(error.schema.get("patternProperties", {})) if isinstance(error.schema, dict) else []
    instance: Any = error.instance
    for key in instance:
        if key in known or any(re.search(pattern, key) for pattern in patterns):
            continue
        remedy = did_you_mean(key, known) or f"use one of: {', '.join(known)}"
        yield UNKNOWN_KEY, (key,), f"{_inside(name, key)} is not a key of this place", remedy


def _explain_enum(name: str, error: ValidationError) -> _Explained:
    listed: Any = error.validator_value
    codes = [str(code) for code in listed]
    shown = ", ".join(codes[:24]) + (", …" if len(codes) > 24 else "")
    remedy = did_you_mean(str(error.instance), codes) or "use one of the codes above"
    if isinstance(error.instance, str):
        yield UNKNOWN_CODE, (), f"{name}: {_quoted(error.instance)} is not one of: {shown}", remedy
    else:
        yield (
            UNKNOWN_CODE,
            (),
            f"{name} is {_kind(error.instance)}, not one of: {shown}",
            "write one of the codes above",
        )


def _explain_type(name: str, error: ValidationError) -> _Explained:
    stated: Any = error.validator_value
    wanted = stated if isinstance(stated, list) else [stated]
    expected = " or ".join(_TYPES[kind] for kind in wanted)
    yield WRONG_TYPE, (), f"{name} is {_kind(error.instance)}, expected {expected}", f"write {expected}"


def _explain_form(name: str, error: ValidationError) -> _Explained:
    expected = _expected(error.validator_value) or _expected(error.schema)
    inside: Where = (str(error.instance),) if "propertyNames" in error.absolute_schema_path else ()
    if expected and isinstance(error.instance, dict | list):
        yield WRONG_VALUE, inside, f"{name} is not what is expected here", f"write {expected}"
    elif expected:
        yield (
            WRONG_VALUE,
            inside,
            f"{name}: {_quoted(error.instance)} is not what is expected here",
            f"write {expected}",
        )
    else:
        message, remedy = _bound(error)
        yield WRONG_VALUE, inside, f"{name} {message}", remedy


def _expected(shape: Any) -> str:
    return str(shape.get("x-message", "")) if isinstance(shape, dict) else ""


def _bound(error: ValidationError) -> tuple[str, str]:
    bound = error.validator_value
    words = {
        "minItems": (
            f"holds fewer than {bound} item{'s' if bound != 1 else ''}",
            "add an item; an optional key can be left out",
        ),
        "maxItems": (f"holds more than {bound} items", "remove some"),
        "minLength": ("is empty", "write the text; an optional key can be left out"),
        "maxLength": (f"is longer than {bound} characters", "shorten it"),
        "minProperties": ("holds no key", "add one"),
        "maxProperties": (f"holds more than {bound} key{'s' if bound != 1 else ''}", "keep only what belongs here"),
        "uniqueItems": ("names the same thing twice", "keep one of the two"),
        "minimum": (f"is {_quoted(error.instance)}, less than {bound}", f"write {bound} or more"),
        "exclusiveMinimum": (f"is {_quoted(error.instance)}, not more than {bound}", f"write more than {bound}"),
        "maximum": (f"is {_quoted(error.instance)}, more than {bound}", f"write {bound} or less"),
    }
    return words.get(
        str(error.validator), (f"is {_quoted(error.instance)}, not what is expected here", "see the reference")
    )


def _quoted(value: Any) -> str:
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return f'"{value}"' if len(value) <= 60 else f'"{value[:57]}…"'


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    kinds: dict[type, str] = {dict: "a mapping", list: "a list", type(None): "nothing"}
    return kinds.get(type(value), f"the text {_quoted(value)}")


_EXPLANATIONS = {
    "required": _explain_required,
    "additionalProperties": _explain_unknown_keys,
    "enum": _explain_enum,
    "type": _explain_type,
}
