"""Owns the build: every stage in order, in a fresh folder, swapped in only when it is whole.

A build is a function of the repository, the day and the address: the same in, the same bytes out, but for
site/pagefind/, which Pagefind does not make deterministic.
"""

from __future__ import annotations

import gc
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from passerelle.checks.run import Checked, check_listing
from passerelle.history.listing_changes import listing_history
from passerelle.opendata.publication import ExportError, Publication
from passerelle.opendata.registry import export_all
from passerelle.prose.local import LocalFacts, load_local_facts
from passerelle.publish.calendar_errors import without_calendar_errors
from passerelle.publish.checker_files import write_checker_files
from passerelle.publish.editing_files import write_editing_files
from passerelle.publish.framing import Framing
from passerelle.publish.output_check import OutputCheck
from passerelle.publish.search_index import (
    IndexingError,
    entries_folder,
    finish_index,
    start_index,
    tell_records,
)
from passerelle.publish.writing import Edition, SiteWriter
from passerelle.records.catalog import Catalog
from passerelle.records.schema import Shapes
from passerelle.records.source import read_source
from passerelle.records.text import LANGUAGES
from passerelle.records.workers import WorkerError
from passerelle.site.fill import SlotError
from passerelle.site.frames import MKDOCS, Engine, EngineError

MOST_FAULTS = 20
FAILURES = (EngineError, SlotError, IndexingError, ExportError, WorkerError)


class BuildError(RuntimeError):
    """The site could not be made; the message says why. The last good site is untouched."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to. Without addresses there is no new site, and `checked` tells why."""

    checked: Checked
    addresses: tuple[str, ...]
    seconds: Mapping[str, float]


@dataclass(slots=True)
class Stages:
    """Times the stages of a build; `watch` is told when each begins."""

    watch: Callable[[str], None]
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        self.watch(name)
        began = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - began


class Builder:
    """Builds the site of one listing, again and again, and keeps the engine's frames in between."""

    def __init__(
        self,
        root: Path,
        site_url: str | None = None,
        watch: Callable[[str], None] = lambda _: None,
        engine: Engine = MKDOCS,
    ) -> None:
        self.root = root.resolve()
        self.site_url = f"{(site_url or configured_address(root)).rstrip('/')}/"
        self.work = self.root / "build"
        self._watch = watch
        self._framing = Framing(self.root, self.work, self.site_url, engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._framing.close()

    def build(self, today: date) -> Built:
        """Check the listing and, if it has no errors, make its site as of a day. Raises BuildError."""
        self.work.mkdir(exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix="site-", dir=self.work))
        try:
            return self._build(today, fresh / "site", Stages(self._watch))
        except FAILURES as error:
            self._framing.close()
            raise BuildError(str(error)) from error
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def _build(self, today: date, site: Path, stage: Stages) -> Built:
        local = load_local_facts(self.root)
        if local.facts:
            self._framing.start(local.facts.brand)
        with stage("load and check"):
            checked = without_calendar_errors(check_listing(self.root, today, local), self.root, today, local)
        if checked.has_errors or local.facts is None:
            return Built(checked, (), stage.seconds)
        with _catalog_set_aside():
            addresses = self._make(checked, local.facts, today, site, stage)
        with stage("swap"):
            _swap(site, self.root / "site")
        return Built(checked, addresses, stage.seconds)

    def _make(self, checked: Checked, facts: LocalFacts, today: date, site: Path, stage: Stages) -> tuple[str, ...]:
        catalog, sources = checked.catalog, checked.sources
        site.mkdir(parents=True)
        with stage("open data"):
            published = export_all(Publication(catalog, facts, today, self.site_url, self.root / "schemas"), site)
        with stage("wait for the engine"):
            frames = self._framing.finish()
        with stage("history"):
            history = listing_history(self.root, today)
        edition = Edition(catalog, facts, today, frames, self.site_url, published, history)
        with stage("checker"):
            checker_files = write_checker_files(edition, site)
        with stage("forms"):
            editing_files = write_editing_files(edition, sources, Shapes.read(self.root / "schemas"), site)
        loaded = {one: {"listing": checker_files[one], **editing_files[one]} for one in LANGUAGES}
        with entries_folder(site.parent, len(LANGUAGES) * len(catalog.programs)) as search:
            with stage("pages"):
                writer = SiteWriter(edition, site, search, loaded)
                addresses = writer.write()
            faults = self._index_and_check(writer, catalog, site, stage)
        if faults:
            raise BuildError(_told(faults))
        return addresses

    def _index_and_check(self, writer: SiteWriter, catalog: Catalog, site: Path, stage: Stages) -> list[str]:
        """Index the pages for search and, beside that, check them all. Returns what is wrong."""
        check, faults = OutputCheck(site, urlsplit(self.site_url).path), list[str]()
        # One index at a time: Pagefind takes a hundred kilobytes a page, but hardly more than one processor.
        for language, pages in zip(LANGUAGES, check.shares(len(LANGUAGES)), strict=True):
            index = start_index(language, writer.search, site)
            with stage(f"output check, beside the {language} index"):
                check.read(pages)
            with stage(f"wait for the {language} index"):
                meant, held = writer.searchable(language), finish_index(index)
                tell_records(index, writer.order)
            faults += [] if meant == held else [f"{meant} pages in {language} are for search, {held} are indexed"]
        expected = [f"{language}/programs/{slug}/" for language in LANGUAGES for slug in catalog.programs]
        return faults + check.faults(expected)


@contextmanager
def _catalog_set_aside() -> Iterator[None]:
    """Keep the cyclic collector from walking what stays: it would go through the whole catalog again and again."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def configured_address(root: Path) -> str:
    """The address of the site as mkdocs.yml names it. Raises BuildError if it names none."""
    _, data, _ = read_source("mkdocs.yml", (root / "mkdocs.yml").read_bytes())
    address = data.get("site_url") if isinstance(data, dict) else None
    if not isinstance(address, str) or not urlsplit(address).scheme:
        raise BuildError("mkdocs.yml: site_url is not an address such as https://example.org/")
    return address


def _swap(fresh: Path, site: Path) -> None:
    old = fresh.parent / "old"
    if site.exists():
        site.rename(old)
    try:
        fresh.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise


def _told(faults: Sequence[str]) -> str:
    shown = "\n".join(f"  {fault}" for fault in faults[:MOST_FAULTS])
    more = len(faults) - MOST_FAULTS
    return f"the finished site has {len(faults)} faults:\n{shown}" + (f"\n  … and {more} more" if more > 0 else "")
