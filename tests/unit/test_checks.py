"""Checks on a record with one thing changed, in a listing that is otherwise in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.listings import RECORD, Listing

MakeRecord = Callable[..., str]


def broken_rules(listing: Listing, text: str) -> list[str]:
    listing.write(RECORD, text)
    return [finding.rule for finding in listing.check().findings]


def source(**overrides: Any) -> dict[str, Any]:
    known = {"title": "A", "url": "https://a.example/", "published": "2025", "read_on": "2026-11-20", "kind": "website"}
    return {"guide": known | overrides, "page": known | {"title": "B"}}


@pytest.mark.parametrize(
    ("overrides", "rules"),
    [
        ({}, []),
        ({"description": None, "translation": None}, []),
        ({"status": "paused"}, ["provenance/unexplained-status"]),
        ({"embedded_in": "self"}, ["class/misplaced-key"]),
        ({"organization": "nobody"}, ["references/unknown-organization"]),
        ({"partners": ["harbour-works", "nobody", "no-one"]}, ["references/unknown-organization"] * 2),
        ({"summary": {"en": " ".join(["Word"] * 20) + ".", "fr": "Mot."}}, []),
        ({"summary": {"en": " ".join(["Word"] * 21) + ".", "fr": "Mot."}}, ["wording/long-summary"]),
        (
            {
                "summary": {
                    "en": "A well-known, on-the-job test: CLB 4.5, e.g. at O’Neil’s.",
                    "fr": "« L’essai : 4,5 » !",
                }
            },
            [],
        ),
        ({"sources": source(published="2026-11-20")}, []),
        ({"sources": source(published="2026-11-21")}, ["dates/read-before-published"]),
        ({"sources": source(published="2026-11-23")}, ["dates/future"]),
        ({"sources": source(published="2026-12")}, ["dates/future"]),
        ({"sources": source(published=2026)}, []),
        ({"sources": source(read_on="2026-11-23")}, ["dates/future"]),
        ({"sources": source(published="2026-02-29")}, ["dates/no-such-day"]),
        ({"sources": source(published="2024-02-29")}, []),
        ({"intake": {"kind": "recurring", "source": "guide", "last_seen": "2026-13"}}, ["dates/no-such-day"]),
        ({"intake": {"kind": "dated", "source": "guide", "opens": "2026-05-01", "closes": "2026-05-01"}}, []),
        ({"former_ids": ["a", "b", "c"]}, []),
        ({"replaced_by": "bridge-circle"}, []),
        ({"translation": {"pending": ["sites[0].name"]}}, ["bilingual/nothing-pending"]),
    ],
    ids=lambda part: str(part)[:60] if isinstance(part, dict) else "",
)
def test_one_change_breaks_only_its_rule(
    overrides: dict[str, Any], rules: list[str], record: MakeRecord, listing: Listing
) -> None:
    assert broken_rules(listing, record(**overrides)) == rules


def test_pending_text_may_lack_a_language_anywhere(record: MakeRecord, listing: Listing) -> None:
    sites = [{"name": {"en": "Office"}, "address": "1 River Street", "source": "guide"}]
    assert broken_rules(listing, record(sites=sites)) == ["bilingual/missing-fr"]
    assert broken_rules(listing, record(sites=sites, translation={"pending": ["sites[0].name"]})) == []


def test_an_organization_may_be_too_broken_to_read_and_still_be_named(listing: Listing) -> None:
    """One fault gives one finding: programs of the organization are not blamed."""
    listing.edit("organizations/river-agency.yml", "description:", "descriptions:")
    assert {finding.path for finding in listing.check().findings} == {"organizations/river-agency.yml"}


def test_a_program_may_be_too_broken_to_read_and_still_be_named(listing: Listing) -> None:
    listing.edit(RECORD, "kind: mentoring\naims", "kind: [mentoring\naims")
    assert {finding.path for finding in listing.check().findings} == {RECORD}


def test_many_faults_in_a_long_file_are_placed_quickly(record: MakeRecord, listing: Listing) -> None:
    steps = [{"owner": "nobody", "text": {"en": "Go."}, "source": "x"} for _ in range(800)]
    findings = broken_rules(listing, record(how_to_enter=steps))
    assert len(findings) == 800
