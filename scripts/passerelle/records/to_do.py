"""Owns the mark of what is left to do in a file: a skeleton holds it, and no file that is published does."""

from __future__ import annotations

import re
from typing import Any

from passerelle.records.diagnostics import Problem, Where, field_name, rule
from passerelle.records.sentences import said

TO_DO = rule("record/to-do", "error", "Nothing is left to do: no value holds the mark `TODO`.")
MARK = "TODO"
_MARKED = re.compile(rf"\b{MARK}\b")
_HELP = f"replace {MARK} with what a source says, or take the key out if it is optional"


def to_dos(path: str, data: Any) -> list[Problem]:
    """Every value of a file that is still to do."""
    found: list[Problem] = []
    waiting: list[tuple[Where, Any]] = [((), data)]
    while waiting:
        where, value = waiting.pop()
        if isinstance(value, str) and _MARKED.search(value):
            found.append(Problem(TO_DO, path, where, said("to_do", name=field_name(where)), _HELP))
        elif isinstance(value, dict):
            waiting += [((*where, key), inside) for key, inside in value.items()]
        elif isinstance(value, list):
            waiting += [((*where, index), inside) for index, inside in enumerate(value)]
    return found
