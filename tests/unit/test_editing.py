"""The forms for editing ask the same in both languages, in the words of the schema and of `check`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from passerelle.prose.interface import interface_words
from passerelle.prose.local import load_local_facts
from passerelle.records.catalog import load_catalog
from passerelle.records.places import Places
from passerelle.records.schema import Shapes
from passerelle.records.sentences import SENTENCES
from passerelle.records.text import LANGUAGES
from passerelle.site.editing import Forms
from tests.listings import ROOT


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
        fields = list(fields_in([*edited["fields"], *edited["closing"], edited["source"], *begun["fields"]]))
        assert all(field["label"] for field in fields)
        assert [field["key"] for field in fields if "pattern" in field and not field.get("expected")] == []
        assert all(record["outline"] for record in begun["records"].values())
        asked[language] = [
            (field["key"], field["kind"], field.get("pattern"), [code for code, _ in field.get("options", ())])
            for field in fields
            if field["key"] != "organization"
        ]
    assert asked["en"] == asked["fr"]
    assert len(asked["en"]) > 50


def test_sentences_hold_the_same_values_in_both_languages() -> None:
    held = {
        language: {name: sorted(re.findall(r"\{\w+\}", text)) for name, text in sentences.items()}
        for language, sentences in SENTENCES.items()
    }
    assert held["en"] == held["fr"]
