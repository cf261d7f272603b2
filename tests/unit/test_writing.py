"""Files are written whole or not at all, and an edit leaves every other byte alone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.upkeep.refusal import RefusedError
from passerelle.upkeep.typed import Typed
from passerelle.upkeep.writing import write_all


def held(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_files_are_written_moved_and_keep_their_permissions(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"a")
    (tmp_path / "a.yml").chmod(0o640)
    (tmp_path / "old.yml").write_bytes(b"old")
    write_all(tmp_path, {"a.yml": b"b", "new.yml": b"old", "old.yml": None})
    assert held(tmp_path) == {"a.yml": b"b", "new.yml": b"old"}
    assert stat.S_IMODE((tmp_path / "a.yml").stat().st_mode) == 0o640


@pytest.mark.parametrize("last", [b"c", None])
def test_what_fails_halfway_is_undone(last: bytes | None, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"a")
    (tmp_path / "folder.yml").mkdir()
    with pytest.raises(RefusedError, match="nothing is changed"):
        write_all(tmp_path, {"a.yml": b"b", "new.yml": b"n", "folder.yml": last})
    assert held(tmp_path) == {"a.yml": b"a"}


@given(st.text(alphabet="ab \r\n\ufeff"), st.data())
def test_only_what_is_replaced_changes(text: str, data: st.DataObject) -> None:
    typed = Typed.of(text.encode())
    assert typed.raw == text.encode()
    start = data.draw(st.integers(0, len(typed.text)))
    end = data.draw(st.integers(start, len(typed.text)))
    before, after = typed.text[:start], typed.text[end:]
    typed.replace(start, end, "x\ny")
    assert typed.text == f"{before}x\ny{after}"
    read = Typed.of(typed.raw)
    assert read.text == typed.text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"a\r\nb\n", b"a\r\nx\r\ny\n"),
        (b"a\nb\r\n", b"a\nx\ny\r\n"),
        (b"\xef\xbb\xbfa\r\nb", b"\xef\xbb\xbfa\r\nx\r\ny"),
    ],
)
def test_words_take_the_line_ends_of_their_file(raw: bytes, expected: bytes) -> None:
    typed = Typed.of(raw)
    typed.replace(2, 3, "x\ny")
    assert typed.raw == expected
