"""Owns what is told about a rule beside its findings: why it is there, a bad and a good example, and since when it counts.

The words are in explanations.yml; `passerelle rule` and docs/reference/rules.md show the same.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from textwrap import fill, indent

import msgspec

from passerelle.records.diagnostics import RULES, Rule, did_you_mean
from passerelle.records.source import read_source

FILE = Path(__file__).with_name("explanations.yml")
WIDTH = 100


class Explanation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a rule is there, and how breaking and keeping it looks."""

    why: str
    bad: str
    good: str


@cache
def explanations() -> dict[str, Explanation]:
    """The explanation of every rule, by its id. Raises ValueError if the file cannot be read."""
    _, data, problems = read_source(FILE.name, FILE.read_bytes())
    if problems:
        raise ValueError(f"{FILE.name}: {problems[0].message}")
    return msgspec.convert(data, dict[str, Explanation])


def level_in_words(rule: Rule, today: date) -> str:
    """How bad a breach is: "error", or "warning, an error from 2027-03-01"."""
    level = rule.level_on(today)
    return level if level == rule.level else f"{level}, an {rule.level} from {rule.error_from}"


def rule_as_text(rule: Rule, today: date) -> str:
    """A rule for somebody who met it in a finding."""
    told = explanations()[rule.id]
    parts = [
        f"{rule.id} ({level_in_words(rule, today)})",
        fill(rule.summary, WIDTH),
        fill(told.why, WIDTH),
        f"Bad:\n{indent(told.bad, '    ')}",
        f"Good:\n{indent(told.good, '    ')}",
        f"More: docs/reference/rules.md#{rule.anchor}",
    ]
    return "\n\n".join(parts)


def rules_as_text(today: date) -> str:
    """Every rule on a line: id, level, what must hold."""
    widest = max(map(len, RULES))
    lines = [f"{name:<{widest}}  {RULES[name].level_on(today):<7}  {RULES[name].summary}" for name in sorted(RULES)]
    return "\n".join(lines)


def nearest_rule(name: str) -> str:
    """What somebody may have meant who named a rule that there is not, as a question; else where the rules are."""
    return did_you_mean(name, RULES) or "`passerelle rule` names them all"
