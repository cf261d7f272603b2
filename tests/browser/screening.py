"""Owns what Python makes of persons and listings, in the same plain data as screened.js makes of them in the browser."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from passerelle.eligibility.decide import Truth
from passerelle.eligibility.meanings import Meanings
from passerelle.eligibility.person import Person
from passerelle.eligibility.phrasing import Phrasing
from passerelle.eligibility.plan import plan_for
from passerelle.eligibility.screener import Screened, Screener
from passerelle.prose.interface import interface_words
from passerelle.records.catalog import Catalog
from passerelle.site.checker import checker_listing

Plain = Mapping[str, Any]


def carried(catalog: Catalog, today: date) -> Any:
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
        "plan": None if is_in else plan_for(screening.requirements, person, screener.offers),
    }


def as_expected(found: Plain, program: str) -> dict[str, Any]:
    """A screening by the browser in the words of the shared cases. They look for a path only where it is not yet."""
    plan = found["plan"] if found["verdict"] == "not-yet" else None
    names = {truth: [name for name, said, _ in found["judged"] if said == truth] for truth in Truth}
    return {
        **{key: found[key] for key in ("verdict", "open", "nearest", "caps", "rests_on_old")},
        "met": names[Truth.MET],
        "not_met": names[Truth.NOT_MET],
        "unknown": names[Truth.UNKNOWN],
        "causes": {name: cause for name, _, cause in found["judged"]},
        "ways": dict(found["ways"]),
        "plan": [_step(step, program) for step in plan["steps"]] if plan else "none",
        "conditions": plan["conditions"] if plan else [],
        "before": dict(plan["before"]) if plan else {},
    }


def _step(step: Plain, program: str) -> dict[str, Any]:
    about = {step["kind"]: step["program"] or step["gates"] or step["leaf"]}
    asked_by = step["asked_by"] if step["asked_by"] != program else None
    more = {
        "asked_by": asked_by,
        "until": dict(step["levels"]),
        **{key: step[key] for key in ("reveals", "open", "on")},
    }
    return about | {key: value for key, value in more.items() if value}
