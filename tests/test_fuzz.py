"""Whatever is done to a record's text, checking it ends in findings: placed inside the file, all in one run."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.checks.run import check_one_program
from passerelle.records.catalog import Catalog, load_catalog, shapes_with
from passerelle.records.diagnostics import Finding
from passerelle.records.schema import Shapes
from tests.listings import ROOT, TODAY

RECORDS = sorted(path for path in (ROOT / "programs").rglob("*.yml") if path.stat().st_size < 8_000)
MUTATIONS = 2_000
TOP_LEVEL = re.compile(r"^[a-z_]+(?=:)", re.MULTILINE)
ODD = ["\t", "\x00", "\x85", "\u2028", "\ufeff", "é", "🌉", "&a ", "*a", "!!x ", "- ", ": ", "#", "'", '"', "{", "]", "|", "%", "\r\n", "---\n", "? "]  # fmt: skip
SCALARS = ["", "null", "true", "0", "-1", "1e9", "2026-02-30", "x", "[]", "{}", "{en: a}", "[[a]]", "'", "P", "https://", "9" * 30, "ON", "|", "a: b"]  # fmt: skip


def delete(lines: list[str], choice: Random) -> None:
    del lines[choice.randrange(len(lines))]


def duplicate(lines: list[str], choice: Random) -> None:
    place = choice.randrange(len(lines))
    lines.insert(place, lines[choice.randrange(len(lines))])


def swap(lines: list[str], choice: Random) -> None:
    one, other = choice.randrange(len(lines)), choice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def indent(lines: list[str], choice: Random) -> None:
    place = choice.randrange(len(lines))
    lines[place] = choice.choice([" ", "  ", "    ", "\t"]) + lines[place]


def outdent(lines: list[str], choice: Random) -> None:
    place = choice.randrange(len(lines))
    lines[place] = (
        lines[place][choice.choice([1, 2, 4]) :] if lines[place].startswith("    ") else lines[place].lstrip()
    )


def insert(lines: list[str], choice: Random) -> None:
    place = choice.randrange(len(lines))
    column = choice.randint(0, len(lines[place]))
    lines[place] = lines[place][:column] + choice.choice(ODD) + lines[place][column:]


def replace(lines: list[str], choice: Random) -> None:
    place = choice.randrange(len(lines))
    key, colon, _ = lines[place].partition(": ")
    if colon:
        lines[place] = f"{key}: {choice.choice(SCALARS)}\n"


def rename(lines: list[str], choice: Random) -> None:
    place = choice.randrange(len(lines))
    lines[place] = lines[place].replace(":", choice.choice(["x:", "", " :", "::"]), 1)


def truncate(lines: list[str], choice: Random) -> None:
    place = choice.randrange(len(lines))
    lines[place] = lines[place][: choice.randint(0, len(lines[place]))]
    del lines[place + 1 :]


WAYS: list[Callable[[list[str], Random], None]] = [
    delete, duplicate, swap, indent, outdent, insert, insert, replace, replace, rename, truncate,
]  # fmt: skip


@cache
def listing() -> tuple[Catalog, Shapes]:
    catalog = load_catalog(ROOT).catalog
    return catalog, shapes_with(Shapes.read(ROOT / "schemas"), catalog.vocabularies)


@cache
def text_of(place: int) -> str:
    return RECORDS[place].read_text("utf-8")


def mutated(seed: int) -> tuple[str, str]:
    """The path and text of a real record after one to three changes."""
    choice = Random(seed)  # noqa: S311
    place = choice.randrange(len(RECORDS))
    lines = text_of(place).splitlines(keepends=True)
    for _ in range(choice.choice([1, 1, 2, 3])):
        if lines:
            choice.choice(WAYS)(lines, choice)
    return RECORDS[place].relative_to(ROOT).as_posix(), "".join(lines)


def checked(path: str, text: str) -> list[Finding]:
    catalog, shapes = listing()
    return check_one_program(path, text.encode("utf-8", "surrogatepass"), catalog, shapes, TODAY)


def assert_placed(finding: Finding, path: str, text: str) -> None:
    """A place that an editor can go to, and words to read there."""
    lines = text.splitlines() or [""]
    assert finding.path == path
    assert 1 <= finding.line <= len(lines) + 1, finding
    width = len(lines[finding.line - 1]) if finding.line <= len(lines) else 0
    assert 1 <= finding.column <= width + 1, finding
    assert finding.message
    assert finding.help


@settings(max_examples=MUTATIONS, deadline=None, database=None, derandomize=True)
@given(st.integers(0, 2**48))
def test_no_change_of_text_breaks_checking(seed: int) -> None:
    path, text = mutated(seed)
    for finding in checked(path, text):
        assert_placed(finding, path, text)


@settings(max_examples=100, deadline=None, database=None, derandomize=True)
@given(st.integers(0, 2**48))
def test_no_fault_hides_another(seed: int) -> None:
    """However many keys of a record are mistyped, each is reported, with what was meant, in one run."""
    choice = Random(seed)  # noqa: S311
    place = choice.randrange(len(RECORDS))
    keys = TOP_LEVEL.findall(text_of(place))
    mistyped = choice.sample(keys, choice.randint(1, len(keys)))
    text = TOP_LEVEL.sub(lambda key: f"{key[0]}x" if key[0] in mistyped else key[0], text_of(place))
    told = {finding.message: finding.help for finding in checked(RECORDS[place].relative_to(ROOT).as_posix(), text)}
    for key in mistyped:
        assert told[f"{key}x is not a key of this place"] == f"did you mean `{key}`?"


def test_real_records_pass_on_their_own() -> None:
    for place in range(len(RECORDS)):
        path = RECORDS[place].relative_to(ROOT).as_posix()
        assert [finding for finding in checked(path, text_of(place)) if finding.level == "error"] == []
