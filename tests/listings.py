"""Small listings in temporary folders, and the golden files that tests compare with."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from passerelle.checks.report import as_text
from passerelle.checks.run import Checked, check_listing
from passerelle.records.source import read_source

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)
SMALL = Path(__file__).parent / "listing"
RECORD = "programs/open-access/river-mentors.yml"


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing that a test may change."""

    root: Path

    def write(self, path: str, text: str | bytes) -> Path:
        """Put a file in the listing."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def edit(self, path: str, find: str, put: str) -> None:
        """Replace what stands exactly once in a file."""
        file = self.root / path
        text = file.read_text("utf-8")
        assert text.count(find) == 1, f"{path} holds {find!r} {text.count(find)} times"
        file.write_text(text.replace(find, put), "utf-8")

    def remove(self, path: str) -> None:
        """Take a file or folder out of the listing."""
        target = self.root / path
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()

    def check(self) -> Checked:
        """Check the listing as of the day of the tests."""
        return check_listing(self.root, TODAY)

    def report(self) -> str:
        """The findings as `passerelle check` prints them, without the line of totals."""
        checked = self.check()
        return as_text(checked.findings, checked.files).rpartition("\n")[0]


def make_listing(folder: Path) -> Listing:
    """A small valid listing with the words of this repository. What this listing is excused from is its own."""
    for name in ("schemas", "content"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("exceptions.yml"))
    for file in ROOT.glob("mkdocs*.yml"):
        shutil.copyfile(file, folder / file.name)
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    return Listing(folder)


def plain_data(file: Path) -> Any:
    """The data of a YAML file without faults."""
    _, data, problems = read_source(file.name, file.read_bytes())
    assert not problems
    return data


def record_text(overrides: Mapping[str, Any]) -> str:
    """A valid record with some keys changed; None takes a key out."""
    data = {key: value for key, value in (plain_data(SMALL / RECORD) | dict(overrides)).items() if value is not None}
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


def compare(expected: Path, found: str | bytes, bless: bool) -> None:
    """Assert that a golden file holds what was found, or write it there."""
    raw = found.encode() if isinstance(found, str) else found
    if bless:
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_bytes(raw)
    assert expected.is_file(), f"{expected} is missing: run pytest --bless and read what it wrote"
    assert raw.decode() == expected.read_bytes().decode()
