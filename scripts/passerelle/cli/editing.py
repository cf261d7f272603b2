"""Owns the verbs that edit records, and the one that says which to check again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from passerelle.cli.arguments import add_verb, day, today_of
from passerelle.records.catalog import load_catalog
from passerelle.upkeep import closing, confirming, formatting, moving, skeleton, waiting


def add_verbs(verbs: Any, common: argparse.ArgumentParser) -> None:
    """The verbs that edit records."""
    named = "id of a program or organization, or the path of its record"
    fmt = add_verb(
        verbs,
        common,
        "fmt",
        "put files in their canonical form: order of keys, whitespace",
        "passerelle fmt programs/open-access",
    )
    fmt.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: all)")
    fmt.add_argument("--check", action="store_true", help="write nothing; fail and name the files that would change")
    fmt.add_argument("--format", choices=formatting.FORMATS, default="text", help="how files are named (default: text)")
    fmt.set_defaults(verb=_fmt)
    new = add_verb(
        verbs,
        common,
        "new",
        "begin a record: what is to do is marked, and check refuses it",
        "passerelle new river-coaching --class open-access --organization guild",
    )
    new.add_argument("id", metavar="ID", help="its id: lower-case words joined by hyphens")
    new.add_argument("--class", dest="access", choices=skeleton.CLASSES, required=True, help="what it is")
    new.add_argument("--organization", metavar="ID", help="who runs it")
    new.set_defaults(verb=_new)
    verify = add_verb(
        verbs,
        common,
        "verify",
        "write down a real check of a program; nothing else changes",
        "passerelle verify job-club --by website",
    )
    verify.add_argument("id", metavar="ID", help=named)
    verify.add_argument("--by", choices=("website", "provider"), required=True, help="with whom it was checked")
    verify.add_argument("--on", type=day, metavar="DATE", help="day of the check (default: today)")
    verify.set_defaults(verb=_verify)
    close = add_verb(
        verbs,
        common,
        "close",
        "close a program; the note that says why is left to do",
        "passerelle close job-club --replaced-by harbour-mentors",
    )
    close.add_argument("id", metavar="ID", help=named)
    close.add_argument("--replaced-by", metavar="OTHER", help="program that took its place")
    close.set_defaults(verb=_close)
    rename = add_verb(
        verbs,
        common,
        "rename",
        "give a record another id, wherever it is named",
        "passerelle rename job-club job-circle",
    )
    rename.add_argument("id", metavar="OLD", help=named)
    rename.add_argument("new", metavar="NEW", help="its new id; the old one is kept under former_ids")
    rename.set_defaults(verb=_rename)
    stale = add_verb(
        verbs,
        common,
        "stale",
        "list which programs to check again, the most urgent first",
        "passerelle stale --format json",
    )
    stale.add_argument("--format", choices=waiting.FORMATS, default="text", help="default: text")
    stale.set_defaults(verb=_stale)


def _fmt(root: Path, options: argparse.Namespace) -> int:
    found = formatting.format_files(root, options.paths, write=not options.check)
    print(formatting.FORMATS[options.format](found, options.check))
    return 1 if found.refused or (options.check and found.changed) else 0


def _new(root: Path, options: argparse.Namespace) -> int:
    given = {"organization": options.organization} if options.organization else {}
    print(f"{skeleton.create(root, options.id, options.access, given)}: now follow `passerelle check`")
    return 0


def _verify(root: Path, options: argparse.Namespace) -> int:
    today = today_of(options)
    print(confirming.verify(root, options.id, options.by, options.on or today, today))
    return 0


def _close(root: Path, options: argparse.Namespace) -> int:
    path = closing.close(root, options.id, options.replaced_by)
    print(f"{path}: now say under `notes` what happened, with a source; `passerelle check` shows where")
    return 0


def _rename(root: Path, options: argparse.Namespace) -> int:
    renamed = moving.rename(root, options.id, options.new)
    print("\n".join(renamed.paths))
    for path in renamed.mixed:
        print(f"passerelle: {path} held changes that were not committed; they are mixed in now", file=sys.stderr)
    return 0


def _stale(root: Path, options: argparse.Namespace) -> int:
    loaded = load_catalog(root)
    print(waiting.FORMATS[options.format](waiting.programs_due(loaded.catalog, today_of(options))))
    unread = len(loaded.catalog.ids.get("programs", ())) - len(loaded.catalog.programs)
    if unread:
        print(f"passerelle: {unread} more cannot be read: run `passerelle check`", file=sys.stderr)
    return 1 if unread else 0
