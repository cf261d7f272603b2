"""`python -m bench.economy`: how many questions the checker asks of simulated newcomers, on the real listing. Not a test.

Prints the median until nothing can change, beside asking every question that applies, in fixed order.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from playwright.sync_api import sync_playwright
from tests.browser.conftest import FLAGS
from tests.browser.find_chromium import installed

from bench.generate import REPOSITORY
from bench.run import TODAY
from passerelle.eligibility.answers import read_answers
from passerelle.eligibility.meanings import Meanings
from passerelle.eligibility.phrasing import Phrasing
from passerelle.prose.interface import WEB, interface_words
from passerelle.publish.serve import serving
from passerelle.records.catalog import load_catalog
from passerelle.records.vocabularies import Question
from passerelle.site.checker import checker_listing

PEOPLE = 1_000
SEED = 2012
AT_HOME = 0.8
"""The share of newcomers who live in the region that the listing is about."""


def main() -> int:
    """Draw newcomers, ask them, print."""
    catalog = load_catalog(REPOSITORY).catalog
    meanings = Meanings.of(catalog)
    phrasing = Phrasing(catalog, meanings, interface_words("en"), "en")
    people = [newcomer(random.Random(SEED + number), meanings) for number in range(PEOPLE)]
    found = ask(msgspec.json.encode(checker_listing(catalog, phrasing, TODAY)), TODAY, people)
    print(f"{PEOPLE} simulated newcomers, {len(catalog.listed)} programs: median questions until nothing can change")
    for name, counts in found.items():
        cuts = statistics.quantiles(counts, n=4)
        print(
            f"{name:<8}{statistics.median(counts):>6.0f}   (quarters {cuts[0]:.0f} to {cuts[2]:.0f}, most {max(counts)})"
        )
    return 0


def newcomer(draw: random.Random, meanings: Meanings) -> dict[str, Any]:
    """Whole answers of one person, without contradictions."""
    whole = {name: _answer(name, question, draw, meanings) for name, question in meanings.questions.items()}
    if draw.random() < AT_HOME:
        whole["area"] = "ottawa"
    whole["area_planned"] = "ottawa" if "area_planned" in whole else None
    answers, _ = read_answers(whole, meanings, TODAY)
    return dict(answers)


def _answer(name: str, question: Question, draw: random.Random, meanings: Meanings) -> Any:
    options = meanings.options(name)
    codes = list(options.terms) if options else sorted(meanings.gates)
    if question.type == "yes-no":
        return draw.random() < 0.5
    if question.type == "level":
        return "not-tested" if draw.random() < 0.2 else draw.randint(2, 10)
    if question.type == "month":
        return f"{draw.randint(2012, 2025)}-{draw.randint(1, 12):02}"
    if question.type == "number":
        return draw.randint(question.minimum or 0, min(question.maximum or 60, 60))
    return draw.sample(codes, draw.choice((0, 0, 1, 2))) if question.type == "choices" else draw.choice(codes)


def ask(encoded: bytes, today: date, people: Sequence[dict[str, Any]]) -> dict[str, list[int]]:
    """How many questions the browser asks of each person."""
    work = REPOSITORY / "build"
    work.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=work))
    try:
        for name in ("eligibility", "checker"):
            shutil.copytree(WEB / "assets" / name, folder / name)
        shutil.copy(Path(__file__).parent / "economy.js", folder)
        (folder / "index.html").write_text('<!doctype html><link rel="icon" href="data:,">', "utf-8")
        (folder / "listing.json").write_bytes(encoded)
        with serving(folder, 0) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
            page = browser.new_page()
            page.goto(address)
            run = "async (given) => (await import('./economy.js')).questionsAsked(...given)"
            found: dict[str, list[int]] = page.evaluate(run, ["listing.json", today.isoformat(), people])
            browser.close()
            return found
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
