"""Owns static lists: which programs stand in which list, in what order, on which page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from passerelle.records.catalog import Catalog
from passerelle.records.freshness import freshness
from passerelle.records.model import ACCESS_CLASSES, Program
from passerelle.site.facets import Facet, Facets

PAGE_SIZE = 50
FIRST_OF_EACH = 20
"""How many programs of each access class the directory shows before it links to the list."""
ENDED = ("closed", "not-found")
"""Statuses that keep a program out of the directory until somebody asks for them."""
_ALWAYS: Mapping[str, tuple[str, ...]] = {"access": ACCESS_CLASSES, "status": ENDED}
_ORDER = {"confirmed": 0, "seen": 1, "old": 2}


@dataclass(frozen=True, slots=True)
class ProgramList:
    """A list of programs: its facet and code are its address; members stand in the order shown."""

    facet: str
    code: str
    members: tuple[Program, ...]

    @property
    def address(self) -> str:
        """Address of the first page, from the language's root."""
        return f"programs/by/{self.facet}/{self.code}/"

    def page_address(self, number: int) -> str:
        """Address of page 1, 2, …"""
        return self.address if number == 1 else f"{self.address}{number}/"

    @property
    def pages(self) -> Sequence[tuple[Program, ...]]:
        """The members cut into pages; one empty page for an empty list."""
        return [self.members[start : start + PAGE_SIZE] for start in range(0, len(self.members), PAGE_SIZE)] or [()]


@dataclass(frozen=True, slots=True)
class Order:
    """How lists are ordered as of a day: programs of near areas first, then fresh ones, then by id. Worked out once:
    `places` holds where each program of a listing stands, by its id."""

    near: frozenset[str]
    places: Mapping[str, int]

    @classmethod
    def of(cls, programs: Iterable[Program], today: date, near: frozenset[str] = frozenset()) -> Self:
        """The order of the programs of a listing."""
        keys = sorted((near.isdisjoint(one.areas), _ORDER[freshness(one, today).state], one.id) for one in programs)
        return cls(near, {slug: place for place, (_, _, slug) in enumerate(keys)})

    @classmethod
    def around(cls, area: str | None, catalog: Catalog, today: date) -> Self:
        """The order of a site about an area: near is the area, what lies in it, and what it lies in."""
        areas = catalog.vocabularies["areas"]
        above = areas.ancestors(area) if area else frozenset()
        within = {code for code in areas.terms if area and area in areas.ancestors(code)}
        return cls.of(catalog.programs.values(), today, above | within | ({area} if area else set()))

    def sort(self, programs: Iterable[Program]) -> tuple[Program, ...]:
        """Programs of the listing in this order."""
        return tuple(sorted(programs, key=lambda program: self.places[program.id]))


def facet_lists(facets: Facets, order: Order) -> tuple[ProgramList, ...]:
    """A list for each value of each facet: of running and paused programs, and of ended ones by their status.

    A list by area also holds what lies in the area; those that serve more than the area stand in the lists of what it
    lies in. Access classes and the statuses of ended programs have a list even where it is empty. Cost: one pass.
    """
    catalog = facets.catalog
    areas = catalog.vocabularies["areas"]
    above = {code: (code, *areas.ancestors(code)) for code in areas.terms}
    members: dict[tuple[str, str], list[Program]] = {}
    for program in order.sort(catalog.programs.values()):
        for facet in facets.all:
            if program.is_listed or facet.name == "status":
                values = facet.values(program)
                if facet.name == "area":
                    values = tuple(dict.fromkeys(code for value in values for code in above.get(value, (value,))))
                for value in values:
                    members.setdefault((facet.name, value), []).append(program)
    return tuple(
        ProgramList(facet.name, code, tuple(members.get((facet.name, code), ())))
        for facet in facets.all
        for code in _shown(facet, facets)
        if (facet.name, code) in members or code in _ALWAYS.get(facet.name, ())
    )


def _shown(facet: Facet, facets: Facets) -> tuple[str, ...]:
    return ACCESS_CLASSES if facet.name == "access" else facets.codes(facet)


def numbers_around(current: int, last: int) -> list[int | None]:
    """Page numbers to link: the ends, and those around the current one; None for a gap."""
    near = sorted({1, last, *range(max(1, current - 2), min(last, current + 2) + 1)})
    shown: list[int | None] = []
    for number in near:
        if shown and number - (shown[-1] or 0) > 1:
            shown.append(None)
        shown.append(number)
    return shown


class Alternatives:
    """Finds, for a program, others to try: of the same aim, in a common area, in a given order. Cost: one index."""

    MOST = 4

    def __init__(self, catalog: Catalog, order: Order) -> None:
        areas = catalog.vocabularies["areas"]
        self._above = {code: {code, *areas.ancestors(code)} for code in areas.terms}
        self._by_aim: dict[tuple[str, str], list[Program]] = {}
        for program in order.sort(catalog.listed):
            for aim in program.aims:
                for area in program.areas:
                    self._by_aim.setdefault((aim, area), []).append(program)

    def of(self, program: Program) -> tuple[Program, ...]:
        """At most MOST other listed programs, those of the first aim before those of the second."""
        served = {area for code in program.areas for area in self._above.get(code, {code})}
        found: dict[str, Program] = {}
        for aim in program.aims:
            for area in sorted(served, key=lambda code: (code not in program.areas, code)):
                for other in self._by_aim.get((aim, area), ())[: self.MOST + 1]:
                    if other.id != program.id:
                        found.setdefault(other.id, other)
            if len(found) >= self.MOST:
                break
        return tuple(list(found.values())[: self.MOST])
