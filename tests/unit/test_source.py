"""YAML text becomes plain data, or problems with their places."""

from __future__ import annotations

from typing import Any

import pytest

from passerelle.records.diagnostics import Problem, field_name, rule
from passerelle.records.source import DEEPEST, place, read_source


def data_of(text: str) -> Any:
    _, data, problems = read_source("a.yml", text.encode())
    assert problems == []
    return data


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "NO",
        "Yes",
        "on",
        "OFF",
        "y",
        "9:30",
        "0123",
        "0o17",
        "0x1F",
        "1_000",
        "1e3",
        ".inf",
        ".nan",
        "True",
        "NULL",
        "2026-11-22",
        "2026-11-22T10:00:00Z",
        "+1 613 555 0100",
        "1.2.3",
        "-",
        "=",
        "12.",
        "1" * 16,
    ],
)
def test_what_yaml_1_1_would_change_stays_text(word: str) -> None:
    assert data_of(f"key: [{word if word != '-' else chr(34) + '-' + chr(34)}]") == {"key": [word]}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", 0),
        ("-7", -7),
        ("+7", 7),
        ("2026", 2026),
        ("1.5", 1.5),
        (".5", 0.5),
        ("-0.25", -0.25),
        ("6.0", 6),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("'7'", "7"),
        ('"true"', "true"),
    ],
)
def test_plain_scalars(written: str, value: object) -> None:
    found = data_of(f"key: {written}\n")["key"]
    assert found == value
    assert type(found) is type(value)


def test_keys_are_always_text() -> None:
    assert data_of("1: a\ntrue: b\nno: c\n2026-11-22: d\n") == {"1": "a", "true": "b", "no": "c", "2026-11-22": "d"}


def test_block_and_folded_text() -> None:
    assert data_of("a: |-\n  one\n  two\nb: >-\n  one\n  two\n\n  three\n") == {"a": "one\ntwo", "b": "one two\nthree"}


def test_byte_order_mark_and_windows_lines() -> None:
    assert data_of("\ufeffa: 1\r\nb: deux\r\n") == {"a": 1, "b": "deux"}


@pytest.mark.parametrize(
    ("where", "line", "column"),
    [
        (("name", "fr"), 2, 19),
        (("name",), 2, 1),
        (("sites", 1, "phone"), 5, 12),
        (("sites", 1), 5, 5),
        (("sites", 1, "wheelchair"), 5, 5),
        (("nowhere", "at", "all"), 1, 1),
    ],
)
def test_position_of_a_field_or_its_nearest_parent(where: tuple[str | int, ...], line: int, column: int) -> None:
    text = "kind: mentoring\nname: {en: a, fr: b}\nsites:\n  - phone: c\n  - phone: d\n"
    source, _, _ = read_source("a.yml", text.encode())
    assert source.position(where) == (line, column)


def test_findings_are_in_the_order_of_lines_and_never_twice() -> None:
    source, _, _ = read_source("a.yml", b"one: 1\ntwo: 2\n")
    broken = next(iter(rules_declared().values()))
    problems = [Problem(broken, "a.yml", (key,), f"{key} is wrong", "fix it") for key in ("two", "one", "two")]
    findings = place(problems, {"a.yml": source})
    assert [(finding.line, finding.excerpt) for finding in findings] == [(1, "one: 1"), (2, "two: 2")]


def rules_declared() -> dict[str, Any]:
    from passerelle.records.diagnostics import RULES

    return RULES


def test_a_rule_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        rule("yaml/syntax", "error", "A second one.")


def test_control_characters_never_reach_a_terminal() -> None:
    source, _, _ = read_source("a.yml", b'kind: "x\\e[31m"\n')
    problem = Problem(rules_declared()["yaml/syntax"], "a\x1b.yml", (), "bad \x1b[2J\n::error::x \u202e", "fix\x07")
    (finding,) = place([problem], {})
    for text in (finding.path, finding.message, finding.help):
        assert not any(ord(letter) < 32 or letter == "\u202e" for letter in text)
    assert source.line(1) == 'kind: "x\\e[31m"'


def test_nesting_up_to_the_limit_is_read() -> None:
    assert data_of("a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)) is not None
    _, data, problems = read_source("a.yml", b"a: " + b"[" * DEEPEST + b"]" * DEEPEST)
    assert data is None
    assert [problem.rule.id for problem in problems] == ["yaml/depth"]


def test_field_names_read_as_typed() -> None:
    assert field_name(("eligibility", "all", 1, "any_of", 0)) == "eligibility.all[1].any_of[0]"
    assert field_name(()) == ""
