"""Owns what the page for editing carries: the fields of its forms, made from the schema, and each record with its outline.

A field holds its key, label, kind, and what `check` asks of it; the browser shows and judges every field by that alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from passerelle.prose.local import Brand
from passerelle.records.catalog import Catalog
from passerelle.records.model import ACCESS_CLASSES, Program
from passerelle.records.outline import outline
from passerelle.records.phrases import worded_month
from passerelle.records.places import Place, Places
from passerelle.records.sentences import SENTENCES
from passerelle.records.skeleton import SOURCE, skeleton
from passerelle.records.source import Source
from passerelle.records.text import Language
from passerelle.records.to_do import MARK

Chosen = Mapping[str, Any]
"""Keys of a form: each with the keys below it, or with nothing where all that the schema names belong to it."""
Field = dict[str, Any]

EDITED: Chosen = {
    "status": {}, "contact": {}, "how_to_enter": {}, "cost": {}, "intake": {}, "sites": {}, "duration": {},
    "service_languages": {}, "verification": {},
}  # fmt: skip
"""What changes often."""
CLOSING: Chosen = {"notes": {"text": {}, "source": {}}, "replaced_by": {}}
"""What is asked when a program has ended."""
SOURCES: Chosen = {"sources": {SOURCE: {"title": {}, "url": {}, "published": {}, "read_on": {}, "kind": {}}}}
BASICS: Chosen = {
    "name": {}, "organization": {}, "kind": {}, "aims": {}, "audience": {}, "summary": {}, "status": {}, "areas": {},
    "service_languages": {}, "cost": {"kind": {}}, "eligibility": {"participant": {"stated": {}}},
    "how_to_enter": {"owner": {}, "text": {}}, "contact": {"url": {}, "phone": {}}, **SOURCES,
}  # fmt: skip
"""What a new program begins with."""
READ = frozenset({*EDITED, *CLOSING, *SOURCES})
"""Top keys whose values an outline tells."""
NEW = "new"
_ONLY_WHERE = {
    "intake.opens": "dated", "intake.closes": "dated", "intake.starts": "dated",
    "intake.months": "recurring", "intake.last_seen": "recurring",
}  # fmt: skip
_MONTHS = range(1, 13)
"""The one list of numbers that a form holds is of months."""
_NEEDED_WHERE = {"intake.source": ("dated", "recurring")}
_PAST = frozenset({"verification.on", f"sources.{SOURCE}.published", f"sources.{SOURCE}.read_on"})


class Forms:
    """Makes the forms of one language."""

    def __init__(self, places: Places, catalog: Catalog, words: Mapping[str, Any], language: Language) -> None:
        self._places, self._catalog, self._words, self._language = places, catalog, words, language
        self._top = [places.top("program")]

    def edited(self, brand: Brand) -> dict[str, Any]:
        """The form for a record that is there."""
        return {
            **self._common(brand),
            "fields": self._fields(self._top, EDITED, ""),
            "closing": self._fields(self._top, CLOSING, ""),
            "source": self._fields(self._top, SOURCES, "")[0]["fields"][0],
        }

    def begun(self, brand: Brand) -> dict[str, Any]:
        """The form for a new program, with a skeleton of each class."""
        records = {}
        for access in ACCESS_CLASSES:
            path = f"programs/{access}/{NEW}.yml"
            text = skeleton(self._places, self._catalog.vocabularies, path, access, {})
            records[access] = {"path": path, "text": text, "outline": outline(text, {*BASICS})}
        classes = self._options(list(ACCESS_CLASSES), "access-classes", "")
        return {
            **self._common(brand),
            "fields": self._fields(self._top, BASICS, ""),
            "classes": classes,
            "records": records,
            "taken": sorted({*self._catalog.programs, *self._former()}),
        }

    def _former(self) -> Iterator[str]:
        for program in self._catalog.programs.values():
            yield from program.former_ids

    def _common(self, brand: Brand) -> dict[str, Any]:
        return {
            "language": self._language,
            "words": self._words["edit"],
            "sentences": SENTENCES[self._language],
            "mark": MARK,
            "order": list(self._places.properties(self._top)),
            "report": {"issue": brand.report_address or "", "mail": brand.report_email or ""},
        }

    def _fields(self, at: Sequence[Place], chosen: Chosen, inside: str) -> list[Field]:
        known, free = self._places.properties(at), self._places.inside(at, "additionalProperties")
        required = self._places.said(at, "required") or ()
        keys = list(chosen) or list(known)
        return [
            self._field(key, known.get(key, free), chosen.get(key, {}), f"{inside}{key}", key in required)
            for key in keys
        ]

    def _field(self, key: str, at: Sequence[Place], chosen: Chosen, path: str, required: bool) -> Field:
        label = self._words["edit"]["labels"].get(path.replace(".", "_")) or self._words["edit"]["labels"].get(key)
        field: Field = {
            "key": key,
            "label": label or self._words["changes"]["fields"][key],
            **self._kind(key, at, path),
        }
        if required or path == f"sources.{SOURCE}":
            field["required"] = True
        if path in _NEEDED_WHERE:
            field["needed"] = _NEEDED_WHERE[path]
        if path in _ONLY_WHERE:
            field["where"] = _ONLY_WHERE[path]
        if path in _PAST:
            field["past"] = True
        if field["kind"] in ("map", "list"):
            held = self._places.inside(at, "items") if field["kind"] == "list" else at
            field["fields"] = self._fields(held, chosen, f"{path}.")
            field["order"] = list(self._places.properties(held)) or [one["key"] for one in field["fields"]]
        return field

    def _kind(self, key: str, at: Sequence[Place], path: str) -> Field:
        places = self._places
        properties, items = places.properties(at), places.inside(at, "items")
        vocabulary = places.said(at, "x-vocabulary") or places.said(items, "x-vocabulary")
        codes = list(self._catalog.vocabularies[vocabulary].terms) if vocabulary else places.said(at, "enum")
        if key == "source":
            return {"kind": "source"}
        if list(properties) == ["en", "fr"]:
            return {"kind": "text"}
        if codes:
            kind = "codes" if places.said(at, "type") == "array" or items else "code"
            return {"kind": kind, "options": self._options(codes, vocabulary, path)}
        if items and places.properties(items):
            return {"kind": "list"}
        if items:
            return {"kind": "codes", "options": [(month, worded_month(month, self._language)) for month in _MONTHS]}
        if properties or places.inside(at, "additionalProperties"):
            return {"kind": "map"}
        if path == "organization":
            return {"kind": "code", "options": self._organizations()}
        return {"kind": self._line(at), **self._asked(at)}

    def _line(self, at: Sequence[Place]) -> str:
        stated = self._places.said(at, "type")
        return "number" if stated in ("number", "integer") else "date" if isinstance(stated, list) else "line"

    def _asked(self, at: Sequence[Place]) -> Field:
        """What the schema asks of a value, with its words for it."""
        expected = self._places.said(at, "x-message" if self._language == "en" else "x-message-fr")
        words = ("pattern", "minimum", "exclusiveMinimum", "maxLength")
        asked = {word: held for word in words if (held := self._places.said(at, word)) is not None}
        return {**asked, **({"expected": expected} if expected else {})}

    def _options(self, codes: Sequence[str], vocabulary: str | None, path: str) -> list[tuple[str, str]]:
        if vocabulary:
            terms = self._catalog.vocabularies[vocabulary]
            return [(code, terms.label(code, self._language)) for code in codes]
        labels = self._words["edit"]["codes"][path.replace(".", "_")]
        return [(code, labels[code]) for code in codes]

    def _organizations(self) -> list[tuple[str, str]]:
        named = ((one.id, one.name.nearest(self._language)[0]) for one in self._catalog.organizations.values())
        return sorted(named, key=lambda pair: pair[1].casefold())


def record_file(program: Program, source: Source) -> dict[str, Any]:
    """A record as the form loads it. `sha256` is that of its text with `\\n` as line end."""
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    return {
        "path": program.path,
        "name": {"en": program.name.nearest("en")[0], "fr": program.name.nearest("fr")[0]},
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "text": text,
        "outline": outline(text, READ),
    }
