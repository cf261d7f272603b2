"""Owns a program's line in a list: name, class, freshness, and what a visitor scans for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from passerelle.records.freshness import Freshness, freshness, later, worded_freshness
from passerelle.records.model import Program
from passerelle.site.wording import NOTHING, Coded, Wording


@dataclass(frozen=True, slots=True)
class Card:
    """A program in a list."""

    address: str
    name: Markup
    organization: Markup
    access: Coded
    access_badge: Markup
    state: str
    state_label: str
    state_badge: Markup
    turns: str
    summary: Markup
    areas: str
    kind: str
    cost: str
    languages: str


def card_of(program: Program, today: date, wording: Wording) -> Card:
    """A program's line in a list."""
    fresh = freshness(program, today)
    organization = wording.catalog.organizations.get(program.organization)
    access = wording.coded("access-classes", program.access_class)
    state = fresh.state if program.is_listed else program.status
    label = state_label(program, fresh, wording)
    turns = later_labels(program, today, wording)
    return Card(
        address=f"programs/{program.id}/",
        name=wording.name(program),
        organization=wording.short_name(organization) if organization else NOTHING,
        access=access,
        access_badge=wording.badge("access", access.code, access.label),
        state=state,
        state_label=label,
        state_badge=wording.badge("state", state, label, turns),
        turns=turns,
        summary=wording.say(program.summary),
        areas=wording.list_of("areas", program.areas),
        kind=wording.coded("kinds", program.kind).label,
        cost=_cost(program, wording),
        languages=wording.list_of("service-languages", program.service_languages),
    )


def card_data(program: Program, card: Card, wording: Wording) -> dict[str, Any]:
    """The same line as data: what the directory loads when it shows a program, and search with what it found. Texts come
    with their language where that is not the page's."""
    organization = wording.catalog.organizations.get(program.organization)
    return {
        "id": program.id,
        "name": wording.plain_name(program),
        "organization": wording.plain_short_name(organization) if organization else ("", None),
        "summary": wording.plain(program.summary),
        "access": program.access_class,
        "access_label": card.access.label,
        "state": card.state,
        "state_label": card.state_label,
        "later": card.turns,
        "areas": card.areas,
        "facts": [card.kind, card.cost, card.languages],
    }


def _cost(program: Program, wording: Wording) -> str:
    """What it costs, in words that stand without a heading."""
    if program.cost.kind == "unknown":
        return str(wording.words["list"]["cost_not_known"])
    return wording.coded("costs", program.cost.kind).label


def later_labels(program: Program, today: date, wording: Wording) -> str:
    """What a badge says from which day on, if nobody edits or rebuilds: JSON of [[day, state, label], …]; or empty."""
    if not program.is_listed:
        return ""
    turns = [
        [day.isoformat(), fresh.state, state_label(program, fresh, wording)] for day, fresh in later(program, today)
    ]
    return json.dumps(turns, ensure_ascii=False) if turns else ""


def state_label(program: Program, fresh: Freshness, wording: Wording) -> str:
    """How fresh a program is, in a word or two: "Last seen 2025", or its status where it is not running."""
    if not program.is_listed:
        return wording.coded("statuses", program.status).label
    return worded_freshness(program, fresh, wording.words["freshness"], wording.language)
