"""Owns the sections of a program's page that repeat one thing: moves, parts, remarks, effects, places, sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from passerelle.records.model import Component, Effect, Evidence, Program, Step
from passerelle.records.phrases import worded_date, worded_duration
from passerelle.site.rules import Citations
from passerelle.site.wording import NOTHING, Wording


@dataclass(frozen=True, slots=True)
class Move:
    """A step and who makes it."""

    owner: str
    text: Markup
    cited: Markup


@dataclass(frozen=True, slots=True)
class Part:
    """A component, with the parts inside it."""

    name: Markup
    meta: str
    duration_note: Markup
    text: Markup
    cited: Markup
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A sourced note, figure or effect."""

    label: str
    text: Markup
    cited: Markup
    inferred: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go."""

    name: Markup
    address: str
    phone: str
    wheelchair: str
    cited: Markup


@dataclass(frozen=True, slots=True)
class OrganizationContact:
    """How to reach the organization of a program, as far as the program tells no way of its own; empty otherwise."""

    url: str = ""
    phone: str = ""
    note: Markup = NOTHING
    source: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source in full."""

    anchor: str
    title: Markup
    url: str
    address: str
    kind: str
    published: str
    read_on: str
    note: Markup


def moves(
    steps: tuple[Step, ...], citations: Citations, wording: Wording, person: str | None = None
) -> tuple[Move, ...]:
    """Steps with the name of whoever makes them; `person` names who wants to join, where the reader is somebody else."""
    named = {"person": person} if person else {}
    return tuple(
        Move(
            named.get(step.owner) or wording.coded("owners", step.owner).label,
            wording.say(step.text),
            citations[step.source],
        )
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
            cited=citations[component.source],
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
            citations[note.source],
        )
        for note in program.notes
    )


def results(program: Program, citations: Citations, wording: Wording) -> tuple[Remark, ...]:
    """Figures that sources report."""
    return tuple(
        Remark(str(result.year or ""), wording.say(result.text), citations[result.source]) for result in program.results
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
    return Remark(label, escape(text), citations[effect.source], wording.say(effect.inferred))


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
            cited=citations[site.source],
        )
        for site in program.sites
    )


def organization_contact(program: Program, wording: Wording) -> OrganizationContact:
    """What the organization's record gives where the program's gives no web page or no phone number."""
    organization = wording.catalog.organizations.get(program.organization)
    contact = organization.contact if organization else None
    if organization is None or contact is None:
        return OrganizationContact()
    url = "" if program.contact and program.contact.url else contact.url or ""
    if program.phones or not contact.phone:
        return OrganizationContact(url)
    source = wording.cited(organization.sources[contact.source]) if contact.source else NOTHING
    return OrganizationContact(url, contact.phone, wording.say(contact.note), source)


def source_views(sources: Mapping[str, Evidence], wording: Wording) -> tuple[SourceView, ...]:
    """Sources in full, as the record or file that holds them orders them."""
    return tuple(_source_view(key, source, wording) for key, source in sources.items())


def _source_view(key: str, source: Evidence, wording: Wording) -> SourceView:
    return SourceView(
        anchor=f"source-{key}",
        title=wording.title(source),
        url=source.url or "",
        address=source.address or "",
        kind=wording.coded("source-kinds", source.kind).label,
        published=wording.published(source),
        read_on=worded_date(source.read_on, wording.language),
        note=wording.say(source.note),
    )


def examples(program: Program, wording: Wording) -> tuple[Remark, ...]:
    """Persons that the rule is tried with, and the verdict expected for each."""
    return tuple(
        Remark(wording.coded("verdicts", example.expect).label, wording.say(example.who), NOTHING)
        for example in program.examples
    )
