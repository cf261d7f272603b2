"""Owns the walk over every part of a record, with the field each stands in as the maintainer typed it."""

from __future__ import annotations

from typing import Any

import msgspec

from passerelle.records.diagnostics import Where
from passerelle.records.model import AllOf, AnyOf, Not, Record

_TYPED_AS = {AllOf: "all", AnyOf: "any", Not: "not"}
_ATOMS = frozenset({str, int, float, bool, type(None)})

Part = tuple[Where, Any]


def parts_of(record: Record) -> list[Part]:
    """Every structured part of a record (texts, criteria, steps, sources, …), outermost first."""
    found: list[Part] = []
    _walk(record, (), found)
    return found


def _walk(value: Any, where: Where, found: list[Part]) -> None:
    kind = type(value)
    if kind is tuple:
        for index, item in enumerate(value):
            if type(item) not in _ATOMS:
                _walk(item, (*where, index), found)
    elif kind is dict:
        for key, item in value.items():
            if type(item) not in _ATOMS:
                _walk(item, (*where, key), found)
    elif kind in _TYPED_AS:
        _walk(value.part if kind is Not else value.parts, (*where, _TYPED_AS[kind]), found)
    elif isinstance(value, msgspec.Struct):
        found.append((where, value))
        for name in kind.__struct_fields__:
            item = getattr(value, name)
            if type(item) not in _ATOMS:
                _walk(item, (*where, name), found)
