"""What the page on quality counts."""

from __future__ import annotations

from datetime import date

import msgspec

from passerelle.prose.interface import interface_words
from passerelle.records.catalog import Catalog, load_catalog
from passerelle.records.model import Program
from passerelle.records.text import Language
from passerelle.site.quality import KNOWN, Measure, quality_of
from passerelle.site.templates import environment
from passerelle.site.wording import Wording
from tests.listings import TODAY, Listing


def wording(catalog: Catalog, language: Language = "en") -> Wording:
    return Wording(catalog, language, environment(interface_words(language)))


def mentors(listing: Listing) -> tuple[Catalog, Program]:
    catalog = load_catalog(listing.root).catalog
    return catalog, catalog.programs["river-mentors"]


def test_known_facts_are_counted_by_organization(listing: Listing) -> None:
    catalog, program = mentors(listing)
    bare = msgspec.structs.replace(
        program, id="bare", contact=None, sites=(), referral=None, duration=None, intake=None
    )
    quality = quality_of([program, bare], TODAY, wording(catalog))
    counts = {one.label: (one.count, one.total) for one in quality.known}
    assert counts["A phone number"] == (1, 2)
    assert counts["A web page, phone or email"] == (1, 2)
    assert counts["How to get in"] == (2, 2)
    assert len(quality.known) == len(KNOWN)
    (organization,) = quality.organizations
    assert (organization.programs, organization.old) == (2, 0)
    assert organization.missing == sum(one.total - one.count for one in quality.known)


def test_freshness_moves_with_the_calendar(listing: Listing) -> None:
    catalog, program = mentors(listing)
    for day, expected in ((TODAY, [1, 0, 0]), (date(2027, 12, 1), [0, 1, 0]), (date(2031, 1, 1), [0, 0, 1])):
        assert [one.count for one in quality_of([program], day, wording(catalog)).fresh] == expected


def test_links_that_readers_can_open(listing: Listing) -> None:
    catalog, program = mentors(listing)
    paper = msgspec.structs.replace(next(iter(program.sources.values())), url=None)
    bare = msgspec.structs.replace(program, contact=None, sources={"paper": paper})
    on_the_web = {key: source for key, source in program.sources.items() if source.url}
    programs = [msgspec.structs.replace(program, sources=on_the_web), bare]
    assert [(one.count, one.total) for one in quality_of(programs, TODAY, wording(catalog)).linked] == [(1, 2), (1, 2)]


def test_translation_and_examples(listing: Listing) -> None:
    catalog, program = mentors(listing)
    quality = quality_of([program, msgspec.structs.replace(program, examples=())], TODAY, wording(catalog, "fr"))
    assert [(one.count, one.total) for one in quality.translated] == [(2, 2), (0, 2), (2, 2)]
    assert (quality.examples.count, quality.examples.total) == (1, 2)


def test_hundred_percent_is_all_of_them() -> None:
    assert Measure("", 999, 1000).percent == 99
    assert Measure("", 0, 0).percent == 0
