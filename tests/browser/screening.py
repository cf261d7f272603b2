"""Owns what Python makes of persons and listings, in the same plain data as screened.js makes of them in the browser."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from passerelle.eligibility.meanings import Meanings
from passerelle.eligibility.person import Person
from passerelle.eligibility.phrasing import Phrasing
from passerelle.eligibility.plan import plan_for
from passerelle.eligibility.screener import Screened, Screener
from passerelle.prose.interface import interface_words
from passerelle.records.catalog import Catalog
from passerelle.site.checker import checker_listing

Plain = Mapping[str, Any]
"""What comes of each program, by id."""


def listing_of(catalog: Catalog, today: date) -> Any:
    """What the checker's page carries of a listing, as a browser reads it."""
    phrasing = Phrasing(catalog, Meanings.of(catalog), interface_words("en"), "en")
    return msgspec.json.decode(msgspec.json.encode(checker_listing(catalog, phrasing, today)))


def screened(screener: Screener, person: Person) -> Plain:
    """What comes of every program for a person. A path is looked for wherever a rule is not met or not known."""
    found = {one.program.id: _plain(one, person, screener) for one in screener.screened(person)}
    plain: Plain = msgspec.json.decode(msgspec.json.encode(found))
    return plain


def _plain(one: Screened, person: Person, screener: Screener) -> dict[str, Any]:
    screening = one.screening
    rules = screening.requirements
    is_in = screening.verdict in ("fits", "ask-program")
    return {
        "verdict": screening.verdict,
        "judged": [[name, judged.truth, judged.cause] for name, judged in screening.judgement.items()],
        "ways": [[name, way.value] for name, way in screening.ways.items()],
        "deciding": screening.deciding,
        "open": screening.open,
        "nearest": screening.nearest,
        "caps": screening.caps,
        "rests_on_old": screening.rests_on_old,
        "rules_from": one.standing.rules_from,
        "others": [other.id for other in one.alternatives],
        "plan": None if is_in else plan_for(rules, person, screener.offers),
    }
