"""Owns rules, problems and findings: what can be wrong with a file, and where.

A `Problem` names a field; a `Finding` is the same problem with its line and column. Formatting them is for
`passerelle.checks.report`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Level = Literal["error", "warning"]
Where = tuple[str | int, ...]
"""A field as keys and indexes from the top of a file: ("sites", 0, "phone")."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must hold. `id` is stable for ever; `summary` is what the reference says about it.

    A new rule is a warning until `error_from`, so that a listing that was whole stays so while it is mended.
    """

    id: str
    level: Level
    summary: str
    error_from: date | None = None

    @property
    def anchor(self) -> str:
        """Fragment of the rule's entry in docs/reference/rules.md."""
        return self.id.replace("/", "-")

    @property
    def group(self) -> str:
        """What stands before the slash: what the rule is about."""
        return self.id.split("/")[0]

    def level_on(self, day: date) -> Level:
        """How bad a breach is on a day."""
        return "warning" if self.error_from and day < self.error_from else self.level


RULES: dict[str, Rule] = {}


def rule(name: str, level: Level, summary: str, error_from: date | None = None) -> Rule:
    """Declare a rule. Raises ValueError if the id is taken."""
    if name in RULES:
        raise ValueError(f"rule {name} is declared twice")
    RULES[name] = Rule(name, level, summary, error_from)
    return RULES[name]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the field `where` of the file `path`; `position` if it is known already."""

    rule: Rule
    path: str
    where: Where
    message: str
    help: str
    position: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A problem with its place: `line` and `column` count from 1; `excerpt` is the line as it stands."""

    path: str
    line: int
    column: int
    rule: str
    level: Level
    message: str
    help: str
    excerpt: str


def field_name(where: Where) -> str:
    """The field as a maintainer would write it: ("all", 1, "any_of") is all[1].any_of."""
    name = ""
    for part in where:
        name += f"[{part}]" if isinstance(part, int) else f".{part}" if name else part
    return name


def did_you_mean(word: str, known: object) -> str:
    """The nearest known word as a question, or an empty string. Capitals, spaces and hyphens make no difference."""
    from difflib import get_close_matches

    words = [str(item) for item in known] if hasattr(known, "__iter__") else []
    by_spelling = {_spelling(item): item for item in reversed(words)}
    near = get_close_matches(_spelling(word), by_spelling, n=1, cutoff=0.6)
    return f"did you mean `{by_spelling[near[0]]}`?" if near else ""


def _spelling(word: str) -> str:
    return word.strip().casefold().replace(" ", "-").replace("_", "-")
