"""Owns the inline Markdown that records may use: emphasis, code and links. Everything else, HTML too, is text."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

_ALLOWED = re.compile(r"(?:https://|mailto:|tel:)", re.IGNORECASE)
_MARKED = re.compile(r"[*_`\[\\&<]")
_BREAK = re.compile(r"\n\s*\n")


def is_allowed_address(address: str) -> bool:
    """Whether a link may lead to an address: https, mailto or tel."""
    return bool(_ALLOWED.match(address))


def _any_address(_: str) -> bool:
    return True


def _reader(every_link: bool) -> MarkdownIt:
    reader = MarkdownIt("zero", {"html": False}).enable(["emphasis", "link", "backticks", "escape", "entity"])
    reader.validateLink = _any_address if every_link else is_allowed_address  # type: ignore[method-assign, assignment]
    return reader


_WRITER = _reader(every_link=False)
_CHECKER = _reader(every_link=True)


def link_addresses(text: str) -> list[str]:
    """Addresses of every link that a text holds, allowed or not."""
    if "](" not in text and "]:" not in text:
        return []
    found: list[str] = []
    for token in _CHECKER.parseInline(text):
        found += [str(child.attrs["href"]) for child in token.children or [] if child.type == "link_open"]
    return found


def paragraphs(text: str) -> list[str]:
    """A text as paragraphs of HTML without the paragraph tags; safe to print as it is."""
    return [_inline(part) for part in _BREAK.split(text.strip())]


def _inline(text: str) -> str:
    if _MARKED.search(text):
        return str(_WRITER.renderInline(text))
    return text.replace("\n", " ").replace(">", "&gt;").replace('"', "&quot;")
