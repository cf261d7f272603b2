"""Owns the verbs that keep a listing true over the years: what changed, which links broke, what to ask a program, how another region begins."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from passerelle.cli.arguments import add_verb, today_of
from passerelle.history import report
from passerelle.records.text import LANGUAGES
from passerelle.upkeep import links
from passerelle.upkeep.fetching import Limits
from passerelle.upkeep.lookup import record_path
from passerelle.upkeep.refusal import RefusedError


def add_verbs(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add them to the parser."""
    changes = add_verb(
        verbs,
        common,
        "changes",
        "say what changed in the listing between two revisions of its repository",
        "passerelle changes HEAD~1 --language fr",
    )
    changes.add_argument("base", metavar="BASE", help="the older revision, such as HEAD~20, a tag or a branch")
    changes.add_argument("head", metavar="HEAD", nargs="?", default="HEAD", help="the newer one (default: HEAD)")
    changes.add_argument("--language", choices=LANGUAGES, default="en", help="language of the words (default: en)")
    changes.add_argument("--format", choices=report.FORMATS, default="text", help="default: text")
    changes.set_defaults(verb=_changes)
    checked = add_verb(
        verbs,
        common,
        "links",
        "ask for every address that the listing names, and rank the broken ones",
        "passerelle links job-club",
    )
    checked.add_argument("id", metavar="ID", nargs="?", help="a program or organization (default: the whole listing)")
    checked.add_argument("--fresh", action="store_true", help="ask again for what was found in the last days too")
    checked.add_argument("--seconds", type=float, default=30, help="the most that one address may take (default: 30)")
    checked.add_argument("--pause", type=float, default=1, help="seconds between requests to a host (default: 1)")
    checked.add_argument("--format", choices=links.FORMATS, default="text", help="default: text")
    checked.set_defaults(verb=_links)
    ask = add_verb(
        verbs,
        common,
        "ask",
        "draft a mail in both languages that asks a program whether its record is right",
        "passerelle ask harbour-mentors",
    )
    ask.add_argument("id", metavar="ID", help="id of a program, or the path of its record")
    ask.set_defaults(verb=_ask)
    init = add_verb(
        verbs,
        common,
        "init",
        "begin the listing of another region, with the shapes and questions of this one",
        "passerelle init ../pondville --region Pondville --site-url https://pondville.example/",
    )
    init.add_argument("folder", type=Path, metavar="DIR", help="a folder that is empty or not there yet")
    init.add_argument("--region", required=True, metavar="NAME", help="the region's English name")
    init.add_argument("--region-fr", metavar="NAME", help="its French name (default: the English one)")
    init.add_argument("--name", help="name of the site (default: Passerelle, then the region)")
    init.add_argument("--site-url", default="https://passerelle.example/", help="address of the site, with a slash")
    init.set_defaults(verb=_init)


def _changes(root: Path, options: argparse.Namespace) -> int:
    from passerelle.history.listing_changes import changes_between
    from passerelle.history.repository import GAPS, HistoryError, Repository
    from passerelle.history.wording import ChangeWording
    from passerelle.prose.interface import interface_words
    from passerelle.records.catalog import load_catalog

    repository = Repository.of(root)
    if not isinstance(repository, Repository):
        print(f"passerelle: history not available: {GAPS[repository]}", file=sys.stderr)
        return 1
    try:
        found = changes_between(repository, options.base, options.head)
    except HistoryError as error:
        print(f"passerelle: {error}", file=sys.stderr)
        return 1
    wording = ChangeWording(load_catalog(root).catalog, interface_words(options.language), options.language)
    print(report.FORMATS[options.format](found, wording))
    return 0


def _links(root: Path, options: argparse.Namespace) -> int:
    def watch(address: str) -> None:
        print(f"asked {address}", file=sys.stderr, flush=True)

    agent = f"passerelle-links/1 (+{_site_url(root)})"
    limits = Limits(seconds=options.seconds, pause=options.pause)
    only = record_path(root, options.id) if options.id else None
    found = links.check_links(root, today_of(options), links.Asking(agent, limits, options.fresh, watch), only)
    print(links.FORMATS[options.format](found))
    return 1 if found.broken else 0


def _ask(root: Path, options: argparse.Namespace) -> int:
    from passerelle.upkeep import asking

    print(asking.mail_draft(root, options.id, today_of(options), _site_url(root)))
    return 0


def _site_url(root: Path) -> str:
    from passerelle.publish.build import BuildError, configured_address

    try:
        return f"{configured_address(root).rstrip('/')}/"
    except BuildError as error:
        raise RefusedError(str(error)) from error


def _init(root: Path, options: argparse.Namespace) -> int:
    from passerelle.upkeep import starting

    name = options.name or f"Passerelle {options.region}"
    region = starting.Region(options.region, options.region_fr or options.region, name, options.site_url)
    written = starting.start_listing(root, options.folder, region)
    print(f"{len(written)} files in {options.folder}")
    print(
        f"now: passerelle new ID --class organization --root {options.folder}, then a program, then `passerelle check`"
    )
    return 0
