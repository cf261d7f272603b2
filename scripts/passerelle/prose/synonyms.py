"""Owns the words that search takes for one another: groups of words and phrases in both languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from passerelle.prose.shapes import SHAPE
from passerelle.records.diagnostics import Problem

SYNONYMS = "content/data/synonyms.yml"
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")
_TYPED = {"’": "'", "œ": "oe", "æ": "ae"}

Groups = tuple[tuple[str, ...], ...]


def read_synonyms(data: Any, problems: list[Problem]) -> Groups:
    """The groups of a file's data that can be used; problems are added for the others."""
    groups = data.get("groups") if isinstance(data, dict) and set(data) == {"groups"} else None
    if not isinstance(groups, list):
        remedy = "write `groups:`, and below it a list of groups such as `- [nurse, infirmière]`"
        problems.append(Problem(SHAPE, SYNONYMS, (), "this file is not a list of groups", remedy))
        return ()
    for number, group in enumerate(groups):
        if not _is_group(group):
            remedy = "write two words or more, in brackets, with quotes around what looks like a number"
            problems.append(Problem(SHAPE, SYNONYMS, ("groups", number), "this is not a group of words", remedy))
    return tuple(tuple(group) for group in groups if _is_group(group))


def _is_group(group: Any) -> bool:
    return isinstance(group, list) and len(group) > 1 and all(isinstance(word, str) and word for word in group)


class Synonyms:
    """Finds, for a text, what else people call what it says. Cost: one pass over the text, however many groups."""

    def __init__(self, groups: Groups) -> None:
        self._groups = groups
        self._group_of: dict[str, list[int]] = {}
        for number, group in enumerate(groups):
            for word in group:
                self._group_of.setdefault(plain(word), []).append(number)
        longest_first = sorted(self._group_of, key=len, reverse=True)
        any_of = "|".join(re.escape(word) for word in longest_first)
        self._words = re.compile(rf"(?<!\w)({any_of})s?(?!\w)") if any_of else re.compile(r"(?!)")

    def of(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The words of every group that a text names a word of, each once, in the order of the groups."""
        named = {
            number for text in texts for word in self._words.findall(plain(text)) for number in self._group_of[word]
        }
        return tuple(dict.fromkeys(word for number in sorted(named) for word in self._groups[number]))


def plain(text: str) -> str:
    """A text without capitals, accents and ligatures."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    for sign, typed in _TYPED.items():
        folded = folded.replace(sign, typed)
    return _MARKS.sub("", unicodedata.normalize("NFKD", folded))
