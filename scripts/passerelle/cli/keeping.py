"""Owns the verbs that keep a listing true over the years: what changed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from passerelle.history import report
from passerelle.history.listing_changes import changes_between
from passerelle.history.repository import GAPS, HistoryError, Repository
from passerelle.history.wording import ChangeWording
from passerelle.prose.interface import interface_words
from passerelle.records.catalog import load_catalog
from passerelle.records.text import LANGUAGES


def add_verbs(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add them to the parser."""
    changes = verbs.add_parser(
        "changes", parents=[common], help="say what changed in the listing between two revisions of its repository"
    )
    changes.add_argument("base", metavar="BASE", help="the older revision, such as HEAD~20, a tag or a branch")
    changes.add_argument("head", metavar="HEAD", nargs="?", default="HEAD", help="the newer one (default: HEAD)")
    changes.add_argument("--language", choices=LANGUAGES, default="en", help="language of the words (default: en)")
    changes.add_argument("--format", choices=report.FORMATS, default="text", help="default: text")
    changes.set_defaults(verb=_changes)


def _changes(root: Path, options: argparse.Namespace) -> int:
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
