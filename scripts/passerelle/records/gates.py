"""Owns the gates that an access class implies: what one must belong to or be enrolled in before anything else.

Gates are derived, never authored. Source: the access classes of the 2012 Ottawa model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from passerelle.records.criteria import criteria_of
from passerelle.records.model import BroaderProgram, Program
from passerelle.records.text import Text


@dataclass(frozen=True, slots=True)
class Gate:
    """One must hold any of `codes`. `organizations` and `program` are ids; `name` is a program without a record."""

    kind: Literal["enrolled", "member", "employee", "client"]
    codes: tuple[str, ...]
    organizations: tuple[str, ...] = ()
    program: str | None = None
    name: Text | None = None


def gate_of(program: Program) -> Gate | None:
    """The gate of a program, or None where its class has none."""
    if isinstance(program.embedded_in, BroaderProgram):
        broader = program.embedded_in
        code = f"enrolled-in:{broader.program or f'{program.id}-host'}"
        return Gate("enrolled", (code,), program=broader.program, name=broader.name)
    if program.host and program.host.relation != "hosted":
        relation = program.host.relation
        codes = tuple(f"{relation}-of:{organization}" for organization in program.host.organizations)
        return Gate(relation, codes, organizations=program.host.organizations)
    return None


def derived_areas(program: Program) -> tuple[str, ...]:
    """The areas a participant must live in because the record names them, not because its rule does."""
    rule = program.eligibility.participant
    asked = rule and rule.root and any(criterion.ask == "area" for criterion in criteria_of(rule.root))
    return () if asked else program.areas
