"""Owns the rules that a reader can tell where every fact is from."""

from __future__ import annotations

from collections.abc import Iterator

from passerelle.checks.registry import Context, for_each_program, for_each_record
from passerelle.records.diagnostics import Problem, rule
from passerelle.records.model import Program, Record
from passerelle.records.walk import Part

UNUSED = rule("provenance/unused-source", "warning", "A source backs a fact of the record, or dates it.")
UNEXPLAINED = rule(
    "provenance/unexplained-status", "error", "A program that is paused, closed or not found says why, with a source."
)
UNPLACED = rule("provenance/unplaced-source", "warning", "A source that no address leads to says in a note what it is.")


@for_each_program
def sources_are_used(program: Program, parts: list[Part], _: Context) -> Iterator[Problem]:
    """A source without a date that no fact names tells a reader nothing."""
    used = {getattr(part, "source", None) for _, part in parts}
    for key, source in program.sources.items():
        if key not in used and source.published is None:
            message = f"sources.{key} is not named by any fact and carries no date"
            yield Problem(UNUSED, program.path, ("sources", key), message, "name it where it is used, or remove it")


@for_each_record
def sources_can_be_found(record: Record, _: list[Part], __: Context) -> Iterator[Problem]:
    """Without an address, a note tells what the source is."""
    for key, source in record.sources.items():
        if source.url is None and source.address is None and source.note is None:
            message = f"sources.{key} has neither url, address nor note"
            yield Problem(
                UNPLACED, record.path, ("sources", key), message, "add its address, or a note that says what it is"
            )


@for_each_program
def status_is_explained(program: Program, _: list[Part], __: Context) -> Iterator[Problem]:
    """A state other than running is a claim, and a claim carries a source."""
    if program.status != "running" and not any(note.about == "status" for note in program.notes):
        message = f"status: {program.status}, but no note about status says what happened"
        yield Problem(
            UNEXPLAINED, program.path, ("status",), message, "add `{about: status, text: …, source: …}` under `notes:`"
        )
