"""A file's canonical form: stable, the same data, every comment, and the order of the schema."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.records.places import Places
from passerelle.records.source import read_source
from passerelle.upkeep.formatting import formatted
from passerelle.upkeep.lookup import shape_of, shaped_files
from passerelle.upkeep.places import read_places
from passerelle.upkeep.refusal import RefusedError
from tests.listings import ROOT, SMALL
from tests.scrambled import Scrambler

MINI = ROOT / "tests" / "mini_repo"
FILES = [(root, path) for root in (ROOT, SMALL, MINI) for path in shaped_files(root)]
RECORDS = [(root, path) for root, path in FILES if shape_of(path) in ("program", "organization")]
MODELINE = re.compile(r"\A#.*\n")


@cache
def places() -> Places:
    return read_places(ROOT)


def data_of(raw: bytes) -> object:
    _, data, problems = read_source("record.yml", raw)
    assert problems == []
    return data


def form(raw: bytes, path: str = "programs/open-access/x.yml") -> bytes:
    return formatted(path, raw, data_of(raw), places())


def lines(text: str) -> str:
    return form(text.encode()).decode()


@pytest.mark.parametrize(("root", "path"), FILES, ids=lambda part: part.name if isinstance(part, Path) else part)
def test_form_is_stable_and_says_the_same(root: Path, path: str) -> None:
    raw = (root / path).read_bytes()
    once = form(raw, path)
    assert form(once, path) == once
    assert json.dumps(data_of(once), sort_keys=True) == json.dumps(data_of(raw), sort_keys=True)


@given(st.sampled_from(RECORDS), st.randoms(use_true_random=True))
@settings(max_examples=150, deadline=None)
def test_however_a_record_is_typed_its_form_is_the_same(file: tuple[Path, str], random: Random) -> None:
    root, path = file
    raw = (root / path).read_bytes()
    other = Scrambler(random, remarks=False).scrambled(raw.decode()).encode()
    assert data_of(other) == data_of(raw)
    assert form(other, path).decode() == MODELINE.sub("", form(raw, path).decode())


@given(st.sampled_from(RECORDS), st.randoms(use_true_random=True))
@settings(max_examples=150, deadline=None)
def test_comments_stay_wherever_they_stand(file: tuple[Path, str], random: Random) -> None:
    root, path = file
    raw = (root / path).read_bytes()
    scrambler = Scrambler(random, remarks=True)
    other = scrambler.scrambled(raw.decode()).encode()
    assert data_of(other) == data_of(raw)
    found = form(other, path)
    assert data_of(found) == data_of(raw)
    assert form(found, path) == found
    for remark in scrambler.typed:
        assert found.decode().count(remark + "\n") == 1


def test_keys_take_the_schemas_order_with_the_comments_above_them() -> None:
    typed = "# about status\nstatus: running  # still\nzebra: 1\n# about kind\nkind: mentoring\n"
    assert lines(typed) == "# about kind\nkind: mentoring\n# about status\nstatus: running  # still\nzebra: 1\n"


def test_modeline_and_what_stands_apart_stay_on_top() -> None:
    typed = "# yaml-language-server: $schema=x.json\n# Note\n\n# about status\nstatus: running\nkind: mentoring\n"
    head = "# yaml-language-server: $schema=x.json\n# Note\n\n"
    assert lines(typed) == head + "kind: mentoring\n# about status\nstatus: running\n"


def test_order_that_means_something_stays() -> None:
    typed = "title: {en: a, fr: b}\nterms:\n  zebra: {label: {fr: z, en: z}}\n  ant: {label: {en: a, fr: a}}\n"
    expected = "title: {en: a, fr: b}\nterms:\n  zebra: {label: {en: z, fr: z}}\n  ant: {label: {en: a, fr: a}}\n"
    assert form(typed.encode(), "schemas/vocabularies/x.yml").decode() == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("kind:   mentoring\r\nstatus: running\r\n", "kind: mentoring\nstatus: running\n"),
        ("\ufeffkind: mentoring", "kind: mentoring\n"),
        ("kind: mentoring   \n\n\n\nstatus: running\n", "kind: mentoring\n\nstatus: running\n"),
        ("aims: [ a,b ,\n  c ]\n", "aims: [a, b, c]\n"),
        ("aims: [a, # first\n  b]  # both\n", "# both\naims: [a, b]  # first\n"),
        ("aims:\n- a\n-   b\n", "aims:\n  - a\n  - b\n"),
        ("aims:\n- # one\n  a\n", "aims:\n  - a  # one\n"),
        ("name: {'fr': \"b\" ,en: 'a'}\n", "name: {en: 'a', 'fr': \"b\"}\n"),
        ("summary:\n    en: >-\n          long\n            deep\n\n          words\n", "summary:\n  en: >-\n    long\n      deep\n\n    words\n"),
        ("summary:\n    en: |2-\n        deep\n      words\n", "summary:\n  en: |2-\n      deep\n    words\n"),
        ("summary:\n  en: |+  # kept\n    words\n\nkind: x\n", "kind: x\nsummary:\n  en: |+  # kept\n    words\n\n"),
        ("summary:\n   en: one\n        two\n   fr: \"one  \n\n     two\\\n     three\"\n", 'summary:\n  en: one\n    two\n  fr: "one\n\n    two\\\n    three"\n'),
        ("sites:\n  - {source: a, address: b}\n  # last\nkind: x\n", "kind: x\nsites:\n  - {address: b, source: a}\n  # last\n"),
        ("sites:\n  -\n    source: a\n    # where\n    address: b\n", "sites:\n  # where\n  - address: b\n    source: a\n"),
        ("{status: running, kind: mentoring}", "{kind: mentoring, status: running}\n"),
        ("kind: a#b\nstatus: 'it''s #1'\n", "kind: a#b\nstatus: 'it''s #1'\n"),
    ],
)  # fmt: skip
def test_whitespace(typed: str, expected: str) -> None:
    assert lines(typed) == expected
    assert lines(expected) == expected


@pytest.mark.parametrize(
    "typed", ["kind: [a, b]\n? status\n: running\n", "kind:\nstatus: {en: , fr: b}\n", "- a\n- b\n", "word\n"]
)
def test_odd_but_readable(typed: str) -> None:
    found = lines(typed)
    assert data_of(found.encode()) == data_of(typed.encode())
    assert lines(found) == found


def test_a_form_that_would_say_something_else_is_refused() -> None:
    typed = "? a long key\n  over two lines\n: 1\n"
    with pytest.raises(RefusedError, match="would read differently"):
        lines(typed)


ODD = """kind: a
name: {en: x, fr: 'y z'}
sites:
  - {address: q, source: s}
  - address: >-
      long
      text

    source: s  # c
# top
sources:
  a:
    title: t
"""
PIECES = [
    "#",
    " # c",
    "\n",
    "\n\n",
    "  ",
    "- ",
    ": ",
    "{",
    "]",
    ",",
    "'",
    '"',
    "|",
    "|-\n",
    ">+\n",
    "|2\n",
    "? ",
    "\\",
    "\t",
    "---\n",
    "...\n",
]


@given(
    st.lists(st.tuples(st.integers(0, len(ODD)), st.integers(0, 6), st.sampled_from(PIECES)), min_size=1, max_size=4)
)
@settings(max_examples=300, deadline=None)
def test_whatever_can_be_read_gets_a_stable_form_or_is_refused(edits: list[tuple[int, int, str]]) -> None:
    typed = ODD
    for at, gone, piece in edits:
        typed = typed[:at] + piece + typed[at + gone :]
    _, data, problems = read_source("x.yml", typed.encode())
    if problems:
        return
    try:
        found = lines(typed)
    except RefusedError:
        return
    assert data_of(found.encode()) == data
    assert lines(found) == found
