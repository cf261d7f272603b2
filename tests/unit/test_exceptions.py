"""Exceptions excuse what they name, until their day, and nothing else; new rules warn until theirs."""

from __future__ import annotations

from datetime import date, timedelta

from passerelle.checks.exceptions import FILE, NEVER
from passerelle.checks.parity import NUMBERS
from passerelle.checks.run import check_listing
from passerelle.records.diagnostics import RULES, Rule
from tests.listings import TODAY, Listing

RECORD = "programs/internal/harbour-match.yml"
STEP = "text: {en: Your counsellor proposes a match., fr: Votre conseiller ou conseillère propose un jumelage.}"
DIFFERENT = "text: {en: It lasts 12 weeks., fr: Le jumelage dure 10 semaines.}"


def excepted(listing: Listing, field: str = "", until: str = "2027-06-30") -> None:
    line = f"  - {{rule: {NUMBERS.id}, file: {RECORD}, {field}reason: Two guides differ., until: {until}}}\n"
    listing.write(FILE, f"exceptions:\n{line}")


def test_exception_excuses_what_it_names(listing: Listing) -> None:
    listing.edit(RECORD, STEP, DIFFERENT)
    assert [finding.rule for finding in listing.check().findings] == [NUMBERS.id]
    for field in ("", "field: how_to_enter, ", "field: 'how_to_enter[0]', ", "field: 'how_to_enter[0].text', "):
        excepted(listing, field)
        assert listing.report() == "", field


def test_exception_for_another_field_excuses_nothing(listing: Listing) -> None:
    listing.edit(RECORD, STEP, DIFFERENT)
    for field in ("summary", "how_to", "how_to_enter[1]"):
        excepted(listing, f"field: '{field}', ")
        assert {finding.rule for finding in listing.check().findings} == {NUMBERS.id, "exceptions/unneeded"}, field


def test_exception_counts_to_its_last_day(listing: Listing) -> None:
    listing.edit(RECORD, STEP, DIFFERENT)
    excepted(listing, until="2026-12-31")
    assert check_listing(listing.root, date(2026, 12, 31)).findings == []
    after = check_listing(listing.root, date(2027, 1, 1))
    assert {finding.rule for finding in after.findings} == {NUMBERS.id, "exceptions/expired"}
    assert after.has_errors


def test_new_rule_warns_until_its_day(listing: Listing) -> None:
    listing.edit(RECORD, STEP, DIFFERENT)
    day = NUMBERS.error_from
    assert day
    for today, level in ((day - timedelta(days=1), "warning"), (day, "error")):
        checked = check_listing(listing.root, today)
        assert [finding.level for finding in checked.findings] == [level]
        assert checked.has_errors == (level == "error")
    assert f"then: an error from {day}" in listing.report()


def test_rule_without_a_day_keeps_its_level() -> None:
    assert Rule("a/b", "error", "A.").level_on(TODAY) == "error"
    assert Rule("a/b", "warning", "A.").level_on(date.max) == "warning"


def test_what_cannot_be_excepted_is_a_group_of_rules() -> None:
    assert {rule.group for rule in RULES.values()} >= NEVER
