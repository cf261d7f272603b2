"""Owns telling errors that somebody made from those that only the calendar made: the site is built in spite of these.

An exception runs out, a new rule's day comes: the daily build must not stop for it, since nobody edited anything. What was
no error on the day of the newest commit becomes a warning. Without a history, every error stays one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from passerelle.checks.run import Checked, check_listing
from passerelle.history.repository import Repository
from passerelle.prose.local import LoadedFacts
from passerelle.records.diagnostics import Finding


def without_calendar_errors(checked: Checked, root: Path, today: date, local: LoadedFacts) -> Checked:
    """The same listing, its errors of the calendar turned into warnings."""
    if not checked.has_errors:
        return checked
    repository = Repository.of(root)
    committed = repository.newest_day() if isinstance(repository, Repository) else today
    if committed >= today:
        return checked
    before = {_mark(finding) for finding in check_listing(root, committed, local).findings if finding.level == "error"}
    findings = [
        replace(finding, level="warning") if finding.level == "error" and _mark(finding) not in before else finding
        for finding in checked.findings
    ]
    return replace(checked, findings=findings)


def _mark(finding: Finding) -> tuple[str, int, str, str]:
    return finding.path, finding.line, finding.rule, finding.message
