"""Owns a file's text while a verb edits it: every byte outside of the edits stays, its own line ends and mark included."""

from __future__ import annotations

import re
from typing import Self

_MARK = "\ufeff"
_END = re.compile("\r\n|\r|\n")


class Typed:
    """A text whose lines end in `\\n` here, and as they did in the file when it is written."""

    def __init__(self, text: str, ends: list[str], marked: bool) -> None:
        self.text = text
        self._ends = ends
        self._marked = marked

    @classmethod
    def of(cls, raw: bytes) -> Self:
        """The text of UTF-8 bytes."""
        text = raw.decode()
        return cls(_END.sub("\n", text.removeprefix(_MARK)), _END.findall(text), text.startswith(_MARK))

    def replace(self, start: int, end: int, words: str) -> None:
        """Put words in the place of `text[start:end]`. Their line ends become those of the file."""
        first, last = self.text.count("\n", 0, start), self.text.count("\n", 0, end)
        usual = self._ends[0] if self._ends else "\n"
        self.text = self.text[:start] + words + self.text[end:]
        self._ends[first:last] = [usual] * words.count("\n")

    @property
    def raw(self) -> bytes:
        """The bytes to write."""
        lines = self.text.split("\n")
        whole = "".join(line + end for line, end in zip(lines, [*self._ends, ""], strict=True))
        return ((_MARK if self._marked else "") + whole).encode()
