"""Owns checking a whole listing: load it, run every check, place every problem."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from passerelle.checks import (
    access,
    bilingual,
    dates,
    examples,
    identity,
    provenance,
    questions,
    references,
    rules,
    wording,
)
from passerelle.checks.registry import Context, run_checks
from passerelle.prose.local import LoadedFacts, load_local_facts
from passerelle.prose.pages import load_pages
from passerelle.records.catalog import Catalog, load_catalog
from passerelle.records.diagnostics import Finding
from passerelle.records.source import place

MODULES = (identity, references, bilingual, dates, provenance, access, wording, rules, questions, examples)


@dataclass(frozen=True, slots=True)
class Checked:
    """A listing's catalog, what was found in it, and how many files were read."""

    catalog: Catalog
    findings: list[Finding]
    files: int

    @property
    def has_errors(self) -> bool:
        """Whether anything found keeps the site from being built."""
        return any(finding.level == "error" for finding in self.findings)


def check_listing(root: Path, today: date, local: LoadedFacts | None = None) -> Checked:
    """Load and check the listing at a root, as on a day. Local facts are read unless they are given."""
    local = local or load_local_facts(root)
    loaded, pages = load_catalog(root), load_pages(root)
    problems = [
        *loaded.problems,
        *local.problems,
        *pages.problems,
        *run_checks(Context(loaded.catalog, today, local.facts)),
    ]
    sources = {**loaded.sources, **local.sources, **pages.sources}
    return Checked(loaded.catalog, place(problems, sources), len(sources))
