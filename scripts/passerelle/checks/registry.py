"""Owns the lists of checks and the order in which they run over a catalog."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial

from passerelle.checks.passages import (
    Pair,
    Passage,
    Sort,
    passages_of,
    passages_of_page,
    texts_of_lists,
    texts_of_record,
)
from passerelle.checks.readings import Readings
from passerelle.eligibility.meanings import Meanings
from passerelle.prose.local import LocalFacts
from passerelle.prose.pages import Page
from passerelle.records.catalog import Catalog
from passerelle.records.diagnostics import Problem, Where
from passerelle.records.model import Organization, Program, Record
from passerelle.records.text import Language, Text
from passerelle.records.walk import Part, parts_of
from passerelle.records.workers import PROCESSES, run_all


@dataclass(frozen=True)
class Context:
    """What a check may look at besides its record. What is worked out from the whole listing is so once, when needed."""

    catalog: Catalog
    today: date
    facts: LocalFacts | None = None
    pages: Mapping[tuple[Language, str], Page] = field(default_factory=dict)
    files: Collection[str] = ()
    """Paths of the authored pages, those too that cannot be read."""

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
PassageCheck = Callable[[Passage], Iterator[Problem]]
PairCheck = Callable[[Pair], Iterator[Problem]]

RECORD_CHECKS: list[RecordCheck] = []
PROGRAM_CHECKS: list[ProgramCheck] = []
LISTING_CHECKS: list[ListingCheck] = []
PASSAGE_CHECKS: list[PassageCheck] = []
PAIR_CHECKS: list[PairCheck] = []


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


def for_each_passage(check: PassageCheck) -> PassageCheck:
    """Run a check on every text of records, lists, questions and pages, one language at a time."""
    PASSAGE_CHECKS.append(check)
    return check


def for_each_pair(check: PairCheck) -> PairCheck:
    """Run a check on every text of records, lists and questions that is in both languages."""
    PAIR_CHECKS.append(check)
    return check


def run_checks(context: Context) -> Iterator[Problem]:
    """Every problem that the checks find in a catalog and its pages."""
    programs = list(context.catalog.programs.values())
    tasks = [partial(_of_programs, programs[start::PROCESSES], context) for start in range(PROCESSES)]
    for found in run_all(tasks, len(programs)):
        yield from found
    for organization in context.catalog.organizations.values():
        yield from check_organization(organization, context)
    yield from _of_texts(texts_of_lists(context.catalog))
    for page in context.pages.values():
        for passage in passages_of_page(page):
            for check in PASSAGE_CHECKS:
                yield from check(passage)
    for listing_check in LISTING_CHECKS:
        yield from listing_check(context)


def _of_programs(programs: Sequence[Program], context: Context) -> list[Problem]:
    return [problem for program in programs for problem in check_program(program, context)]


def check_program(program: Program, context: Context) -> Iterator[Problem]:
    """Every problem of one program, seen in its listing."""
    parts = parts_of(program)
    for check in RECORD_CHECKS:
        yield from check(program, parts, context)
    for program_check in PROGRAM_CHECKS:
        yield from program_check(program, parts, context)
    yield from _of_texts(texts_of_record(program.path, parts))


def check_organization(organization: Organization, context: Context) -> Iterator[Problem]:
    """Every problem of one organization, seen in its listing."""
    parts = parts_of(organization)
    for check in RECORD_CHECKS:
        yield from check(organization, parts, context)
    yield from _of_texts(texts_of_record(organization.path, parts))


def _of_texts(texts: Iterable[tuple[str, Where, Text, Sort]]) -> Iterator[Problem]:
    for path, where, text, sort in texts:
        for passage in passages_of(path, where, text, sort):
            for check in PASSAGE_CHECKS:
                yield from check(passage)
        if text.en and text.fr:
            pair = Pair(path, where, text.en, text.fr, sort)
            for pair_check in PAIR_CHECKS:
                yield from pair_check(pair)
