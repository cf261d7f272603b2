"""Owns how good the listing is, counted: what is known, how fresh it is, what can be opened, what is translated,
organization by organization."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from passerelle.records.criteria import criteria_of
from passerelle.records.freshness import freshness
from passerelle.records.model import Program
from passerelle.site.wording import Wording

MOST_ORGANIZATIONS = 100
"""How many organizations the page shows: those with the most to do."""
Test = Callable[[Program], bool]


def _has_rule(program: Program) -> bool:
    rule = program.eligibility.participant
    return bool(rule and rule.root and any(criteria_of(rule.root)))


def _is_rule_whole(program: Program) -> bool:
    rule = program.eligibility.participant
    return rule is not None and rule.stated in ("all", "open-to-all")


def _has_contact(program: Program) -> bool:
    contact = program.contact
    return bool(contact and (contact.url or contact.phone or contact.email))


def _has_phone(program: Program) -> bool:
    return bool((program.contact and program.contact.phone) or any(site.phone for site in program.sites))


KNOWN: dict[str, Test] = {
    "contact": _has_contact,
    "phone": _has_phone,
    "rule": _is_rule_whole,
    "enter": lambda program: bool(program.how_to_enter),
    "refer": lambda program: bool(program.referral and program.referral.steps),
    "duration": lambda program: bool(program.duration),
    "cost": lambda program: program.cost.kind != "unknown",
    "intake": lambda program: program.intake is not None,
}
"""What a visitor asks about a program, and whether its record knows it."""
LINKED: dict[str, Test] = {
    "page": lambda program: bool(program.contact and program.contact.url),
    "cited": lambda program: all(source.url for source in program.sources.values()),
}
"""What readers can open for themselves. Which addresses answer changes by the hour and is no part of a build: that is
what `passerelle links` tells."""
TRANSLATED: dict[str, Test] = {
    "whole": lambda program: not program.translation.pending,
    "current": lambda program: not program.translation.stale,
    "official": lambda program: program.name_fr_official,
}


@dataclass(frozen=True, slots=True)
class Measure:
    """How many of how many programs something is true of."""

    label: str
    count: int
    total: int

    @property
    def percent(self) -> int:
        """The share in whole percent, rounded down: a hundred is all of them."""
        return 100 * self.count // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class OrganizationQuality:
    """An organization's programs: how many, how many of them old, and how many things are not known of them."""

    name: Markup
    programs: int
    old: int
    missing: int


@dataclass(frozen=True, slots=True)
class Quality:
    """Everything that the page shows."""

    known: tuple[Measure, ...]
    fresh: tuple[Measure, ...]
    linked: tuple[Measure, ...]
    translated: tuple[Measure, ...]
    examples: Measure
    organizations: tuple[OrganizationQuality, ...]
    is_cut: bool


def quality_of(programs: Sequence[Program], today: date, wording: Wording) -> Quality:
    """How good the records of running and paused programs are as of a day."""
    words = wording.words["quality"]
    states = [freshness(program, today).state for program in programs]
    organizations = _organizations(programs, today, wording)
    ruled = [program for program in programs if _has_rule(program)]

    def measures(tests: dict[str, Test]) -> tuple[Measure, ...]:
        return tuple(Measure(words[name], sum(map(test, programs)), len(programs)) for name, test in tests.items())

    return Quality(
        known=measures(KNOWN),
        fresh=tuple(Measure(words[state], states.count(state), len(states)) for state in ("confirmed", "seen", "old")),
        linked=measures(LINKED),
        translated=measures(TRANSLATED),
        examples=Measure(words["examples"], sum(bool(program.examples) for program in ruled), len(ruled)),
        organizations=organizations[:MOST_ORGANIZATIONS],
        is_cut=len(organizations) > MOST_ORGANIZATIONS,
    )


def _organizations(programs: Sequence[Program], today: date, wording: Wording) -> tuple[OrganizationQuality, ...]:
    mine: dict[str, list[Program]] = {}
    for program in programs:
        mine.setdefault(program.organization, []).append(program)
    found = [
        OrganizationQuality(
            name=wording.name(wording.catalog.organizations[slug]),
            programs=len(theirs),
            old=sum(freshness(one, today).state == "old" for one in theirs),
            missing=sum(not test(one) for one in theirs for test in KNOWN.values()),
        )
        for slug, theirs in mine.items()
        if slug in wording.catalog.organizations
    ]
    return tuple(sorted(found, key=lambda one: (-one.old, -one.missing, one.name.striptags())))
