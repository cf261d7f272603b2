"""Prints the path of a browser for the tests: $CHROME, an installed Chromium or Chrome, Playwright's, or Debian's.

Says on stderr what it installs. Exits with 1 and what to do where none can be had: browser tests are never skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def installed() -> str | None:
    """A browser that is there already."""
    named = os.environ.get("CHROME")
    if named and shutil.which(named):
        return shutil.which(named)
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or (str(MAC) if MAC.exists() else None)


def from_playwright() -> str | None:
    """The browser that Playwright downloads, if it can."""
    say("no Chromium found: asking Playwright to download one")
    run([sys.executable, "-m", "playwright", "install", "chromium"], timeout=180)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def from_debian() -> str | None:
    """Debian's package, installed by root."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    say("installing Debian's chromium package")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-q"], environment)
    run(["apt-get", "install", "-y", "-q", "chromium"], environment)
    return installed()


def run(command: Sequence[str], environment: dict[str, str] | None = None, timeout: int = 900) -> None:
    """Run a command, its output on stderr; what came of it shows in what is there afterwards."""
    try:
        subprocess.run(command, stdout=sys.stderr, env=environment, check=False, timeout=timeout)
    except (OSError, subprocess.TimeoutExpired) as error:
        say(str(error))


def say(message: str) -> None:
    """Tell the person at the terminal."""
    print(f"tests: {message}", file=sys.stderr, flush=True)


def main() -> int:
    """Print the path, or say what to do."""
    ways: list[Callable[[], str | None]] = [installed, from_playwright, from_debian]
    for way in ways:
        if path := way():
            print(path)
            return 0
    say("the browser tests need Chromium. Install it (on Debian: apt-get install chromium) or set CHROME to its path.")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
