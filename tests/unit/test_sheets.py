"""A referral sheet holds what fits on its page, and its rules have a name of their own."""

from __future__ import annotations

import re

import msgspec
import pytest
import zxingcpp
from markupsafe import Markup, escape

from passerelle.prose.interface import interface_words
from passerelle.records.catalog import Catalog, load_catalog
from passerelle.site.rules import Line
from passerelle.site.sheets import LETTERS_A_LINE, Pair, line_in_words, quick_response, rules_version, within
from passerelle.site.templates import environment
from passerelle.site.wording import Wording
from tests.listings import Listing


@pytest.fixture
def catalog(listing: Listing) -> Catalog:
    return load_catalog(listing.root).catalog


def pair(lines: int) -> Pair:
    return Pair(Markup("a"), escape("é" * (LETTERS_A_LINE * lines)))


def test_what_does_not_fit_is_left_out_with_all_that_follows() -> None:
    pairs = [pair(1), pair(3), pair(1)]
    assert [within(pairs, room) for room in (5, 4, 3, 0, -1)] == [tuple(pairs), tuple(pairs[:2]), (pairs[0],), (), ()]


def test_marks_take_no_room() -> None:
    marked = Pair(Markup('<span lang="en">short</span>'), Markup("court"))
    assert marked.lines() == 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (Line("criterion", "You work.", or_equivalent=True), "You work. Something equal may count: ask the program."),
        (
            Line("any", parts=(Line("criterion", "You work."), Line("criterion", "EI pays you."))),
            "One of these: you work; or EI pays you.",
        ),
        (Line("not", parts=(Line("criterion", "You work."),)), "Not this: you work."),
    ],
)
def test_a_rule_reads_as_text(line: Line, expected: str, catalog: Catalog) -> None:
    assert line_in_words(line, Wording(catalog, "en", environment(interface_words("en")))) == expected


def test_another_rule_has_another_name(catalog: Catalog) -> None:
    program = catalog.programs["river-mentors"]
    same = msgspec.structs.replace(program, summary=program.name)
    other = msgspec.structs.replace(program, areas=("elsewhere",))
    assert rules_version(program) == rules_version(same) != rules_version(other)


def test_a_code_reads_as_its_address() -> None:
    address = "https://example.org/fr/programs/a-program-with-a-rather-long-name/"
    drawing = quick_response(address)
    (side,) = map(int, re.findall(r'viewBox="0 0 (\d+) \1"', drawing))
    pixels = bytearray(b"\xff" * (side * ENLARGED) ** 2)
    for top, strokes in re.findall(r"M0 (\d+)\.5([hm0-9 ]+)", drawing):
        left = 0
        for pen, length in re.findall(r"([hm])(\d+)", strokes):
            if pen == "h":
                darken(pixels, side, left, int(top), int(length))
            left += int(length)
    read = zxingcpp.read_barcode(memoryview(pixels).cast("B", (side * ENLARGED, side * ENLARGED)))
    assert read
    assert read.text == address


ENLARGED = 4


def darken(pixels: bytearray, side: int, left: int, top: int, width: int) -> None:
    for row in range(top * ENLARGED, (top + 1) * ENLARGED):
        start = (row * side + left) * ENLARGED
        pixels[start : start + width * ENLARGED] = bytes(width * ENLARGED)
