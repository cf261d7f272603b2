"""Owns writing pages into a site: those made from records, the authored ones, feeds, the choice of language and 404."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from passerelle.history.listing_changes import History
from passerelle.opendata.formats import Published
from passerelle.prose.interface import interface_words
from passerelle.prose.local import LocalFacts
from passerelle.records.catalog import Catalog
from passerelle.records.model import Program
from passerelle.records.text import LANGUAGES, Language
from passerelle.records.workers import run_all
from passerelle.site.assets import assets_address, copy_assets
from passerelle.site.fill import Shell, SlotError, content_security_policy
from passerelle.site.frames import Frames
from passerelle.site.pages import PageMaker
from passerelle.site.sheets import SheetMaker
from passerelle.site.sitemap import sitemaps
from passerelle.site.spelling import with_spellings
from passerelle.site.templates import environment


@dataclass(frozen=True, slots=True)
class Edition:
    """What a site is made from: a checked listing as of a day, its frames, and where it will be."""

    catalog: Catalog
    facts: LocalFacts
    today: date
    frames: Mapping[Language, Frames]
    site_url: str
    published: tuple[Published, ...]
    history: History


class SiteWriter:
    """Writes one edition: pages into `site`, and what search reads in their place into `search`/<language>/.
    `loaded` names the files that pages load, by language and slot."""

    def __init__(
        self, edition: Edition, site: Path, search: Path, loaded: Mapping[Language, Mapping[str, str]]
    ) -> None:
        self._edition, self._site, self.search = edition, site, search
        self._loaded = loaded
        self._makers = {
            language: PageMaker(
                edition.catalog,
                edition.facts,
                edition.today,
                language,
                edition.history,
                edition.site_url,
                CHANGES if CHANGES in edition.frames[language].pages else "",
            )
            for language in LANGUAGES
        }

    def write(self) -> tuple[str, ...]:
        """Write everything. Returns the address of every page that has a language, the same in each.

        Raises SlotError where an authored page names a slot that nothing fills.
        """
        authored = self._authored()
        programs = list(self._edition.catalog.programs.values())
        shares = [programs[begin :: len(LANGUAGES)] for begin in range(len(LANGUAGES))]
        tasks = [partial(self._from_records, *task) for task in zip(LANGUAGES, shares, strict=True)]
        made, _ = run_all(tasks, len(programs))
        addresses = authored + made
        self._root()
        self._moved()
        self._feeds()
        for name, text in sitemaps(self._edition.site_url, sorted(addresses)):
            (self._site / name).write_text(text, "utf-8")
        return tuple(sorted(addresses))

    def searchable(self, language: Language) -> int:
        """How many pages of a language are for search."""
        authored = self._edition.frames[language].pages.values()
        return len(self._edition.catalog.programs) + sum(_SEARCHABLE in "".join(page.literals) for page in authored)

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of programs in the order of lists."""
        return tuple(program.id for program in self._makers[LANGUAGES[0]].lists.ordered)

    def _from_records(self, language: Language, sheets_of: Sequence[Program]) -> list[str]:
        """Write what records become in a language, and the sheets of some programs. Returns the addresses of the former."""
        addresses: list[str] = []
        shells = self._edition.frames[language].shells
        site, search = self._site / language, self.search / language
        for page in self._makers[language].pages():
            _write(site, f"{page.address}index.html", shells["programs", page.depth].fill(page.slots()))
            if page.search_entry:
                _write(search, entry_file(page.address), page.search_entry)
            addresses.append(page.address)
        for file, encoded in self._makers[language].lists.files.items():
            place = self._site / language / file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(encoded)
        self._write_sheets(sheets_of)
        return addresses

    def _write_sheets(self, programs: Sequence[Program]) -> None:
        """Write referral sheets. They are pages for paper, of no language: search and the sitemap pass them over."""
        edition = self._edition
        wordings = {language: maker.wording for language, maker in self._makers.items()}
        sheets = SheetMaker(wordings, edition.facts.brand, edition.today, edition.site_url)
        for address, html in sheets.pages(programs):
            _write(self._site, f"{address}index.html", html)

    def _authored(self) -> list[str]:
        addresses: list[str] = []
        for language, frames in self._edition.frames.items():
            styles = frames.folder / "assets" / "stylesheets"
            shutil.copytree(styles, self._site / language / "assets" / "stylesheets", ignore=_UNUSED_STYLES)
            maker, edition = self._makers[language], self._edition
            data = maker.data_slots(edition.published, edition.site_url)
            slots = {**maker.slots(), **data, **self._loaded[language]}
            for address, shell in frames.pages.items():
                html = _filled(f"content/{language}: {address or 'index'}", shell, slots)
                _write(self._site / language, f"{address}index.html", html)
                if _SEARCHABLE in html:
                    _write(self.search / language, f"{address}index.html", html)
            addresses = list(frames.pages)
        return addresses

    def _root(self) -> None:
        copy_assets(self._site)
        jinja = environment()
        words = {language: interface_words(language) for language in LANGUAGES}
        values = {"words": words, "brand": self._edition.facts.brand}
        for name, root in (("index.html", ""), ("404.html", urlsplit(self._edition.site_url).path)):
            values |= {"assets": root + assets_address(), "root": root}
            template = jinja.get_template(f"root/{name}")
            policy = content_security_policy(template.render(values, csp=""))
            (self._site / name).write_text(template.render(values, csp=policy), "utf-8", newline="\n")

    def _moved(self) -> None:
        """At every address that a program had, a page that leads to the one it has."""
        template = environment().get_template("root/moved.html")
        moves = [(old, one) for one in self._edition.catalog.programs.values() for old in one.former_ids]
        for old, program in moves:
            for language in LANGUAGES:
                canonical = f"{self._edition.site_url}{language}/programs/{program.id}/"
                (other,) = [code for code in LANGUAGES if code != language]
                values = {
                    "language": language,
                    "other": other,
                    "old": old,
                    "words": interface_words(language),
                    "canonical": canonical,
                }
                values |= {"title": program.name.nearest(language)[0], "to": f"../{program.id}/"}
                policy = content_security_policy("")
                _write(self._site / language, f"programs/{old}/index.html", template.render(values, csp=policy))

    def _feeds(self) -> None:
        """A feed of what changed in each language, beside the page that shows it."""
        for language, frames in self._edition.frames.items():
            if CHANGES not in frames.pages:
                continue
            home, entries = f"{self._edition.site_url}{language}/", self._makers[language].changes.entries()
            updated = entries[0].updated if entries else f"{self._edition.today.isoformat()}T00:00:00Z"
            values = {"words": interface_words(language), "brand": self._edition.facts.brand, "language": language}
            values |= {"home": home, "address": home + CHANGES, "entries": entries, "updated": updated}
            xml = environment().get_template("root/feed.xml").render(values)
            (self._site / language / CHANGES / "feed.xml").write_text(xml, "utf-8", newline="\n")


