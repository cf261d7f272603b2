"""Owns the typed model of a rule: criteria, how they combine, and how much of the real rule they tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec

from passerelle.records.text import SourcedText

Role = Literal["participant", "mentor"]

OPERATORS = (
    "is", "any_of", "none_of", "includes", "includes_any", "excludes", "at_least", "at_most", "under", "between",
    "within", "within_last", "under_ago", "at_least_ago",
)  # fmt: skip


class Node:
    """A part of a rule: a criterion, or a combination of parts."""

    __slots__ = ()


class Span(msgspec.Struct, frozen=True):
    """A time that has passed: 10 years, 6 months."""

    unit: Literal["years", "months"]
    number: int


Operand = bool | int | float | str | tuple[str | int | float, ...] | Span


class Criterion(Node, msgspec.Struct, frozen=True, kw_only=True):
    """One condition on the answer to one question. `operand` is of the kind its operator takes."""

    ask: str
    operator: str
    operand: Operand
    source: str
    skill: str = "each"
    or_equivalent: bool = False


class AllOf(Node, msgspec.Struct, frozen=True):
    """Met when every part is met."""

    parts: tuple[Node, ...]


class AnyOf(Node, msgspec.Struct, frozen=True):
    """Met when any part is met."""

    parts: tuple[Node, ...]


class Not(Node, msgspec.Struct, frozen=True):
    """Met when the part is not met."""

    part: Node


def node_of(data: Mapping[str, Any]) -> Node:
    """The part of a rule that authored data of the shape `node` stands for."""
    if "all" in data:
        return AllOf(tuple(node_of(part) for part in data["all"]))
    if "any" in data:
        return AnyOf(tuple(node_of(part) for part in data["any"]))
    if "not" in data:
        return Not(node_of(data["not"]))
    operator = next(name for name in OPERATORS if name in data)
    rest = {key: data[key] for key in ("skill", "or_equivalent") if key in data}
    return Criterion(
        ask=data["ask"], operator=operator, operand=_operand(data[operator]), source=data["source"], **rest
    )


def criteria_of(node: Node) -> Iterator[Criterion]:
    """Every criterion of a rule or a part of one, in order."""
    if isinstance(node, Criterion):
        yield node
    elif isinstance(node, Not):
        yield from criteria_of(node.part)
    elif isinstance(node, AllOf | AnyOf):
        for part in node.parts:
            yield from criteria_of(part)


def _operand(data: Any) -> Operand:
    if isinstance(data, dict):
        unit, number = next(iter(data.items()))
        return Span(unit, number)
    return tuple(data) if isinstance(data, list) else data


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """Who may join in one role. `stated` says how much of the real rule the sources tell."""

    stated: Literal["all", "some", "none", "open-to-all"]
    all: tuple[Node, ...] = ()
    any: tuple[Node, ...] = ()
    assets: tuple[Node, ...] = ()
    program_decides: tuple[SourcedText, ...] = ()

    @property
    def root(self) -> Node | None:
        """The authored condition, or None where the record states none."""
        if self.any:
            return AnyOf(self.any)
        return AllOf(self.all) if self.all else None


class Eligibility(msgspec.Struct, frozen=True):
    participant: Rule | None = None
    mentor: Rule | None = None


def part_of_rule(kind: type, data: Any) -> Any:
    """A decoding hook for msgspec: a `Node` from authored data."""
    if kind is Node:
        return node_of(data)
    raise NotImplementedError(kind)
