"""A form as HTML: labels are text, both languages stand where two readers share a sheet, nothing is named that could be sent."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from passerelle.prose.forms import Blank, Choice, Form, Grid, Part, Signature, Statement
from passerelle.prose.interface import interface_words
from passerelle.records.text import Text
from passerelle.site.templates import environment, render

HOSTILE = Text("<b>Name</b>", "<i>Nom</i>")
FIELDS = (
    Blank(HOSTILE, help=HOSTILE, lines=2),
    Blank(HOSTILE, input="date"),
    Choice(HOSTILE, (HOSTILE, Text("B", "B")), other=True),
    Choice(HOSTILE, (HOSTILE,), several=True),
    Grid(HOSTILE, (HOSTILE, HOSTILE), 2),
    Grid(HOSTILE, (HOSTILE,), (HOSTILE,)),
    Statement(HOSTILE, ticked=True),
    Signature(HOSTILE),
)


def drawn(*, shared: bool) -> LexborHTMLParser:
    form = Form(HOSTILE, (Part(HOSTILE, FIELDS, HOSTILE),), shared=shared)
    return LexborHTMLParser(
        render(
            environment(interface_words("en")),
            "form",
            form=form,
            language="en",
            other="fr",
            also=interface_words("fr")["forms"],
            home="../../../",
        )
    )


def test_labels_are_text() -> None:
    tree = drawn(shared=True)
    assert tree.css("b, i") == []
    assert tree.css("label")[0].text().startswith("<b>Name</b>")


def test_only_shared_sheets_hold_both_languages() -> None:
    assert drawn(shared=False).css("[lang]") == []
    others = drawn(shared=True).css("[lang]")
    assert {node.attributes["lang"] for node in others} == {"fr"}
    assert {node.text() for node in others} == {
        "<i>Nom</i>", "À remplir par\u00a0: <i>Nom</i>", "Autre\u00a0:", "AAAA-MM-JJ",
    }  # fmt: skip


def test_every_field_has_words_and_only_radios_have_names() -> None:
    tree = drawn(shared=True)
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    assert len(ids) == len(tree.css("[id]"))
    assert {node.attributes.get("type") for node in tree.css("[name]")} == {"radio"}
    assert len({node.attributes["name"] for node in tree.css("[name]")}) == 1
    for label in tree.css("label[for]"):
        assert label.attributes["for"] in ids
    for field in tree.css("[aria-labelledby]"):
        assert set((field.attributes["aria-labelledby"] or "").split()) <= ids
    assert len(tree.css("table textarea")) == 5
