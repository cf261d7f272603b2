"""The forms for editing ask the same in both languages, in the words of the schema and of `check`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from passerelle.prose.interface import interface_words
from passerelle.prose.local import load_local_facts
from passerelle.records.catalog import load_catalog
from passerelle.records.model import ACCESS_CLASSES
from passerelle.records.places import Places
from passerelle.records.schema import Shapes
from passerelle.records.sentences import SENTENCES
from passerelle.records.skeleton import skeleton
from passerelle.records.text import LANGUAGES
from passerelle.site.editing import Forms
from tests.listings import ROOT

KINDS = ("text", "line", "number", "source", "code", "codes", "map", "list")
"""Kinds that the browser knows besides the named shapes."""


def fields_in(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for field in fields:
        yield field
        yield from fields_in(field.get("fields", []))


def test_forms_ask_the_same_in_both_languages() -> None:
    catalog, facts = load_catalog(ROOT).catalog, load_local_facts(ROOT).facts
    assert facts
    asked = {}
    for language in LANGUAGES:
        forms = Forms(Places(Shapes.read(ROOT / "schemas").schemas), catalog, interface_words(language), language)
        edited, begun = forms.edited(facts.brand), forms.begun(facts.brand)
        besides = [edited[key] for key in ("note", "successor", "source")]
        fields = list(fields_in([*edited["fields"], *besides, *begun["fields"]]))
        assert all(field["label"] for field in fields)
        shapes = {**edited["shapes"], **begun["shapes"]}
        assert all(shape["expected"] for shape in shapes.values())
        assert {field["kind"] for field in fields} == {*shapes, *KINDS}
        asked[language] = [
            (field["key"], field["kind"], [code for code, _ in field.get("options", ())])
            for field in fields
            if field["key"] != "organization"
        ]
    assert asked["en"] == asked["fr"]
    assert len(asked["en"]) > 50


def test_classes_share_one_skeleton() -> None:
    """A class's skeleton is the first one's, with the class's own lines before a key."""
    catalog, facts = load_catalog(ROOT).catalog, load_local_facts(ROOT).facts
    assert facts
    places = Places(Shapes.read(ROOT / "schemas").schemas)
    begun = Forms(places, catalog, interface_words("en"), "en").begun(facts.brand)
    text, outline = begun["skeleton"]["text"], begun["skeleton"]["outline"]
    starts = {key: start for key, start, _ in outline["keys"]}
    assert [one["code"] for one in begun["classes"]] == list(ACCESS_CLASSES)
    for one in begun["classes"]:
        at = starts.get(one["before"], len(text))
        path = f"programs/{one['code']}/new.yml"
        assert text[:at] + one["text"] + text[at:] == skeleton(places, catalog.vocabularies, path, one["code"], {})


def test_sentences_hold_the_same_values_in_both_languages() -> None:
    held = {
        language: {name: sorted(re.findall(r"\{\w+\}", text)) for name, text in sentences.items()}
        for language, sentences in SENTENCES.items()
    }
    assert held["en"] == held["fr"]
