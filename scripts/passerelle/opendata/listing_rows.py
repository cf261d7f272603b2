"""Owns what stands in the tables of the listing: rows of cells in the order of their columns, None where not stated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial, wraps
from itertools import chain

import msgspec

from passerelle.opendata.eligibility_json import RuleFiles
from passerelle.opendata.publication import Publication, Record, each_written
from passerelle.opendata.tables import Row
from passerelle.records.criteria import Role
from passerelle.records.freshness import freshness
from passerelle.records.model import BroaderProgram, Component, Contact, Intake, Intensity, Organization, Program
from passerelle.records.text import Text
from passerelle.records.vocabularies import Vocabulary

TERM_FIELDS = {
    "aims": "aims",
    "audience": "audiences",
    "areas": "areas",
    "sectors": "sectors",
    "service_languages": "service-languages",
    "formats": "formats",
    "supports": "supports",
    "matching": "matching",
}
"""The vocabulary of each key of a record that lists codes."""
_NOWHERE = Contact()


def of_programs(
    rows: Callable[[Publication, Program], Iterator[Row]],
) -> Callable[[Publication], Iterator[Row]]:
    """The rows of every program in turn."""

    @wraps(rows)
    def of_each(publication: Publication) -> Iterator[Row]:
        return _of_each(rows.__name__, publication.catalog.programs, lambda one: rows(publication, one))

    return of_each


def _of_each(table: str, records: Mapping[str, Record], rows: Callable[[Record], Iterable[Row]]) -> Iterator[Row]:
    """The rows of every record in turn. What goes wrong with one is told with the table, the record and the field."""
    return chain.from_iterable(each_written(table, records, lambda one: list(rows(one))))


def vocabularies(publication: Publication) -> Iterator[Row]:
    """Every vocabulary."""
    return _of_each("vocabularies", _sorted(publication.catalog.vocabularies), _vocabulary)


def _vocabulary(one: Vocabulary) -> Iterator[Row]:
    yield (one.id, *_both(one.title), one.ordered)


def terms(publication: Publication) -> Iterator[Row]:
    """Every term, in the order of its vocabulary."""
    return _of_each("terms", _sorted(publication.catalog.vocabularies), _terms)


def _terms(one: Vocabulary) -> Iterator[Row]:
    for position, (code, term) in enumerate(one.terms.items(), 1):
        yield (one.id, code, position, *_both(term.label), *_both(term.description))


def term_within(publication: Publication) -> Iterator[Row]:
    """What every term lies in."""
    return _of_each("term_within", _sorted(publication.catalog.vocabularies), _term_within)


def _term_within(one: Vocabulary) -> Iterator[Row]:
    for code in one.terms:
        yield from ((one.id, code, wider) for wider in sorted({code} | one.ancestors(code)))


def organizations(publication: Publication) -> Iterator[Row]:
    """Every organization."""
    return _of_each("organizations", _sorted(publication.catalog.organizations), _organization)


def _organization(one: Organization) -> Iterator[Row]:
    yield (one.id, *_both(one.name), *_both(one.short_name), *_both(one.description), *_reached(one.contact))


def _sorted(records: Mapping[str, Record]) -> dict[str, Record]:
    return dict(sorted(records.items()))


@of_programs
def programs(publication: Publication, one: Program) -> Iterator[Row]:
    """Every program."""
    fresh = freshness(one, publication.today)
    contact, verified = one.contact or _NOWHERE, one.verification
    intensity = one.intensity or Intensity(0, "")
    yield (
        one.id, one.access_class, one.kind, one.status, fresh.state,
        fresh.evidence.isoformat() if fresh.evidence else None,
        *_both(one.name), one.name_fr_official, one.organization, *_both(one.summary), *_both(one.description),
        one.duration, *_both(one.duration_note), intensity.hours or None, intensity.per or None,
        one.cost.kind, one.cost.amount, *_both(one.cost.note),
        *_broader(one), one.host.relation if one.host else None, *_intake(one.intake),
        one.referral.reply_within_days if one.referral else None, *_reached(contact), *_both(contact.note),
        verified.by if verified else None, verified.on if verified else None, one.replaced_by,
        publication.page(one.id, "en"), publication.page(one.id, "fr"),
    )  # fmt: skip


def _broader(program: Program) -> Row:
    broader = program.embedded_in
    if isinstance(broader, BroaderProgram):
        return (broader.program, False, *_both(broader.name))
    return (None, broader == "self", None, None)


def _intake(intake: Intake | None) -> Row:
    if intake is None:
        return (None,) * 6
    return (intake.kind, *_both(intake.note), intake.opens, intake.closes, intake.starts)


@of_programs
def program_terms(_: Publication, program: Program) -> Iterator[Row]:
    """The codes of every program."""
    for field, vocabulary in TERM_FIELDS.items():
        yield from ((program.id, field, vocabulary, code) for code in getattr(program, field))


@of_programs
def program_organizations(_: Publication, program: Program) -> Iterator[Row]:
    """Partners and hosts."""
    hosts = program.host.organizations if program.host else ()
    for role, found in (("partner", program.partners), ("host", hosts)):
        yield from ((program.id, role, organization) for organization in found)


@of_programs
def sites(_: Publication, program: Program) -> Iterator[Row]:
    """Places of programs."""
    for position, one in enumerate(program.sites, 1):
        cells = (one.address, one.postal_code, one.phone, one.wheelchair, one.source)
        yield (program.id, position, *_both(one.name), *cells)


@of_programs
def components(_: Publication, program: Program) -> Iterator[Row]:
    """Parts of programs, each before its own parts."""
    return _parts(program.id, program.components, None)


def _parts(program: str, inside: tuple[Component, ...], around: str | None) -> Iterator[Row]:
    for position, one in enumerate(inside, 1):
        number = f"{around}.{position}" if around else str(position)
        yield (program, number, around, one.kind, *_both(one.name), one.duration, *_both(one.text), one.source)
        yield from _parts(program, one.components, number)


def rules(publication: Publication) -> Iterator[Row]:
    """The rule of every program in each role."""
    return _of_each("rules", publication.catalog.programs, partial(_rules, RuleFiles(publication)))


def _rules(files: RuleFiles, program: Program) -> Iterator[Row]:
    for role in _roles(program):
        held = files.requirements(program, role)
        yield (program.id, role, held.stated, msgspec.json.encode(held.condition).decode())


def criteria(publication: Publication) -> Iterator[Row]:
    """The conditions of every rule."""
    return _of_each("criteria", publication.catalog.programs, partial(_criteria, RuleFiles(publication)))


def _criteria(files: RuleFiles, program: Program) -> Iterator[Row]:
    for role in _roles(program):
        for leaf in files.requirements(program, role).leaves:
            said = files.sentences(leaf)
            operand = msgspec.json.encode(leaf.operand).decode()
            held = (leaf.id, leaf.ask, leaf.operator, operand, leaf.skill, leaf.negated, leaf.origin, leaf.source)
            yield (program.id, role, *held, said["en"], said["fr"])


def _roles(program: Program) -> tuple[Role, ...]:
    return ("participant", "mentor") if program.eligibility.mentor else ("participant",)


@of_programs
def steps(_: Publication, program: Program) -> Iterator[Row]:
    """The moves of entering and referring."""
    for way, moves in (("enter", program.how_to_enter), ("refer", program.referral and program.referral.steps)):
        for position, one in enumerate(moves or (), 1):
            yield (program.id, way, position, one.owner, *_both(one.text), one.source)


@of_programs
def results(_: Publication, program: Program) -> Iterator[Row]:
    """Results of programs."""
    for position, one in enumerate(program.results, 1):
        yield (program.id, position, *_both(one.text), one.value, one.unit, one.year, one.source)


@of_programs
def notes(_: Publication, program: Program) -> Iterator[Row]:
    """Notes of programs."""
    for position, one in enumerate(program.notes, 1):
        yield (program.id, position, one.about, *_both(one.text), one.source)


@of_programs
def sources(_: Publication, program: Program) -> Iterator[Row]:
    """Sources of programs."""
    for key, one in program.sources.items():
        published = None if one.published is None else str(one.published)
        yield (program.id, key, one.title, one.language, one.kind, one.url, published, one.approximate, one.read_on)


def _both(text: Text | None) -> tuple[str | None, str | None]:
    return (text.en, text.fr) if text else (None, None)


def _reached(contact: Contact | None) -> Row:
    return (contact.url, contact.phone, contact.email) if contact else (None, None, None)
