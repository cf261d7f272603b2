"""Owns how a verb is declared, and what verbs read from their arguments and the clock."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

TIME_ZONE = ZoneInfo("America/Toronto")


def add_verb(
    verbs: Any, common: argparse.ArgumentParser, name: str, help_text: str, example: str
) -> argparse.ArgumentParser:
    """Declare a verb. Its example is shown by --help and in the reference, and a test runs it in the small city of
    tests/mini_repo."""
    parser: argparse.ArgumentParser = verbs.add_parser(
        name, parents=[common], help=help_text, epilog=f"example: {example}"
    )
    parser.set_defaults(example=example)
    return parser


def day(written: str) -> date:
    """An argument as a day. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{written} is not a day such as 2026-11-22") from None


def today_of(options: argparse.Namespace) -> date:
    """Today: the day that --as-of names, else that of the clock."""
    return options.as_of or datetime.now(TIME_ZONE).date()
