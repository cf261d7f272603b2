"""Findings as text for people, JSON for tools and annotations for CI."""

from __future__ import annotations

import json

import pytest

from passerelle.checks.report import as_annotations, as_json, as_text
from passerelle.records.diagnostics import Finding


def finding(line: int = 3, **overrides: str) -> Finding:
    words = {
        "path": "programs/a.yml",
        "message": "name is missing",
        "help": "add `name:`",
        "excerpt": "kind: x",
    } | overrides
    return Finding(
        words["path"], line, 5, "schema/missing-key", "error", words["message"], words["help"], words["excerpt"]
    )


def test_text_has_place_line_help_and_reference() -> None:
    assert as_text([finding()], 4) == (
        "programs/a.yml:3:5: error[schema/missing-key] name is missing\n"
        "    3 | kind: x\n"
        "   help: add `name:`\n"
        "   docs: docs/reference/rules.md#schema-missing-key\n"
        "\n"
        "1 error in 1 of 4 files"
    )


def test_text_without_findings() -> None:
    assert as_text([], 4) == "no findings in 4 files"


def test_totals_count_errors_and_warnings() -> None:
    warning = Finding("b.yml", 1, 1, "wording/long-summary", "warning", "m", "h", "")
    assert as_text([finding(1), finding(2), warning], 4).endswith("2 errors, 1 warning in 2 of 4 files")
    assert as_text([warning], 4).endswith("\n1 warning in 1 of 4 files")


def test_empty_lines_and_long_lines_do_not_fill_the_screen() -> None:
    assert " | " not in as_text([finding(excerpt="")], 1)
    assert len(as_text([finding(excerpt="x" * 20_000)], 1)) < 700


def test_json_holds_the_same() -> None:
    told = json.loads(as_json([finding(message="été")], 4))
    assert told["files"] == 4
    assert told["findings"] == [
        {
            "path": "programs/a.yml",
            "line": 3,
            "column": 5,
            "rule": "schema/missing-key",
            "level": "error",
            "message": "été",
            "help": "add `name:`",
            "excerpt": "kind: x",
        }
    ]


@pytest.mark.parametrize(("count", "lines"), [(0, 1), (1, 2), (9, 10), (10, 11), (400, 11)])
def test_annotations_are_at_most_nine_and_a_roll_up(count: int, lines: int) -> None:
    told = as_annotations([finding(line) for line in range(count)], 4).splitlines()
    assert len(told) == lines
    assert sum(line.startswith("::error file=") for line in told) == min(count, 9)
    if count > 9:
        assert told[9] == f"::error title={count - 9} more findings::run `passerelle check` to see all {count}"


def test_annotation_cannot_be_broken_out_of() -> None:
    nasty = finding(path="a,b:c%\n::error::x.yml", message="100%\n::error::y", help="z")
    first, totals = as_annotations([nasty], 1).splitlines()
    assert first == (
        "::error file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ax.yml,line=3,col=5,title=schema/missing-key"
        "::100%25%0A::error::y (z)"
    )
    assert totals == "1 error in 1 of 1 files"


def test_annotations_show_errors_before_warnings() -> None:
    warnings = [Finding("a.yml", line, 1, "wording/long-summary", "warning", "m", "h", "") for line in range(12)]
    first, *_, roll_up, totals = as_annotations([*warnings, finding(99)], 4).splitlines()
    assert first.startswith("::error file=programs/a.yml,line=99,")
    assert roll_up.startswith("::warning title=4 more findings::")
    assert totals == "1 error, 12 warnings in 2 of 4 files"
