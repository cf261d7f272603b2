"""Owns the text of a record to fill in, made from its schema. Every gap holds the mark that `check` refuses, and its hint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from passerelle.records.places import Place, Places
from passerelle.records.to_do import MARK
from passerelle.records.vocabularies import Vocabulary

SOURCE = "website"
"""The short name of the source that a skeleton begins with."""
_WANTED = frozenset({"contact", "url", "phone", "source", "published", "participant"})
"""Optional keys that most records have."""
_CLASS_KEYS = {"embedded": ("embedded_in", "program"), "internal": ("host",)}
_MOST_CODES = 24


class _Skeleton:
    """Makes the lines of a record to fill in."""

    def __init__(self, places: Places, vocabularies: Mapping[str, Vocabulary], wanted: frozenset[str]) -> None:
        self.places = places
        self.vocabularies = vocabularies
        self.wanted = wanted

    def keys(self, at: Sequence[Place]) -> list[str]:
        """The keys that are required or wanted there."""
        required = self.places.said(at, "required") or ()
        return [key for key in self.places.properties(at) if key in required or key in self.wanted]

    def mapping(self, at: Sequence[Place], given: Mapping[str, str]) -> Iterator[str]:
        """The lines of these keys."""
        held = self.places.properties(at)
        for key in self.keys(at):
            first, *more = [f" {given[key]}"] if key in given else self.value(key, held[key])
            yield f"{key}:{first}"
            yield from more

    def value(self, key: str, at: Sequence[Place]) -> Iterator[str]:
        """What follows a key: the rest of its line, then lines below it."""
        hint = f"  # {self.hint(at)}" if self.hint(at) else ""
        properties, items = self.places.properties(at), self.places.inside(at, "items")
        free = self.places.inside(at, "additionalProperties")
        if key == "source":
            yield f" {SOURCE}"
        elif list(properties) == ["en", "fr"]:
            yield f" {{en: {MARK}, fr: {MARK}}}{hint}"
        elif items and self.places.properties(items):
            yield hint
            lines = list(self.mapping(items, {}))
            yield from (f"  {'- ' if not number else '  '}{line}" for number, line in enumerate(lines))
        elif items or self.places.said(at, "type") == "array":
            yield f" [{MARK}]{hint}"
        elif free:
            yield hint
            yield f"  {SOURCE}:"
            yield from (f"    {line}" for line in self.mapping(free, {}))
        elif properties:
            yield hint
            yield from (f"  {line}" for line in self.mapping(at, {}))
        else:
            yield f" {MARK}{hint}"

    def hint(self, at: Sequence[Place]) -> str:
        """What a key is and may hold, from the schema, on one line."""
        items = self.places.inside(at, "items")
        title, description = self.places.said(at, "title"), self.places.said(at, "description")
        name = self.places.said(at, "x-vocabulary") or self.places.said(items, "x-vocabulary")
        codes = list(self.vocabularies[name].terms) if name in self.vocabularies else self.places.said(at, "enum") or ()
        listed = ", ".join(map(str, codes[:_MOST_CODES])) + (", …" if len(codes) > _MOST_CODES else "")
        form = self.places.said(at, "x-message")
        parts = (title, description, form and f"Write {form}", listed and f"One of: {listed}")
        return ". ".join(str(part).rstrip(".") for part in parts if part)


def skeleton(
    places: Places, vocabularies: Mapping[str, Vocabulary], path: str, access: str, given: Mapping[str, str]
) -> str:
    """The text of a record at a path: a program of an access class, or an organization. `given` are values, as YAML, of
    some of its top keys."""
    shape = path.partition("/")[0].removesuffix("s")
    made = _Skeleton(places, vocabularies, _WANTED | frozenset(_CLASS_KEYS.get(access, ())))
    up = "../" * path.count("/")
    top = [places.top(shape)]
    others = {key for one, (key, *_) in _CLASS_KEYS.items() if one != access}
    rest = [key for key in places.properties(top) if key not in {*made.keys(top), *others}]
    head = [
        f"# yaml-language-server: $schema={up}schemas/{shape}.schema.json",
        f"# Replace every {MARK}, then take the comments out. More keys, each optional: {', '.join(rest)}.",
        "",
    ]
    return "\n".join([*head, *made.mapping(top, given), ""])
