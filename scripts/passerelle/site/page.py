"""Owns what a page made from records is before it stands in a frame."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Page:
    """A page to fill into a shell. `title` and `description` are text, `body` and `head` HTML; `search_entry` is the
    page that search reads in its place, empty where search passes it over."""

    address: str
    title: str
    description: str
    body: str
    head: str = ""
    search_entry: str = ""

    @property
    def depth(self) -> int:
        """How many folders below the language's root it lies."""
        return self.address.count("/")

    def slots(self) -> dict[str, str]:
        """What fills the shell."""
        return {
            "path": self.address,
            "title": escape(self.title),
            "description": escape(self.description),
            "head": self.head,
            "body": self.body,
        }
