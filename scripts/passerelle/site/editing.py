"""Owns what the page for editing carries: the fields of its forms, made from the schema, and each record with its outline.

A field holds its key, label, kind, and what `check` asks of it; the browser shows and judges every field by that alone. The
files hold what the browser reads and no more: each pattern stands once, under the name that fields have for their kind.
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
"""Keys of a form: each with the keys below it, or with nothing where all that the schema names belong to it. Below the top,
they stand in the order of the schema, in which they are written."""
Field = dict[str, Any]

EDITED: Chosen = {
    "status": {}, "contact": {}, "how_to_enter": {}, "cost": {}, "intake": {}, "sites": {}, "duration": {},
    "service_languages": {}, "verification": {},
}  # fmt: skip
"""What changes often."""
CLOSING: Chosen = {"notes": {"text": {}, "source": {}}, "replaced_by": {}}
"""What is asked when a program has ended."""
SOURCES: Chosen = {
    "sources": {SOURCE: {"title": {}, "language": {}, "url": {}, "published": {}, "read_on": {}, "kind": {}}}
}
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
_FAULTS = {
    "not_the_form": ("not_the_form", "write"), "meant": ("not_the_form", "meant"), "less": ("less", "at_least"),
    "no_such_day": ("no_such_day", "correct_day"), "future": ("future", "correct_date"), "before": ("before", "correct_one"),
}  # fmt: skip
"""What the browser tells: a fault, and what to do about it."""


class Forms:
    """Makes the forms of one language."""

    def __init__(self, places: Places, catalog: Catalog, words: Mapping[str, Any], language: Language) -> None:
        self._places, self._catalog, self._words, self._language = places, catalog, words, language
        self._top = [places.top("program")]
        self._shapes: dict[str, Field] = {}

    def edited(self, brand: Brand) -> dict[str, Any]:
        """The form for a record that is there."""
        fields = self._fields(self._top, EDITED, "")
        notes, successor = self._fields(self._top, CLOSING, "")
        (sources,) = self._fields(self._top, SOURCES, "")
        asked = {"note": {**notes, "kind": "map"}, "successor": successor, "source": sources["fields"][0]}
        shown = [*fields, *asked.values()]
        return {"fields": fields, **asked, **self._common(brand, "record", {"missing": ("missing", "add")}, shown)}

    def begun(self, brand: Brand) -> dict[str, Any]:
        """The form for a new program: the skeleton of the first class, and what the others have besides."""
        first, *others = ACCESS_CLASSES
        base = self._skeleton(first)
        classes = [{"code": first, "text": "", "before": ""}, *(self._besides(base, one) for one in others)]
        labels = self._catalog.vocabularies["access-classes"]
        form: dict[str, Any] = {
            "fields": self._fields(self._top, BASICS, ""),
            "classes": [{**one, "label": labels.label(one["code"], self._language)} for one in classes],
            "skeleton": {"path": _new_path(first), "text": base, "outline": outline(base, {*BASICS})},
            "taken": sorted({*self._catalog.programs, *self._former()}),
        }
        return {**form, **self._common(brand, "new", {"missing": ("to_do",)}, form["fields"])}

    def _skeleton(self, access: str) -> str:
        return skeleton(self._places, self._catalog.vocabularies, _new_path(access), access, {})

    def _besides(self, base: str, access: str) -> dict[str, str]:
        """The lines that the skeleton of a class has besides the base, and the key that they stand before."""
        lines, more = base.splitlines(keepends=True), self._skeleton(access).splitlines(keepends=True)
        at = next(index for index, (line, other) in enumerate(zip(lines, more, strict=False)) if line != other)
        own = more[at : at + len(more) - len(lines)]
        if [*lines[:at], *own, *lines[at:]] != more:
            raise ValueError(f"the skeleton of {access} is not that of {ACCESS_CLASSES[0]} with lines in one place")
        return {"code": access, "text": "".join(own), "before": lines[at].partition(":")[0]}

    def _former(self) -> Iterator[str]:
        for program in self._catalog.programs.values():
            yield from program.former_ids

    def _common(
        self, brand: Brand, form: str, faults: Mapping[str, Sequence[str]], shown: Sequence[Field]
    ) -> dict[str, Any]:
        """What both forms hold. `form` names the words that one of them says, `shown` are its fields."""
        words, mail = self._words["edit"], brand.report_email
        return {
            "words": {**words["form"], **words[form]},
            "sentences": {name: self._sentence(*parts) for name, parts in {**faults, **_FAULTS}.items()},
            "shapes": {kind: self._shapes[kind] for kind in sorted({*_kinds(shown)}) if kind in self._shapes},
            "mark": MARK,
            "order": list(self._places.properties(self._top)),
            "report": {
                "issue": brand.report_address or "",
                "mail": f"mailto:{mail}?subject={{title}}&body={{body}}" if mail else "",
            },
        }

    def _sentence(self, fault: str, remedy: str = "") -> str:
        said = SENTENCES[self._language]
        return f"{said[fault]} ({said[remedy]})" if remedy else said[fault]

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
        return self._line(key, at)

    def _line(self, key: str, at: Sequence[Place]) -> Field:
        """The kind of what stands in a line: a number with its bound, or the name of its shape."""
        if self._places.said(at, "type") in ("number", "integer"):
            return {"kind": "number", "minimum": self._places.said(at, "minimum")}
        asked = {word: held for word in ("pattern", "maxLength") if (held := self._places.said(at, word)) is not None}
        if not asked:
            return {"kind": "line"}
        name = str(self._places.said(at, "$ref") or key).rpartition("/")[2]
        expected = self._places.said(at, "x-message" if self._language == "en" else "x-message-fr")
        shape = {**asked, **({"expected": expected} if expected else {})}
        if self._shapes.setdefault(name, shape) != shape:
            raise ValueError(f"{name} is asked in two shapes")
        return {"kind": name}

    def _options(self, codes: Sequence[str], vocabulary: str | None, path: str) -> list[tuple[str, str]]:
        if vocabulary:
            terms = self._catalog.vocabularies[vocabulary]
            return [(code, terms.label(code, self._language)) for code in codes]
        labels = self._words["edit"]["codes"][path.replace(".", "_")]
        return [(code, labels[code]) for code in codes]

    def _organizations(self) -> list[tuple[str, str]]:
        named = ((one.id, one.name.nearest(self._language)[0]) for one in self._catalog.organizations.values())
        return sorted(named, key=lambda pair: pair[1].casefold())


def _kinds(fields: Sequence[Field]) -> Iterator[str]:
    for field in fields:
        yield field["kind"]
        yield from _kinds(field.get("fields", ()))


def _new_path(access: str) -> str:
    return f"programs/{access}/{NEW}.yml"


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
