"""Owns what the directory narrows by in the browser: a record is a place in a few columns; its card comes when shown.

Records stand in the order of lists. A column is a string with one character a record, FIRST and up: the place of its
value among those that occur. Measured in tests: at most 12 bytes a record as hosts compress it.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import msgspec

from passerelle.records.catalog import Catalog
from passerelle.records.freshness import freshness
from passerelle.records.model import Program
from passerelle.records.text import Language
from passerelle.site.facets import Facet, Facets

FIRST = 48
"""The character that stands for place 0."""
PER_FILE = 20
"""How many cards a file holds: as many as the directory shows at once."""
_SURROGATES = range(0xD800, 0xE000)
_STATES = ("confirmed", "seen", "old")


def columns(programs: Sequence[Program], catalog: Catalog, today: date, language: Language, area: str | None) -> bytes:
    """The columns of programs as JSON, in the order given. `area` is what near means until somebody names a place."""
    facets = Facets(catalog)
    areas = catalog.vocabularies["areas"]
    names = sorted(range(len(programs)), key=lambda place: _filed(programs[place], language))
    ranks = sorted(range(len(programs)), key=names.__getitem__)
    told: dict[str, Any] = {
        "order": order_mark(program.id for program in programs),
        "facets": {facet.name: _column(facet, programs, facets) for facet in facets.all},
        "fresh": _letters(_recency(program, today) for program in programs)[1],
        "names": ranks,
        "above": {code: sorted(areas.ancestors(code)) for code in areas.terms if areas.ancestors(code)},
        "area": area,
        "per_file": PER_FILE,
    }
    return msgspec.json.encode(told)


def order_mark(slugs: Iterable[str]) -> str:
    """What tells one order of records from another, so that files of two builds are never read together."""
    return hashlib.sha256(" ".join(slugs).encode()).hexdigest()[:12]


def card_files(cards: Sequence[Any]) -> Iterator[bytes]:
    """The cards, PER_FILE in a file, as JSON."""
    for start in range(0, len(cards), PER_FILE):
        yield msgspec.json.encode(cards[start : start + PER_FILE])


def _column(facet: Facet, programs: Sequence[Program], facets: Facets) -> dict[str, Any]:
    codes = facets.codes(facet)
    place = {code: number for number, code in enumerate(codes)}
    sets, letters = _letters(tuple(sorted(place[code] for code in facet.values(program))) for program in programs)
    return {"codes": codes, "sets": sets, "rows": letters}


def _letters(values: Iterable[Hashable]) -> tuple[list[Hashable], str]:
    """The values that occur, in ascending order, and a character for each row."""
    rows = list(values)
    known: list[Any] = sorted(set(rows))
    letter = {value: _letter(number) for number, value in enumerate(known)}
    return known, "".join(letter[row] for row in rows)


def _letter(number: int) -> str:
    place = FIRST + number
    return chr(place if place < _SURROGATES.start else place + len(_SURROGATES))


def _recency(program: Program, today: date) -> tuple[int, int]:
    fresh = freshness(program, today)
    return _STATES.index(fresh.state), -(fresh.evidence.toordinal() if fresh.evidence else 0)


def _filed(program: Program, language: Language) -> tuple[str, str]:
    """How a name is filed: accents and capitals do not count."""
    name = unicodedata.normalize("NFKD", program.name.nearest(language)[0].casefold())
    return "".join(letter for letter in name if letter.isalnum() or letter == " "), program.id
