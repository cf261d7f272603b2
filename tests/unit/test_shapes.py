"""Forms and roles are read whole or not at all, and every fault names its place in words."""

from __future__ import annotations

from typing import Any

import pytest

from passerelle.prose.forms import Blank, Choice, read_forms
from passerelle.prose.local import load_local_facts
from passerelle.prose.roles import read_roles
from passerelle.records.diagnostics import Problem, field_name
from tests.listings import ROOT

BOTH = {"en": "Name", "fr": "Nom"}


def form(*fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"note": {"title": BOTH, "parts": [{"title": BOTH, "fields": list(fields)}], **more}}


def roles(**more: Any) -> dict[str, Any]:
    partner = {"name": BOTH, "main": BOTH, "strands": ["lead"], "tasks": [BOTH], **more}
    return {"strands": {"lead": {"title": BOTH, "text": BOTH, "lead": True}}, "partners": [partner]}


def test_form_is_read() -> None:
    problems: list[Problem] = []
    fields = ({"kind": "blank", "label": BOTH}, {"kind": "choice", "label": BOTH, "options": [BOTH], "several": True})
    made = read_forms(form(*fields, shared=True), problems)
    assert problems == []
    assert [type(field) for field in made["note"].parts[0].fields] == [Blank, Choice]
    assert made["note"].shared


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (form({"kind": "blank", "label": {"en": "Name"}}), "note.parts[0].fields[0].label"),
        (form({"kind": "blank", "label": {"en": "Name", "fr": " "}}), "note.parts[0].fields[0].label"),
        (form({"kind": "blank", "label": BOTH, "line": 2}), "note.parts[0].fields[0]"),
        (form({"kind": "blank", "label": BOTH, "lines": 0}), "note.parts[0].fields[0].lines"),
        (form({"kind": "choice", "label": BOTH, "options": []}), "note.parts[0].fields[0].options"),
        (form({"kind": "guess", "label": BOTH}), "note.parts[0].fields[0].kind"),
        (form(), "note.parts[0].fields"),
        ([], ""),
    ],
    ids=["one-language", "empty", "unknown-key", "no-lines", "no-options", "unknown-kind", "no-fields", "list"],
)
def test_faulty_form_is_left_out_and_told(data: Any, where: str) -> None:
    problems: list[Problem] = []
    assert read_forms(data, problems) == {}
    assert where in {field_name(problem.where) for problem in problems}
    assert all(problem.help and "`$" not in problem.message for problem in problems)


def test_every_text_in_one_language_is_told_at_once() -> None:
    problems: list[Problem] = []
    read_forms(form({"kind": "blank", "label": {"en": "A"}}, {"kind": "blank", "label": {"fr": "B"}}), problems)
    assert len(problems) == 2


def test_roles_are_read() -> None:
    problems: list[Problem] = []
    made = read_roles(roles(), problems)
    assert problems == []
    assert made
    assert made.partners[0].strands == ("lead",)


def test_partner_of_an_unknown_strand_is_told() -> None:
    problems: list[Problem] = []
    assert read_roles(roles(strands=["led"]), problems) is None
    assert [field_name(problem.where) for problem in problems] == ["partners[0].strands"]
    assert "led" in problems[0].message


def test_repository_has_forms_and_roles() -> None:
    loaded = load_local_facts(ROOT)
    assert loaded.problems == []
    assert loaded.facts
    assert loaded.facts.roles
    for name in loaded.facts.forms:
        for language in ("en", "fr"):
            page = ROOT / "content" / language / "refer" / "forms" / f"{name}.md"
            assert f"\nform: {name}\n" in page.read_text("utf-8")
    assert len(loaded.facts.forms) == 10
