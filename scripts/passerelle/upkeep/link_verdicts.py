"""Owns judging what came of asking for a page: is it there, gone, moved, or hidden from programs like this one? Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Literal
from urllib.parse import urlsplit

from passerelle.upkeep.fetching import Fault, Reply

State = Literal["found", "moved", "refused", "busy", "gone", "soft-gone", "failing", Fault]
BROKEN: tuple[State, ...] = ("gone", "soft-gone", "no-host", "insecure", "loop", "malformed", "unreadable", "failing", "no-answer")  # fmt: skip
"""What a maintainer must look at, the most certain first. A page that only refuses or is busy is not broken."""
MEANINGS: dict[State, str] = {
    "found": "is there",
    "moved": "has moved for good",
    "refused": "refuses programs, so look with a browser",
    "busy": "asks to come back later",
    "gone": "is gone",
    "soft-gone": "answers, but the page is gone",
    "failing": "fails on its own side",
    "malformed": "is no address",
    "no-host": "leads to no host",
    "no-answer": "does not answer",
    "insecure": "has no valid certificate",
    "loop": "redirects for ever",
    "unreadable": "sends something unreadable",
}
_HEADLINES = re.compile(rb"<(title|h1)\b[^>]*>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_GONE = re.compile(
    r"\b404\b|\bnot found\b|page (?:does not|doesn.t|no longer) exist|\b(?:can.?t|cannot|could not|couldn.t) (?:be found|find)"
    r"|introuvable|n.existe (?:pas|plus)|n.a pas été trouvée|non trouvée",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an address stands, and a word more: where it moved, which status it gave."""

    state: State
    detail: str = ""

    @property
    def is_broken(self) -> bool:
        """Whether a maintainer must look at it."""
        return self.state in BROKEN


def verdict_of(asked: str, reply: Reply) -> Verdict:
    """What the answer to asking for an address means."""
    if reply.fault or reply.status is None:
        return Verdict(reply.fault or "no-answer", reply.detail)
    status = f"status {reply.status}"
    if reply.status in (404, 410):
        return Verdict("gone", status)
    if reply.status == 429 or (reply.status == 503 and reply.retry_after):
        return Verdict("busy", status)
    if reply.status in (401, 403, 405, 406, 407, 451, 999):
        return Verdict("refused", status)
    if reply.status >= 300:
        return Verdict("failing", status)
    return _of_page(asked, reply)


def _of_page(asked: str, reply: Reply) -> Verdict:
    headline = next((words for words in _headlines(reply.page) if _GONE.search(words)), None)
    if headline is not None:
        return Verdict("soft-gone", f"it says “{headline[:80]}”")
    if _leads_home(asked, reply.address):
        return Verdict("soft-gone", f"it leads to the home page {reply.address}")
    return Verdict("moved", reply.address) if reply.is_moved else Verdict("found")


def _headlines(page: bytes) -> list[str]:
    found = (match[2].decode("utf-8", "replace") for match in _HEADLINES.finditer(page))
    return [" ".join(unescape(_TAG.sub(" ", words)).split()) for words in found]


def _leads_home(asked: str, ended: str) -> bool:
    """Whether one asked for a page deep inside a site and came out at its front door."""
    inside, out = (urlsplit(address) for address in (asked, ended))
    return len(inside.path.strip("/")) > 2 and not out.path.strip("/") and not out.query
