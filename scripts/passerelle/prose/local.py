"""Owns local facts that are no records: the brand, whom to call when nothing fits, the areas of the job service, the
glossary, forms, and who does what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from passerelle.prose.catchments import Catchments, load_catchments
from passerelle.prose.forms import FORMS, Form, read_forms
from passerelle.prose.glossary import GLOSSARY, Glossary, read_glossary
from passerelle.prose.roles import ROLES, Roles, read_roles
from passerelle.prose.shapes import SHAPE
from passerelle.prose.synonyms import SYNONYMS, Groups, read_synonyms
from passerelle.records.diagnostics import Problem, did_you_mean, rule
from passerelle.records.source import Source, read_source
from passerelle.records.text import LANGUAGES, Text

MISSING = rule("prose/missing-file", "error", "The local facts that every page needs are there.")

BRAND = "content/brand/brand.yml"
FALLBACK = "content/data/fallback.yml"
_REPORT_ADDRESS = re.compile(r"https://[^\s{}]*(?:\{(?:title|body)\}[^\s{}]*)*")
_EMAIL = re.compile(r"[^\s@?&]+@[^\s@?&]+\.[^\s@?&]+")


class Brand(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a city may change: the name of its site, a line about it, its region, the code of its area, and where readers
    report mistakes: an https address that begins an issue, with {title} and {body} in it, and an email address."""

    name: str
    tagline: Text
    region: Text
    area: str | None = None
    report_address: str | None = None
    report_email: str | None = None


class Fallback(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to call when nothing fits."""

    name: Text
    phone: str
    url: str
    text: Text


class LocalFacts(msgspec.Struct, frozen=True):
    """Everything local that pages need. Glossary, forms and synonyms are empty where a listing has none."""

    brand: Brand
    fallback: Fallback
    catchments: Catchments | None = None
    glossary: Glossary = {}
    forms: Mapping[str, Form] = {}
    roles: Roles | None = None
    synonyms: Groups = ()


@dataclass(frozen=True, slots=True)
class LoadedFacts:
    """What came of reading local facts: None if a file cannot be used, the files read, what is wrong with them."""

    facts: LocalFacts | None
    sources: dict[str, Source]
    problems: list[Problem]


_Facts = TypeVar("_Facts", Brand, Fallback)
_Read = TypeVar("_Read")


def load_local_facts(root: Path) -> LoadedFacts:
    """Read the local facts of the listing at a root."""
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    brand = _load(root, BRAND, Brand, sources, problems)
    fallback = _load(root, FALLBACK, Fallback, sources, problems)
    catchments = load_catchments(root, SHAPE, sources, problems)
    glossary = _load_if_there(root, GLOSSARY, read_glossary, sources, problems) or {}
    forms = _load_if_there(root, FORMS, read_forms, sources, problems) or {}
    roles = _load_if_there(root, ROLES, read_roles, sources, problems)
    synonyms = _load_if_there(root, SYNONYMS, read_synonyms, sources, problems) or ()
    facts = LocalFacts(brand, fallback, catchments, glossary, forms, roles, synonyms) if brand and fallback else None
    return LoadedFacts(facts, sources, problems)


def _load(
    root: Path, path: str, kind: type[_Facts], sources: dict[str, Source], problems: list[Problem]
) -> _Facts | None:
    if not (root / path).is_file():
        problems.append(Problem(MISSING, path, (), "this file is missing", "restore it from the repository", (1, 1)))
        return None
    data = _data(root, path, sources, problems)
    return None if data is None else _convert(path, data, kind, problems)


def _load_if_there(
    root: Path,
    path: str,
    read: Callable[[Any, list[Problem]], _Read],
    sources: dict[str, Source],
    problems: list[Problem],
) -> _Read | None:
    data = _data(root, path, sources, problems) if (root / path).is_file() else None
    return None if data is None else read(data, problems)


def _data(root: Path, path: str, sources: dict[str, Source], problems: list[Problem]) -> Any:
    source, data, found = read_source(path, (root / path).read_bytes())
    sources[path] = source
    problems += found
    return data


def _convert(path: str, data: Any, kind: type[_Facts], problems: list[Problem]) -> _Facts | None:
    found = list(_faults(path, data, kind))
    problems += found
    return None if found else msgspec.convert(data, kind)


def _faults(path: str, data: Any, kind: type[_Facts]) -> Iterator[Problem]:
    keys = kind.__struct_fields__
    if not isinstance(data, dict):
        remedy = f"write `key: value` lines with the keys {', '.join(keys)}"
        yield Problem(SHAPE, path, (), "this file is not a mapping", remedy)
        return
    for key in data:
        if key not in keys:
            remedy = did_you_mean(key, keys) or f"use one of: {', '.join(keys)}"
            yield Problem(SHAPE, path, (key,), f"{key} is not a key of this place", remedy)
    yield from _report_faults(path, data)
    for field in msgspec.structs.fields(kind):
        if field.name not in data and not field.required:
            continue
        if field.name not in data:
            yield Problem(SHAPE, path, (), f"{field.name} is missing", f"add `{field.name}:`")
        elif not _fits(data[field.name], field.type):
            expected = (
                "text in both languages: {en: …, fr: …}"
                if field.type is Text
                else "text, in quotes if it looks like a number"
            )
            yield Problem(SHAPE, path, (field.name,), f"{field.name} is not what is expected here", f"write {expected}")


def _report_faults(path: str, data: dict[str, Any]) -> Iterator[Problem]:
    address, email = data.get("report_address"), data.get("report_email")
    if isinstance(address, str) and not _REPORT_ADDRESS.fullmatch(address):
        remedy = "write an address such as https://example.org/issues/new?title={title}&body={body}"
        yield Problem(SHAPE, path, ("report_address",), "report_address does not begin an issue", remedy)
    if isinstance(email, str) and not _EMAIL.fullmatch(email):
        yield Problem(SHAPE, path, ("report_email",), "report_email is not an email address", "write name@example.org")


def _fits(value: Any, kind: Any) -> bool:
    if kind is Text:
        return (
            isinstance(value, dict)
            and set(value) == set(LANGUAGES)
            and all(_fits(text, str) for text in value.values())
        )
    return isinstance(value, str) and bool(value)
