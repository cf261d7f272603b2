"""Owns rules in their normal form: what one program asks in one role, gates included. This form is the contract.

Negation stands at the leaves, a range is two leaves, every leaf has an id. Programs, browsers and databases read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

import msgspec

from passerelle.eligibility.meanings import Meanings
from passerelle.records.criteria import AllOf, AnyOf, Criterion, Node, Not, Operand, Role
from passerelle.records.gates import derived_areas, gate_of
from passerelle.records.model import Program

Origin = Literal["source", "gate", "area"]
Stated = Literal["all", "some", "none", "open-to-all"]


class Leaf(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="leaf"):
    """One condition on the answer to one question. A leaf of origin `gate` or `area` is derived and has no source."""

    id: str
    ask: str
    operator: str
    operand: Operand
    skill: str = "each"
    negated: bool = False
    or_equivalent: bool = False
    origin: Origin = "source"
    source: str | None = None


class All(msgspec.Struct, frozen=True, tag_field="kind", tag="all"):
    """Met when every part is met."""

    parts: tuple[Condition, ...]


class AnyPart(msgspec.Struct, frozen=True, tag_field="kind", tag="any"):
    """Met when any part is met."""

    parts: tuple[Condition, ...]


Condition = Leaf | All | AnyPart


class Requirements(msgspec.Struct, frozen=True, kw_only=True):
    """What a program asks of people in one role, and how much of its real rule the sources tell. `assets` help, but
    never decide."""

    program: str
    role: Role
    stated: Stated
    condition: All
    leaves: tuple[Leaf, ...]
    assets: tuple[Condition, ...] = ()


def leaves_of(condition: Condition) -> Iterator[Leaf]:
    """Every leaf of a condition, in order."""
    if isinstance(condition, Leaf):
        yield condition
        return
    for part in condition.parts:
        yield from leaves_of(part)


def as_data(condition: Condition, say: Callable[[Leaf], Any]) -> dict[str, Any]:
    """A condition as plain data, the form that is published; `say` gives the `sentence` of a leaf."""
    if isinstance(condition, Leaf):
        return {**msgspec.to_builtins(condition), "sentence": say(condition)}
    kind = "all" if isinstance(condition, All) else "any"
    return {"kind": kind, "parts": [as_data(part, say) for part in condition.parts]}


def requirements_of(program: Program, role: Role, meanings: Meanings) -> Requirements:
    """The normal form of a program's rule. Without a rule nothing is stated, but the gate and the places remain."""
    rule = program.eligibility.participant if role == "participant" else program.eligibility.mentor
    names = _Names()
    derived = _derived(program, meanings, names) if role == "participant" else ()
    authored = _normal(rule.root, names) if rule and rule.root else All(())
    condition = All((*derived, *(authored.parts if isinstance(authored, All) else (authored,))))
    return Requirements(
        program=program.id,
        role=role,
        stated=rule.stated if rule else "none",
        condition=condition,
        leaves=tuple(leaves_of(condition)),
        assets=tuple(_normal(node, names) for node in rule.assets) if rule else (),
    )


class _Names:
    """Gives each leaf of a rule its id, in order: its question, and from the second on a number."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def of(self, question: str) -> str:
        self._given[question] = number = self._given.get(question, 0) + 1
        return question if number == 1 else f"{question}-{number}"


def _derived(program: Program, meanings: Meanings, names: _Names) -> tuple[Leaf, ...]:
    gate, areas = gate_of(program), derived_areas(program)
    found: list[Leaf] = []
    if gate and meanings.gate:
        name = names.of(meanings.gate)
        found.append(Leaf(id=name, ask=meanings.gate, operator="includes_any", operand=gate.codes, origin="gate"))
    if areas:
        found.append(Leaf(id=names.of("area"), ask="area", operator="within", operand=areas, origin="area"))
    return tuple(found)


def _normal(node: Node, names: _Names, negated: bool = False) -> Condition:
    """A part of an authored rule, or its opposite."""
    if isinstance(node, Not):
        return _normal(node.part, names, not negated)
    if isinstance(node, Criterion):
        return _leaf(node, names, negated)
    assert isinstance(node, AllOf | AnyOf)
    parts = tuple([_normal(part, names, negated) for part in node.parts])
    return All(parts) if isinstance(node, AllOf) is not negated else AnyPart(parts)


def _leaf(criterion: Criterion, names: _Names, negated: bool) -> Condition:
    if criterion.operator == "between" and isinstance(criterion.operand, tuple):
        low, high = criterion.operand
        least = _plain_leaf(criterion, names, "at_least", low, negated)
        most = _plain_leaf(criterion, names, "at_most", high, negated)
        return AnyPart((least, most)) if negated else All((least, most))
    return _plain_leaf(criterion, names, criterion.operator, criterion.operand, negated)


def _plain_leaf(criterion: Criterion, names: _Names, operator: str, operand: Operand, negated: bool) -> Leaf:
    return Leaf(
        id=names.of(criterion.ask), ask=criterion.ask, operator=operator, operand=operand, skill=criterion.skill,
        negated=negated, or_equivalent=criterion.or_equivalent, source=criterion.source,
    )  # fmt: skip
