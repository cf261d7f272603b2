"""Owns exceptions: findings that a listing puts up with, each with its reason and its last day, in a data file.

What keeps a file from being read, or a code from leading anywhere, cannot be excepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from passerelle.records.diagnostics import RULES, Problem, Where, did_you_mean, field_name, rule
from passerelle.records.source import Source, read_source

FILE = "content/data/exceptions.yml"
SHAPE = rule("exceptions/wrong-shape", "error", "An exception names a rule, a file, a reason and a last day.")
EXPIRED = rule("exceptions/expired", "error", "An exception has not run out.")
UNNEEDED = rule("exceptions/unneeded", "error", "An exception is for something that is still found.")

NEVER = frozenset({"yaml", "schema", "listing", "identity", "references", "class", "prose", "exceptions"})
"""Groups of rules without exceptions: what breaks them cannot be shown."""
_KEYS = ("rule", "file", "field", "reason", "until")
_EXAMPLE = "{rule: plain/long-sentence, file: programs/…, reason: …, until: 2027-06-30}"


@dataclass(frozen=True, slots=True)
class Exemption:
    """One exception. Without `field` it covers the whole file; a field covers what lies in it."""

    rule: str
    file: str
    field: str
    until: date
    where: Where

    def covers(self, problem: Problem) -> bool:
        """Whether a problem is what the exception is for."""
        if problem.rule.id != self.rule or problem.path != self.file:
            return False
        name = field_name(problem.where)
        return not self.field or name == self.field or name.startswith((f"{self.field}.", f"{self.field}["))


@dataclass(frozen=True, slots=True)
class LoadedExceptions:
    """The exceptions of a listing, their file, and what is wrong with it."""

    exemptions: Sequence[Exemption]
    sources: dict[str, Source]
    problems: Sequence[Problem]

    def applied(self, problems: Iterable[Problem], today: date) -> list[Problem]:
        """The problems that no exception covers, and those of the exceptions themselves."""
        alive = [exemption for exemption in self.exemptions if exemption.until >= today]
        needed: set[Where] = set()
        left: list[Problem] = []
        for problem in problems:
            covering = [exemption.where for exemption in alive if exemption.covers(problem)]
            needed.update(covering)
            if not covering:
                left.append(problem)
        return [*left, *self.problems, *self._idle(needed, today)]

    def _idle(self, needed: set[Where], today: date) -> Iterator[Problem]:
        for exemption in self.exemptions:
            name = field_name(exemption.where)
            if exemption.until < today:
                message = f"{name}: ran out on {exemption.until}"
                yield Problem(
                    EXPIRED, FILE, (*exemption.where, "until"), message, "mend what it excused, and remove it"
                )
            elif exemption.where not in needed:
                message = f"{name}: `{exemption.rule}` is not found in {exemption.file}"
                yield Problem(UNNEEDED, FILE, exemption.where, message, "remove it")


def load_exceptions(root: Path) -> LoadedExceptions:
    """Read the exceptions of the listing at a root; a listing without the file has none."""
    file = root / FILE
    if not file.is_file():
        return LoadedExceptions((), {}, ())
    source, data, problems = read_source(FILE, file.read_bytes())
    found: list[Exemption] = []
    if not problems:
        entries = data.get("exceptions") if isinstance(data, dict) else None
        if not isinstance(entries, list) or set(data) != {"exceptions"}:
            message = "this file is not a list of exceptions"
            problems = [Problem(SHAPE, FILE, (), message, f"write `exceptions:`, and below it `- {_EXAMPLE}`", (1, 1))]
        else:
            for index, entry in enumerate(entries):
                faults = list(_faults(("exceptions", index), entry))
                problems += faults
                found += [] if faults else [_exemption(("exceptions", index), entry)]
    return LoadedExceptions(found, {FILE: source}, problems)


def _exemption(where: Where, entry: dict[str, str]) -> Exemption:
    until = date.fromisoformat(entry["until"])
    return Exemption(entry["rule"], entry["file"], entry.get("field", ""), until, where)


def _faults(where: Where, entry: Any) -> Iterator[Problem]:
    name = field_name(where)
    if not isinstance(entry, dict) or not all(isinstance(value, str) and value for value in entry.values()):
        yield Problem(SHAPE, FILE, where, f"{name} is not what is expected here", f"write {_EXAMPLE}")
        return
    for key in entry:
        if key not in _KEYS:
            remedy = did_you_mean(key, _KEYS) or f"use one of: {', '.join(_KEYS)}"
            yield Problem(SHAPE, FILE, (*where, key), f"{name}.{key} is not a key of this place", remedy)
    for key in _KEYS:
        if key not in entry and key != "field":
            yield Problem(SHAPE, FILE, where, f"{name}.{key} is missing", f"add `{key}:`")
    yield from _rule_faults(where, entry.get("rule"))
    if "until" in entry and not _is_day(entry["until"]):
        message = f"{name}.until: {entry['until']} is not a day of the calendar"
        yield Problem(SHAPE, FILE, (*where, "until"), message, "write a day such as 2027-06-30")


def _rule_faults(where: Where, named: str | None) -> Iterator[Problem]:
    name = field_name((*where, "rule"))
    if named is not None and named not in RULES:
        remedy = did_you_mean(named, RULES) or "name a rule of docs/reference/rules.md"
        yield Problem(SHAPE, FILE, (*where, "rule"), f"{name}: there is no rule `{named}`", remedy)
    elif named is not None and RULES[named].group in NEVER:
        message = f"{name}: `{named}` has no exceptions"
        yield Problem(SHAPE, FILE, (*where, "rule"), message, "mend what it finds, and remove this")


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return len(written) == len("2027-06-30")
