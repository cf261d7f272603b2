"""The guides for maintainers: both languages say the same, commands and samples work, links lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from passerelle.cli import make_parser
from passerelle.records.source import read_source
from tests.listings import RECORD, ROOT, Listing

DOCS = ROOT / "docs"
GUIDES = DOCS / "maintainers"
ENGLISH = sorted(file for file in GUIDES.glob("*.md") if not file.name.endswith(".fr.md"))
FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([\w./-]+\.(?:md|yml))(?:#([\w-]+))?\)")


def french(guide: Path) -> Path:
    return guide.with_suffix(".fr.md")


def prose(file: Path) -> str:
    """A page without its samples and code."""
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", file.read_text("utf-8")))


def test_every_task_has_a_guide() -> None:
    tasks = (
        "add-a-program",
        "update-a-record",
        "verify-a-record",
        "close-a-program",
        "translate",
        "fix-a-failing-check",
    )
    assert {guide.stem for guide in ENGLISH} >= {*tasks, "guidelines", "reviewing", "customize"}
    index = (DOCS / "README.md").read_text("utf-8")
    for guide in ENGLISH:
        assert f"(maintainers/{guide.name})" in index
        assert f"(maintainers/{french(guide).name})" in index


@pytest.mark.parametrize("guide", ENGLISH, ids=lambda guide: guide.stem)
def test_both_languages_have_the_same_parts(guide: Path) -> None:
    pages = [file.read_text("utf-8") for file in (guide, french(guide))]
    headings, tables = ([[len(found) for found in re.findall(sign, text, re.MULTILINE)] for text in pages] for sign in (r"^#+ ", r"^\|.*\|$"))  # fmt: skip
    assert headings[0] == headings[1]
    assert len(tables[0]) == len(tables[1])
    samples = [[body for kind, body in FENCE.findall(text) if kind != "yaml"] for text in pages]
    assert samples[0] == samples[1]
    targets = [[target.replace(".fr.md", ".md") for target, _ in LINK.findall(text)] for text in pages]
    assert sorted(targets[0]) == sorted(targets[1])


def test_commands_are_right_and_samples_can_be_read() -> None:
    commands = 0
    for file in GUIDES.glob("*.md"):
        for kind, body in FENCE.findall(file.read_text("utf-8")):
            if kind == "yaml":
                assert read_source("sample.yml", body.encode())[2] == [], file
            for line in body.splitlines() if not kind else ():
                if line.startswith("passerelle "):
                    assert make_parser().parse_args(shlex.split(line)[1:]).example
                    commands += 1
    assert commands > 20


@pytest.mark.parametrize("guide", ["verify-a-record", "verify-a-record.fr"])
def test_a_talk_as_a_source_has_no_findings(guide: str, listing: Listing) -> None:
    (sample,) = [body for kind, body in FENCE.findall((GUIDES / f"{guide}.md").read_text("utf-8")) if kind == "yaml"]
    listing.edit(RECORD, "sources:\n", sample)
    assert listing.report() == ""


def test_links_lead_somewhere() -> None:
    for file in [ROOT / "CONTRIBUTING.md", ROOT / "README.md", *DOCS.rglob("*.md")]:
        for target, anchor in LINK.findall(FENCE.sub("", file.read_text("utf-8"))):
            there = (file.parent / target).resolve()
            assert there.is_file(), f"{file}: {target}"
            if anchor and "reference" in target:
                assert f'<a id="{anchor}"></a>' in there.read_text("utf-8"), f"{file}: {target}#{anchor}"


@pytest.mark.parametrize("guide", ENGLISH, ids=lambda guide: guide.stem)
def test_french_has_its_signs(guide: Path) -> None:
    text = prose(french(guide))
    assert re.findall(r"\w'\w", text) == []
    assert re.findall(r"[^\u00a0][;?!»]|«[^\u00a0]| :", text) == []
