"""Owns writing pages into a site: those made from records, the authored ones, the choice of language and 404."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from passerelle.prose.interface import interface_words
from passerelle.prose.local import LocalFacts
from passerelle.records.catalog import Catalog
from passerelle.records.model import Program
from passerelle.records.text import LANGUAGES, Language
from passerelle.records.workers import PROCESSES, run_all
from passerelle.site.assets import assets_address, copy_assets
from passerelle.site.fill import SlotError, content_security_policy
from passerelle.site.frames import Frames
from passerelle.site.pages import Page, PageMaker
from passerelle.site.sitemap import sitemaps
from passerelle.site.spelling import with_spellings
from passerelle.site.templates import environment

APART_FROM = 500
"""From this many programs on, two processes make their pages."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a site is made from: a checked listing as of a day, its frames, and where it will be."""

    catalog: Catalog
    facts: LocalFacts
    today: date
    frames: Mapping[Language, Frames]
    site_url: str


def write_pages(edition: Edition, site: Path) -> list[str]:
    """Write every page of both languages. Returns their addresses, which are the same in each."""
    programs = list(edition.catalog.programs.values())
    shares = [programs[start::PROCESSES] for start in range(PROCESSES)]
    makers = {language: PageMaker(edition.catalog, edition.facts, edition.today, language) for language in LANGUAGES}
    tasks = [partial(_write_programs, edition, makers, site, share) for share in shares]
    addresses = _write_authored(edition, makers, site) + _write_lists(edition, makers, site)
    for share in run_all(tasks, apart=len(programs) >= APART_FROM):
        addresses += share
    _write_root(edition, site)
    for name, text in sitemaps(edition.site_url, sorted(addresses)):
        (site / name).write_text(text, "utf-8")
    return addresses


Makers = Mapping[Language, PageMaker]


def _write_programs(edition: Edition, makers: Makers, site: Path, programs: Sequence[Program]) -> list[str]:
    for language in LANGUAGES:
        maker, frames = makers[language], edition.frames[language]
        for program in programs:
            _write_page(frames, maker.program(program), site / language)
    return [f"programs/{program.id}/" for program in programs]


def _write_lists(edition: Edition, makers: Makers, site: Path) -> list[str]:
    addresses: list[str] = []
    for language in LANGUAGES:
        pages = list(makers[language].lists())
        for page in pages:
            _write_page(edition.frames[language], page, site / language)
        addresses = [page.address for page in pages]
    return addresses


def _write_page(frames: Frames, page: Page, folder: Path) -> None:
    shell = frames.shells["programs", page.depth]
    _write(folder, page.address, shell.fill(page.slots()))


def _write(folder: Path, address: str, html: str) -> None:
    place = f"{folder}/{address}"
    os.makedirs(place, exist_ok=True)  # noqa: PTH103 - half the time of pathlib, and there are thousands
    with open(f"{place}index.html", "wb") as file:  # noqa: PTH123
        file.write(with_spellings(html).encode())


def _write_authored(edition: Edition, makers: Makers, site: Path) -> list[str]:
    addresses: list[str] = []
    for language in LANGUAGES:
        frames, slots = edition.frames[language], makers[language].slots()
        shutil.copytree(
            frames.folder / "assets" / "stylesheets", site / language / "assets" / "stylesheets", ignore=_MAPS
        )
        for address, shell in frames.pages.items():
            unknown = set(shell.slots) - set(slots)
            if unknown:
                raise SlotError(
                    f"content/{language}: {address or 'index'} names unknown slots: {', '.join(sorted(unknown))}"
                )
            _write(site / language, address, shell.fill(slots))
        addresses = list(frames.pages)
    return addresses


_MAPS = shutil.ignore_patterns("*.map", "palette.*")


def _write_root(edition: Edition, site: Path) -> None:
    copy_assets(site)
    jinja = environment()
    base = urlsplit(edition.site_url).path
    words = {language: interface_words(language) for language in LANGUAGES}
    for name, root in (("index.html", ""), ("404.html", base)):
        values = {
            "assets": root + assets_address(),
            "root": root,
            "words": words,
            "brand": edition.facts.brand,
            "csp": "",
        }
        template = jinja.get_template(f"root/{name}")
        policy = content_security_policy(template.render(values))
        (site / name).write_text(template.render(values | {"csp": policy}), "utf-8", newline="\n")
