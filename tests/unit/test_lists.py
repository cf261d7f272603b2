"""Which programs stand in which list, in what order, on which page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from passerelle.records.catalog import Catalog, load_catalog
from passerelle.records.model import Program
from passerelle.site.facets import Facets
from passerelle.site.lists import (
    PAGE_SIZE,
    Alternatives,
    Order,
    ProgramList,
    facet_lists,
    numbers_around,
)
from tests.listings import RECORD, SMALL, TODAY, Listing, plain_data


def program(slug: str, **overrides: Any) -> Program:
    return Program.of(slug, "open-access", RECORD, plain_data(SMALL / RECORD) | overrides)


@pytest.mark.parametrize(
    ("current", "last", "shown"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 9, [1, 2, 3, None, 9]),
        (5, 9, [1, None, 3, 4, 5, 6, 7, None, 9]),
        (4, 9, [1, 2, 3, 4, 5, 6, None, 9]),
        (9, 9, [1, None, 7, 8, 9]),
        (200, 400, [1, None, 198, 199, 200, 201, 202, None, 400]),
    ],
)
def test_page_numbers(current: int, last: int, shown: list[int | None]) -> None:
    assert numbers_around(current, last) == shown


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(0, [0]), (1, [1]), (PAGE_SIZE, [PAGE_SIZE]), (PAGE_SIZE + 1, [PAGE_SIZE, 1]), (2 * PAGE_SIZE, [PAGE_SIZE] * 2)],
)
def test_paging_loses_nobody(count: int, sizes: list[int]) -> None:
    members = tuple(program(f"p{number}") for number in range(count))
    cut = ProgramList("access", "open-access", members).pages
    assert [len(page) for page in cut] == sizes
    assert tuple(one for page in cut for one in page) == members


def test_addresses_of_pages() -> None:
    one = ProgramList("access", "embedded", ())
    assert one.page_address(1) == "programs/by/access/embedded/"
    assert one.page_address(12) == "programs/by/access/embedded/12/"


def test_confirmed_stand_before_seen_before_old() -> None:
    old = {"guide": {"title": "A", "kind": "document", "read_on": "2026-01-01", "published": 2012}}
    seen = {"guide": {"title": "A", "kind": "document", "read_on": "2026-01-01", "published": 2025}}
    stale = {"by": "website", "on": "2020-01-01"}
    programs = [
        program("a-old", sources=old, verification=stale),
        program("c-seen", sources=seen, verification=stale),
        program("b-seen", sources=seen, verification=stale),
        program("z-confirmed"),
    ]
    assert [one.id for one in Order.of(programs, TODAY).sort(programs)] == ["z-confirmed", "b-seen", "c-seen", "a-old"]


@pytest.fixture
def catalog(listing: Listing) -> Catalog:
    listing.edit("programs/internal/harbour-match.yml", "status: running", "status: closed")
    return load_catalog(listing.root).catalog


def members(catalog: Catalog, facet: str) -> dict[str, list[str]]:
    """The ids in each list of a facet."""
    return {
        one.code: [member.id for member in one.members]
        for one in facet_lists(Facets(catalog), Order.of(catalog.programs.values(), TODAY))
        if one.facet == facet
    }


def test_lists_hold_the_living_and_the_ended_apart(catalog: Catalog) -> None:
    living = members(catalog, "access")
    assert living == {"open-access": ["river-mentors"], "embedded": ["bridge-circle"], "internal": []}
    assert members(catalog, "status") == {
        "running": ["river-mentors"],
        "paused": ["bridge-circle"],
        "closed": ["harbour-match"],
        "not-found": [],
    }


def test_every_living_program_stands_in_a_list_of_each_facet(catalog: Catalog) -> None:
    living = {one.id for one in catalog.listed}
    for facet in ("access", "area", "kind", "language", "level", "cost"):
        found = members(catalog, facet)
        assert {slug for slugs in found.values() for slug in slugs} == living, facet


def test_lists_by_area_hold_what_lies_in_it(catalog: Catalog) -> None:
    areas, found = catalog.vocabularies["areas"], members(catalog, "area")
    for program in catalog.listed:
        for code in program.areas:
            for area in (code, *areas.ancestors(code)):
                assert program.id in found[area]
    assert all(found.values())


@pytest.mark.parametrize(
    ("rule", "level"),
    [
        ([], "none"),
        ([{"ask": "english_level", "at_least": 5, "source": "guide"}], "5"),
        ([{"ask": "english_level", "at_least": 5, "source": "guide"}, {"ask": "french_level", "at_least": 7, "source": "guide"}], "7"),
        ([{"any": [{"ask": "english_level", "at_least": 6, "source": "guide"}, {"ask": "french_level", "at_least": 4, "source": "guide"}]}], "4"),
        ([{"any": [{"ask": "english_level", "at_least": 6, "source": "guide"}, {"ask": "employed", "is": True, "source": "guide"}]}], "none"),
        ([{"not": {"ask": "english_level", "at_least": 6, "source": "guide"}}], "none"),
        ([{"ask": "english_level", "at_most": 6, "source": "guide"}], "none"),
    ],
)  # fmt: skip
def test_level_is_what_nobody_gets_in_without(rule: list[dict[str, Any]], level: str, catalog: Catalog) -> None:
    stated = {"participant": {"stated": "all" if rule else "none", "all": rule}}
    one = program("one", eligibility=stated)
    assert Facets(replace(catalog, programs={one.id: one})).level(one) == level


def test_alternatives_share_an_aim_and_a_place_and_are_alive(catalog: Catalog) -> None:
    alternatives = Alternatives(catalog, Order.of(catalog.programs.values(), TODAY))
    closed = catalog.programs["harbour-match"]
    assert [one.id for one in alternatives.of(closed)] == ["river-mentors"]
    assert alternatives.of(catalog.programs["river-mentors"]) == ()
