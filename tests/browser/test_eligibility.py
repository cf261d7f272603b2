"""The browser decides as Python does, to the letter: verdicts, reasons, paths and alternatives."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from playwright.sync_api import Browser, Page

from passerelle.eligibility.answers import read_answers
from passerelle.eligibility.changes import Way
from passerelle.eligibility.decide import Cause
from passerelle.eligibility.person import Answers
from passerelle.eligibility.screener import VERDICTS, Screener
from passerelle.eligibility.steps import Kind
from passerelle.eligibility.verdict import Cap
from passerelle.prose.interface import WEB
from passerelle.publish.serve import serving
from passerelle.records.catalog import Catalog
from passerelle.records.criteria import Role
from tests.browser.conftest import Watch
from tests.browser.drawn import Draw
from tests.browser.screening import Plain, as_expected, carried, screened
from tests.vectors import IDS, Case, cases, listing_of, outcome

SEED = int(os.environ.get("SEED", "2012"))
PAIRS = 10_000
"""At least so many random rules are decided, each for a random person."""
LISTINGS_AT_ONCE = 20
PEOPLE = 6
LIGHT = 12 * 1024
MODULES = WEB / "assets/eligibility"
RUN = "async (batch) => JSON.stringify((await import('./screened.js')).screened(JSON.parse(batch)))"


@pytest.fixture(scope="module")
def rules(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """An empty page beside the modules that decide."""
    folder = tmp_path_factory.mktemp("rules")
    shutil.copytree(MODULES, folder / "eligibility")
    shutil.copy(Path(__file__).parent / "screened.js", folder)
    (folder / "index.html").write_text('<!doctype html><link rel="icon" href="data:,">', "utf-8")
    with serving(folder, 0) as address:
        context = browser.new_context()
        watch = Watch((address,))
        watch.attach(context)
        page = context.new_page()
        page.goto(address)
        yield page
        context.close()
    assert watch.faults == []


class Batch:
    """Listings and persons, and what Python makes of them."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.expected: list[list[Plain]] = []

    def add(self, catalog: Catalog, today: date, role: Role, people: Sequence[Answers]) -> None:
        """Put in persons who are to be screened over a listing."""
        screener = Screener(catalog, today, role)
        self.expected.append([screened(screener, screener.person(answers)) for answers in people])
        listing = carried(catalog, today)
        self.asked.append({"listing": listing, "today": today.isoformat(), "role": role, "people": list(people)})

    @property
    def programs(self) -> list[Any]:
        """What Python makes of each program for each person."""
        return [one for people in self.expected for found in people for one in found.values()]

    def found(self, page: Page) -> list[list[Plain]]:
        """What the browser makes of the same."""
        found: list[list[Plain]] = json.loads(page.evaluate(RUN, json.dumps(self.asked)))
        return found

    def first_difference(self, page: Page) -> str:
        """The first thing that the browser says otherwise, or an empty text."""
        for asked, expected, found in zip(self.asked, self.expected, self.found(page), strict=True):
            for answers, ours, theirs in zip(asked["people"], expected, found, strict=True):
                for program in ours:
                    if ours[program] != theirs.get(program):
                        keys = [key for key, said in ours[program].items() if said != theirs.get(program, {}).get(key)]
                        rule = asked["listing"]["programs"][program]["rules"]
                        told = {"day": asked["today"], "differ": keys, "rules": rule, "answers": answers}
                        return json.dumps({**told, "python": ours[program], "browser": theirs.get(program)})
        return ""


def test_random_rules_are_decided_alike(rules: Page) -> None:
    draw, seen, pairs = Draw(SEED), Counter[str](), 0
    while pairs < PAIRS:
        batch = Batch()
        for number in range(LISTINGS_AT_ONCE):
            role: Role = "mentor" if number % 5 == 0 else "participant"
            batch.add(draw.catalog(), draw.today, role, [draw.answers() for _ in range(PEOPLE)])
        assert batch.first_difference(rules) == "", f"drawn from SEED={SEED}, after {pairs} pairs"
        seen.update(what for one in batch.programs for what in traits(one))
        pairs += len(batch.programs)
    wanted = {*VERDICTS, *get_args(Cause), *(way.value for way in Way), *get_args(Kind), *get_args(Cap), "4 steps"}
    assert wanted - set(seen) == set(), f"never drawn from SEED={SEED}"


def traits(program: Plain) -> Iterator[str]:
    """What makes a screening of one sort or another."""
    yield program["verdict"]
    yield from program["caps"]
    yield from (cause for _, _, cause in program["judged"])
    yield from (way for _, way in program["ways"])
    if program["plan"]:
        yield f"{len(program['plan']['steps'])} steps"
        yield from (step["kind"] for step in program["plan"]["steps"])


def test_shared_cases_come_out_as_expected(rules: Page) -> None:
    """Every case of tests/vectors/, against what Python makes of it and against what it expects."""
    batch, screenable, wrong = Batch(), list[tuple[Case, Catalog]](), dict[str, Any]()
    for case in cases():
        today, listing = date.fromisoformat(case.date), listing_of(case.records, case.date)
        # As a listing that is read from files: its programs stand in the order of their ids.
        catalog = replace(listing, programs=dict(sorted(listing.programs.items())))
        screener = Screener(catalog, today, case.role)
        if case.program in screener.rules:
            answers, _ = read_answers(case.answers, screener.meanings, today)
            batch.add(catalog, today, case.role, [answers])
            screenable.append((case, catalog))
    assert batch.first_difference(rules) == ""
    for (case, catalog), found in zip(screenable, batch.found(rules), strict=True):
        said = as_expected(found[0][case.program], case.program)
        python = {key: value for key, value in outcome(case, catalog).items() if key != "dropped"}
        if said != python or not all(fits(key, said[key], case) for key in case.expect if key != "dropped"):
            wrong[f"{case.file}/{case.name}"] = said
    assert wrong == {}
    assert len(screenable) > 100


def fits(key: str, said: Any, case: Case) -> bool:
    """Whether what is said is what a case expects. The order of ids says nothing, nor does a cause that is not named."""
    expected = case.expect[key]
    if key == "causes":
        return bool(expected.items() <= said.items())
    return sorted(said) == sorted(expected) if key in IDS else bool(said == expected)
