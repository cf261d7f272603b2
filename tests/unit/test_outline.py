"""An outline tells of every record where its values stand, in the units of a browser; what is unusual has none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from passerelle.records.outline import Node, outline
from passerelle.records.source import read_source
from passerelle.site.editing import READ
from tests.listings import ROOT


def value_of(node: Node) -> Any:
    if "is" in node:
        return node["is"]
    return (
        [value_of(item) for item in node["items"]]
        if "items" in node
        else {key: value_of(held) for key, _, held in node["keys"]}
    )


def words_of(node: Node) -> Iterator[Node]:
    if "is" in node:
        yield node
    for held in [*node.get("items", ()), *(held for *_, held in node.get("keys", ()))]:
        yield from words_of(held)


def cut(text: str, start: int, end: int) -> str:
    """What a browser finds between two places."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_outline_of_every_record_holds_its_data() -> None:
    for file in sorted((ROOT / "programs").rglob("*.yml")):
        text = file.read_text("utf-8")
        found = outline(text, READ)
        assert found, file.name
        _, data, _ = read_source("a.yml", text.encode())
        assert [key for key, *_ in found["keys"]] == list(data)
        told = {key: value_of(held) for key, _, held in found["keys"] if held}
        assert told == {key: value for key, value in data.items() if key in READ}
        for _, _, held in found["keys"]:
            for word in words_of(held) if held else ():
                assert read_source("a.yml", f"a: {cut(text, *word['at'])}".encode())[1] == {"a": word["is"]}


def test_places_count_as_a_browser_counts() -> None:
    text = 'name: {en: "😀 a", fr: b}\ncontact:\n  phone: +1 613 555 0100  # new\n  note: |\n    😀 one\n    two\n\nstatus: running\n'
    found = outline(text, {"contact", "status"})
    assert found
    phone, note = found["keys"][1][2]["keys"]
    assert cut(text, *phone[2]["at"]) == "+1 613 555 0100"
    assert note[2]["is"] == "😀 one\ntwo\n"
    assert cut(text, *found["keys"][1][2]["at"]).endswith("two")
    assert cut(text, *found["keys"][2][2]["at"]) == "running"
    assert cut(text, found["keys"][2][1], found["at"][1]) == "status: running"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{status: running}",
        "status: &a running\n",
        "status: a\nstatus: b\n",
        "status:\n",
        "sites:\n  -\n    - a: [\n",
        "status: [\n",
    ],
)
def test_unusual_text_has_no_outline(text: str) -> None:
    assert outline(text, {"status", "sites"}) is None
