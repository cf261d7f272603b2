"""Entries for search lie where they cost least, and an index that is not whole is never published."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from passerelle.publish import search_index
from passerelle.publish.search_index import IndexingError, entries_folder, finish_index, start_index, tell_records

ENTRY = '<html lang="en"><body data-pagefind-body><h1>{}</h1></body></html>'


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What stands for memory."""
    folder = tmp_path / "memory"
    folder.mkdir()
    monkeypatch.setattr(search_index, "MEMORY", folder)
    return folder


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    """Entries of two programs."""
    folder = tmp_path / "search"
    for slug in ("quay", "pier"):
        (folder / "en/programs").mkdir(parents=True, exist_ok=True)
        (folder / f"en/programs/{slug}.html").write_text(ENTRY.format(f"The {slug} programme"), "utf-8")
    return folder


def test_only_very_many_entries_lie_in_memory(tmp_path: Path, memory: Path) -> None:
    for count, place in ((search_index.MANY - 1, tmp_path), (search_index.MANY, memory)):
        with entries_folder(tmp_path, count) as folder:
            assert folder.is_dir()
            assert folder.parent == place
        assert not folder.exists()


def test_without_room_in_memory_they_lie_on_the_disk(tmp_path: Path, memory: Path) -> None:
    assert memory.is_dir()
    with entries_folder(tmp_path, 1 << 40) as folder:
        assert folder.parent == tmp_path


def test_without_such_a_memory_they_lie_on_the_disk(tmp_path: Path, memory: Path) -> None:
    memory.rmdir()
    with entries_folder(tmp_path, search_index.MANY) as folder:
        assert folder.parent == tmp_path


def test_index_tells_what_it_calls_programs_and_its_words(entries: Path, tmp_path: Path) -> None:
    run = start_index("en", entries, tmp_path / "site")
    assert finish_index(run) == 2
    tell_records(run, ["quay", "pier"])
    told = msgspec.json.decode((run.bundle / "records.json").read_bytes())
    assert [(run.bundle / "fragment" / f"{name}.pf_fragment").is_file() for name in told["ids"]] == [True, True]
    assert msgspec.json.decode((run.bundle / "words.json").read_bytes()) == ["pier", "programme", "quay", "the"]


def test_program_without_an_entry_is_named(entries: Path, tmp_path: Path) -> None:
    run = start_index("en", entries, tmp_path / "site")
    finish_index(run)
    with pytest.raises(IndexingError, match="the en index lacks mole"):
        tell_records(run, ["quay", "mole", "pier"])


def test_what_pagefind_says_is_told(entries: Path, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("in the way", "utf-8")
    with pytest.raises(IndexingError, match="could not index the en pages"):
        finish_index(start_index("en", entries, tmp_path / "site"))
