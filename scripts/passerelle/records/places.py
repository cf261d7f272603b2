"""Owns finding one's way in the schemas: which keys a part of a file may hold, in what order, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Place = tuple[Mapping[str, Any], str]
"""A part of a schema, and the name of the schema whose `#` it means."""


class Places:
    """The parts of the authored shapes, by shape name."""

    def __init__(self, schemas: Mapping[str, Any]) -> None:
        self._schemas = schemas

    def top(self, shape: str) -> Place:
        """Where a shape begins."""
        return self._schemas[shape], shape

    def properties(self, places: Sequence[Place]) -> dict[str, list[Place]]:
        """The keys that places name, in order, and what is said of each. Keys that only a later part names stand behind
        the key that they follow there."""
        order: list[str] = []
        found: dict[str, list[Place]] = {}
        for shape, home in self._all(places):
            at = 0
            for key, held in shape.get("properties", {}).items():
                if key not in order:
                    order.insert(at, key)
                at = order.index(key) + 1
                found.setdefault(key, []).append((held, home))
        return {key: found[key] for key in order}

    def inside(self, places: Sequence[Place], word: str) -> list[Place]:
        """What places say of their `items`, or of keys that are free (`additionalProperties`)."""
        return [(shape[word], home) for shape, home in self._all(places) if isinstance(shape.get(word), Mapping)]

    def said(self, places: Sequence[Place], word: str) -> Any:
        """The first that places say by a word of JSON Schema, or None."""
        return next((shape[word] for shape, _ in self._all(places) if word in shape), None)

    def _all(self, places: Sequence[Place]) -> Iterator[Place]:
        for place in places:
            yield from self._parts(*place)

    def _parts(self, shape: Mapping[str, Any], home: str) -> Iterator[Place]:
        """A part of a schema and all that it refers to or falls into."""
        yield shape, home
        if "$ref" in shape:
            file, _, pointer = shape["$ref"].partition("#")
            name = file.removesuffix(".schema.json") or home
            held: Any = self._schemas[name]
            for step in pointer.strip("/").split("/"):
                held = held[step]
            yield from self._parts(held, name)
        for word in ("then", "else"):
            if isinstance(shape.get(word), Mapping):
                yield from self._parts(shape[word], home)
