"""Owns checking a whole listing: load it, run every check, apply the exceptions, place every problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from passerelle.checks import (
    access,
    bilingual,
    dates,
    duplicates,
    editorial,
    examples,
    identity,
    page_pairs,
    parity,
    plain,
    provenance,
    questions,
    references,
    rules,
    vocabulary,
    wording,
)
from passerelle.checks.exceptions import load_exceptions
from passerelle.checks.registry import Context, check_program, run_checks
from passerelle.prose.local import LoadedFacts, load_local_facts
from passerelle.prose.pages import load_pages
from passerelle.records.catalog import Catalog, load_catalog
from passerelle.records.diagnostics import Finding
from passerelle.records.model import Program
from passerelle.records.schema import Shapes
from passerelle.records.source import Source, place, read_source

MODULES = (
    identity, references, duplicates, bilingual, parity, page_pairs, dates, provenance, access, wording, editorial, plain,
    rules, questions, vocabulary, examples,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """A listing's catalog, what was found in it, how many files were read, and those of records by path."""

    catalog: Catalog
    findings: list[Finding]
    files: int
    sources: Mapping[str, Source] = field(repr=False)

    @property
    def has_errors(self) -> bool:
        """Whether anything found keeps the site from being built."""
        return any(finding.level == "error" for finding in self.findings)


def check_listing(root: Path, today: date, local: LoadedFacts | None = None) -> Checked:
    """Load and check the listing at a root, as on a day. Local facts are read unless they are given."""
    local = local or load_local_facts(root)
    loaded, pages, exceptions = load_catalog(root), load_pages(root), load_exceptions(root)
    problems = [
        *loaded.problems,
        *local.problems,
        *pages.problems,
        *run_checks(Context(loaded.catalog, today, local.facts, pages.pages, pages.sources.keys())),
    ]
    sources = {**loaded.sources, **local.sources, **pages.sources, **exceptions.sources}
    findings = place(exceptions.applied(problems, today), sources, today)
    return Checked(loaded.catalog, findings, len(sources), loaded.sources)


def check_one_program(path: str, raw: bytes, catalog: Catalog, shapes: Shapes, today: date) -> list[Finding]:
    """What is wrong with one program's file, read from its bytes, as a part of a listing that is loaded already.

    `shapes` hold the catalog's vocabularies. What only the whole listing shows (an id given out twice, two records of
    one program) is not looked for, and exceptions are not applied.
    """
    source, data, problems = read_source(path, raw)
    if data is not None:
        problems += shapes.problems("program", path, data)
    if data is not None and not any(problem.rule.level == "error" for problem in problems):
        *_, access_class, name = path.split("/")
        program = Program.of(name.removesuffix(".yml"), access_class, path, data)
        programs = {**catalog.programs, program.id: program}
        context = Context(replace(catalog, programs=programs), today)
        problems += check_program(program, context)
    return place(problems, {path: source}, today)
