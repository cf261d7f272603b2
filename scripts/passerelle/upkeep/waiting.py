"""Owns `stale`: which programs to check again, the most urgent first, and why.

Ranked by: whether people are sent there (running and paused before the rest; closed ones are left out), then by state (old
before seen before confirmed), then by the age of the newest evidence (none first), then by id.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from passerelle.records.catalog import Catalog
from passerelle.records.freshness import Freshness, State, freshness
from passerelle.records.model import Contact, Program

SOON = timedelta(days=30)
"""A confirmation that ends within this time is to be renewed."""
_URGENCY: tuple[State, ...] = ("old", "seen", "confirmed")


@dataclass(frozen=True, slots=True)
class Due:
    """A program to check again. `evidence` is the newest day that anything speaks for it; days are ISO dates."""

    id: str
    path: str
    status: str
    state: State
    evidence: str | None
    until: str | None
    url: str | None
    phone: str | None
    email: str | None

    @property
    def why(self) -> str:
        """Its place in the ranking, in words."""
        seen = f"newest evidence {self.evidence}" if self.evidence else "no dated evidence"
        last = f"confirmed, but only until {self.until}"
        return last if self.state == "confirmed" else f"{self.state}: {seen}"


def programs_due(catalog: Catalog, today: date) -> list[Due]:
    """Every program that is not confirmed for the time to come, ranked."""
    known = [
        (program, freshness(program, today)) for program in catalog.programs.values() if program.status != "closed"
    ]
    due = [(program, fresh) for program, fresh in known if _is_due(fresh, today)]
    due.sort(key=lambda pair: _rank(*pair))
    return [_due(program, fresh, catalog) for program, fresh in due]


def _is_due(fresh: Freshness, today: date) -> bool:
    return fresh.state != "confirmed" or (fresh.until is not None and fresh.until - today <= SOON)


def _rank(program: Program, fresh: Freshness) -> tuple[bool, int, date, str]:
    return not program.is_listed, _URGENCY.index(fresh.state), fresh.evidence or date.min, program.id


def _due(program: Program, fresh: Freshness, catalog: Catalog) -> Due:
    """With the program's own address and numbers, else those of its organization, else the address of a source."""
    host = catalog.organizations.get(program.organization)
    contacts = [contact for contact in (program.contact, host.contact if host else None) if contact]
    evidence, until = (day.isoformat() if day else None for day in (fresh.evidence, fresh.until))
    address = _first(contacts, "url") or next((one.url for one in program.sources.values() if one.url), None)
    ways = (address, _first(contacts, "phone"), _first(contacts, "email"))
    return Due(program.id, program.path, program.status, fresh.state, evidence, until, *ways)


def _first(contacts: Sequence[Contact], way: str) -> str | None:
    return next((value for contact in contacts if (value := getattr(contact, way))), None)


def as_text(due: Sequence[Due]) -> str:
    """A numbered list for people."""
    blocks = []
    for number, one in enumerate(due, 1):
        ways = " · ".join(way for way in (one.url, one.phone, one.email) if way)
        status = "" if one.status == "running" else f" ({one.status})"
        blocks.append(f"{number}. {one.path}{status}\n   {one.why}\n   {ways or 'no contact known'}")
    total = f"{len(due)} program{'s' if len(due) != 1 else ''} to check again; after each: passerelle verify ID --by website"
    return "\n".join([*blocks, total if due else "nothing to check again"])


def as_json(due: Sequence[Due]) -> str:
    """The same as a JSON array, in the same order."""
    return json.dumps([{**asdict(one), "why": one.why} for one in due], ensure_ascii=False, indent=1)


FORMATS = {"text": as_text, "json": as_json}
