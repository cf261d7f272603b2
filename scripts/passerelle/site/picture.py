"""Owns the picture of the listing: a table of places by access class in which each program is a mark, and is counted once.

Its marks are drawn in units of the drawing; a mark stands for several programs where a listing has too many to draw each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from passerelle.records.catalog import Catalog
from passerelle.records.model import ACCESS_CLASSES, AccessClass, Program
from passerelle.site.wording import Coded, Wording

ELSEWHERE = ""
"""Stands for every place that is neither the site's own nor around it."""
MARK = 10
"""Width and height that a mark takes, with the space around it."""
START, DASH = 4, 6
"""Where the first mark of a line begins, and how long it is at most: a square takes all of it, a dot lies on its start."""
MARKS_IN_LINE = 10
MOST_MARKS = 60
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Cell:
    """A place and an access class: how many programs, the path along which their marks lie, how tall it is."""

    access: str
    count: int
    path: str
    height: int


@dataclass(frozen=True, slots=True)
class Row:
    """A place; `code` is empty for all other places together."""

    code: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole table. `each` is how many programs a mark stands for."""

    classes: tuple[Coded, ...]
    rows: tuple[Row, ...]
    totals: tuple[int, ...]
    each: int
    width: int = MARK * MARKS_IN_LINE


def picture_of(catalog: Catalog, area: str | None, wording: Wording) -> Picture:
    """The picture of the running and paused programs, by the site's own area and what it lies in; by the widest places
    where a site has no area. Places that no program names are left out, but not the site's own."""
    places = _places(catalog, area)
    counts = Counter((_place(program, places), program.access_class) for program in catalog.listed)
    each = _each(max(counts.values(), default=0))
    shown = [place for place in (*places, ELSEWHERE) if place == area or _total(counts, place)]
    areas = catalog.vocabularies["areas"]
    rows = tuple(
        Row(
            place,
            areas.label(place, wording.language) if place else wording.words["picture"]["elsewhere"],
            tuple(_cell(access, counts[place, access], each) for access in ACCESS_CLASSES),
        )
        for place in shown
    )
    totals = tuple(sum(row.cells[at].count for row in rows) for at in range(len(ACCESS_CLASSES)))
    return Picture(tuple(wording.coded("access-classes", code) for code in ACCESS_CLASSES), rows, totals, each)


def _places(catalog: Catalog, area: str | None) -> Mapping[str, frozenset[str]]:
    """The places of the picture, narrowest first, each with the areas that count as it."""
    areas = catalog.vocabularies["areas"]
    if area is None:
        tops = [code for code in areas.terms if not areas.ancestors(code)]
        return {
            top: frozenset(code for code in areas.terms if top == code or top in areas.ancestors(code)) for top in tops
        }
    within = frozenset(code for code in areas.terms if code == area or area in areas.ancestors(code))
    around = [code for code in reversed(areas.terms) if code in areas.ancestors(area)]
    around.sort(key=lambda code: -len(areas.ancestors(code)))
    return {area: within} | {code: frozenset({code}) for code in around}


def _place(program: Program, places: Mapping[str, frozenset[str]]) -> str:
    return next((place for place, codes in places.items() if not codes.isdisjoint(program.areas)), ELSEWHERE)


def _total(counts: Counter[tuple[str, AccessClass]], place: str) -> int:
    return sum(counts[place, access] for access in ACCESS_CLASSES)


def _each(most: int) -> int:
    """The smallest of 1, 2, 5, 10, … with which the fullest place has marks enough."""
    scale = 1
    while True:
        for step in _STEPS:
            if most <= step * scale * MOST_MARKS:
                return step * scale
        scale *= 10


def _cell(access: str, count: int, each: int) -> Cell:
    marks = -(-count // each)
    lines = [min(MARKS_IN_LINE, marks - start) for start in range(0, marks, MARKS_IN_LINE)]
    path = "".join(
        f"M{START} {MARK // 2 + MARK * number}h{MARK * (length - 1) + DASH}" for number, length in enumerate(lines)
    )
    return Cell(access, count, path, MARK * max(1, len(lines)))
