"""Owns rules as CEL, the Common Expression Language: one expression a rule over `answers`. Runs nothing.

True is met, false not met. What is not known is left out of `answers`: reading it is an error ("no such key"), which CEL's
AND and OR pass over where the other side decides. So an error means not known: strong Kleene logic, as in `decide`.

Source: CEL specification, "Logical Operators", https://github.com/google/cel-spec/blob/master/doc/langdef.md.
"""

from __future__ import annotations

from functools import cache, singledispatch
from typing import Any

import msgspec

from passerelle.opendata.plain_rules import Among, Compared, Contains, Either, Every, Fixed, Path, Plain, Some

STANDARD = "https://cel.dev/"
_NOT_KNOWN = "answers.not_known"
"""There is no question of that name, so nobody answers it."""
_WORDS = {True: "true", False: "false", None: _NOT_KNOWN}


@singledispatch
def cel_of(plain: Plain) -> str:
    """A rule as an expression: true met, false not met, an error not known."""
    raise TypeError(plain)


@cel_of.register
@cache
def _compared(plain: Compared) -> str:
    # Which numbers of CEL a number of JSON becomes differs from one engine to the next.
    return f"double({_read(plain.path)}) {plain.sign} {float(plain.number)}"


@cel_of.register
@cache
def _among(plain: Among) -> str:
    value = _read(plain.path)
    if len(plain.values) == 1:
        return f"{value} {'==' if plain.holds else '!='} {_literal(plain.values[0])}"
    found = f"{value} in [{', '.join(map(_literal, plain.values))}]"
    return found if plain.holds else f"!({found})"


@cel_of.register
@cache
def _contains(plain: Contains) -> str:
    found = f"{_literal(plain.code)} in {_read(plain.path)}"
    return found if plain.holds else f"!({found})"


@cel_of.register
def _every(plain: Every) -> str:
    return _joined(" && ", plain, "true")


@cel_of.register
def _some(plain: Some) -> str:
    return _joined(" || ", plain, "false")


def _joined(sign: str, plain: Every | Some, empty: str) -> str:
    parts = [cel_of(part) for part in plain.parts]
    return parts[0] if len(parts) == 1 else f"({sign.join(parts)})" if parts else empty


@cel_of.register
def _either(plain: Either) -> str:
    return f"({cel_of(plain.asked)} ? {cel_of(plain.then)} : {cel_of(plain.otherwise)})"


@cel_of.register
def _fixed(plain: Fixed) -> str:
    return _WORDS[plain.truth]


def _read(path: Path) -> str:
    return ".".join(("answers", *path))


def _literal(value: Any) -> str:
    """A code or truth value. The escapes of JSON are escapes of CEL too."""
    return msgspec.json.encode(value).decode()
