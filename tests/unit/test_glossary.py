"""The glossary: what its file may hold, and in what order a page shows it."""

from __future__ import annotations

from typing import Any

import pytest

from passerelle.prose.glossary import Term, read_glossary
from passerelle.prose.local import load_local_facts
from passerelle.records.diagnostics import Problem
from passerelle.records.text import LANGUAGES, Text
from passerelle.site.glossary import letters
from tests.listings import ROOT

REFERRAL: dict[str, Any] = {
    "term": {"en": "referral", "fr": "aiguillage"},
    "definition": {"en": "Sending a person to the right service.", "fr": "Diriger une personne vers le bon service."},
    "confirmed": False,
}


def term(en: str, fr: str) -> Term:
    return Term(Text(en, fr), Text("It is.", "C’est."), confirmed=False)


def test_terms_are_read() -> None:
    problems: list[Problem] = []
    glossary = read_glossary({"terms": {"referral": REFERRAL}}, problems)
    assert problems == []
    assert glossary["referral"].term.fr == "aiguillage"
    assert not glossary["referral"].confirmed


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"term": {"en": "referral"}}, ("terms", "referral", "term")),
        ({"term": {"en": "referral", "fr": ""}}, ("terms", "referral", "term")),
        ({"confirmed": "maybe"}, ("terms", "referral", "confirmed")),
        ({"confirmed": True}, ("terms", "referral")),
        ({"seen": "here"}, ("terms", "referral")),
    ],
)
def test_what_is_wrong_is_placed(changed: dict[str, Any], where: tuple[str, ...]) -> None:
    problems: list[Problem] = []
    read_glossary({"terms": {"referral": REFERRAL | changed}}, problems)
    assert [problem.where for problem in problems] == [where]


def test_order_follows_the_language_without_accents() -> None:
    glossary = {
        "b": term("bridge", "œuvre"),
        "e": term("Zero", "évaluation"),
        "d": term("action", "emploi"),
        "a": term("bursary", "zone"),
    }
    found = {
        language: [(one.letter, [entry.name for entry in one.entries]) for one in letters(glossary, language)]
        for language in LANGUAGES
    }
    assert found["en"] == [("A", ["action"]), ("B", ["bridge", "bursary"]), ("Z", ["Zero"])]
    assert found["fr"] == [("E", ["emploi", "évaluation"]), ("O", ["œuvre"]), ("Z", ["zone"])]


@pytest.mark.parametrize(
    ("source", "link", "shown"),
    [
        ("https://www.example.org/a", "https://www.example.org/a", "example.org"),
        ("http://example.org/a", "", "example.org"),
        (None, "", ""),
    ],
)
def test_only_https_is_linked(source: str | None, link: str, shown: str) -> None:
    seen = Term(Text("matching", "jumelage"), Text("It is.", "C’est."), confirmed=source is not None, source=source)
    (group,) = letters({"matching": seen}, "fr")
    (entry,) = group.entries
    assert (entry.link, entry.source, entry.confirmed) == (link, shown, source is not None)


def test_listing_has_a_glossary_in_which_nothing_is_lost() -> None:
    facts = load_local_facts(ROOT).facts
    assert facts
    assert {"clb", "referral", "ssm", "bridge-training", "job-ready"} <= set(facts.glossary)
    for language in LANGUAGES:
        shown = [entry.anchor for group in letters(facts.glossary, language) for entry in group.entries]
        assert sorted(shown) == sorted(facts.glossary)
