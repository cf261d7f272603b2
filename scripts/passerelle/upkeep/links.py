"""Owns `links`: every address that the listing names is asked for, politely, and the broken ones are ranked.

Hosts are asked side by side, each by one worker with a pause between requests. What was found lately is remembered in
build/links.json and not asked for again; a host that asks for time is left alone for the rest of the run.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from passerelle.upkeep.fetching import Limits, fetch
from passerelle.upkeep.link_exceptions import FILE, LinkException, load_link_exceptions
from passerelle.upkeep.link_places import Named, addresses_named
from passerelle.upkeep.link_verdicts import BROKEN, MEANINGS, State, Verdict, verdict_of
from passerelle.upkeep.writing import write_all

MEMORY = "build/links.json"
REMEMBERED = timedelta(days=7)
_KEPT = ("found", "moved", "refused")
_AT_ONCE = 8
Watch = Callable[[str], None]
"""Told each address when its answer is there."""


class Remembered(msgspec.Struct, frozen=True):
    """What an address came to, and on which day."""

    state: State
    detail: str
    on: date


@dataclass(frozen=True, slots=True)
class Link:
    """An address, how it stands, where it is named, and the exception that covers it."""

    address: str
    verdict: Verdict
    places: tuple[Named, ...]
    exception: LinkException | None = None


@dataclass(frozen=True, slots=True)
class LinkReport:
    """Every link, the broken ones first, those named most often before the rest; and exceptions without use."""

    links: tuple[Link, ...]
    unneeded: tuple[LinkException, ...]

    @property
    def broken(self) -> list[Link]:
        """Links that fail and that no exception covers."""
        return [link for link in self.links if link.verdict.is_broken and not link.exception]


@dataclass(frozen=True, slots=True)
class Asking:
    """How to ask: under which name, within which limits, whether what is remembered counts, and who is told."""

    agent: str
    limits: Limits
    fresh: bool = False
    watch: Watch = lambda _: None


def check_links(root: Path, today: date, asking: Asking, only: str | None = None) -> LinkReport:
    """Ask for every address that the listing, or one file of it, names. Raises RefusedError."""
    exceptions = load_link_exceptions(root)
    named = addresses_named(root, only)
    memory = _memory(root)
    known = {} if asking.fresh else {address: _kept(memory.get(address), today) for address in named}
    verdicts = {address: verdict for address, verdict in known.items() if verdict}
    verdicts |= ask_all([address for address in named if address not in verdicts], asking)
    _remember(root, memory, verdicts, known, today)
    alive = {address: one for address, one in exceptions.items() if one.until >= today}
    links = [Link(address, verdicts[address], tuple(places), alive.get(address)) for address, places in named.items()]
    failing = {link.address for link in links if link.verdict.is_broken}
    unneeded = [
        one for address, one in exceptions.items() if only is None and (address not in failing or address not in alive)
    ]
    return LinkReport(tuple(sorted(links, key=_rank)), tuple(unneeded))


def ask_all(addresses: Iterable[str], asking: Asking) -> dict[str, Verdict]:
    """Ask for addresses, host by host, several hosts at once."""
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(_host(address), []).append(address)
    found: dict[str, Verdict] = {}
    with ThreadPoolExecutor(_AT_ONCE) as workers:
        for verdicts in workers.map(lambda share: _ask_host(share, asking), by_host.values()):
            found |= verdicts
    return found


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return address


def _ask_host(addresses: Sequence[str], asking: Asking) -> dict[str, Verdict]:
    found: dict[str, Verdict] = {}
    busy: Verdict | None = None
    for number, address in enumerate(addresses):
        if busy:
            found[address] = busy
            continue
        if number:
            time.sleep(asking.limits.pause)
        verdict = verdict_of(address, fetch(address, asking.agent, asking.limits))
        asking.watch(address)
        found[address] = verdict
        if verdict.state == "busy":
            busy = Verdict("busy", "its host asked for time")
    return found


def _rank(link: Link) -> tuple[bool, int, int, str]:
    state = link.verdict.state
    covered = not link.verdict.is_broken or link.exception is not None
    return covered, -len(link.places), BROKEN.index(state) if state in BROKEN else len(BROKEN), link.address


def _memory(root: Path) -> Mapping[str, Remembered]:
    try:
        return msgspec.json.decode((root / MEMORY).read_bytes(), type=dict[str, Remembered])
    except (OSError, msgspec.DecodeError):
        return {}


def _kept(one: Remembered | None, today: date) -> Verdict | None:
    if one is None or one.state not in _KEPT or not timedelta() <= today - one.on <= REMEMBERED:
        return None
    return Verdict(one.state, one.detail)


def _remember(
    root: Path,
    memory: Mapping[str, Remembered],
    verdicts: Mapping[str, Verdict],
    known: Mapping[str, Verdict | None],
    today: date,
) -> None:
    asked = {name: Remembered(one.state, one.detail, today) for name, one in verdicts.items() if not known.get(name)}
    together = dict(sorted({**memory, **asked}.items()))
    write_all(root, {MEMORY: msgspec.json.format(msgspec.json.encode(together), indent=1)})


def as_text(report: LinkReport) -> str:
    """For people: what is broken and where, then what to look at, then the totals."""
    lines: list[str] = []
    for link in report.links:
        if link.verdict.state != "found":
            covered = f" (excepted until {link.exception.until}: {link.exception.reason})" if link.exception else ""
            lines.append(f"{link.address} {_said(link.verdict)}{covered}")
            lines += [f"  {place.path}:{place.line}" for place in link.places]
    lines += [f"{FILE}: the exception for {one.url} has run out or is not needed" for one in report.unneeded]
    return "\n".join([*lines, _totals(report)])


def as_markdown(report: LinkReport) -> str:
    """The same as one ranked table for an issue: what is broken only."""
    rows = [
        f"| {number} | <{link.address.replace('|', '%7C')}> | {_said(link.verdict)} | {', '.join(f'`{one.path}:{one.line}`' for one in link.places)} |"
        for number, link in enumerate(report.broken, 1)
    ]
    head = ["| | Address | What is wrong | Where |", "|---|---|---|---|"] if rows else []
    return "\n".join([*head, *rows, *([""] if rows else []), _totals(report)])


def _said(verdict: Verdict) -> str:
    detail = verdict.detail.replace("|", "/")
    return MEANINGS[verdict.state] + (f": {detail}" if detail else "")


def _totals(report: LinkReport) -> str:
    states = [link.verdict.state for link in report.links]
    told = [f"{states.count(state)} {state}" for state in dict.fromkeys((*BROKEN, *MEANINGS)) if state in states]
    return f"{len(states)} address{'' if len(states) == 1 else 'es'}: {', '.join(told) or 'none'}"


def as_json(report: LinkReport) -> str:
    """The same as JSON, in the same order."""
    links = [
        {
            "url": link.address,
            "state": link.verdict.state,
            "detail": link.verdict.detail,
            "broken": link.verdict.is_broken,
            "excepted": link.exception is not None,
            "places": [f"{place.path}:{place.line}" for place in link.places],
        }
        for link in report.links
    ]
    return json.dumps({"links": links, "unneeded": [one.url for one in report.unneeded]}, ensure_ascii=False, indent=1)


FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json}
