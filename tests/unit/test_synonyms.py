"""Which words stand for one another, and which files of them cannot be used."""

from __future__ import annotations

from typing import Any

import pytest

from passerelle.prose.synonyms import Synonyms, plain, read_synonyms
from passerelle.records.diagnostics import Problem

GROUPS = (("nurse", "infirmière"), ("mock interview", "entrevue simulée"), ("labour", "main-d’œuvre"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("For nurses.", ("nurse", "infirmière")),
        ("Pour les INFIRMIERES", ("nurse", "infirmière")),
        ("A nursery", ()),
        ("a mock interview for a nurse", ("nurse", "infirmière", "mock interview", "entrevue simulée")),
        ("an interview", ()),
        ("main-d'oeuvre", ("labour", "main-d’œuvre")),
        ("", ()),
    ],
)
def test_words_of_a_group_stand_for_one_another(text: str, found: tuple[str, ...]) -> None:
    assert Synonyms(GROUPS).of([text]) == found


def test_no_groups_find_nothing() -> None:
    assert Synonyms(()).of(["anything at all"]) == ()


def test_plain_words() -> None:
    assert plain("Cœur d’ÉTÉ") == "coeur d'ete"


@pytest.mark.parametrize(
    ("data", "kept", "wrong"),
    [
        ({"groups": [["a", "b"]]}, (("a", "b"),), []),
        ({"groups": [["a"], ["a", "b"]]}, (("a", "b"),), [("groups", 0)]),
        ({"groups": [["a", 2]]}, (), [("groups", 0)]),
        ({"groups": ["a"]}, (), [("groups", 0)]),
        ({"groups": {}}, (), [()]),
        ([["a", "b"]], (), [()]),
        ({"groups": [], "more": 1}, (), [()]),
    ],
)
def test_what_is_no_group_is_said(data: Any, kept: Any, wrong: list[Any]) -> None:
    problems: list[Problem] = []
    assert read_synonyms(data, problems) == kept
    assert [problem.where for problem in problems] == wrong
