"""Owns YAML text as a tree of entries that keep their words and comments as they were typed.

Reads what `passerelle.records.source` reads, and only that: no anchors, tags or second documents.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import CSafeLoader
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamStartEvent,
)

BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")
_REMARK = re.compile(r"#[^\n]*|(?<=\n)[ \t]*(?=\n)")
_MODELINE = re.compile(r"# *yaml-language-server:")


@dataclass(slots=True)
class Scalar:
    """A word or text as it was typed, from `start` to `end`. `style` is YAML's: `'`, `"`, `|`, `>` or empty; `home` is the
    column of the entry it stands in."""

    text: str
    style: str
    start: int
    end: int
    home: int = 0


@dataclass(slots=True)
class Entry:
    """A key with its value, or an item of a list. `before` are comments and blank lines above it, `beside` one behind it."""

    key: Scalar | None
    value: Node
    start: int
    column: int
    before: list[str] = field(default_factory=list)
    beside: str = ""

    @property
    def name(self) -> str:
        """The key without quotes; empty for an item of a list."""
        return self.key.text.strip("'\"") if self.key else ""


@dataclass(slots=True)
class Collection:
    """A mapping or list. `foot` are comments below its last entry, as deep as its entries."""

    is_list: bool
    is_flow: bool
    entries: list[Entry]
    start: int
    end: int
    foot: list[str] = field(default_factory=list)


Node = Scalar | Collection


@dataclass(slots=True)
class Layout:
    """A file's text, its top node, and the comments above everything else."""

    text: str
    top: Node
    head: list[str]


@dataclass(frozen=True, slots=True)
class _Remark:
    """A comment, or a blank line (no words), at a place."""

    at: int
    column: int
    words: str
    alone: bool


def read_layout(text: str) -> Layout:
    """The layout of a text with `\\n` as its only line end. Raises yaml.YAMLError where it cannot be read."""
    loader = CSafeLoader(text)
    event = loader.get_event()
    while isinstance(event, StreamStartEvent | DocumentStartEvent):
        event = loader.get_event()
    top = _node(text, event, loader)
    layout = Layout(text, top, [])
    _attach(layout)
    return layout


def _node(text: str, event: Any, loader: Any) -> Node:
    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, ScalarEvent):
        typed = text[start:end]
        typed = _without_blank_end(typed) if event.style in ("|", ">") else typed
        return Scalar(typed, event.style or "", start, start + len(typed))
    if not isinstance(event, MappingStartEvent | SequenceStartEvent):
        raise yaml.YAMLError("nothing stands here that can be laid out")
    is_list = isinstance(event, SequenceStartEvent)
    found = Collection(is_list, bool(event.flow_style), [], start, end)
    event = loader.get_event()
    while not isinstance(event, MappingEndEvent | SequenceEndEvent):
        found.entries.append(_entry(text, event, loader, found))
        event = loader.get_event()
    closed: Any = event.end_mark
    found.end = closed.index if found.is_flow else found.entries[-1].value.end
    return found


def _entry(text: str, event: Any, loader: Any, home: Collection) -> Entry:
    start = event.start_mark.index
    if not home.is_list:
        key = _node(text, event, loader)
        if isinstance(key, Collection):
            raise yaml.YAMLError("a key must be a word")
        column = _column(text, start)
        return Entry(key, _at_home(_node(text, loader.get_event(), loader), column), start, column)
    column = _column(text, home.start)
    value = _at_home(_node(text, event, loader), column)
    if home.entries and not home.is_flow:
        dash = re.compile(rf"^ {{{column}}}-(?=\s|\Z)", re.MULTILINE)
        start = next(found.end() - 1 for found in dash.finditer(text, home.entries[-1].value.end, start + 1))
    elif not home.is_flow:
        start = home.start
    return Entry(None, value, start, column)


def _at_home(value: Node, column: int) -> Node:
    if isinstance(value, Scalar):
        value.home = column
    return value


