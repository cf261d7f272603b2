"""Owns what the directory narrows by in the browser: a record is a place in a few columns; its card comes when shown.

Records stand in the order of lists. A place in an order is a character, FIRST and up; a list of places is a word of them,
and several lists are words with spaces between. Codes that the directory's page lists are not said again: a code is a place
among them. Measured in tests: at most 12 bytes a record as hosts compress it.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import msgspec

from passerelle.records.freshness import freshness
from passerelle.records.model import Program
from passerelle.records.text import Language
from passerelle.site.facets import Facet, Facets

FIRST = 48
"""The character that stands for place 0."""
PER_FILE = 20
"""How many cards a file holds: as many as the directory shows at once (STEP in directory/address.js)."""
_SURROGATES = range(0xD800, 0xE000)
_MOST = 0x10000 - FIRST - len(_SURROGATES)
"""So many places have a character that is one unit in a browser."""
_STATES = ("confirmed", "seen", "old")
Value = TypeVar("Value", bound=tuple[int, ...])


def columns(
    programs: Sequence[Program],
    facets: Facets,
    today: date,
    language: Language,
    area: str | None,
    listed: Mapping[str, Sequence[str]],
) -> bytes:
    """The columns of programs as JSON, in the order given.

    `area` is what near means until somebody names a place. `listed` holds the codes that the page lists, by facet, in its
    order: a code's place is its place there; codes that it does not list come after them.
    Raises ValueError for more programs than there are characters.
    """
    if len(programs) > _MOST:
        raise ValueError(f"the directory's columns hold at most {_MOST} programs, not {len(programs)}")
    names = sorted(range(len(programs)), key=lambda place: _filed(programs[place], language))
    places = {facet.name: _places(facet, facets, listed.get(facet.name, ())) for facet in facets.all}
    areas, ancestors = places["area"], facets.catalog.vocabularies["areas"].ancestors
    told: dict[str, Any] = {
        "order": order_mark(program.id for program in programs),
        "facets": {
            facet.name: _column(facet, programs, places[facet.name], len(listed.get(facet.name, ())))
            for facet in facets.all
        },
        "fresh": _told(_recency(program, today) for program in programs)[1],
        "names": _word(sorted(range(len(programs)), key=names.__getitem__)),
        "above": _words(sorted(areas[wider] for wider in ancestors(code)) for code in areas),
        "area": areas.get(area) if area else None,
    }
    return msgspec.json.encode(told)


def order_mark(slugs: Iterable[str]) -> str:
    """What tells one order of records from another, so that files of two builds are never read together."""
    return hashlib.sha256(" ".join(slugs).encode()).hexdigest()[:12]


def card_files(cards: Sequence[Any]) -> Iterator[bytes]:
    """The cards, PER_FILE in a file, as JSON."""
    for start in range(0, len(cards), PER_FILE):
        yield msgspec.json.encode(cards[start : start + PER_FILE])


def _places(facet: Facet, facets: Facets, listed: Sequence[str]) -> dict[str, int]:
    """The place of every code of a facet."""
    return {code: place for place, code in enumerate(dict.fromkeys([*listed, *facets.codes(facet)]))}


def _column(facet: Facet, programs: Sequence[Program], place: Mapping[str, int], listed: int) -> tuple[str, str, str]:
    """For each record the place of its set of values; the sets that occur; the codes that the page does not list."""
    sets, rows = _told(tuple(sorted(place[code] for code in facet.values(program))) for program in programs)
    return rows, _words(sets), " ".join(list(place)[listed:])


def _told(values: Iterable[Value]) -> tuple[list[Value], str]:
    """The values that occur, in ascending order, and the place of each row's among them."""
    rows = list(values)
    known = sorted(set(rows))
    place = {value: number for number, value in enumerate(known)}
    return known, _word(place[row] for row in rows)


def _words(lists: Iterable[Iterable[int]]) -> str:
    return " ".join(map(_word, lists))


def _word(places: Iterable[int]) -> str:
    return "".join(map(_letter, places))


def _letter(number: int) -> str:
    place = FIRST + number
    return chr(place if place < _SURROGATES.start else place + len(_SURROGATES))


def _recency(program: Program, today: date) -> tuple[int, ...]:
    fresh = freshness(program, today)
    return _STATES.index(fresh.state), -(fresh.evidence.toordinal() if fresh.evidence else 0)


def _filed(program: Program, language: Language) -> tuple[str, str]:
    """How a name is filed: accents and capitals do not count."""
    name = unicodedata.normalize("NFKD", program.name.nearest(language)[0].casefold())
    return "".join(letter for letter in name if letter.isalnum() or letter == " "), program.id
