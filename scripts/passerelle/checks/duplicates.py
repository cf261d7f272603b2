"""Owns the rules that one program or organization has one record."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date

from passerelle.checks.registry import Context, for_the_listing
from passerelle.checks.sameness import same_words
from passerelle.records.diagnostics import Problem, rule
from passerelle.records.model import Organization, Program, Record

ERROR_FROM = date(2027, 3, 1)
PROGRAM = rule("duplicates/program", "error", "A program has one record.", ERROR_FROM)
ORGANIZATION = rule("duplicates/organization", "error", "An organization has one record.", ERROR_FROM)


@for_the_listing
def programs_are_there_once(context: Context) -> Iterator[Problem]:
    """The same organization with the same name, or the same page for the same kind of help, is the same program."""
    first: dict[Hashable, Program] = {}
    for program in context.catalog.programs.values():
        for why, key in _marks_of_program(program, context.catalog.organizations.get(program.organization)):
            other = first.setdefault(key, program)
            if other is not program and not _follow_one_another(program, other):
                message = f"this may be the program `{other.id}`: {why}"
                remedy = "join the two records and keep the other id in `former_ids`, or make their names differ"
                yield Problem(PROGRAM, program.path, ("name",), message, remedy)
                break


def _marks_of_program(program: Program, organization: Organization | None) -> Iterator[tuple[str, Hashable]]:
    """What tells a program from others. The home page of its organization is that of all its programs."""
    names = [program.name.en, program.name.fr, *program.other_names]
    for name in dict.fromkeys(filter(None, names)):
        yield "the same organization has a program of this name", (program.organization, same_words(name))
    page = _page_of(program)
    if "/" in page and page != (_page_of(organization) if organization else ""):
        yield "it has the same page, kind and access class", (page, program.kind, program.access_class)


def _follow_one_another(one: Program, other: Program) -> bool:
    """Whether one took the other's place: a successor often keeps the name and page."""
    return one.replaced_by == other.id or other.replaced_by == one.id


@for_the_listing
def organizations_are_there_once(context: Context) -> Iterator[Problem]:
    """The same name, or the same home page, is the same organization."""
    first: dict[Hashable, Record] = {}
    for organization in context.catalog.organizations.values():
        for why, key in _marks_of_organization(organization):
            other = first.setdefault(key, organization)
            if other is not organization:
                message = f"this may be the organization `{other.id}`: {why}"
                remedy = "join the two records and keep the other id in `former_ids`"
                yield Problem(ORGANIZATION, organization.path, ("name",), message, remedy)
                break


def _marks_of_organization(organization: Organization) -> Iterator[tuple[str, Hashable]]:
    names = [organization.name.en, organization.name.fr, *organization.former_names]
    for name in dict.fromkeys(filter(None, names)):
        yield "it has the same name", same_words(name)
    if _page_of(organization):
        yield "it has the same web page", _page_of(organization)


def _page_of(record: Record) -> str:
    """The address of a record's contact without what leads to the same page; empty where there is none."""
    url = record.contact.url if record.contact and record.contact.url else ""
    return url.removeprefix("https://").removeprefix("www.").rstrip("/").casefold()
