"""Owns rules as JSON Logic: one expression a rule over `answers`. Runs nothing.

The result is true for met, false for not met, null for not known. JSON Logic itself takes what is missing for false, or
less than anything; so every value is looked at first, and inside a rule the three truths are 1, 0 and 0.5, of which `all`
is the least and `any` the greatest, as in `passerelle.eligibility.decide.combine`.
"""

from __future__ import annotations

from functools import cache, singledispatch
from typing import Any

from passerelle.opendata.plain_rules import Among, Compared, Contains, Either, Every, Fixed, Path, Plain, Some

STANDARD = "https://jsonlogic.com/"
_MET, _NOT_KNOWN, _NOT_MET = 1, 0.5, 0
_NUMBERS = {True: _MET, False: _NOT_MET, None: _NOT_KNOWN}
_Logic = Any


def json_logic_of(plain: Plain) -> dict[str, Any]:
    """A rule as an expression: true met, false not met, null not known."""
    number = _number(plain)
    return {"if": [{"==": [number, _MET]}, True, {"==": [number, _NOT_MET]}, False, None]}


@singledispatch
def _number(plain: Plain) -> _Logic:
    raise TypeError(plain)


@_number.register
@cache
def _compared(plain: Compared) -> _Logic:
    return _guarded(plain.path, {plain.sign: [_read(plain.path), plain.number]}, holds=True)


@_number.register
@cache
def _among(plain: Among) -> _Logic:
    value = _read(plain.path)
    one = len(plain.values) == 1
    return _guarded(
        plain.path, {"===": [value, *plain.values]} if one else {"in": [value, list(plain.values)]}, plain.holds
    )


@_number.register
@cache
def _contains(plain: Contains) -> _Logic:
    return _guarded(plain.path, {"in": [plain.code, _read(plain.path)]}, plain.holds)


@_number.register
def _every(plain: Every) -> _Logic:
    return _extreme("min", plain, _MET)


@_number.register
def _some(plain: Some) -> _Logic:
    return _extreme("max", plain, _NOT_MET)


def _extreme(which: str, plain: Every | Some, empty: int) -> _Logic:
    parts = [_number(part) for part in plain.parts]
    return parts[0] if len(parts) == 1 else {which: parts} if parts else empty


@_number.register
def _either(plain: Either) -> _Logic:
    asked = _number(plain.asked)
    then, otherwise = _number(plain.then), _number(plain.otherwise)
    return {"if": [{"==": [asked, _MET]}, then, {"==": [asked, _NOT_MET]}, otherwise, _NOT_KNOWN]}


@_number.register
def _fixed(plain: Fixed) -> _Logic:
    return _NUMBERS[plain.truth]


def _guarded(path: Path, test: _Logic, holds: bool) -> _Logic:
    met, not_met = (_MET, _NOT_MET) if holds else (_NOT_MET, _MET)
    return {"if": [{"===": [_read(path), None]}, _NOT_KNOWN, test, met, not_met]}


def _read(path: Path) -> _Logic:
    return {"var": ".".join(("answers", *path))}
