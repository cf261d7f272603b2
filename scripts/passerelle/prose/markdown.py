"""Owns reading a page's Markdown: its headings, links and blocks of text, each with its line. Renders nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_ATTRIBUTES = re.compile(r"\{:?\s*([^{}]*)\}")
_ANCHOR = re.compile(r"(?:\A|\s)#([\w-]+)")


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    anchor: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    target: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, table cell or heading as a reader reads it; `kind` is the tag or key that holds it."""

    text: str
    line: int
    kind: str


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    parser.validateLink = _any_address  # type: ignore[method-assign, assignment]
    return parser


def _any_address(_: str) -> bool:
    return True


def read_markdown(text: str, first_line: int) -> tuple[tuple[Heading, ...], tuple[Link, ...], tuple[Block, ...]]:
    """The headings, links and blocks of a text whose first line is line `first_line` of its file."""
    headings: list[Heading] = []
    links: list[Link] = []
    blocks: list[Block] = []
    line, holder = first_line, "p"
    for token in _parser().parse(text):
        if token.map:
            line = first_line + token.map[0]
        if token.type.endswith("_open"):
            holder = token.tag
        elif token.type == "inline":
            said = _said(token)
            if holder[0] == "h" and holder[1:].isdigit():
                headings.append(Heading(int(holder[1:]), said, _anchor(token.content), line))
            if said:
                blocks.append(Block(said, line, holder))
            links += [Link(str(child.attrs["href"]), line) for child in _children(token) if child.type == "link_open"]
    return tuple(headings), tuple(links), tuple(blocks)


def _children(token: Token) -> list[Token]:
    return token.children or []


def _said(token: Token) -> str:
    """The words of an inline token, without marks, code, HTML and attributes."""
    words = "".join(map(_words, _children(token)))
    return _ATTRIBUTES.sub("", words).strip() if "{" in words else words.strip()


def _words(child: Token) -> str:
    if child.type == "text":
        return child.content
    if child.type == "code_inline":
        return f"`{child.content}`"
    return {"softbreak": " ", "hardbreak": "\n"}.get(child.type, "")


def _anchor(content: str) -> str:
    """The id that a heading gives itself, or an empty string."""
    attributes = _ATTRIBUTES.search(content)
    anchor = _ANCHOR.search(attributes[1]) if attributes else None
    return anchor[1] if anchor else ""
