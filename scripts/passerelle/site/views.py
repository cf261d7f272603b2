"""Owns what a program's page and its line in a list show: records turned into words of one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from passerelle.records.freshness import Freshness, freshness
from passerelle.records.model import Component, Effect, Evidence, Intake, Program, Step
from passerelle.records.phrases import joined, worded_amount, worded_date, worded_duration, worded_month, worded_number
from passerelle.site.rules import Citations, RuleView, host_names, rule_views
from passerelle.site.wording import Coded, Wording


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled fact of the overview; `anchor` leads to where more of it stands."""

    label: str
    value: str
    note: Markup | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A step and who makes it."""

    owner: str
    text: Markup | None
    cited: Markup | None


@dataclass(frozen=True, slots=True)
class Part:
    """A component, with the parts inside it."""

    name: Markup | None
    meta: str
    duration_note: Markup | None
    text: Markup | None
    cited: Markup | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A sourced note, figure or effect."""

    label: str
    text: Markup | None
    cited: Markup | None
    inferred: Markup | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go."""

    name: Markup | None
    address: str
    phone: str
    wheelchair: str
    cited: Markup | None


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source in full."""

    anchor: str
    title: str
    url: str
    address: str
    kind: str
    published: str
    read_on: str
    note: Markup | None


@dataclass(frozen=True, slots=True)
class Card:
    """A program in a list."""

    address: str
    name: Markup
    organization: Markup | None
    access: Coded
    access_badge: Markup
    state_label: str
    state_badge: Markup
    summary: Markup | None
    areas: str
    kind: str
    cost: str
    languages: str


def card_of(program: Program, today: date, wording: Wording) -> Card:
    """A program's line in a list."""
    fresh = freshness(program, today)
    organization = wording.catalog.organizations.get(program.organization)
    access = wording.coded("access-classes", program.access_class)
    label = state_label(program, fresh, wording)
    return Card(
        address=f"programs/{program.id}/",
        name=wording.name(program),
        organization=wording.say(organization.short_name or organization.name) if organization else None,
        access=access,
        access_badge=wording.badge("access", access.code, access.label),
        state_label=label,
        state_badge=wording.badge("state", fresh.state if program.is_listed else program.status, label),
        summary=wording.say(program.summary),
        areas=wording.list_of("areas", program.areas),
        kind=wording.coded("kinds", program.kind).label,
        cost=wording.coded("costs", program.cost.kind).label,
        languages=wording.list_of("service-languages", program.service_languages),
    )


def state_label(program: Program, fresh: Freshness, wording: Wording) -> str:
    """How fresh a program is, in a word or two: "Last seen 2025", or its status where it is not running."""
    words = wording.words["freshness"]
    if not program.is_listed:
        return wording.coded("statuses", program.status).label
    if fresh.state == "confirmed" and program.verification:
        return str(words["confirmed"]).format(date=worded_date(program.verification.on, wording.language))
    if fresh.year is None:
        return str(words["undated"])
    return str(words[fresh.state]).format(year=fresh.year)


@dataclass(frozen=True, slots=True)
class Caution:
    """What a visitor must know before anything else."""

    kind: str
    title: str
    text: str


def caution_of(program: Program, fresh: Freshness, wording: Wording) -> Caution | None:
    """The caution of a program that is not plainly running and fresh."""
    words = wording.words["cautions"]
    if program.status != "running":
        chosen = words[program.status]
        return Caution(program.status, chosen["title"], chosen["text"])
    if fresh.state != "old":
        return None
    chosen = words["old"] if fresh.year else words["undated"]
    text = str(chosen["text"]).format(year=fresh.year)
    return Caution("old", chosen["title"], text)


def overview(program: Program, wording: Wording) -> tuple[Fact, ...]:
    """The facts a visitor scans first."""
    labels, language = wording.words["facts"], wording.language
    cost = wording.coded("costs", program.cost.kind).label
    if program.cost.amount is not None:
        cost = f"{cost}: {worded_amount(program.cost.amount, language)}"
    facts = [
        Fact(labels["kind"], wording.coded("kinds", program.kind).label),
        Fact(labels["audience"], wording.list_of("audiences", program.audience)),
        Fact(labels["areas"], wording.list_of("areas", program.areas)),
        Fact(labels["duration"], _time(program, wording), wording.say(program.duration_note)),
        Fact(labels["cost"], cost, wording.say(program.cost.note)),
        Fact(labels["languages"], wording.list_of("service-languages", program.service_languages)),
        Fact(labels["formats"], wording.list_of("formats", program.formats)),
        Fact(labels["sectors"], wording.list_of("sectors", program.sectors)),
        Fact(labels["intake"], _intake(program.intake, wording), wording.say(program.intake.note) if program.intake else None),
    ]
    return tuple(fact for fact in facts if fact.value or fact.note)


