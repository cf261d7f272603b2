"""Owns docs/reference/: written from the rules, schemas, vocabularies, questions, verbs and formats themselves."""

from __future__ import annotations

import argparse
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from passerelle.checks import exceptions
from passerelle.checks.explain import explanations
from passerelle.opendata import dcat_catalog, registry
from passerelle.opendata.field_places import SHAPES, json_place
from passerelle.opendata.listing_tables import TABLES
from passerelle.opendata.programs_csv import COLUMNS
from passerelle.prose.interface import WEB
from passerelle.records.catalog import load_catalog
from passerelle.records.diagnostics import RULES
from passerelle.records.schema import NAMES, Shapes
from passerelle.records.vocabularies import Questions, Vocabulary

FOLDER = "docs/reference"
_ASKED = {"participant": "of participants", "mentor": "of mentors", "both": "of participants and mentors"}


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record as the reference shows it."""

    path: tuple[str, ...]
    name: str
    title: str
    holds: str
    description: str
    required: bool

    @property
    def indent(self) -> str:
        """Before the name, by how deep it stands."""
        return "&nbsp;" * 4 * (len(self.path) - 1)


def reference_pages(root: Path, parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Paths from the root and texts of every generated page."""
    # Markdown, not HTML, and nothing in it comes from a record: escaping would only garble it.
    loader = FileSystemLoader(WEB / "theme")
    jinja = Environment(loader=loader, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)  # noqa: S701
    catalog = load_catalog(root).catalog
    vocabularies = catalog.vocabularies
    values: dict[str, dict[str, Any]] = {
        "rules": _rules(),
        "fields": {"shapes": list(_shapes(Shapes.read(root / "schemas")))},
        "vocabularies": {"vocabularies": [_vocabulary(vocabularies[name]) for name in sorted(vocabularies)]},
        "questions": {"topics": list(_topics(catalog.questions)), "asked": _ASKED},
        "cli": {"commands": list(_commands(parser))},
        "tables": {"tables": TABLES},
        "formats": {"formats": list(_formats()), "columns": COLUMNS},
        "exports": {"shapes": list(_exports(Shapes.read(root / "schemas")))},
    }
    for name, given in values.items():
        yield f"{FOLDER}/{name}.md", jinja.get_template(f"reference/{name}.md").render(given)


def stale_pages(root: Path, parser: argparse.ArgumentParser) -> list[str]:
    """Paths of generated pages that are not what they would be if written now."""
    pages = reference_pages(root, parser)
    return [path for path, text in pages if not (root / path).is_file() or (root / path).read_text("utf-8") != text]


def write_pages(root: Path, parser: argparse.ArgumentParser) -> None:
    """Write every page that is stale."""
    stale = set(stale_pages(root, parser))
    for path, text in reference_pages(root, parser):
        if path in stale:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8", newline="\n")


def _rules() -> dict[str, Any]:
    told = explanations()
    rules = [RULES[name] for name in sorted(RULES)]
    groups = [
        (group, [(one, told[one.id]) for one in inside]) for group, inside in groupby(rules, lambda one: one.group)
    ]
    never = ", ".join(f"`{group}`" for group in sorted(exceptions.NEVER))
    return {"groups": groups, "exceptions": exceptions.FILE, "never": never}


def _topics(questions: Questions) -> Iterator[dict[str, Any]]:
    for code, topic in questions.topics.items():
        asked = [(name, question) for name, question in questions.questions.items() if question.topic == code]
        yield {"label": topic.label, "questions": asked}


def _vocabulary(vocabulary: Vocabulary) -> dict[str, Any]:
    is_tree = any(term.under for term in vocabulary.terms.values())
    fields = {name: getattr(vocabulary, name) for name in vocabulary.__struct_fields__}
    return {**fields, "is_tree": is_tree}


def _formats() -> Iterator[dict[str, str]]:
    for one in (*registry.FORMATS, registry.CATALOG):
        module = dcat_catalog if one is registry.CATALOG else inspect.getmodule(one.export)
        owned = (inspect.getdoc(module) or "").splitlines()[0]
        yield {
            "address": one.address, "summary": owned.split(": ", 1)[-1], "example": one.example,
            "described_by": one.described_by,
        }  # fmt: skip


