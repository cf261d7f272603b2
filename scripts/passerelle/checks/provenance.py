"""Owns the rules that a reader can tell where every fact is from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from passerelle.checks.registry import Context, for_each_program, for_each_record
from passerelle.records.diagnostics import Problem, Where, rule
from passerelle.records.model import Organization, Program, Record
from passerelle.records.walk import Part

UNUSED = rule("provenance/unused-source", "warning", "A source backs a fact of the record, or dates it.")
UNEXPLAINED = rule(
    "provenance/unexplained-status", "error", "A program that is paused, closed or not found says why, with a source."
)
UNPLACED = rule("provenance/unplaced-source", "warning", "A source that no address leads to says in a note what it is.")
ERROR_FROM = date(2027, 3, 1)
UNSOURCED = rule("provenance/unsourced-claim", "error", "A way in, a date and a phone number name their source.", ERROR_FROM)  # fmt: skip
TWICE = rule("provenance/same-source-twice", "error", "A source stands under one key.", ERROR_FROM)


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


@for_each_record
def sources_stand_once(record: Record, _: list[Part], __: Context) -> Iterator[Problem]:
    """The same page of the same date under two keys makes one proof look like two."""
    first: dict[tuple[object, ...], str] = {}
    for key, source in record.sources.items():
        address = source.url or source.address
        if address is None:
            continue
        other = first.setdefault((address, source.published, source.title), key)
        if other != key:
            message = f"sources.{key} is the same source as `{other}`"
            remedy = f"write `source: {other}` wherever `{key}` is named, and remove this one"
            yield Problem(TWICE, record.path, ("sources", key), message, remedy)


@for_each_record
def claims_have_sources(record: Record, _: list[Part], __: Context) -> Iterator[Problem]:
    """What the schema leaves open: a web address proves itself, a phone number, a date or a way in does not."""
    for where, claimed in _claims(record):
        message = f"{where[0]}: {claimed} without `source`"
        yield Problem(UNSOURCED, record.path, where, message, f"add `source:` under `{where[0]}:`, or remove the claim")


def _claims(record: Record) -> Iterator[tuple[Where, str]]:
    contact = record.contact
    if contact and contact.source is None and (contact.phone or contact.email):
        yield ("contact",), "a phone number or email"
    if isinstance(record, Organization):
        return
    referral, intake = record.referral, record.intake
    if referral and referral.source is None and (referral.who_may_refer or referral.documents):
        yield ("referral",), "who may refer, or what to send,"
    elif referral and referral.source is None and referral.reply_within_days is not None:
        yield ("referral",), "a time to reply"
    if intake and intake.source is None:
        yield ("intake",), "when one can start"


@for_each_program
def status_is_explained(program: Program, _: list[Part], __: Context) -> Iterator[Problem]:
    """A state other than running is a claim, and a claim carries a source."""
    if program.status != "running" and not any(note.about == "status" for note in program.notes):
        message = f"status: {program.status}, but no note about status says what happened"
        yield Problem(
            UNEXPLAINED, program.path, ("status",), message, "add `{about: status, text: …, source: …}` under `notes:`"
        )