def _time(program: Program, wording: Wording) -> str:
    parts = [worded_duration(program.duration, wording.language)] if program.duration else []
    if program.intensity:
        hours = program.intensity.hours
        words = wording.words["intensity"]["one" if hours == 1 else "other"]
        period = wording.catalog.vocabularies["periods"].in_sentence(program.intensity.per, wording.language)
        parts.append(str(words).format(hours=worded_number(hours, wording.language), period=period))
    return ", ".join(parts)


def _intake(intake: Intake | None, wording: Wording) -> str:
    if intake is None:
        return ""
    words, language = wording.words["intake"], wording.language
    if intake.kind == "recurring":
        months = joined([worded_month(month, language) for month in intake.months], "standard", language)
        parts = [str(words["recurring"]).format(months=months) if months else ""]
        if intake.last_seen:
            parts.append(str(words["last_seen"]).format(date=worded_date(intake.last_seen, language)))
        return " ".join(part for part in parts if part)
    if intake.kind == "dated":
        dates = [(key, getattr(intake, key)) for key in ("opens", "closes", "starts")]
        return " ".join(str(words[key]).format(date=worded_date(day, language)) for key, day in dates if day)
    return str(words["continuous"])


def moves(steps: tuple[Step, ...], citations: Citations, wording: Wording) -> tuple[Move, ...]:
    """Steps with the name of whoever makes them."""
    owners = wording.catalog.vocabularies["owners"]
    return tuple(
        Move(owners.label(step.owner, wording.language), wording.say(step.text), citations.get(step.source))
        for step in steps
    )


def parts(components: tuple[Component, ...], citations: Citations, wording: Wording) -> tuple[Part, ...]:
    """Components, nested as they are."""
    return tuple(
        Part(
            name=wording.say(component.name),
            meta=_component_meta(component, wording),
            duration_note=wording.say(component.duration_note),
            text=wording.paragraphs(component.text),
            cited=citations.get(component.source),
            parts=parts(component.components, citations, wording),
        )
        for component in components
    )


def _component_meta(component: Component, wording: Wording) -> str:
    words = [wording.coded("kinds", component.kind).label] if component.kind else []
    if component.duration:
        words.append(worded_duration(component.duration, wording.language))
    return " · ".join(words)


def remarks(program: Program, citations: Citations, wording: Wording) -> tuple[Remark, ...]:
    """The notes of a record, each under what it is about."""
    return tuple(
        Remark(
            wording.coded("note-subjects", note.about).label,
            wording.say(note.text),
            citations.get(note.source),
        )
        for note in program.notes
    )


def results(program: Program, citations: Citations, wording: Wording) -> tuple[Remark, ...]:
    """Figures that sources report."""
    return tuple(
        Remark(str(result.year or ""), wording.say(result.text), citations.get(result.source))
        for result in program.results
    )


def effects(program: Program, citations: Citations, wording: Wording) -> tuple[Remark, ...]:
    """What joining or finishing changes, in words."""
    if program.after is None:
        return ()
    words = wording.words["effects"]
    joining = [(words["joining"], effect) for effect in program.after.joining]
    finishing = [(words["finishing"], effect) for effect in program.after.finishing]
    return tuple(_effect(label, effect, citations, wording) for label, effect in [*joining, *finishing])


def _effect(label: str, effect: Effect, citations: Citations, wording: Wording) -> Remark:
    words = wording.words["effects"]
    named = effect.adds or effect.raises or effect.reveals or ""
    subject = words["subjects"].get(named, named)
    if effect.raises:
        text = words["raises"].format(subject=subject, by=effect.by, up_to=effect.up_to)
    elif effect.reveals:
        text = words["reveals"].format(subject=subject)
    else:
        text = words["adds"].format(subject=subject, code=_added(effect, wording))
    return Remark(label, escape(text), citations.get(effect.source), wording.say(effect.inferred))


def _added(effect: Effect, wording: Wording) -> str:
    question = wording.catalog.questions.questions[effect.adds or ""]
    options = wording.catalog.vocabularies.get(question.options or "")
    known = options is not None and effect.code in options.terms
    return options.in_sentence(effect.code or "", wording.language) if options and known else effect.code or ""


def places(program: Program, citations: Citations, wording: Wording) -> tuple[Place, ...]:
    """Where the program is given."""
    return tuple(
        Place(
            name=wording.say(site.name),
            address=" ".join(part for part in (site.address, site.postal_code) if part),
            phone=site.phone or "",
            wheelchair=wording.coded("wheelchair", site.wheelchair).label,
            cited=citations.get(site.source),
        )
        for site in program.sites
    )


