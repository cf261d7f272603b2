"""Owns the canonical whitespace of a layout: two spaces a level, one space in a flow collection, words as typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from passerelle.upkeep.layout import BLOCK_HEADER, Collection, Entry, Layout, Node, Scalar

_LOOSE_END = re.compile(r"(?<!\\)[ \t]+\Z")
_DEEPER = 2


def printed(layout: Layout) -> str:
    """The text of a layout, with `\\n` at each line's end."""
    top = layout.top
    body = _block(top, 0) if isinstance(top, Collection) and not top.is_flow else _value(top, 0, "")
    return "\n".join([*layout.head, *body]).lstrip("\n") + "\n"


def _block(node: Collection, depth: int) -> list[str]:
    lines: list[str] = []
    for number, entry in enumerate(node.entries):
        above, own = _entry(entry, depth)
        while not number and above and not above[0]:
            above.pop(0)
        lines += [_indented(words, depth) for words in above] + own
    return lines + [_indented(words, depth) for words in node.foot]


def _entry(entry: Entry, depth: int) -> tuple[list[str], list[str]]:
    """The remarks above an entry, and its lines."""
    beside = f"  {entry.beside}" if entry.beside else ""
    head = f"{entry.key.text}:" if entry.key else "-"
    value, above = entry.value, list(entry.before)
    if isinstance(value, Scalar) or value.is_flow:
        first, *more = _value(value, depth, beside)
        return above, [_indented(f"{head} {first}" if value.end > value.start else f"{head}{beside}", depth), *more]
    lines = _block(value, depth + _DEEPER)
    if entry.key:
        return above, [_indented(head + beside, depth), *lines]
    above += [entry.beside] if entry.beside else []
    start = next(number for number, line in enumerate(lines) if line and not line.lstrip().startswith("#"))
    above += [line.strip() for line in lines[:start]]
    return above, [_indented(f"- {lines[start].lstrip()}", depth), *lines[start + 1 :]]


def _value(node: Node, depth: int, beside: str) -> list[str]:
    """The lines of words or of a flow collection; only the first is not indented."""
    if isinstance(node, Collection):
        lines = _flow(node).split("\n")
    elif node.style in ("|", ">"):
        return _text_block(node, depth, beside)
    else:
        lines = _lines(node)
    first, *more = lines
    found = [first, *(_indented(line, depth + _DEEPER) for line in more)]
    found[-1] += beside
    return found


def _flow(node: Node) -> str:
    if isinstance(node, Scalar):
        return "\n".join(_joined(_lines(node))) or "null"
    inside = (f"{entry.key.text}: {_flow(entry.value)}" if entry.key else _flow(entry.value) for entry in node.entries)
    return f"[{', '.join(inside)}]" if node.is_list else f"{{{', '.join(inside)}}}"


def _lines(words: Scalar) -> list[str]:
    """The lines of words outside of a block of text: spaces at their ends and starts mean nothing."""
    first, *more = words.text.split("\n")
    lines = [first, *(line.lstrip(" \t") for line in more)]
    return [*(_LOOSE_END.sub("", line) for line in lines[:-1]), lines[-1]]


def _joined(lines: Sequence[str]) -> Sequence[str]:
    """The same words on one line, where a line end is only a space."""
    is_plain = all(lines) and not any(line.endswith("\\") for line in lines[:-1])
    return [" ".join(lines)] if is_plain else lines


def _text_block(words: Scalar, depth: int, beside: str) -> list[str]:
    """A block of text, two spaces deeper than its entry. Spaces at the ends of its lines are kept: they are words."""
    first, *lines = words.text.split("\n")
    header = BLOCK_HEADER.match(first)
    signs = header.group() if header else first
    stated = re.search("[1-9]", signs)
    deep = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), 0)
    if stated:
        deep = words.home + int(stated.group())
        signs = signs.replace(stated.group(), str(_DEEPER))
    return [signs + beside, *(_indented(line[deep:], depth + _DEEPER) for line in lines)]


def _indented(line: str, depth: int) -> str:
    return " " * depth + line if line else ""
