"""Owns docs/listing.md: what the listing holds, counted, and which programs most need a phone call, and why.

Freshness moves with the calendar, so the page names the day that it was counted on. It is stale when the listing, counted
on that same day, comes to something else: a day that passes alone never makes it so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from passerelle.prose.interface import WEB
from passerelle.prose.local import load_local_facts
from passerelle.records.catalog import Catalog, load_catalog
from passerelle.records.freshness import freshness
from passerelle.records.model import Program
from passerelle.site.lists import Order

PAGE = "docs/listing.md"
MOST_CALLS = 10
_COUNTED_ON = re.compile(r"Counted on (\d{4}-\d{2}-\d{2})\.")
_STATED = {"all": 0, "open-to-all": 0, "some": 1, "none": 2}


@dataclass(frozen=True, slots=True)
class Call:
    """A program to call: whom to reach how, how much weighs for it, and why in words."""

    program: Program
    organization: str
    ways: tuple[str, ...]
    weight: int
    reasons: tuple[str, ...]


def survey_page(root: Path, day: date) -> str:
    """The page as counted on a day."""
    catalog, facts = load_catalog(root).catalog, load_local_facts(root).facts
    near = Order.around(facts.brand.area if facts else None, catalog, day).near
    # Markdown, not HTML, for maintainers: escaping would only garble it.
    jinja = Environment(  # noqa: S701
        loader=FileSystemLoader(WEB / "theme"), undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    tables = [{"title": title, "rows": rows} for title, rows in _tables(catalog, day)]
    values = {
        "day": day.isoformat(),
        "total": len(catalog.programs),
        "tables": tables,
        "calls": calls(catalog, day, near),
    }
    return jinja.get_template("reference/listing.md").render(values)


def stale_survey(root: Path) -> bool:
    """Whether the page is not what the listing comes to on the day that the page names."""
    if not (root / PAGE).is_file():
        return True
    text = (root / PAGE).read_text("utf-8")
    named = _COUNTED_ON.search(text)
    return named is None or text != survey_page(root, date.fromisoformat(named[1]))


def write_survey(root: Path, today: date) -> None:
    """Count anew where the page is stale."""
    if stale_survey(root):
        (root / PAGE).parent.mkdir(exist_ok=True)
        (root / PAGE).write_text(survey_page(root, today), "utf-8", newline="\n")


def _tables(catalog: Catalog, day: date) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    programs = list(catalog.programs.values())
    facets: Mapping[str, tuple[str, Callable[[Program], Iterable[str]]]] = {
        "By class": ("access-classes", lambda one: [one.access_class]),
        "By kind": ("kinds", lambda one: [one.kind]),
        "By area (a program may serve several)": ("areas", lambda one: one.areas),
        "By status": ("statuses", lambda one: [one.status]),
        "By how much of the rule for participants is known": ("stated", lambda one: _stated(one)),
    }
    for title, (vocabulary, codes) in facets.items():
        counted = Counter(code for program in programs for code in codes(program))
        terms = catalog.vocabularies[vocabulary]
        yield title, [(terms.label(code, "en"), count) for code, count in sorted(counted.items(), key=_most_first)]
    states = Counter(freshness(program, day).state for program in catalog.listed)
    yield (
        "By freshness (running and paused programs)",
        [(state, states[state]) for state in ("confirmed", "seen", "old")],
    )


def _most_first(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


def _stated(program: Program) -> list[str]:
    rule = program.eligibility.participant
    return [rule.stated] if rule else []


def calls(catalog: Catalog, day: date, near: frozenset[str]) -> list[Call]:
    """The programs that most need a phone call, those for which most weighs first. `near` are the areas of the site."""
    led_to = Counter(name for program in catalog.listed for name in _leads_to(program))
    found = [_call(program, catalog, led_to[program.id], day, near) for program in catalog.listed]
    return sorted(found, key=lambda one: (-one.weight, one.program.id))[:MOST_CALLS]


def _leads_to(program: Program) -> Iterator[str]:
    if program.embedded_in and program.embedded_in != "self" and program.embedded_in.program:
        yield program.embedded_in.program


def _call(program: Program, catalog: Catalog, led_to: int, day: date, near: frozenset[str]) -> Call:
    reasons = list(_reasons(program, led_to, day, near))
    organization = catalog.organizations.get(program.organization)
    contacts = [one for one in (program.contact, organization.contact if organization else None) if one]
    phones = [one.phone for one in contacts if one.phone] + [site.phone for site in program.sites if site.phone]
    others = [way for one in contacts for way in (one.email, one.url) if way]
    ways = tuple(dict.fromkeys(phones or others))
    name = organization.name.nearest("en")[0] if organization else program.organization
    return Call(program, name, ways, sum(weight for weight, _ in reasons), tuple(words for _, words in reasons))


def _reasons(program: Program, led_to: int, day: date, near: frozenset[str]) -> Iterator[tuple[int, str]]:
    """What weighs for a call, and how much: what visitors would act on weighs most."""
    fresh = freshness(program, day)
    if fresh.state == "old":
        seen = f"nothing newer than {fresh.year} speaks for it" if fresh.year else "no proof of it carries a date"
        yield (3 if fresh.year else 4), seen
    doubtful = [note for note in program.notes if note.about in ("status", "contradiction")]
    if doubtful:
        yield 2, "its sources leave its state in doubt"
    rule = program.eligibility.participant
    gap = _STATED[rule.stated] if rule else 0
    if gap:
        yield gap, "its rule is not known" if gap == 2 else "only a part of its rule is known"
    if led_to:
        yield min(led_to, 3), f"{led_to} other program{'s' if led_to > 1 else ''} can only be entered through it"
    if not near.isdisjoint(program.areas):
        yield 2, "it serves the area that this site is about"
    if "mentoring" in program.kind:
        yield 1, "it is mentoring, which people come here for"
    if not program.contact:
        yield 1, "it has no contact of its own"