def source_views(program: Program, wording: Wording) -> tuple[SourceView, ...]:
    """The sources of a record, as it orders them."""
    return tuple(_source_view(key, source, wording) for key, source in program.sources.items())


def _source_view(key: str, source: Evidence, wording: Wording) -> SourceView:
    return SourceView(
        anchor=f"source-{key}",
        title=source.title,
        url=source.url or "",
        address=source.address or "",
        kind=wording.coded("source-kinds", source.kind).label,
        published=wording.published(source),
        read_on=worded_date(source.read_on, wording.language),
        note=wording.say(source.note),
    )


@dataclass(frozen=True, slots=True)
class ProgramView:
    """Everything that a program's page shows."""

    program: Program
    card: Card
    caution: Caution | None
    organization_contact: str
    partners: tuple[Markup, ...]
    description: Markup | None
    next_step: str
    overview: tuple[Fact, ...]
    rules: tuple[RuleView, ...]
    steps: tuple[Move, ...]
    referrers: str
    referral_steps: tuple[Move, ...]
    documents: tuple[str, ...]
    supports: str
    matching: str
    parts: tuple[Part, ...]
    effects: tuple[Remark, ...]
    results: tuple[Remark, ...]
    notes: tuple[Remark, ...]
    places: tuple[Place, ...]
    contact_note: Markup | None
    contact_cited: Markup | None
    sources: tuple[SourceView, ...]
    examples: tuple[Remark, ...]
    alternatives: tuple[Markup, ...]
    replaced_by: Card | None
    keywords: str


def program_view(program: Program, alternatives: tuple[Markup, ...], today: date, wording: Wording) -> ProgramView:
    """Everything that a program's page shows, as of a day."""
    fresh, citations = freshness(program, today), wording.citations(program.sources)
    catalog, referral, contact = wording.catalog, program.referral, program.contact
    organization = catalog.organizations.get(program.organization)
    successor = catalog.programs.get(program.replaced_by or "")
    found_partners = [catalog.organizations.get(partner) for partner in program.partners]
    return ProgramView(
        program=program,
        card=card_of(program, today, wording),
        caution=caution_of(program, fresh, wording),
        organization_contact=organization.contact.url or "" if organization and organization.contact else "",
        partners=tuple(wording.name(partner) for partner in found_partners if partner),
        description=wording.paragraphs(program.description),
        next_step=next_step(program, wording),
        overview=overview(program, wording),
        rules=rule_views(program, citations, wording),
        steps=moves(program.how_to_enter, citations, wording),
        referrers=wording.list_of("referrers", referral.who_may_refer) if referral else "",
        referral_steps=moves(referral.steps, citations, wording) if referral else (),
        documents=tuple(wording.labels("documents", referral.documents)) if referral else (),
        supports=wording.list_of("supports", program.supports),
        matching=wording.list_of("matching", program.matching),
        parts=parts(program.components, citations, wording),
        effects=effects(program, citations, wording),
        results=results(program, citations, wording),
        notes=remarks(program, citations, wording),
        places=places(program, citations, wording),
        contact_note=wording.say(contact.note) if contact else None,
        contact_cited=citations.get(contact.source) if contact else None,
        sources=source_views(program, wording),
        examples=examples(program, wording),
        alternatives=alternatives,
        replaced_by=card_of(successor, today, wording) if successor else None,
        keywords=keywords(program),
    )


def next_step(program: Program, wording: Wording) -> str:
    """What a visitor does next, from the access class and the relation to the host."""
    words = wording.words["next_step"]
    if not program.is_listed:
        return ""
    if program.host:
        return str(words[program.host.relation]).format(name=host_names(program.host.organizations, wording))
    if program.embedded_in in (None, "self"):
        return str(words["embedded-self" if program.embedded_in else "open-access"])
    return str(words["embedded"])


def examples(program: Program, wording: Wording) -> tuple[Remark, ...]:
    """Persons that the rule is tried with, and the verdict expected for each."""
    return tuple(
        Remark(wording.coded("verdicts", example.expect).label, wording.say(example.who), None) for example in program.examples
    )


def keywords(program: Program) -> str:
    """What search must also find but no page needs to show: other spellings of phone numbers."""
    phones = [program.contact.phone] if program.contact and program.contact.phone else []
    phones += [site.phone for site in program.sites if site.phone]
    spellings: list[str] = []
    for phone in phones:
        digits = phone.removeprefix("+1 ").split(" ext.")[0].split(" ")
        spellings += ["-".join(digits), "".join(digits)]
    return " ".join(dict.fromkeys(spellings))
