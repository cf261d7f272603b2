"""Six people over the small city: what they may join, what they are told to do first, what they are led to instead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from passerelle.eligibility.answers import read_answers
from passerelle.eligibility.screener import Screened, Screener
from passerelle.records.catalog import load_catalog
from tests.test_mini_repo import make_city

HERE = {"area": "port-quarter", "completed": [], "belongs": [], "student": False, "groups": []}
PEOPLE: Mapping[str, Mapping[str, Any]] = {
    "a nurse from the Philippines, permanent resident": {
        "immigration_status": "permanent-resident", "arrival_month": "2025-03", "english_level": 7,
        "education_abroad": "bachelor", "certified_abroad": True, "profession": "nurse", "age": 33, "groups": ["women"],
    },
    "an engineer who claims refugee status": {
        "immigration_status": "refugee-claimant", "arrival_month": "2026-02", "english_level": 6,
        "education_abroad": "bachelor", "profession": "civil-engineering", "age": 35,
    },
    "a francophone accountant": {
        "immigration_status": "permanent-resident", "arrival_month": "2024-09", "english_level": 4, "french_level": 10,
        "education_abroad": "graduate", "age": 41, "groups": ["francophone"],
    },
    "a Ukrainian on CUAET": {
        "immigration_status": "cuaet", "arrival_month": "2023-05", "english_level": 5,
        "education_abroad": "post-secondary", "age": 37,
    },
    "a youth of 19": {
        "immigration_status": "permanent-resident", "arrival_month": "2024-01", "english_level": 8,
        "education_abroad": "secondary", "certified_abroad": False, "age": 19, "groups": ["youth"],
    },
    "an HR professional who is a member of her guild": {
        "immigration_status": "citizen", "english_level": 10, "education_abroad": "bachelor", "age": 45,
        "belongs": ["member-of:guild"],
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def screener(tmp_path_factory: pytest.TempPathFactory) -> Screener:
    """Screens newcomers over the small city."""
    root: Path = make_city(tmp_path_factory.mktemp("personas") / "city")
    return Screener(load_catalog(root).catalog, date(2026, 11, 22))


def of(screener: Screener, who: str) -> dict[str, Screened]:
    """What comes of every program for one of these people."""
    answers, problems = read_answers({**HERE, **PEOPLE[who]}, screener.meanings, screener.today)
    assert not problems
    return {one.program.id: one for one in screener.screened(screener.person(answers))}


def steps(found: Screened) -> list[str]:
    assert found.plan
    return [step.program or step.kind for step in found.plan.steps]


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_has_somewhere_to_go(who: str, screener: Screener) -> None:
    found = of(screener, who)
    assert found["job-club"].screening.verdict == "ask-program"
    for one in found.values():
        assert one.screening.verdict != "need-answers"
        assert all(found[other.id].screening.verdict != "not-this-one" for other in one.alternatives)


def test_nurse_lacks_the_workshop_alone(screener: Screener) -> None:
    found = of(screener, "a nurse from the Philippines, permanent resident")["harbour-mentors"]
    assert (found.screening.verdict, found.screening.deciding) == ("not-yet", ("completed",))
    assert steps(found) == ["job-club"]


def test_claimant_is_told_which_rule_keeps_him_out(screener: Screener) -> None:
    found = of(screener, "an engineer who claims refugee status")["harbour-mentors"]
    assert found.screening.verdict == "not-this-one"
    assert "immigration_status" in found.screening.deciding
    assert [other.id for other in found.alternatives] == ["job-club"]


def test_accountant_needs_english_that_nothing_here_teaches(screener: Screener) -> None:
    found = of(screener, "a francophone accountant")["harbour-mentors"]
    assert (found.screening.verdict, found.screening.nearest) == ("not-yet", ("english_level", "completed"))
    assert found.plan is None
    assert [other.id for other in found.alternatives] == ["job-club"]


def test_temporary_status_is_no_reason_to_send_somebody_away_with_nothing(screener: Screener) -> None:
    found = of(screener, "a Ukrainian on CUAET")
    assert found["harbour-mentors"].screening.deciding[0] == "immigration_status"
    assert found["port-placement"].screening.verdict == "ask-program"


def test_youth_is_no_client_where_he_lives(screener: Screener) -> None:
    found = of(screener, "a youth of 19")["house-coaching"]
    assert found.screening.verdict == "not-this-one"
    assert "area" in found.screening.deciding


def test_member_may_ask_the_guild_and_others_may_not(screener: Screener) -> None:
    assert (
        of(screener, "an HR professional who is a member of her guild")["guild-match"].screening.verdict
        == "ask-program"
    )
    for who in list(PEOPLE)[:-1]:
        found = of(screener, who)["guild-match"]
        assert (found.screening.verdict, found.plan) == ("not-this-one", None)
