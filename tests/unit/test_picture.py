"""The picture of the listing: every program once, in the first place that it serves, with marks enough."""

from __future__ import annotations

import dataclasses
import re

import msgspec

from passerelle.prose.interface import interface_words
from passerelle.records.catalog import load_catalog
from passerelle.records.vocabularies import Term
from passerelle.site.picture import ELSEWHERE, MARKS_IN_LINE, MOST_MARKS, Picture, picture_of
from passerelle.site.templates import environment
from passerelle.site.wording import Wording
from tests.listings import Listing

AREAS = {"land": (), "shire": ("land",), "town": ("shire",), "quarter": ("town",), "hill": ("shire",), "isle": ()}
"""Places, each with what it lies in."""


def drawn(listing: Listing, area: str | None, *served: tuple[str, ...]) -> Picture:
    """The picture of open-access programs that serve these areas each."""
    catalog = load_catalog(listing.root).catalog
    areas, like = catalog.vocabularies["areas"], catalog.programs["river-mentors"]
    label = next(iter(areas.terms.values())).label
    terms = {code: Term(label, under=above) for code, above in AREAS.items()}
    named = [msgspec.structs.replace(like, id=f"p{at}", areas=codes) for at, codes in enumerate(served)]
    changed = dataclasses.replace(
        catalog,
        programs={program.id: program for program in named},
        vocabularies={**catalog.vocabularies, "areas": msgspec.structs.replace(areas, terms=terms)},
    )
    return picture_of(changed, area, Wording(changed, "en", environment(interface_words("en"))))


def counts(picture: Picture) -> dict[str, int]:
    return {row.code: sum(cell.count for cell in row.cells) for row in picture.rows}


def test_a_program_stands_once_in_the_narrowest_place_it_serves(listing: Listing) -> None:
    served = [("town",), ("quarter",), ("land", "town"), ("shire",), ("hill",), ("isle", "land")]
    picture = drawn(listing, "town", *served)
    assert list(counts(picture).items()) == [("town", 3), ("shire", 1), ("land", 1), (ELSEWHERE, 1)]
    assert sum(picture.totals) == len(served)


def test_without_an_area_the_widest_places_stand(listing: Listing) -> None:
    assert counts(drawn(listing, None, ("town",), ("isle",))) == {"land": 1, "isle": 1}


def test_own_place_stands_even_if_empty(listing: Listing) -> None:
    assert counts(drawn(listing, "town", ("isle",))) == {"town": 0, ELSEWHERE: 1}


def test_marks_are_as_many_as_programs_until_they_are_too_many(listing: Listing) -> None:
    for count, each in ((1, 1), (MARKS_IN_LINE + 1, 1), (MOST_MARKS, 1), (MOST_MARKS + 1, 2), (MOST_MARKS * 5 + 1, 10)):
        picture = drawn(listing, "town", *[("town",)] * count)
        assert picture.each == each
        (path,) = [cell.path for cell in picture.rows[0].cells if cell.count]
        marks = sum(1 + int(length) // 10 for length in re.findall(r"h(\d+)", path))
        assert marks == -(-count // each)
