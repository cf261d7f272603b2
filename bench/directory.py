"""`python -m bench.directory 100 10000`: how heavy and how quick the directory of that many generated programs is. Not a test.

Prints what a browser loads of the directory before anybody types and of the largest program's page, compressed as hosts do;
what the columns take a record; and milliseconds from a tick to the new counts with the processor slowed down.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.conftest import FLAGS
from tests.browser.find_chromium import installed

from bench.checker import SLOWDOWN
from bench.generate import REPOSITORY, Generator
from bench.hosting import compressed, hosting
from bench.run import TODAY
from passerelle.publish.build import Builder

KILO = 1024


def main() -> int:
    """Generate listings, build, measure, print."""
    parser = argparse.ArgumentParser(description="Weigh and time the directory of generated programs.")
    parser.add_argument("counts", type=int, nargs="+", help="how many programs")
    parser.add_argument("--keep", type=Path, help="make the listings in this folder, or take those that are there")
    options = parser.parse_args()
    work = REPOSITORY / "build"
    work.mkdir(exist_ok=True)
    folder = options.keep or Path(tempfile.mkdtemp(prefix="bench-", dir=work))
    print(f"processor slowed {SLOWDOWN}×; KB compressed, milliseconds")
    print(f"{'programs':>8}{'directory':>11}{'program':>9}{'B a record':>12}{'a tick':>8}{'slowest':>9}{'drawn':>7}")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
            for count in options.counts:
                report(count, measured(browser, built(folder / str(count), count), count))
            browser.close()
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    return 0


def built(root: Path, count: int) -> Path:
    """The site of generated programs below a root, made unless it is there."""
    if not (root / "site").is_dir():
        if not root.is_dir():
            Generator(root, count).write()
        with Builder(root) as builder:
            builder.build(TODAY)
    return root / "site"


def measured(browser: Browser, site: Path, count: int) -> Mapping[str, Any]:
    """What the pages of a site weigh and how quick its directory is."""
    pages = [folder / "index.html" for folder in (site / "en" / "programs").iterdir() if folder.name != "by"]
    largest = max((page for page in pages if page.is_file()), key=lambda page: page.stat().st_size)
    (columns,) = (site / "en" / "directory").rglob("columns.json")
    with hosting(site) as address:
        page = browser.new_page()
        weights = [weight(page, f"{address}en/{path}") for path in (f"programs/{largest.parent.name}/", "programs/")]
        page.locator(".directory .results").wait_for()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        times: Mapping[str, Any] = page.evaluate((Path(__file__).parent / "directory.js").read_text("utf-8"))
        page.close()
    return {"program": weights[0], "directory": weights[1], "a record": len(compressed(columns)) / count, **times}


def weight(page: Page, address: str) -> float:
    """KB that a page loads before anybody touches it, from an empty cache, with what is sent around them."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    loaded: list[float] = []
    session.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    session.detach()
    return sum(loaded) / KILO


def report(count: int, found: Mapping[str, Any]) -> None:
    """Print one line."""
    took, drawn = found["took"], found["drawn"]
    weights = f"{found['directory']:>11.0f}{found['program']:>9.0f}{found['a record']:>12.1f}"
    print(f"{count:>8}{weights}{statistics.median(took):>8.1f}{max(took):>9.1f}{statistics.median(drawn):>7.0f}")


if __name__ == "__main__":
    sys.exit(main())
