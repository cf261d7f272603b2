"""Owns the glossary: the terms of art of the field in both languages, and whether their French was seen anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from passerelle.prose.shapes import SHAPE, shaped
from passerelle.records.diagnostics import Problem, rule
from passerelle.records.text import Text

UNSOURCED = rule("prose/unsourced-term", "error", "A glossary term whose French is confirmed names where it was seen.")

GLOSSARY = "content/data/glossary.yml"
_ANCHOR = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A term and what it means. `source` is the address where the French term was seen; without one it is not
    confirmed."""

    term: Text
    definition: Text
    confirmed: bool
    source: str | None = None


Glossary = Mapping[str, Term]
"""Terms by their anchor on the glossary page."""


def read_glossary(data: Any, problems: list[Problem]) -> Glossary:
    """The terms of a file's data that can be used; problems are added for the others."""
    terms = data.get("terms") if isinstance(data, dict) and set(data) == {"terms"} else None
    if not isinstance(terms, dict):
        remedy = "write `terms:`, and below it each term under its anchor"
        problems.append(Problem(SHAPE, GLOSSARY, (), "this file is not a mapping of terms", remedy))
        return {}
    made = {name: shaped(GLOSSARY, ("terms", name), term, Term, problems) for name, term in terms.items()}
    glossary = {name: term for name, term in made.items() if term}
    problems.extend(_problems(glossary))
    return glossary


def _problems(glossary: Glossary) -> Iterator[Problem]:
    for name, term in glossary.items():
        if not _ANCHOR.fullmatch(name):
            remedy = "use small letters without accents, digits and hyphens, such as `bridge-training`"
            yield Problem(SHAPE, GLOSSARY, ("terms", name), f"an anchor cannot be {name}", remedy)
        if term.confirmed and term.source is None:
            remedy = "add `source:` with the address where the French term was seen, or write `confirmed: false`"
            yield Problem(UNSOURCED, GLOSSARY, ("terms", name), f"nothing says where {name} was confirmed", remedy)
