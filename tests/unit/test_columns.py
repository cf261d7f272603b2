"""What the directory narrows by: columns tell each program's values, and weigh little."""

from __future__ import annotations

import gzip
import random
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from passerelle.records.catalog import Catalog, load_catalog
from passerelle.records.model import ACCESS_CLASSES, Cost, Evidence, Program
from passerelle.records.text import LANGUAGES, Language, Text
from passerelle.site.columns import FIRST, PER_FILE, card_files, columns
from passerelle.site.facets import Facets
from tests.listings import TODAY, Listing

MOST_BYTES = 12


@pytest.fixture
def catalog(listing: Listing) -> Catalog:
    return load_catalog(listing.root).catalog


def read(encoded: bytes) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(encoded)
    return found


def places(word: str) -> list[int]:
    return [(ord(letter) if letter < "\ud800" else ord(letter) - 0x800) - FIRST for letter in word]


def lists(words: str) -> list[list[int]]:
    return [places(word) for word in words.split(" ")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_tell_every_value(language: Language, catalog: Catalog) -> None:
    programs = list(catalog.programs.values())
    listed = {"area": ["ontario", "ottawa"], "kind": ["mentoring"]}
    told = read(columns(programs, Facets(catalog), TODAY, language, "ottawa", listed))
    for facet in Facets(catalog).all:
        rows, sets, more = told["facets"][facet.name]
        known = [*listed.get(facet.name, ()), *more.split()]
        for row, program in zip(places(rows), programs, strict=True):
            codes = [known[at] for at in lists(sets)[row]]
            assert sorted(codes) == sorted(facet.values(program)), facet.name
    areas = [*listed["area"], *told["facets"]["area"][2].split()]
    wider_areas = lists(told["above"])
    assert wider_areas == [sorted(wider) for wider in wider_areas]
    above = {code: [areas[at] for at in wider] for code, wider in zip(areas, wider_areas, strict=True)}
    assert areas[told["area"]] == "ottawa"
    assert {code: sorted(wider) for code, wider in above.items()} == {
        code: sorted(catalog.vocabularies["areas"].ancestors(code)) for code in areas
    }
    in_order = [
        program.name.nearest(language)[0] for _, program in sorted(zip(places(told["names"]), programs, strict=True))
    ]
    assert in_order == sorted(in_order, key=str.casefold)


@pytest.mark.parametrize("count", [100, 10_000])
def test_many_weigh_little(count: int, catalog: Catalog) -> None:
    draw = random.Random(7)  # noqa: S311 - nothing secret
    vocabularies = catalog.vocabularies
    like = catalog.programs["river-mentors"]

    def pick(vocabulary: str, most: int) -> tuple[str, ...]:
        terms = list(vocabularies[vocabulary].terms)
        return tuple(draw.sample(terms, min(draw.randint(1, most), len(terms))))

    def drawn(number: int) -> Program:
        year = draw.randint(2015, 2026)
        source = Evidence(title="A", kind="document", read_on="2026-01-01", published=year)
        name = f"{draw.choice('ABCDEFGHIJKLMNOPQRSTUVWXYZ')} program {draw.random()}"
        return msgspec.structs.replace(
            like,
            id=f"p{number}",
            access_class=draw.choice(ACCESS_CLASSES),
            kind=pick("kinds", 1)[0],
            areas=pick("areas", 2),
            sectors=pick("sectors", 2),
            service_languages=pick("service-languages", 2),
            cost=Cost(pick("costs", 1)[0]),
            status=pick("statuses", 1)[0],
            name=Text(name, name),
            sources={"guide": source},
        )

    programs = [drawn(number) for number in range(count)]
    facets = Facets(replace(catalog, programs={program.id: program for program in programs}))
    listed = {facet.name: facets.codes(facet) for facet in facets.all}
    encoded = columns(programs, facets, TODAY, "en", None, listed)
    assert len(gzip.compress(encoded, 6)) <= MOST_BYTES * count


def test_more_programs_than_characters_are_refused(catalog: Catalog) -> None:
    with pytest.raises(ValueError, match="at most 63440 programs"):
        columns([catalog.programs["river-mentors"]] * 63_441, Facets(catalog), TODAY, "en", None, {})


def test_cards_are_cut_as_the_directory_shows_them() -> None:
    files = [msgspec.json.decode(file) for file in card_files(list(range(PER_FILE * 2 + 1)))]
    assert [len(file) for file in files] == [PER_FILE, PER_FILE, 1]
    assert [card for file in files for card in file] == list(range(PER_FILE * 2 + 1))
