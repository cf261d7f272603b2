"""Real sites, really served, in a real browser that tolerates no request to elsewhere, no error and no violation."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    expect,
    sync_playwright,
)

from passerelle.publish.build import Builder
from passerelle.publish.serve import serving
from tests.browser.find_chromium import installed
from tests.browser.places import DESKTOP, Site, published
from tests.listings import ROOT, TODAY
from tests.test_mini_repo import make_city

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
PATIENCE = 15_000
"""Milliseconds that is waited for what is to come before the test fails."""
expect.set_options(timeout=PATIENCE)

Opener = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is here, so that `-m "not browser"` leaves it out."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Watch:
    """Notes what no page of ours may do. `missing` is an address that is meant not to exist."""

    origins: tuple[str, ...]
    missing: str = ""
    faults: list[str] = field(default_factory=list)

    def attach(self, context: BrowserContext) -> None:
        """Watch every page of a context."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", self._error)

    def _request(self, request: Request) -> None:
        if not request.url.startswith((*self.origins, "data:", "blob:")):
            self.faults.append(f"asks elsewhere: {request.url}")
        if request.url.split("?")[0].endswith("sitemap.xml"):
            self.faults.append(f"asks for the sitemap: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not (self.missing and message.location["url"] == self.missing):
            self.faults.append(f"console: {message.text} ({message.location['url']})")

    def _error(self, error: WebError) -> None:
        self.faults.append(f"error: {error.error}")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real listing's site, at the root of a host."""
    root = tmp_path_factory.mktemp("listing")
    for name in ("programs", "organizations", "content", "schemas"):
        shutil.copytree(ROOT / name, root / name)
    for file in ROOT.glob("mkdocs*.yml"):
        shutil.copyfile(file, root / file.name)
    with built_and_served(root, "https://example.org/", "/") as served:
        yield served


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of Rivermouth, whose records hold every oddity, below a path of its host."""
    root = make_city(tmp_path_factory.mktemp("city") / "rivermouth")
    with built_and_served(root, "https://example.org/repo/", "/repo/") as served:
        yield served


@contextmanager
def built_and_served(root: Path, site_url: str, prefix: str) -> Iterator[Site]:
    """Build a listing's site and serve it."""
    with Builder(root, site_url) as builder:
        built = builder.build(TODAY)
    assert built.addresses, [finding for finding in built.checked.findings if finding.level == "error"]
    with serving(root / "site", 0, prefix) as address:
        yield Site(root / "site", address, published(root / "site"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, site: Site, city: Site) -> Iterator[Opener]:
    """Opens empty pages, each in a browser profile of its own; the test fails if one of them did what none may do."""
    contexts: list[BrowserContext] = []
    watches: list[Watch] = []

    def open_one(
        width: int = DESKTOP, height: int = 900, *, scripts: bool = True, touch: bool = False, missing: str = ""
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts, has_touch=touch
        )
        context.set_default_timeout(PATIENCE)
        watch = Watch((site.address, city.address), missing)
        watch.attach(context)
        contexts.append(context)
        watches.append(watch)
        return context.new_page()

    yield open_one
    for context in contexts:
        for page in context.pages:
            page.wait_for_load_state("load")
        context.close()
    faults = [fault for watch in watches for fault in watch.faults]
    assert faults == []


@pytest.fixture
def page(open_page: Opener) -> Page:
    """One watched page, as wide as a desktop's."""
    return open_page()
