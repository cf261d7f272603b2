"""Owns the rules on closed lists: that every term is defined, that each is used, and that no two mean the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from passerelle.checks.passages import path_of, quoted
from passerelle.checks.registry import Context, for_the_listing
from passerelle.checks.sameness import same_words
from passerelle.records.diagnostics import Problem, rule
from passerelle.records.text import LANGUAGES
from passerelle.records.vocabularies import Vocabulary

ERROR_FROM = date(2027, 3, 1)
NEAR = rule("vocabulary/near-duplicate", "error", "No two terms of a list have the same words.", ERROR_FROM)
UNDEFINED = rule("vocabulary/undefined-term", "error", "Every term of a list says what it means.", ERROR_FROM)
UNUSED = rule("vocabulary/unused-term", "warning", "Records of a large listing use three quarters of a long list.")

FEWEST_PROGRAMS = 60
"""A smaller listing leaves much of every list unused, and the lists are the same for every city."""
FEWEST_TERMS = 8
"""A short list names everything that can be, such as kinds of cost: it stays whole."""
MOST_UNUSED = 0.25
"""A list may be a little ahead of its records."""
_MOST_SHOWN = 6
_OF_THE_MACHINE = frozenset({"access-classes", "freshness", "language-skills", "verdicts"})


@for_the_listing
def labels_differ(context: Context) -> Iterator[Problem]:
    """Two labels that differ only in accents, capitals, plural or order would be taken for one another."""
    for vocabulary in context.catalog.vocabularies.values():
        for language in LANGUAGES:
            first: dict[object, str] = {}
            for code, term in vocabulary.terms.items():
                label = term.label.get(language)
                if not label:
                    continue
                other = first.setdefault(same_words(label), code)
                if other != code:
                    message = f"terms.{code}.label.{language}: {quoted(label)} says the same as the label of `{other}`"
                    remedy = "make the labels differ, or use one of the two terms for both"
                    yield Problem(NEAR, path_of(vocabulary), ("terms", code, "label", language), message, remedy)


@for_the_listing
def terms_are_defined(context: Context) -> Iterator[Problem]:
    """A label alone is known to those who chose it."""
    for vocabulary in context.catalog.vocabularies.values():
        for code, term in vocabulary.terms.items():
            if term.description is None:
                remedy = "add `description: {en: …, fr: …}`, one sentence in plain words"
                yield Problem(UNDEFINED, path_of(vocabulary), ("terms", code), f"terms.{code}: no description", remedy)


@for_the_listing
def terms_are_used(context: Context) -> Iterator[Problem]:
    """A term that no record needs makes every editor read it, and may stand beside one that means the same."""
    catalog = context.catalog
    if len(catalog.programs) < FEWEST_PROGRAMS or not context.is_whole:
        return
    asked = {question.options for question in catalog.questions.questions.values()}
    written = b"\n".join(bytes(raw) for raw in catalog.authored.values())
    for vocabulary in catalog.vocabularies.values():
        if vocabulary.id not in asked | _OF_THE_MACHINE and len(vocabulary.terms) >= FEWEST_TERMS:
            yield from _unused_terms(vocabulary, written)


def _unused_terms(vocabulary: Vocabulary, written: bytes) -> Iterator[Problem]:
    """Terms whose code stands nowhere in records as JSON, where every code is in quotes: one problem for all."""
    unused = [f"`{code}`" for code in vocabulary.terms if f'"{code}"'.encode() not in written]
    if len(unused) >= len(vocabulary.terms) * MOST_UNUSED:
        shown = ", ".join(unused[:_MOST_SHOWN]) + (
            f" and {len(unused) - _MOST_SHOWN} more" if unused[_MOST_SHOWN:] else ""
        )
        remedy = "use them where they fit, or remove one that says the same as another"
        yield Problem(UNUSED, path_of(vocabulary), ("terms",), f"terms: no record uses {shown}", remedy)