def _without_blank_end(typed: str) -> str:
    """A block of text without the blank lines that follow it. Lines of spaces deeper than its words are words."""
    lines = typed.split("\n")
    if "+" in lines[0].partition("#")[0]:
        return typed.removesuffix("\n")
    depth = next((len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip(" ")), 0)
    while len(lines) > 1 and not lines[-1].strip(" ") and len(lines[-1]) <= depth:
        lines.pop()
    return "\n".join(lines)


def _column(text: str, index: int) -> int:
    return index - text.rfind("\n", 0, index) - 1


_Placed = tuple[Entry, list[Collection]]


def _attach(layout: Layout) -> None:
    """Give every comment and blank line to the entry it speaks of."""
    placed = list(_block_entries(layout.top, []))
    starts = [entry.start for entry, _ in placed]
    foot = layout.top.foot if isinstance(layout.top, Collection) else layout.head
    for remark in _remarks(layout.text, layout.top):
        number = bisect_right(starts, remark.at)
        before = placed[number - 1] if number else None
        after = placed[number][0] if number < len(placed) else None
        if before is None and after is None:
            (layout.head if remark.at < layout.top.start else foot).append(remark.words)
        elif before and not remark.alone and not before[0].beside:
            before[0].beside = remark.words
        elif before and (not remark.alone or _is_inside(remark, before[0].value)):
            before[0].before += [remark.words] if remark.words else []
        else:
            _attach_between(remark, before, after)
    if placed:
        first = placed[0][0]
        ends = [number for number, words in enumerate(first.before) if not words or _MODELINE.match(words)]
        cut = ends[-1] + 1 if ends else 0
        layout.head, first.before = first.before[:cut], first.before[cut:]


def remarks_of(layout: Layout) -> list[str]:
    """Every comment of a text, in order."""
    return [remark.words for remark in _remarks(layout.text, layout.top) if remark.words]


def _is_inside(remark: _Remark, value: Node) -> bool:
    """Whether a remark stands before or among the words of a value that has no lines of its own for it."""
    return remark.at < value.end and (isinstance(value, Scalar) or value.is_flow)


def _attach_between(remark: _Remark, before: _Placed | None, after: Entry | None) -> None:
    """A line between two entries belongs to the next one, unless it stands deeper: then below what ended."""
    depth = after.column if after else -1
    for home in reversed(before[1] if before and remark.words else []):
        if depth < home.entries[0].column <= remark.column:
            home.foot.append(remark.words)
            return
    if after:
        if remark.words or (after.before[-1:] != [""]):
            after.before.append(remark.words)
    elif before and remark.words:
        before[1][0].foot.append(remark.words)


def _block_entries(node: Node, homes: list[Collection]) -> Iterator[_Placed]:
    if isinstance(node, Collection) and not node.is_flow:
        for entry in node.entries:
            yield entry, [*homes, node]
            yield from _block_entries(entry.value, [*homes, node])


def _remarks(text: str, top: Node) -> Iterator[_Remark]:
    """Comments and blank lines outside of words, in order."""
    end = 0
    for span in [*_spans(top), (len(text), len(text))]:
        for found in _REMARK.finditer(text, end, span[0]):
            start = text.rfind("\n", 0, found.start()) + 1
            alone = not text[start : found.start()].strip()
            yield _Remark(found.start(), found.start() - start, found.group().rstrip(), alone)
        end = span[1]


def _spans(node: Node) -> Iterator[tuple[int, int]]:
    """Where words stand. The first line of a block of text may end in a comment; a flow collection holds no blank line."""
    if isinstance(node, Scalar):
        header = BLOCK_HEADER.match(node.text) if node.style in ("|", ">") else None
        if header:
            yield node.start, node.start + header.end()
            first = node.start + len(node.text.partition("\n")[0])
            yield first, node.end
        else:
            yield node.start, node.end
        return
    for entry in node.entries:
        if entry.key:
            yield entry.key.start, entry.key.end
        yield from _spans(entry.value)
