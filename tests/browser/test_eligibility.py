"""The browser decides as Python does, to the letter: verdicts, reasons, paths and alternatives."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from passerelle.eligibility.person import Answers
from passerelle.eligibility.screener import Screener
from passerelle.prose.interface import WEB
from passerelle.publish.serve import serving
from passerelle.records.catalog import Catalog
from passerelle.records.criteria import Role
from tests.browser.drawn import Draw
from tests.browser.screening import Plain, listing_of, screened

SEED = 2012
PAIRS = 20_000
"""At least so many programs are decided, each for a random person."""
LISTINGS_AT_ONCE = 20
PEOPLE = 6
RUN = "async (batch) => JSON.stringify((await import('./screened.js')).screened(JSON.parse(batch)))"


@pytest.fixture(scope="module")
def rules(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """An empty page beside the modules that decide."""
    folder = tmp_path_factory.mktemp("rules")
    shutil.copytree(WEB / "assets/eligibility", folder / "eligibility")
    shutil.copy(Path(__file__).parent / "screened.js", folder)
    (folder / "index.html").write_text("<!doctype html><title>Rules</title>", "utf-8")
    context = browser.new_context()
    with serving(folder, 0) as address:
        page = context.new_page()
        page.goto(address)
        yield page
        context.close()


class Batch:
    """Listings and persons, and what Python makes of them."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.expected: list[list[Plain]] = []

    def add(self, catalog: Catalog, today: date, role: Role, people: Sequence[Answers]) -> None:
        """Put in persons who are to be screened over a listing."""
        screener = Screener(catalog, today, role)
        self.expected.append([screened(screener, screener.person(answers)) for answers in people])
        self.asked.append(
            {"listing": listing_of(catalog, today), "today": today.isoformat(), "role": role, "people": list(people)}
        )

    @property
    def pairs(self) -> int:
        """How many times a program is decided for a person."""
        return sum(len(found) for of_listing in self.expected for found in of_listing)

    def differences(self, page: Page) -> Iterator[tuple[dict[str, Any], Answers, Plain, Plain]]:
        """Where the browser says something else: what was asked, by whom, and what each says."""
        for asked, expected, found in zip(
            self.asked, self.expected, json.loads(page.evaluate(RUN, json.dumps(self.asked))), strict=True
        ):
            for answers, ours, theirs in zip(asked["people"], expected, found, strict=True):
                if ours != theirs:
                    names = [name for name in ours if ours[name] != theirs.get(name)]
                    yield (
                        asked,
                        answers,
                        {name: ours[name] for name in names},
                        {name: theirs.get(name) for name in names},
                    )


def test_random_rules(rules: Page) -> None:
    draw, pairs = Draw(SEED), 0
    while pairs < PAIRS:
        batch = Batch()
        for number in range(LISTINGS_AT_ONCE):
            role: Role = "mentor" if number % 5 == 0 else "participant"
            batch.add(draw.catalog(), draw.today, role, [draw.answers() for _ in range(PEOPLE)])
        assert next(batch.differences(rules), None) is None, f"drawn from seed {SEED}, after {pairs} pairs"
        pairs += batch.pairs
