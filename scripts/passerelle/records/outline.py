"""Owns outlines: where the values of a record stand in its text, so that a form can change one and leave every other byte.

Places count in UTF-16 units, as a browser does. Only what is asked for is read: a record's other keys are known by their
lines alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

import yaml
from yaml import CSafeLoader
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamStartEvent,
)

from passerelle.records.source import scalar_of

Node = dict[str, Any]
"""A value: `at` is where it begins and ends. A scalar holds `is`, a mapping `keys` of [key, start, value], a list `items`;
both of these say whether they are in brackets (`flow`). A key that is not asked for has the value None."""

_KEY = re.compile(r"^([a-z_]+):(?=\s)", re.MULTILINE)
_IN_LINE = re.compile(r"[ ]*(?:- +)*\Z")


class _UnusualError(Exception):
    """The text is laid out in a way that lines alone do not tell."""


def outline(text: str, asked: Collection[str]) -> Node | None:
    """The outline of a record whose lines end in `\\n`, with the values of some of its top keys. None where keys and items
    do not begin lines of their own: such a record is for an editor of text."""
    found = list(_KEY.finditer(text))
    if not found:
        return None
    ends = [*(one.start() for one in found[1:]), len(text)]
    place = _counted(text)
    try:
        keys = [
            [
                one[1],
                place(one.start()),
                _read(text[one.start() : end], one.start(), place) if one[1] in asked else None,
            ]
            for one, end in zip(found, ends, strict=True)
        ]
    except (yaml.YAMLError, _UnusualError):
        return None
    names = [key for key, *_ in keys]
    if len(set(names)) < len(names):
        return None
    return {"at": [keys[0][1], place(len(text.rstrip("\n")))], "flow": False, "keys": keys}


def _counted(text: str) -> Callable[[int], int]:
    """Turns a place in characters into one in UTF-16 units."""
    if text.isascii() or max(text) <= "\uffff":
        return lambda index: index
    far = [index for index, character in enumerate(text) if character > "\uffff"]
    return lambda index: index + sum(1 for one in far if one < index)


def _read(part: str, offset: int, place: Callable[[int], int]) -> Node:
    """The value of the one key that a part of a text holds."""
    events = CSafeLoader(part)
    event = events.get_event()
    while isinstance(event, StreamStartEvent | DocumentStartEvent):
        event = events.get_event()
    whole = _Reader(part, events).value(event)
    if len(whole["keys"]) != 1:
        raise _UnusualError
    value: Node = whole["keys"][0][2]
    _move(value, lambda index: place(index + offset))
    return value


def _move(node: Node, place: Callable[[int], int]) -> None:
    node["at"] = [place(index) for index in node["at"]]
    for key in node.get("keys", ()):
        key[1] = place(key[1])
        _move(key[2], place)
    for item in node.get("items", ()):
        _move(item, place)


class _Reader:
    """Reads the events of a part of a text."""

    def __init__(self, text: str, events: Any) -> None:
        self._text = text
        self._next = events.get_event

    def value(self, event: Any) -> Node:
        if isinstance(event, AliasEvent) or event.anchor is not None or event.tag is not None:
            raise _UnusualError
        start, end = event.start_mark.index, _end_of(event)
        if isinstance(event, ScalarEvent):
            if start == end:
                raise _UnusualError
            typed = self._text[start:end]
            return {
                "at": [start, start + len(typed.rstrip() if event.style in ("|", ">") else typed)],
                "is": scalar_of(event),
            }
        node: Node = {"at": [start, end], "flow": bool(event.flow_style)}
        if isinstance(event, SequenceStartEvent):
            node["items"], last = self._items(node["flow"])
        elif isinstance(event, MappingStartEvent):
            node["keys"], last = self._keys(node["flow"])
        held = node["items"] if "items" in node else [value for *_, value in node["keys"]]
        node["at"][1] = last if node["flow"] else held[-1]["at"][1]
        return node

    def _items(self, flow: bool) -> tuple[list[Node], int]:
        items: list[Node] = []
        event: Any = self._next()
        while not isinstance(event, SequenceEndEvent):
            items.append(self.value(event))
            self._begins_line(event, flow)
            event = self._next()
        return items, _end_of(event)

    def _keys(self, flow: bool) -> tuple[list[list[Any]], int]:
        keys: list[list[Any]] = []
        event: Any = self._next()
        while not isinstance(event, MappingEndEvent):
            start: int = event.start_mark.index
            if not isinstance(event, ScalarEvent) or event.style:
                raise _UnusualError
            self._begins_line(event, flow)
            keys.append([event.value, start, self.value(self._next())])
            event = self._next()
        return keys, _end_of(event)

    def _begins_line(self, event: Any, flow: bool) -> None:
        """Refuses what stands behind something else on its line, where lines count."""
        start = event.start_mark.index
        if not flow and not _IN_LINE.match(self._text[self._text.rfind("\n", 0, start) + 1 : start]):
            raise _UnusualError


def _end_of(event: Any) -> int:
    index: int = event.end_mark.index
    return index
