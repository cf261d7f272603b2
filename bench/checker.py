"""`python -m bench.checker 1000 10000`: how fast a slow computer decides that many generated programs. Not a test.

Prints milliseconds from an answer to all verdicts, their counts and the next question, in Chromium with its processor slowed
down: of the rules alone, and of the page that a counsellor uses, with how long its results take to be drawn after that.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from playwright.sync_api import Page, sync_playwright
from tests.browser.conftest import FLAGS
from tests.browser.find_chromium import installed

from bench.generate import REPOSITORY, Generator
from bench.run import TODAY
from passerelle.eligibility.meanings import Meanings
from passerelle.eligibility.phrasing import Phrasing
from passerelle.prose.interface import WEB, interface_words
from passerelle.publish.build import Builder
from passerelle.publish.serve import serving
from passerelle.records.catalog import load_catalog
from passerelle.site.checker import checker_listing

SLOWDOWN = 4
ANSWERS: Mapping[str, Any] = {
    "area": "ottawa", "immigration_status": "permanent-resident", "landing_month": "2022-11",
    "english_level": {"listening": 6, "speaking": 5, "reading": 7}, "education_abroad": "bachelor",
    "certified_abroad": False, "completed": [], "age": 30, "belongs": [],
}  # fmt: skip


def main() -> int:
    """Generate listings, decide, print."""
    parser = argparse.ArgumentParser(description="Time the checker's rules over generated programs.")
    parser.add_argument("counts", type=int, nargs="+", help="how many programs")
    options = parser.parse_args()
    work = REPOSITORY / "build"
    work.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=work))
    try:
        return measure(folder, options.counts)
    finally:
        shutil.rmtree(folder)


def measure(folder: Path, counts: Sequence[int]) -> int:
    """Serve the rules and the listings from a folder, and time each in a browser."""
    site = folder / "site"
    for name in ("eligibility", "checker"):
        shutil.copytree(WEB / "assets" / name, site / name)
    shutil.copy(Path(__file__).parent / "checker.js", site)
    (site / "index.html").write_text('<!doctype html><link rel="icon" href="data:,">', "utf-8")
    with serving(site, 0) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        print(f"processor slowed {SLOWDOWN}×; milliseconds")
        print(f"{'programs':>8}{'kB gzipped':>12}{'read':>8}{'ready':>8}{'an answer':>11}{'slowest':>9}")
        for count in counts:
            encoded = listing(folder / str(count), count)
            (site / f"{count}.json").write_bytes(encoded)
            page = browser.new_page()
            page.goto(address)
            report(count, encoded, timed(page, count))
            page.close()
        print("on the counsellor's page")
        print(f"{'programs':>8}{'an answer':>12}{'slowest':>9}{'drawn':>8}")
        for count in counts:
            Builder(folder / str(count)).build(TODAY)
            with serving(folder / str(count) / "site", 0) as page_address:
                page = browser.new_page()
                page.goto(f"{page_address}en/check/client/")
                page.locator(".sheet").wait_for()
                report_page(count, timed_on_page(page))
                page.close()
        browser.close()
    return 0


def listing(root: Path, count: int) -> bytes:
    """What the checker's page carries of generated programs."""
    Generator(root, count).write()
    catalog = load_catalog(root).catalog
    phrasing = Phrasing(catalog, Meanings.of(catalog), interface_words("en"), "en")
    return msgspec.json.encode(checker_listing(catalog, phrasing, TODAY))


def timed(page: Page, count: int) -> Mapping[str, Any]:
    """What the page says it took."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    run = "async ([address, answers]) => (await import('./checker.js')).timed(address, answers)"
    found: Mapping[str, Any] = page.evaluate(run, [f"{count}.json", ANSWERS])
    return found


def report(count: int, encoded: bytes, found: Mapping[str, Any]) -> None:
    """Print one line, and the verdicts at the end, so that it shows what was decided."""
    weight, took = len(gzip.compress(encoded, 6)) / 1000, found["took"]
    times = f"{found['read']:>8.0f}{found['ready']:>8.0f}{statistics.median(took):>11.1f}{max(took):>9.1f}"
    print(f"{count:>8}{weight:>12.0f}{times}  {found['counts']}")


def timed_on_page(page: Page) -> Mapping[str, Any]:
    """What answers on the counsellor's page took, and what drawing the results took after each."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    found: Mapping[str, Any] = page.evaluate((Path(__file__).parent / "page.js").read_text("utf-8"))
    return found


def report_page(count: int, found: Mapping[str, Any]) -> None:
    """Print one line."""
    took, drawn = found["took"], found["drawn"]
    print(f"{count:>8}{statistics.median(took):>12.1f}{max(took):>9.1f}{statistics.median(drawn):>8.0f}")


if __name__ == "__main__":
    sys.exit(main())
