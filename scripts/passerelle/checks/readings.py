"""Owns reading a program's rule for checks: its normal form, part by part, with the field that each part stands in.

A rule that names what is not known is not read: that is reported elsewhere, and nothing can be decided with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from passerelle.checks.combinations import Combinations
from passerelle.checks.operands import can_be_asked, fits
from passerelle.eligibility.meanings import Meanings
from passerelle.eligibility.requirements import All, Condition, Leaf, Requirements, requirements_of
from passerelle.records.criteria import AllOf, AnyOf, Criterion, Node, Not, Role, Rule
from passerelle.records.diagnostics import Where
from passerelle.records.model import Program

ROLES: tuple[Role, ...] = ("participant", "mentor")


class RulePart(msgspec.Struct, frozen=True):
    """A part of a rule and its field. A range is one criterion and has two parts, its ends."""

    condition: Condition
    where: Where
    criterion: Criterion | None = None
    parts: tuple[RulePart, ...] = ()

    def leaves(self) -> Iterator[tuple[Leaf, Where]]:
        """Every leaf and the field of its criterion, in order."""
        if isinstance(self.condition, Leaf):
            yield self.condition, self.where
        for part in self.parts:
            yield from part.leaves()

    def needed(self) -> Iterator[tuple[Leaf, Where]]:
        """The leaves without which nobody meets this part: those with no `any` around them."""
        if isinstance(self.condition, Leaf):
            yield self.condition, self.where
        elif isinstance(self.condition, All):
            for part in self.parts:
                yield from part.needed()


class Reading(msgspec.Struct, frozen=True):
    """A rule as it counts in one role: what the record implies (`derived`), then what it says (`authored`)."""

    requirements: Requirements
    derived: tuple[Leaf, ...]
    authored: RulePart | None
    leaves: tuple[tuple[Leaf, Where], ...]
    """The leaves of what is authored, each with the field of its criterion."""


class Readings:
    """Reads the rules of a listing's programs. Checks ask for one program after the other: the last is kept."""

    def __init__(self, meanings: Meanings) -> None:
        self.meanings = meanings
        self.combinations = Combinations(meanings)
        self.are_sound = all(can_be_asked(name, meanings) for name in meanings.questions)
        self._fits: dict[tuple[Any, ...], bool] = {}
        self._last: tuple[Program | None, dict[Role, Reading]] = (None, {})

    def of(self, program: Program) -> dict[Role, Reading]:
        """The rules of a program that can be read, by role. A program without a rule still has what it implies."""
        if self._last[0] is not program:
            roles = ROLES if self.are_sound and _has_the_key_of_its_class(program) else ()
            found = ((role, self._read(program, role)) for role in roles)
            self._last = program, {role: reading for role, reading in found if reading}
        return self._last[1]

    def _read(self, program: Program, role: Role) -> Reading | None:
        requirements = requirements_of(program, role, self.meanings)
        if not all(map(self._is_sound, requirements.leaves)):
            return None
        parts = requirements.condition.parts
        derived = tuple(part for part in parts if isinstance(part, Leaf) and part.origin != "source")
        rule = program.eligibility.participant if role == "participant" else program.eligibility.mentor
        authored = _authored(rule, requirements, len(derived), ("eligibility", role)) if rule else None
        return Reading(requirements, derived, authored, tuple(authored.leaves()) if authored else ())

    def _is_sound(self, leaf: Leaf) -> bool:
        key = leaf.ask, leaf.operator, leaf.operand
        if key not in self._fits:
            self._fits[key] = fits(*key, self.meanings)
        return self._fits[key] and (leaf.ask != self.meanings.gate or leaf.origin == "gate")


def _has_the_key_of_its_class(program: Program) -> bool:
    """Whether the gate is the one that the access class implies."""
    keys = {"internal": program.host, "embedded": program.embedded_in}
    return all((key is not None) is (name == program.access_class) for name, key in keys.items())


def _authored(rule: Rule, requirements: Requirements, first: int, where: Where) -> RulePart | None:
    if rule.root is None:
        return None
    parts = requirements.condition.parts[first:]
    whole = type(requirements.condition)(parts) if isinstance(rule.root, AllOf) else parts[0]
    return _part(rule.root, whole, where)


def _part(node: Node, condition: Condition, where: Where) -> RulePart:
    """An authored part beside its normal form: both have the same parts in the same order, opposites aside."""
    while isinstance(node, Not):
        node, where = node.part, (*where, "not")
    if isinstance(node, Criterion):
        ends = () if isinstance(condition, Leaf) else condition.parts
        return RulePart(condition, where, node, tuple(RulePart(end, where) for end in ends))
    assert isinstance(node, AllOf | AnyOf)
    assert not isinstance(condition, Leaf)
    key = "all" if isinstance(node, AllOf) else "any"
    pairs = enumerate(zip(node.parts, condition.parts, strict=True))
    parts = tuple(_part(one, normal, (*where, key, place)) for place, (one, normal) in pairs)
    return RulePart(condition, where, None, parts)
