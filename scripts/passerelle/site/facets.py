"""Owns the facets that programs are narrowed by: their names, where their words come from, which values a program has.

Must not know pages. A value is a code; a program without any value of a facet stands under none of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from passerelle.records.catalog import Catalog
from passerelle.records.criteria import AllOf, AnyOf, Criterion, Node
from passerelle.records.model import Program

NO_LEVEL = "none"
"""The value of a program whose rule names no level in English or French."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow programs. `vocabulary` holds the labels of its values; empty where the interface words them."""

    name: str
    vocabulary: str
    values: Callable[[Program], tuple[str, ...]]


@dataclass(frozen=True)
class Facets:
    """The facets of a listing, in the order shown. One for a listing: it keeps the levels that rules name."""

    catalog: Catalog

    @property
    def all(self) -> tuple[Facet, ...]:
        """Every facet."""
        return (
            Facet("access", "access-classes", lambda program: (program.access_class,)),
            Facet("area", "areas", lambda program: program.areas),
            Facet("kind", "kinds", lambda program: (program.kind,)),
            Facet("language", "service-languages", lambda program: program.service_languages),
            Facet("level", "", lambda program: (self.level(program),)),
            Facet("sector", "sectors", lambda program: program.sectors),
            Facet("cost", "costs", lambda program: (program.cost.kind,)),
            Facet("status", "statuses", lambda program: (program.status,)),
        )

    def codes(self, facet: Facet) -> tuple[str, ...]:
        """Every value of a facet, in the order of its vocabulary; levels rise."""
        if facet.vocabulary:
            return tuple(self.catalog.vocabularies[facet.vocabulary].terms)
        found = {*self._levels.values()} - {NO_LEVEL}
        return (NO_LEVEL, *sorted(found, key=int))

    def level(self, program: Program) -> str:
        """The level in English or French that nobody gets in without, as a number of the CLB or NCLC; NO_LEVEL where the
        rule names none, or leaves a way around it."""
        return self._levels[program.id]

    @cached_property
    def _levels(self) -> dict[str, str]:
        return {slug: self._level(program) for slug, program in self.catalog.programs.items()}

    def _level(self, program: Program) -> str:
        rule = program.eligibility.participant
        level = self._least(rule.root) if rule and rule.root else 0
        return str(level) if level else NO_LEVEL

    def _least(self, node: Node) -> int:
        if isinstance(node, AllOf):
            return max((self._least(part) for part in node.parts), default=0)
        if isinstance(node, AnyOf):
            return min((self._least(part) for part in node.parts), default=0)
        return self._named(node) if isinstance(node, Criterion) else 0

    def _named(self, criterion: Criterion) -> int:
        question = self.catalog.questions.questions.get(criterion.ask)
        if question is None or question.type != "level":
            return 0
        least = criterion.operand[0] if isinstance(criterion.operand, tuple) else criterion.operand
        return int(least) if criterion.operator in ("at_least", "between") and isinstance(least, int | float) else 0
