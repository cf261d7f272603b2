"""Owns what a program's page shows, gathered from its parts: a record turned into words of one language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from passerelle.records.freshness import freshness
from passerelle.records.model import Program
from passerelle.site.cards import Card
from passerelle.site.overview import Caution, Fact, caution_of, later_caution, next_step, overview
from passerelle.site.preparation import Entrance, Preparation, Preparing, entrances, preparations
from passerelle.site.rules import RuleView, rule_views
from passerelle.site.sections import (
    Move,
    OrganizationContact,
    Part,
    Place,
    Remark,
    SourceView,
    effects,
    examples,
    moves,
    organization_contact,
    parts,
    places,
    remarks,
    results,
    source_views,
)
from passerelle.site.wording import NOTHING, Wording

SELF = "self"
"""The code of referrers that stands for the person who wants to join."""


@dataclass(frozen=True, slots=True)
class ProgramView:
    """Everything that a program's page shows."""

    program: Program
    card: Card
    caution: Caution | None
    later_caution: tuple[str, Caution] | None
    organization_contact: OrganizationContact
    partners: tuple[Markup, ...]
    description: Markup
    next_step: str
    overview: tuple[Fact, ...]
    rules: tuple[RuleView, ...]
    preparations: tuple[Preparation, ...]
    entrances: tuple[Entrance, ...]
    steps: tuple[Move, ...]
    referrers: str
    referral_steps: tuple[Move, ...]
    documents: tuple[str, ...]
    supports: str
    sectors: str
    matching: str
    parts: tuple[Part, ...]
    effects: tuple[Remark, ...]
    results: tuple[Remark, ...]
    notes: tuple[Remark, ...]
    places: tuple[Place, ...]
    contact_note: Markup
    contact_cited: Markup
    sources: tuple[SourceView, ...]
    examples: tuple[Remark, ...]
    alternatives: tuple[Markup, ...]
    prepares: tuple[Card, ...]
    replaced_by: Card | None
    keywords: str


def program_view(
    program: Program,
    alternatives: tuple[Markup, ...],
    prepares: tuple[Card, ...],
    preparing: Preparing,
    card: Callable[[str], Card],
    today: date,
    wording: Wording,
) -> ProgramView:
    """Everything that a program's page shows, as of a day. `card` gives a program's card by its id."""
    fresh, citations = freshness(program, today), wording.citations(program.sources)
    catalog, referral, contact = wording.catalog, program.referral, program.contact
    found_partners = [catalog.organizations.get(partner) for partner in program.partners]
    return ProgramView(
        program=program,
        card=card(program.id),
        caution=caution_of(program, fresh, today, wording),
        later_caution=later_caution(program, today, wording),
        organization_contact=organization_contact(program, wording),
        partners=tuple(wording.name(partner) for partner in found_partners if partner),
        description=wording.paragraphs(program.description),
        next_step=next_step(program, wording),
        overview=overview(program, wording),
        rules=rule_views(program, citations, wording),
        preparations=preparations(program, preparing, card, wording),
        entrances=entrances(program, wording),
        steps=moves(program.how_to_enter, citations, wording),
        referrers=referrers(referral.who_may_refer, wording) if referral else "",
        referral_steps=moves(referral.steps, citations, wording, wording.words["program"]["person"])
        if referral
        else (),
        documents=tuple(wording.labels("documents", referral.documents)) if referral else (),
        supports=wording.list_of("supports", program.supports),
        sectors=wording.list_of("sectors", program.sectors),
        matching=wording.list_of("matching", program.matching),
        parts=parts(program.components, citations, wording),
        effects=effects(program, citations, wording),
        results=results(program, citations, wording),
        notes=remarks(program, citations, wording),
        places=places(program, citations, wording),
        contact_note=wording.say(contact.note) if contact else NOTHING,
        contact_cited=citations[contact.source] if contact else NOTHING,
        sources=source_views(program.sources, wording),
        examples=examples(program, wording),
        alternatives=alternatives,
        prepares=prepares,
        replaced_by=card(program.replaced_by) if program.replaced_by else None,
        keywords=keywords(program),
    )


def referrers(codes: tuple[str, ...], wording: Wording) -> str:
    """Who may refer, and whether people need that; both the person and a counsellor read it."""
    words, others = wording.words["program"], tuple(code for code in codes if code != SELF)
    if SELF not in codes:
        return wording.list_of("referrers", others)
    return f"{wording.list_of('referrers', others)}. {words['also_self']}" if others else str(words["nobody_refers"])


def keywords(program: Program) -> str:
    """What search must also find but no page needs to show: other spellings of phone numbers."""
    spellings: list[str] = []
    for phone in program.phones:
        digits = phone.removeprefix("+1 ").split(" ext.")[0].split(" ")
        spellings += ["-".join(digits), "".join(digits)]
    return " ".join(dict.fromkeys(spellings))
