"""`make shots`: a picture of every kind of page in both languages, on a phone and on a desk, light and dark. Not a test.

Takes the site that `make site` built and writes build/shots/<kind>-<language>-<width>-<scheme>.png; with `--all` also
each kind in forced colours, and as it prints. Somebody has to look at them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.conftest import FLAGS
from tests.browser.find_chromium import installed
from tests.browser.places import BILINGUAL, DESKTOP, KINDS, PHONE, Site, published

from bench.generate import REPOSITORY
from passerelle.publish.serve import serving
from passerelle.records.text import LANGUAGES

OUTPUT = REPOSITORY / "build" / "shots"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SETTLED = 150
"""Milliseconds after the network is quiet until scripts have drawn."""


def main() -> int:
    """Serve the site, take the pictures, say where they are."""
    parser = argparse.ArgumentParser(description="Take a picture of every kind of page of the built site.")
    parser.add_argument("kinds", nargs="*", help="kinds of pages; none for all of them")
    parser.add_argument("--all", action="store_true", help="in forced colours and on paper too")
    options = parser.parse_args()
    folder = REPOSITORY / "site"
    if not (folder / "index.html").is_file():
        print("there is no site yet: run `make site`", file=sys.stderr)
        return 1
    OUTPUT.mkdir(parents=True, exist_ok=True)
    with serving(folder, 0) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        places = [one for one in addresses(Site(folder, address, published(folder))) if wanted(one[0], options.kinds)]
        count = sum(pictures(browser, name, place, every=options.all) for name, place in places)
        browser.close()
    print(f"{count} pictures of {len(places)} pages: {OUTPUT.relative_to(REPOSITORY)}/")
    return 0


def wanted(name: str, kinds: Sequence[str]) -> bool:
    """Whether a page's name is of one of these kinds."""
    return not kinds or any(name.startswith(f"{kind}-") or name == kind for kind in kinds)


def addresses(site: Site) -> Iterator[tuple[str, str]]:
    """Every page to look at, by a name of its kind and language."""
    two = ",".join(program["id"] for program in site.programs if program["record"]["status"] == "running")
    two = ",".join(two.split(",")[:2])
    chosen = {"compare": f"compare/?ids={two}", "saved": f"saved/#ids={two}", "ticked": f"programs/?compare={two}"}
    for language in LANGUAGES:
        for kind in KINDS:
            if site.has(kind):
                yield f"{kind}-{language}", site.of_kind(kind, language)
        for kind, path in chosen.items():
            yield f"{kind}-{language}", site.page(path, language)
    for kind, path in BILINGUAL.items():
        yield kind, site.page(path)
    yield "sheet", site.page(f"refer/sheet/{two.split(',')[0]}/")


def pictures(browser: Browser, name: str, address: str, *, every: bool) -> int:
    """Take the pictures of one page. Returns how many."""
    count = 0
    for width in (PHONE, DESKTOP):
        page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        page.goto(address, wait_until="networkidle")
        page.wait_for_timeout(SETTLED)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            count += shot(page, OUTPUT / f"{name}-{width}-{scheme}.png")
        if every and width == DESKTOP:
            page.emulate_media(color_scheme="light", forced_colors="active")
            count += shot(page, OUTPUT / f"{name}-{width}-forced.png")
            page.emulate_media(forced_colors="none")
            page.pdf(path=OUTPUT / f"{name}.pdf", prefer_css_page_size=True)
            count += 1
        page.close()
    return count


def shot(page: Page, file: Path) -> int:
    """Write what a page looks like from top to bottom."""
    page.screenshot(path=file, full_page=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
