"""Every rule fires where it should, and says so in words that a maintainer can act on.

A case is a folder tests/bad_records/<rule>/<case>/: its files lie over a small valid listing, `case.yml` names edits,
removals and how often a file is copied (each copy with a name of its own), and `expected.txt` holds what `passerelle check` prints. `pytest --bless`
writes expected.txt anew.
"""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

import passerelle.checks.run  # noqa: F401 - declares every rule
from passerelle.checks.report import as_text
from passerelle.records.diagnostics import RULES
from tests.listings import Listing, compare

BAD = Path(__file__).parent / "bad_records"
GOOD = Path(__file__).parent / "good_records"
CASES = sorted(folder for rule in BAD.iterdir() for folder in rule.iterdir())
FOLDER_OF = {rule.anchor: rule for rule in RULES.values()}
OURS = ("case.yml", "expected.txt")
MACHINE_WORDS = re.compile(
    r"Traceback|\bNone\b|\bTrue\b|\bFalse\b|<class '|object at 0x|\^\[|\\[dsw.]|msgspec|jsonschema|ValueError"
)
NAME = re.compile(r"^(name: \{en: [^,}]+)(, fr: [^,}]+)(\})", re.MULTILINE)
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e]")


def lay_over(listing: Listing, case: Path) -> None:
    """Put a case's files, removals, copies and edits into a listing."""
    for file in sorted(case.rglob("*")):
        if file.is_file() and file.name not in OURS:
            listing.write(file.relative_to(case).as_posix(), file.read_bytes())
    manifest: dict[str, Any] = {}
    if (case / "case.yml").is_file():
        manifest = yaml.safe_load((case / "case.yml").read_text("utf-8"))
    assert set(manifest) <= {"why", "remove", "copies", "edits"}
    for path in manifest.get("remove", []):
        listing.remove(path)
    for path, count in manifest.get("copies", {}).items():
        for number in range(count):
            text = NAME.sub(rf"\1 {number}\2 {number}\3", (listing.root / path).read_text("utf-8"))
            listing.write(path.replace(".yml", f"-{number}.yml"), text)
    for edit in manifest.get("edits", []):
        listing.edit(edit["file"], edit["find"], edit["put"])


def test_the_small_listing_has_no_findings(listing: Listing) -> None:
    assert listing.check().findings == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_bad_record_is_reported(case: Path, listing: Listing, bless: bool) -> None:
    lay_over(listing, case)
    began = time.process_time()
    checked = listing.check()
    assert time.process_time() - began < 1
    for finding in checked.findings:
        assert_reads_like_a_colleague(finding.message)
        assert_reads_like_a_colleague(finding.help)
    report = as_text(checked.findings, checked.files).rpartition("\n")[0]
    compare(case / "expected.txt", report, bless)
    assert f"[{FOLDER_OF[case.parent.name].id}]" in report


def assert_reads_like_a_colleague(words: str) -> None:
    """In lower case, without a full stop, in words of the field and not of the machine."""
    assert words[:1] == words[:1].lower(), words
    assert not words.endswith("."), words
    assert not MACHINE_WORDS.search(words), words
    assert not CONTROL.search(words), words
    assert len(words) < 600, words


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_has_a_case(rule: Any) -> None:
    assert [case for case in CASES if case.parent.name == rule.anchor], f"no case in tests/bad_records/{rule.anchor}/"
    assert rule.summary.endswith(".")


@pytest.mark.parametrize("file", sorted(GOOD.glob("*.yml")), ids=lambda file: file.stem)
def test_near_miss_is_no_finding(file: Path, listing: Listing) -> None:
    path = listing.root / "programs" / "open-access" / file.name
    shutil.copyfile(file, path)
    assert listing.report() == ""
