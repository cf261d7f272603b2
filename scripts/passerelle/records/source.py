"""Owns the YAML dialect: text to plain data, every fault of the text as a problem, and the place of a field.

The dialect is YAML with YAML 1.2 scalars (`ON`, `no`, `9:30`, `0123` and dates stay text), without anchors,
aliases, tags, second documents or duplicate keys. Does not know what a record must hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

import yaml
from yaml import CSafeLoader
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from passerelle.records.diagnostics import Finding, Problem, Rule, Where, rule

ENCODING = rule("yaml/encoding", "error", "A file is UTF-8 text without control characters.")
SYNTAX = rule("yaml/syntax", "error", "A file is readable as YAML.")
EMPTY = rule("yaml/empty", "error", "A file holds a record.")
DUPLICATE = rule("yaml/duplicate-key", "error", "A key stands once in its mapping.")
ANCHOR = rule(
    "yaml/anchor", "error", "Anchors, aliases and merge keys are not used: what is read is what stands there."
)
TAG = rule("yaml/tag", "error", "Tags such as `!!python` are not used.")
DOCUMENTS = rule("yaml/documents", "error", "A file holds one document.")
DEPTH = rule("yaml/depth", "error", "Nesting stays within what a record can need.")

DEEPEST = 24
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})\Z")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})?\.[0-9]{1,15}\Z")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_UNPRINTABLE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_REFUSED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_SYNTAX_HELP = "check the indentation, and put text that holds `: ` or ` #`, or begins with a sign, in quotes"


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its path from the root and its bytes, which take half as much memory as its text."""

    path: str
    encoded: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The text, with a mark in place of what is none."""
        return self.encoded.decode("utf-8-sig", "replace")

    def position(self, where: Where) -> tuple[int, int]:
        """Line and column (from 1) of a field; of its nearest existing parent where it is missing."""
        places = _positions(self.text)
        while where and where not in places:
            where = where[:-1]
        return places.get(where, (1, 1))

    def line(self, number: int) -> str:
        """Line `number` (from 1) without its end, or an empty string."""
        lines = self.text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""


def place(problems: Iterable[Problem], sources: Mapping[str, Source], today: date = date.max) -> list[Finding]:
    """Problems with their places and their levels on a day, in the order of files and lines."""
    return sorted({_placed(problem, sources.get(problem.path), today) for problem in problems})


def _placed(problem: Problem, source: Source | None, today: date) -> Finding:
    line, column = problem.position or (source.position(problem.where) if source else (1, 1))
    excerpt = source.line(line) if source else ""
    broken = problem.rule
    path, message, remedy, shown = (_printable(text) for text in (problem.path, problem.message, problem.help, excerpt))
    return Finding(path, line, column, broken.id, broken.level_on(today), message, remedy, shown)


def _printable(text: str) -> str:
    """Text that a terminal or a log takes for nothing but text."""
    return _UNPRINTABLE.sub("\ufffd", text)


def read_text(path: str, raw: bytes) -> tuple[Source, list[Problem]]:
    """The file `path` as text, and a problem if its bytes are none."""
    source = Source(path, raw)
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        place = (before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        found = Problem(ENCODING, path, (), "this file is not UTF-8 text", "save the file as UTF-8", place)
        return source, [found]
    return source, []


def read_source(path: str, raw: bytes) -> tuple[Source, Any, list[Problem]]:
    """The file `path` read from its bytes, its data (None if unreadable), its problems in the order of the text."""
    source, found = read_text(path, raw)
    if found:
        return source, None, found
    text, builder = source.text, _Builder(path)
    try:
        data = builder.document(CSafeLoader(text))
    except yaml.YAMLError as error:
        return source, None, [*builder.problems, _syntax_problem(path, text, error)]
    except _TooDeepError:
        return source, None, builder.problems
    if data is None and not builder.problems:
        builder.problems.append(
            Problem(EMPTY, path, (), "this file is empty", "write the record, or delete the file", (1, 1))
        )
    incomplete = any(problem.rule in (ANCHOR, SYNTAX) for problem in builder.problems)
    return source, None if incomplete else data, builder.problems


def _syntax_problem(path: str, text: str, error: yaml.YAMLError) -> Problem:
    if isinstance(error, yaml.MarkedYAMLError):
        unclosed = error.context is not None and ("quoted" in error.context or "flow" in error.context)
        mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        here = "from here" if unclosed else "here"
        return Problem(SYNTAX, path, (), f"not readable as YAML {here}: {error.problem}", _SYNTAX_HELP, place)
    found = _REFUSED.search(text)
    before = text[: found.start()] if found else ""
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    return Problem(ENCODING, path, (), "a control character stands here", "remove it", place)


def scalar_of(event: ScalarEvent) -> Any:
    """The value of a scalar: text, a number, true, false or None."""
    value = event.value
    if not event.implicit[0]:
        return value
    if value[:1] in "0123456789+-.":
        if _INTEGER.match(value):
            return int(value)
        if _DECIMAL.match(value):
            number = float(value)
            return int(number) if number.is_integer() else number
    return _WORDS.get(value, value)


class _TooDeepError(Exception):
    """Nesting went on past what is read; the problem is noted."""


class _Builder:
    """Builds plain data from libyaml's events and notes what the dialect refuses."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.depth = 0

    def document(self, parser: Any) -> Any:
        event_of = parser.get_event
        event_of()
        if type(event_of()) is StreamEndEvent:
            return None
        data = self.value(event_of(), event_of)
        event_of()
        event = event_of()
        if type(event) is DocumentStartEvent:
            self.refuse(DOCUMENTS, event, "a second document begins here", "keep one record per file")
        return data

    def value(self, event: Any, event_of: Any) -> Any:
        kind = type(event)
        if kind is AliasEvent:
            self.refuse(ANCHOR, event, f"the alias `*{event.anchor}` is not allowed", "write the text out")
            return None
        if event.anchor is not None or event.tag is not None:
            self.refuse_decoration(event)
        if kind is ScalarEvent:
            return scalar_of(event)
        if self.depth >= DEEPEST:
            self.refuse(
                DEPTH, event, f"this is nested more than {DEEPEST} levels deep", "look for a stray bracket or dash"
            )
            raise _TooDeepError
        self.depth += 1
        data = self.sequence(event_of) if kind is SequenceStartEvent else self.mapping(event_of)
        self.depth -= 1
        return data

    def sequence(self, event_of: Any) -> list[Any]:
        items: list[Any] = []
        event = event_of()
        while type(event) is not SequenceEndEvent:
            items.append(self.value(event, event_of))
            event = event_of()
        return items

    def mapping(self, event_of: Any) -> dict[str, Any]:
        data: dict[str, Any] = {}
        event = event_of()
        while type(event) is not MappingEndEvent:
            key = self.key(event, event_of)
            if key in data:
                self.refuse(DUPLICATE, event, f"the key `{key}` stands twice", "keep one of the two")
            data[key] = self.value(event_of(), event_of)
            event = event_of()
        return data

    def key(self, event: Event, event_of: Any) -> str:
        if type(event) is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self.refuse_decoration(event)
            return str(event.value)
        self.refuse(SYNTAX, event, "a key must be a word", _SYNTAX_HELP)
        self.value(event, event_of)
        return ""

    def refuse_decoration(self, event: Any) -> None:
        if event.anchor is not None:
            self.refuse(
                ANCHOR, event, f"the anchor `&{event.anchor}` is not allowed", "write the text out where it is needed"
            )
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.refuse(
                TAG, event, f"the tag `{tag}` is not allowed", "remove the tag; quote the value if it must stay text"
            )

    def refuse(self, broken: Rule, event: Any, message: str, remedy: str) -> None:
        mark = event.start_mark
        self.problems.append(Problem(broken, self.path, (), message, remedy, (mark.line + 1, mark.column + 1)))


@lru_cache(maxsize=4)
def _positions(text: str) -> dict[Where, tuple[int, int]]:
    """Where each field of a text stands: scalars at their value, lists and mappings at their key."""
    places: dict[Where, tuple[int, int]] = {}
    try:
        node = yaml.compose(text, Loader=CSafeLoader)
    except (yaml.YAMLError, RecursionError):
        return places
    stack: list[tuple[Where, yaml.Node | None, tuple[int, int]]] = [((), node, (1, 1))]
    seen: set[int] = set()
    while stack:
        where, node, place = stack.pop()
        if node is None or id(node) in seen or len(where) > DEEPEST:
            continue
        seen.add(id(node))
        own = (node.start_mark.line + 1, node.start_mark.column + 1)
        places[where] = own if isinstance(node, yaml.ScalarNode) else place
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                mark = key.start_mark
                stack.append(((*where, str(key.value)), value, (mark.line + 1, mark.column + 1)))
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                mark = value.start_mark
                stack.append(((*where, index), value, (mark.line + 1, mark.column + 1)))
    return places
