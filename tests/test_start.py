"""Another region begins its listing, adds a program, builds, and finds it in both languages."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from passerelle.cli import main
from passerelle.publish.build import Builder
from passerelle.upkeep.starting import Region
from tests.listings import ROOT, SMALL, TODAY, Listing

NAMES = ("--region", "Saint-Étang", "--region-fr", "Saint-Étang")


def begin(target: Path, *more: str) -> int:
    return main(["init", str(target), "--root", str(ROOT), *(more or NAMES)])


def test_region_adds_a_program_and_finds_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "region"
    assert begin(root) == 0
    assert "now: passerelle new ID --class organization" in capsys.readouterr().out
    listing = Listing(root)
    assert [finding.rule for finding in listing.check().findings if finding.level == "error"] == ["listing/no-records"]
    assert main(["new", "pond-help", "--class", "organization", "--root", str(root)]) == 0
    assert (root / "organizations" / "pond-help.yml").is_file()
    agency = (SMALL / "organizations" / "river-agency.yml").read_text("utf-8")
    listing.write("organizations/pond-help.yml", agency)
    listing.write("organizations/harbour-works.yml", (SMALL / "organizations" / "harbour-works.yml").read_bytes())
    text = (SMALL / "programs" / "internal" / "harbour-match.yml").read_text("utf-8")
    text = re.sub("areas: .*", "areas: [saint-etang]", text).replace("river-agency", "pond-help")
    listing.write("programs/internal/pond-match.yml", text)
    found = [finding for finding in listing.check().findings if finding.level == "error"]
    assert found == []
    with Builder(root) as builder:
        assert "programs/pond-match/" in builder.build(TODAY).addresses
    for language in ("en", "fr"):
        folder = root / "site" / language
        assert "Saint-Étang" in (folder / "programs" / "pond-match" / "index.html").read_text("utf-8")
        assert "pond-match" in (folder / "programs" / "index.html").read_text("utf-8")
        assert (folder / "changes" / "feed.xml").is_file()
        entries = [
            gzip.decompress(file.read_bytes())
            for file in (root / "site" / "pagefind").rglob(f"{language}_*.pf_fragment")
        ]
        assert sum(b'"url":"/programs/pond-match.html"' in entry for entry in entries) == 1


def test_nothing_of_another_city_is_left(tmp_path: Path) -> None:
    assert begin(tmp_path / "x", "--region", "Pondville", "--name", "Pond & Path") == 0
    for file in (tmp_path / "x").rglob("*"):
        if file.is_file() and "schemas" not in file.parts:
            text = file.read_text("utf-8")
            assert not re.search(r"Ottawa|Rivermouth|OCISO|\{\{|\}\}", text), file
    assert 'name: "Pond & Path"' in (tmp_path / "x" / "content" / "brand" / "brand.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--region", 'a"b'), "is no name"), (("--region", " "), "is no name"), (("--region", "{{ x }}"), "is no name"),
        (("--region", "北京"), "gives no code"), (("--region", "Canada"), "gives no code"),
        (("--region", "A", "--site-url", "example.org"), "is no address"),
        (("--region", "A", "--site-url", "https://a.example"), "is no address"),
    ],
)  # fmt: skip
def test_what_is_no_region_is_refused(
    more: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert begin(tmp_path / "x", *more) == 1
    printed = capsys.readouterr().err
    assert said in printed
    assert printed.count("\n") == 1
    assert not (tmp_path / "x").exists()


def test_folder_that_holds_something_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    assert begin(tmp_path) == 1
    assert "is not an empty folder" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["kept.txt"]
    assert begin(tmp_path / "kept.txt") == 1
    assert begin(tmp_path / "kept.txt" / "below") == 1


def test_code_of_an_area() -> None:
    assert Region("Québec – Lévis (2)", "", "", "").area == "quebec-levis-2"