CHANGES = "changes/"
"""The authored page that a feed stands beside."""
_SEARCHABLE = " data-pagefind-body"
_UNUSED_STYLES = shutil.ignore_patterns("*.map", "palette.*")


def _filled(name: str, shell: Shell, slots: Mapping[str, str]) -> str:
    unknown = set(shell.slots) - set(slots)
    if unknown:
        raise SlotError(f"{name} names unknown slots: {', '.join(sorted(unknown))}")
    return shell.fill(slots)


def entry_file(address: str) -> str:
    """Where an entry for search stands: a file beside the others, since ten thousand folders take time to make."""
    return f"{address.rstrip('/')}.html"


def _write(folder: Path, file: str, html: str) -> None:
    """Write a page into a folder; where it lies deeper and its own folder is missing, that is made."""
    place = f"{folder}/{file}"
    try:
        opened = open(place, "wb", buffering=0)  # noqa: PTH123, SIM115 - half the time of pathlib, and there are thousands
    except FileNotFoundError:
        _make_folder(place.rpartition("/")[0])
        opened = open(place, "wb", buffering=0)  # noqa: PTH123, SIM115
    with opened:
        opened.write(with_spellings(html).encode())


def _make_folder(folder: str) -> None:
    """Make a folder. Most lie in one that is there, which takes a step instead of many."""
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileNotFoundError:
        os.makedirs(folder)  # noqa: PTH103
