"""What only the calendar made an error does not stop a build; what somebody broke does."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from passerelle.checks.run import check_listing
from passerelle.prose.local import load_local_facts
from passerelle.publish.calendar_errors import without_calendar_errors
from tests.gits import git, import_commits
from tests.listings import Listing
from tests.unit.test_exceptions import DIFFERENT, RECORD, STEP, excepted

LATER = date(2027, 4, 1)


def levels(listing: Listing, today: date) -> dict[str, str]:
    local = load_local_facts(listing.root)
    checked = without_calendar_errors(check_listing(listing.root, today, local), listing.root, today, local)
    return {finding.rule: finding.level for finding in checked.findings}


@pytest.fixture
def excused(listing: Listing) -> Listing:
    """A listing whose one exception runs out at the end of March 2027; committed in November 2026."""
    listing.edit(RECORD, STEP, DIFFERENT)
    excepted(listing, until="2027-03-31")
    git(listing.root, "init", "--quiet", "--initial-branch", "main")
    import_commits(listing.root, [(int(datetime(2026, 11, 20, tzinfo=UTC).timestamp()), {RECORD: "x"})])
    return listing


def test_exception_that_ran_out_warns(excused: Listing) -> None:
    assert levels(excused, date(2027, 3, 31)) == {}
    found = levels(excused, LATER)
    assert found["exceptions/expired"] == "warning"
    assert set(found.values()) == {"warning"}


def test_what_somebody_broke_stays_an_error(excused: Listing) -> None:
    excused.edit(RECORD, "status: running", "status: runing")
    assert levels(excused, LATER)["schema/unknown-code"] == "error"


def test_without_history_everything_stays_an_error(listing: Listing) -> None:
    listing.edit(RECORD, STEP, DIFFERENT)
    excepted(listing, until="2027-03-31")
    assert levels(listing, LATER)["exceptions/expired"] == "error"
