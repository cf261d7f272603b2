"""Owns the verbs: the only place that prints, exits, and reads the clock or the environment. Holds no logic."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from passerelle.checks.report import FORMATS
from passerelle.checks.run import check_listing

TIME_ZONE = ZoneInfo("America/Toronto")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a verb. Returns 0 without errors, 1 with errors or a failed build, 2 on wrong usage."""
    options = _parser().parse_args(arguments)
    root = options.root or _find_root(Path.cwd())
    if root is None:
        print("passerelle: no mkdocs.yml here or above; use --root", file=sys.stderr)
        return 2
    return int(options.verb(root, options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="passerelle", description="Records of programs become a bilingual site.")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--root", type=Path, help="folder of the listing (default: the nearest parent with mkdocs.yml)")
    common.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="take this day for today")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    check = verbs.add_parser("check", parents=[common], help="check every record and say what is wrong, where")
    check.add_argument("--format", choices=FORMATS, default="text", help="how findings are shown (default: text)")
    check.set_defaults(verb=_check)
    return parser


def _find_root(start: Path) -> Path | None:
    return next((folder for folder in (start, *start.parents) if (folder / "mkdocs.yml").is_file()), None)


def _today(options: argparse.Namespace) -> date:
    return options.as_of or datetime.now(TIME_ZONE).date()


def _check(root: Path, options: argparse.Namespace) -> int:
    checked = check_listing(root, _today(options))
    print(FORMATS[options.format](checked.findings, checked.files))
    return 1 if checked.has_errors else 0
