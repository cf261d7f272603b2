"""Owns comparing two versions of a record: which of its facts differ, and from what to what. Knows no words for them.

Records of the past need not fit the schemas of today, so plain data is compared, and nothing in it is relied on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_OPENED = ("cost", "contact", "intake", "intensity", "verification", "host", "embedded_in")
"""Keys whose own keys are facts of their own."""
CRITERIA = "criteria"
"""Where the criteria of a role stand in a difference, before the question that is asked."""
_COMBINATIONS = ("all", "any", "not")


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that differs. `before` and `after` are what the record says of it, None where it says nothing."""

    field: tuple[str, ...]
    before: Any
    after: Any


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Every fact that differs between two versions of a record, in the order of the newer one."""
    found: list[Difference] = []
    for key in dict.fromkeys([*after, *before]):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        if key == "eligibility":
            found += _rules(_mapping(old), _mapping(new))
        elif key in _OPENED and all(isinstance(one, dict | None) for one in (old, new)):
            found += _pairs((key,), _mapping(old), _mapping(new))
        else:
            found.append(Difference((key,), old, new))
    return found


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _pairs(field: tuple[str, ...], before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    for key in dict.fromkeys([*after, *before]):
        if before.get(key) != after.get(key):
            yield Difference((*field, key), before.get(key), after.get(key))


def _rules(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    for role in dict.fromkeys([*after, *before]):
        old, new = _mapping(before.get(role)), _mapping(after.get(role))
        others = [{key: value for key, value in rule.items() if key not in _COMBINATIONS} for rule in (old, new)]
        yield from _pairs(("eligibility", role), *others)
        criteria = list(_pairs(("eligibility", role, CRITERIA), _criteria(old), _criteria(new)))
        yield from criteria
        shapes = [{key: _bare(rule[key]) for key in _COMBINATIONS if key in rule} for rule in (old, new)]
        if not criteria and shapes[0] != shapes[1]:
            yield Difference(("eligibility", role, "combination"), *shapes)


def _criteria(rule: Mapping[str, Any]) -> dict[str, Any]:
    """The criteria of a rule by the question they ask; of several on one question, each has a number."""
    found: dict[str, Any] = {}
    for criterion in _walk(rule):
        ask = str(criterion["ask"])
        number = sum(name.split("#")[0] == ask for name in found)
        found[f"{ask}#{number}" if number else ask] = _bare(criterion)
    return found


def _walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for part in node:
            yield from _walk(part)
    elif isinstance(node, dict) and "ask" in node:
        yield node
    elif isinstance(node, dict):
        for key in _COMBINATIONS:
            yield from _walk(node.get(key))


def _bare(node: Any) -> Any:
    """A part of a rule without the names of its sources: another source is no other criterion."""
    if isinstance(node, list):
        return [_bare(part) for part in node]
    if isinstance(node, dict):
        return {key: _bare(value) for key, value in node.items() if key != "source"}
    return node
