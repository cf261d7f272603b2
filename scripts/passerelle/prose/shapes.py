"""Owns reading nested local facts: YAML data into typed structs, with every fault placed at the field it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec

from passerelle.records.diagnostics import Problem, Where, rule
from passerelle.records.text import LANGUAGES

SHAPE = rule("prose/wrong-shape", "error", "A file of local facts holds what its reader expects.")

_PLACE = re.compile(r"\.([\w-]+)|\[(\d+)\]")
_NOT_PLACED = re.compile(r" - at `(\$.*)`$")
_WORDS = (("Object missing required field", "missing:"), ("Object contains unknown field", "unknown key:"))
_Shape = TypeVar("_Shape")


def shaped(path: str, where: Where, data: Any, kind: type[_Shape], problems: list[Problem]) -> _Shape | None:
    """The part `where` of a file as a struct; None, and problems added, if it is not one."""
    found = list(_texts_in_one_language(path, where, data))
    try:
        made = msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        found.append(_fault(path, where, str(error)))
    problems += found
    return None if found else made


def _fault(path: str, where: Where, said: str) -> Problem:
    place = _NOT_PLACED.search(said)
    deeper = tuple(name or int(index) for name, index in _PLACE.findall(place[1])) if place else ()
    message = _NOT_PLACED.sub("", said)
    for ours, plain in _WORDS:
        message = message.replace(ours, plain)
    return Problem(SHAPE, path, where + deeper, message, "write it as the entries beside it are written")


def _texts_in_one_language(path: str, where: Where, data: Any) -> Iterator[Problem]:
    """A text is a mapping of languages: it has each, none empty, and nothing else."""
    if isinstance(data, list):
        for index, item in enumerate(data):
            yield from _texts_in_one_language(path, (*where, index), item)
    elif isinstance(data, dict) and not set(data) & set(LANGUAGES):
        for key, value in data.items():
            yield from _texts_in_one_language(path, (*where, key), value)
    elif isinstance(data, dict) and not _is_text(data):
        message = "this is not text in both languages"
        yield Problem(SHAPE, path, where, message, "write text in both languages: {en: …, fr: …}")


def _is_text(data: dict[Any, Any]) -> bool:
    return set(data) == set(LANGUAGES) and all(isinstance(text, str) and text.strip() for text in data.values())
