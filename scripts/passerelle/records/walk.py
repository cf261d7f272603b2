"""Owns the walk over every part of a record, with the field each stands in as the maintainer typed it."""

from __future__ import annotations

from functools import cache
from typing import Any, get_type_hints

import msgspec

from passerelle.records.criteria import AllOf, AnyOf, Not
from passerelle.records.diagnostics import Where
from passerelle.records.model import Record

_TYPED_AS: dict[type, str] = {AllOf: "all", AnyOf: "any", Not: "not"}
_ATOMS = frozenset({str, int, float, bool, type(None)})

Part = tuple[Where, Any]


def parts_of(record: Record) -> list[Part]:
    """Every structured part of a record (texts, criteria, steps, sources, …), outermost first."""
    found: list[Part] = []
    _walk(record, (), found)
    return found


@cache
def _branches(kind: type) -> tuple[str, ...]:
    """The fields of a struct that can hold structs: the others need no visit."""
    hints = get_type_hints(kind)
    return tuple(name for name, hint in hints.items() if "passerelle." in repr(hint))


def _walk(value: Any, where: Where, found: list[Part]) -> None:
    kind = type(value)
    if kind in _TYPED_AS:
        _walk(value.part if kind is Not else value.parts, (*where, _TYPED_AS[kind]), found)
        return
    if kind is tuple:
        inside: Any = enumerate(value)
    elif kind is dict:
        inside = value.items()
    elif isinstance(value, msgspec.Struct):
        found.append((where, value))
        inside = [(name, getattr(value, name)) for name in _branches(kind)]  # type: ignore[arg-type]
    else:
        return
    for key, item in inside:
        if type(item) not in _ATOMS:
            _walk(item, (*where, key), found)
