"""Owns what the verbs read from their arguments and the clock."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from zoneinfo import ZoneInfo

TIME_ZONE = ZoneInfo("America/Toronto")


def day(written: str) -> date:
    """An argument as a day. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{written} is not a day such as 2026-11-22") from None


def today_of(options: argparse.Namespace) -> date:
    """Today: the day that --as-of names, else that of the clock."""
    return options.as_of or datetime.now(TIME_ZONE).date()