def _commands(parser: argparse.ArgumentParser) -> Iterator[dict[str, Any]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help for choice in action._choices_actions}
            for name, verb in action.choices.items():
                options = [_option(one) for one in verb._actions]
                yield {"name": name, "help": helps[name], "example": verb.get_default("example"), "options": options}


def _option(action: argparse.Action) -> dict[str, str]:
    choices = "{" + ",".join(map(str, action.choices)) + "}" if action.choices else None
    value = "" if action.nargs == 0 else f"{action.metavar or choices or action.dest.upper()}"
    return {"name": " ".join([*action.option_strings[-1:], *([value] if value else [])]), "help": action.help or ""}


def _shapes(shapes: Shapes) -> Iterator[dict[str, Any]]:
    for name in NAMES:
        schema = shapes.schemas[name]
        yield {
            "title": schema["title"],
            "description": schema["description"],
            "fields": list(_fields(schema, schema, shapes, (), ())),
        }


def _exports(shapes: Shapes) -> Iterator[dict[str, Any]]:
    """Each shape with its keys that hold no others, and where they go."""
    for name in NAMES:
        rows = [(key, json_place(name, key), SHAPES[name][key]) for key in keys_of(shapes, name)]
        yield {"title": shapes.schemas[name]["title"], "rows": rows}


def keys_of(shapes: Shapes, name: str) -> list[str]:
    """The keys of a shape that hold no others, with dots."""
    schema = shapes.schemas[name]
    keys = [".".join(one.path) for one in _fields(schema, schema, shapes, (), ())]
    around = {key.rpartition(".")[0] for key in keys}
    return [key for key in keys if key not in around]


def _fields(
    schema: Mapping[str, Any], top: Mapping[str, Any], shapes: Shapes, path: tuple[str, ...], seen: tuple[str, ...]
) -> Iterator[Field]:
    for name, stated in schema.get("properties", {}).items():
        reference = stated.get("$ref", "")
        held, home = _resolve(reference, top, shapes)
        shape = {**held, **stated}
        title, description = str(shape.get("title", name)), str(shape.get("description", "")).rstrip(".")
        yield Field((*path, name), name, title, _holds(shape), description, name in schema.get("required", ()))
        inner = shape.get("items", shape)
        inner_reference = inner.get("$ref", "")
        if reference in seen or inner_reference in seen:
            continue
        inner_held, inner_home = _resolve(inner_reference, home, shapes)
        if not reference.endswith(("/text", "/node", "/nodes")) and not inner_reference.endswith(("/node", "/nodes")):
            known = (*seen, *(one for one in (reference, inner_reference) if one))
            yield from _fields({**inner_held, **inner}, inner_home, shapes, (*path, name), known)


def _resolve(reference: str, top: Mapping[str, Any], shapes: Shapes) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    if not reference:
        return {}, top
    file, _, pointer = reference.partition("#")
    home = shapes.schemas[file.removesuffix(".schema.json")] if file else top
    held: Any = home
    for part in pointer.strip("/").split("/"):
        held = held[part]
    if "$ref" in held:
        deeper, home = _resolve(held["$ref"], home, shapes)
        held = {**deeper, **held}
    return held, home


def _holds(shape: Mapping[str, Any]) -> str:
    items = shape.get("items", {})
    vocabulary = shape.get("x-vocabulary") or items.get("x-vocabulary")
    if vocabulary:
        return f"{'codes' if 'items' in shape else 'a code'} of the vocabulary `{vocabulary}`"
    if "x-message" in shape:
        return str(shape["x-message"])
    if "enum" in shape:
        return "one of " + ", ".join(f"`{value}`" for value in shape["enum"])
    kinds = {"array": "a list", "boolean": "true or false", "integer": "a whole number", "number": "a number"}
    kind = shape.get("type", "")
    return kinds.get(kind, "") if isinstance(kind, str) else ""
