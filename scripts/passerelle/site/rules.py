"""Owns what a page shows of a rule: its gate, each criterion as a sentence with its source, and what stays open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from passerelle.records.criteria import AllOf, AnyOf, Criterion, Node, Not, Role, Rule
from passerelle.records.gates import Gate, derived_areas, gate_of
from passerelle.records.model import Program
from passerelle.records.phrases import joined
from passerelle.records.text import Text
from passerelle.site.wording import NOTHING, Coded, Wording


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion, or a group of them. A derived one is marked, since no source words it."""

    kind: Literal["criterion", "any", "all", "not"]
    sentence: str = ""
    cited: Markup = NOTHING
    or_equivalent: bool = False
    derived: bool = False
    is_level: bool = False
    parts: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What only the program can judge."""

    text: Markup
    cited: Markup


@dataclass(frozen=True, slots=True)
class GateView:
    """What one must belong to first: a sentence, and the program or organizations it names."""

    sentence: str
    program_address: str = ""


@dataclass(frozen=True, slots=True)
class RuleView:
    """Who may join in one role."""

    role: Role
    stated: Coded
    gate: GateView | None
    lines: tuple[Line, ...]
    assets: tuple[Line, ...]
    decisions: tuple[Decision, ...]


Citations = Mapping[str | None, Markup]


def rule_views(program: Program, citations: Citations, wording: Wording) -> tuple[RuleView, ...]:
    """The rules of a program, participants first."""
    rules: tuple[tuple[Role, Rule | None], ...] = (
        ("participant", program.eligibility.participant),
        ("mentor", program.eligibility.mentor),
    )
    return tuple(_rule_view(program, role, rule, citations, wording) for role, rule in rules if rule)


def _rule_view(program: Program, role: Role, rule: Rule, citations: Citations, wording: Wording) -> RuleView:
    root = rule.root
    nodes = root.parts if isinstance(root, AllOf) else (root,) if root else ()
    lines = tuple(_line(node, citations, wording) for node in nodes)
    gate = gate_of(program) if role == "participant" else None
    if role == "participant":
        lines += _area_line(program, wording)
    return RuleView(
        role=role,
        stated=wording.coded("stated", rule.stated),
        gate=gate_view(gate, wording) if gate else None,
        lines=lines,
        assets=tuple(_line(node, citations, wording) for node in rule.assets),
        decisions=tuple(Decision(wording.say(item.text), citations[item.source]) for item in rule.program_decides),
    )


def _area_line(program: Program, wording: Wording) -> tuple[Line, ...]:
    areas = derived_areas(program)
    if not areas:
        return ()
    criterion = Criterion(ask="area", operator="within", operand=areas, source="")
    return (Line("criterion", wording.sentence(criterion), derived=True),)


def _line(node: Node, citations: Citations, wording: Wording) -> Line:
    if isinstance(node, Criterion):
        is_level = wording.catalog.questions.questions[node.ask].type == "level"
        return Line("criterion", wording.sentence(node), citations[node.source], node.or_equivalent, is_level=is_level)
    if isinstance(node, Not):
        return Line("not", parts=(_line(node.part, citations, wording),))
    kind: Literal["any", "all"] = "any" if isinstance(node, AnyOf) else "all"
    return Line(kind, parts=tuple(_line(part, citations, wording) for part in getattr(node, "parts", ())))


def gate_view(gate: Gate, wording: Wording) -> GateView:
    """A gate in words."""
    words = wording.words["gates"]
    if gate.kind == "enrolled":
        broader = wording.catalog.programs.get(gate.program or "")
        name = (broader.name if broader else gate.name) or Text()
        address = f"programs/{broader.id}/" if broader else ""
        return GateView(words["enrolled"].format(name=name.nearest(wording.language)[0]), address)
    return GateView(words[gate.kind].format(name=host_names(gate.organizations, wording)))


def host_names(slugs: tuple[str, ...], wording: Wording) -> str:
    """The names of organizations, any of which will do: "A, B or C"."""
    hosts = [wording.catalog.organizations.get(slug) for slug in slugs]
    return joined([host.name.nearest(wording.language)[0] for host in hosts if host], "or", wording.language)
