"""Owns answers as a file holds them, in YAML or JSON: question id → code, number, month or list."""

from __future__ import annotations

from datetime import date
from typing import Any

from passerelle.eligibility.answers import read_answers
from passerelle.eligibility.meanings import Meanings
from passerelle.eligibility.person import Answers
from passerelle.records.source import place, read_source


class UnusableError(ValueError):
    """Something that was asked for cannot be used; the message has a line for each reason."""


def answers_of(name: str, raw: bytes, meanings: Meanings, today: date) -> tuple[Answers, list[str]]:
    """The answers in a file, and what contradicts others and is left out, in words.

    Raises UnusableError where the file cannot be read or an answer is impossible: nothing is guessed in its place.
    """
    answers, problems = read_answers(_mapping(name, raw), meanings, today)
    impossible = [f"{name}: {one.message}; {one.help}" for one in problems if not one.contradictory]
    if impossible:
        raise UnusableError("\n".join(impossible))
    return answers, [f"{name}: {one.message}; left out" for one in problems]


def _mapping(name: str, raw: bytes) -> dict[Any, Any]:
    source, data, problems = read_source(name, raw)
    found = place(problems, {name: source})
    if found:
        raise UnusableError(
            "\n".join(f"{one.path}:{one.line}:{one.column}: {one.message}; {one.help}" for one in found)
        )
    if not isinstance(data, dict):
        raise UnusableError(f"{name}: this is not a mapping of questions to answers, such as `area: ottawa`")
    return data
