"""Owns the lists of checks and the order in which they run over a catalog."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from passerelle.checks.readings import Readings
from passerelle.eligibility.meanings import Meanings
from passerelle.prose.local import LocalFacts
from passerelle.records.catalog import Catalog
from passerelle.records.diagnostics import Problem
from passerelle.records.model import Organization, Program, Record
from passerelle.records.walk import Part, parts_of


@dataclass(frozen=True)
class Context:
    """What a check may look at besides its record. What is worked out from the whole listing is so once, when needed."""

    catalog: Catalog
    today: date
    facts: LocalFacts | None = None

    @cached_property
    def meanings(self) -> Meanings:
        """What the codes of the listing mean to one another."""
        return Meanings.of(self.catalog)

    @cached_property
    def readings(self) -> Readings:
        """The rules of the listing's programs, read."""
        return Readings(self.meanings)

    @property
    def is_whole(self) -> bool:
        """Whether every program could be read, so that what only another program names is known."""
        return len(self.catalog.programs) == len(self.catalog.ids["programs"])


RecordCheck = Callable[[Record, list[Part], Context], Iterator[Problem]]
ProgramCheck = Callable[[Program, list[Part], Context], Iterator[Problem]]
ListingCheck = Callable[[Context], Iterator[Problem]]

RECORD_CHECKS: list[RecordCheck] = []
PROGRAM_CHECKS: list[ProgramCheck] = []
LISTING_CHECKS: list[ListingCheck] = []


def for_each_record(check: RecordCheck) -> RecordCheck:
    """Run a check on every program and organization, given the parts of it."""
    RECORD_CHECKS.append(check)
    return check


def for_each_program(check: ProgramCheck) -> ProgramCheck:
    """Run a check on every program, given the parts of it."""
    PROGRAM_CHECKS.append(check)
    return check


def for_the_listing(check: ListingCheck) -> ListingCheck:
    """Run a check once."""
    LISTING_CHECKS.append(check)
    return check


def run_checks(context: Context) -> Iterator[Problem]:
    """Every problem that the checks find in a catalog."""
    for program in context.catalog.programs.values():
        yield from _of_program(program, context)
    for organization in context.catalog.organizations.values():
        yield from _of_organization(organization, context)
    for check in LISTING_CHECKS:
        yield from check(context)


def _of_program(program: Program, context: Context) -> Iterator[Problem]:
    parts = parts_of(program)
    for check in RECORD_CHECKS:
        yield from check(program, parts, context)
    for program_check in PROGRAM_CHECKS:
        yield from program_check(program, parts, context)


def _of_organization(organization: Organization, context: Context) -> Iterator[Problem]:
    parts = parts_of(organization)
    for check in RECORD_CHECKS:
        yield from check(organization, parts, context)
