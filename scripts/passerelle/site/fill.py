"""Owns shells: HTML with sentinels, split once and joined per page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

_SENTINEL = re.compile(r"zzq((?!spellings)[a-z0-9]+)qzz")
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", re.DOTALL)
_DATA_BLOCK = re.compile(r'type="(?:application|text)/(?!javascript)')


class SlotError(ValueError):
    """A shell's slots are not the ones that pages fill."""


def sentinel(name: str) -> str:
    """What stands in a shell where the slot `name` is filled. Safe in HTML, in addresses and in JSON."""
    return f"zzq{name}qzz"


@dataclass(frozen=True, slots=True)
class Shell:
    """A page cut at its slots: literal, slot, literal, …, literal."""

    literals: tuple[str, ...]
    slots: tuple[str, ...]

    @classmethod
    def cut(cls, html: str) -> Shell:
        """Cut HTML at its sentinels."""
        parts = _SENTINEL.split(html)
        return cls(tuple(parts[::2]), tuple(parts[1::2]))

    def fill(self, values: Mapping[str, str]) -> str:
        """The page with every slot filled. Values are HTML: escape text first. Raises KeyError for a missing one."""
        parts = [self.literals[0]]
        for slot, literal in zip(self.slots, self.literals[1:], strict=True):
            parts.append(values[slot])
            parts.append(literal)
        return "".join(parts)

    def expect(self, slots: set[str], name: str) -> Shell:
        """This shell, if its slots are exactly these. Raises SlotError: the theme and the pages disagree."""
        if set(self.slots) != slots:
            missing, extra = slots - set(self.slots), set(self.slots) - slots
            raise SlotError(f"{name}: slots missing: {sorted(missing) or 'none'}, unknown: {sorted(extra) or 'none'}")
        return self


def content_security_policy(html: str) -> str:
    """The strictest policy that a page works under. Scripts written into the page are allowed by their hash; a page
    without a form may not send one."""
    bodies = [body for attributes, body in _INLINE_SCRIPT.findall(html) if not _DATA_BLOCK.search(attributes)]
    hashes = sorted({f"'sha256-{_digest(body)}'" for body in bodies})
    forms = "'self'" if "<form" in html else "'none'"
    scripts = " ".join(["script-src 'self' 'wasm-unsafe-eval'", *hashes])
    return (
        f"default-src 'none'; {scripts}; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        f"worker-src 'self'; manifest-src 'self'; form-action {forms}; base-uri 'none'"
    )


def _digest(body: str) -> str:
    return base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
