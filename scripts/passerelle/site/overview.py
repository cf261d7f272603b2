"""Owns the top of a program's page: what to know before anything else, the facts scanned first, the next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from passerelle.records.criteria import criteria_of
from passerelle.records.freshness import Freshness, is_old, later, newest
from passerelle.records.model import Intake, Program
from passerelle.records.phrases import (
    joined,
    worded_amount,
    worded_date,
    worded_duration,
    worded_month,
    worded_number,
)
from passerelle.site.rules import host_names
from passerelle.site.wording import NOTHING, Wording


@dataclass(frozen=True, slots=True)
class Caution:
    """What a visitor must know before anything else."""

    kind: str
    title: str
    text: str


def caution_of(program: Program, fresh: Freshness, today: date, wording: Wording) -> Caution | None:
    """The caution of a program that is not plainly running and fresh, or whose rules are old."""
    words = wording.words["cautions"]
    if program.status != "running":
        chosen = words[program.status]
        return Caution(program.status, chosen["title"], chosen["text"])
    rules = _rules_from(program, today, wording)
    if fresh.state != "old":
        return Caution("old-rules", words["old_rules"]["title"], rules) if rules else None
    chosen = words["old"] if fresh.year else words["undated"]
    title = words["call" if program.phones else "ask"]
    return Caution("old", title, f"{chosen['text']} {rules}".format(year=fresh.year).strip())


def later_caution(program: Program, today: date, wording: Wording) -> tuple[str, Caution] | None:
    """The caution that a program which has none today gets with time, and the first day of it."""
    if not program.is_listed:
        return None
    turns = [(day, caution_of(program, fresh, day, wording)) for day, fresh in later(program, today)]
    return next(((day.isoformat(), caution) for day, caution in turns if caution and caution.kind == "old"), None)


def _rules_from(program: Program, today: date, wording: Wording) -> str:
    """How old the rules are, where they are old; empty otherwise."""
    rule = program.eligibility.participant
    keys = {criterion.source for criterion in criteria_of(rule.root)} if rule and rule.root else set()
    if not keys:
        return ""
    evidence = newest(program.sources[key] for key in keys)
    words = wording.words["cautions"]["old_rules"]
    if not is_old(evidence, today):
        return ""
    return str(words["text"]).format(year=evidence.year) if evidence else str(words["undated"])


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


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the overview: its code, by which comparisons find it, its label, what it is."""

    code: str
    label: str
    value: str
    note: Markup = NOTHING


def overview(program: Program, wording: Wording) -> tuple[Fact, ...]:
    """The facts a visitor scans first."""
    labels, language = wording.words["facts"], wording.language
    cost = wording.coded("costs", program.cost.kind).label
    if program.cost.amount is not None:
        cost = f"{cost}: {worded_amount(program.cost.amount, language)}"
    facts = [
        Fact("kind", labels["kind"], wording.coded("kinds", program.kind).label),
        Fact("audience", labels["audience"], wording.list_of("audiences", program.audience)),
        Fact("areas", labels["areas"], wording.list_of("areas", program.areas)),
        Fact("duration", labels["duration"], _time(program, wording), wording.say(program.duration_note)),
        Fact("cost", labels["cost"], cost, wording.say(program.cost.note)),
        Fact("languages", labels["languages"], wording.list_of("service-languages", program.service_languages)),
        Fact("formats", labels["formats"], wording.list_of("formats", program.formats)),
        Fact("sectors", labels["sectors"], wording.list_of("sectors", program.sectors)),
        Fact(
            "intake",
            labels["intake"],
            _intake(program.intake, wording),
            wording.say(program.intake.note) if program.intake else NOTHING,
        ),
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
