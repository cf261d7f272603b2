"""Owns the typed model of a record. Data that fits the schemas converts without loss; nothing here reads or checks.

Structs mirror schemas/program.schema.json and schemas/organization.schema.json key by key, in the same order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self

import msgspec

from passerelle.records.criteria import Eligibility, Role, part_of_rule
from passerelle.records.text import Language, SourcedText, Text

AccessClass = Literal["embedded", "internal", "open-access"]
ACCESS_CLASSES: tuple[AccessClass, ...] = ("open-access", "embedded", "internal")


class Site(msgspec.Struct, frozen=True, kw_only=True):
    address: str
    source: str
    name: Text | None = None
    postal_code: str | None = None
    phone: str | None = None
    wheelchair: str = "unknown"


class Intensity(msgspec.Struct, frozen=True):
    hours: float
    per: str


class Cost(msgspec.Struct, frozen=True):
    """`amount` is in Canadian dollars."""

    kind: str
    amount: float | None = None
    note: Text | None = None


class Component(msgspec.Struct, frozen=True, kw_only=True):
    name: Text
    source: str
    kind: str | None = None
    duration: str | None = None
    duration_note: Text | None = None
    text: Text | None = None
    components: tuple[Component, ...] = ()


class BroaderProgram(msgspec.Struct, frozen=True):
    """The program that an embedded one is a part of: a record, or only a name."""

    program: str | None = None
    name: Text | None = None


class Host(msgspec.Struct, frozen=True):
    organizations: tuple[str, ...]
    relation: Literal["member", "employee", "client", "hosted"]


class Example(msgspec.Struct, frozen=True, kw_only=True):
    who: Text
    answers: dict[str, Any]
    expect: str
    role: Role = "participant"
    on: str | None = None
    because: tuple[str, ...] = ()


class Step(msgspec.Struct, frozen=True):
    """A move and who makes it."""

    owner: str
    text: Text
    source: str


class Referral(msgspec.Struct, frozen=True, kw_only=True):
    who_may_refer: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    documents: tuple[str, ...] = ()
    reply_within_days: int | None = None
    source: str | None = None


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    kind: Literal["continuous", "dated", "recurring"]
    source: str | None = None
    note: Text | None = None
    opens: str | None = None
    closes: str | None = None
    starts: str | None = None
    months: tuple[int, ...] = ()
    last_seen: str | int | None = None


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """What a program changes in a person's answers: adds a code, raises a level, or reveals one."""

    adds: str | None = None
    code: str | None = None
    raises: str | None = None
    by: int | None = None
    up_to: int | None = None
    reveals: str | None = None
    source: str | None = None
    inferred: Text | None = None


class After(msgspec.Struct, frozen=True):
    joining: tuple[Effect, ...] = ()
    finishing: tuple[Effect, ...] = ()


class Result(msgspec.Struct, frozen=True, kw_only=True):
    text: Text
    source: str
    value: float | None = None
    unit: str | None = None
    year: int | None = None


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    url: str | None = None
    phone: str | None = None
    email: str | None = None
    source: str | None = None
    note: Text | None = None


class Note(msgspec.Struct, frozen=True):
    about: str
    text: Text
    source: str


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A source that facts of a record come from. `language` is that of its title; `published` a year, month or day."""

    title: str
    kind: str
    read_on: str
    language: Language = "en"
    short: Text | None = None
    url: str | None = None
    address: str | None = None
    published: str | int | None = None
    approximate: bool = False
    note: Text | None = None


class Verification(msgspec.Struct, frozen=True):
    by: Literal["provider", "website"]
    on: str


class Translation(msgspec.Struct, frozen=True):
    pending: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


class Program(msgspec.Struct, frozen=True, kw_only=True):
    """A program record. `id`, `access_class` and `path` come from where its file lies."""

    id: str
    access_class: AccessClass
    path: str
    kind: str
    aims: tuple[str, ...]
    audience: tuple[str, ...]
    status: Literal["running", "paused", "closed", "not-found"]
    name: Text
    name_fr_official: bool = True
    other_names: tuple[str, ...] = ()
    organization: str
    partners: tuple[str, ...] = ()
    summary: Text
    description: Text | None = None
    areas: tuple[str, ...]
    sites: tuple[Site, ...] = ()
    sectors: tuple[str, ...] = ()
    service_languages: tuple[str, ...]
    formats: tuple[str, ...] = ()
    duration: str | None = None
    duration_note: Text | None = None
    intensity: Intensity | None = None
    cost: Cost
    supports: tuple[str, ...] = ()
    matching: tuple[str, ...] = ()
    components: tuple[Component, ...] = ()
    embedded_in: Literal["self"] | BroaderProgram | None = None
    host: Host | None = None
    eligibility: Eligibility
    examples: tuple[Example, ...] = ()
    how_to_enter: tuple[Step, ...]
    referral: Referral | None = None
    intake: Intake | None = None
    after: After | None = None
    results: tuple[Result, ...] = ()
    contact: Contact | None = None
    notes: tuple[Note, ...] = ()
    sources: dict[str, Evidence]
    verification: Verification | None = None
    review_every_months: int = 6
    translation: Translation = Translation()
    replaced_by: str | None = None
    former_ids: tuple[str, ...] = ()

    @classmethod
    def of(cls, slug: str, access_class: str, path: str, data: Mapping[str, Any]) -> Self:
        """The program that data of the shape `program` stands for."""
        return msgspec.convert(
            {**data, "id": slug, "access_class": access_class, "path": path}, cls, dec_hook=part_of_rule
        )

    @property
    def is_listed(self) -> bool:
        """Whether it stands in the default list: closed and untraced programs keep only their page."""
        return self.status in ("running", "paused")

    @property
    def phones(self) -> tuple[str, ...]:
        """The phone numbers that the record gives: the program's, then those of its places."""
        given = (self.contact.phone if self.contact else None, *(site.phone for site in self.sites))
        return tuple(phone for phone in given if phone)


class Organization(msgspec.Struct, frozen=True, kw_only=True):
    """An organization record. `id` and `path` come from where its file lies."""

    id: str
    path: str
    name: Text
    name_fr_official: bool = True
    short_name: Text | None = None
    former_names: tuple[str, ...] = ()
    description: Text
    government: bool = False
    contact: Contact | None = None
    joining: SourcedText | None = None
    sources: dict[str, Evidence]
    translation: Translation = Translation()
    former_ids: tuple[str, ...] = ()

    @classmethod
    def of(cls, slug: str, path: str, data: Mapping[str, Any]) -> Self:
        """The organization that data of the shape `organization` stands for."""
        return msgspec.convert({**data, "id": slug, "path": path}, cls)


Record = Program | Organization
