"""Every statement of schemas/questions.yml becomes a sentence, in both languages, for every operator it words."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from passerelle.checks.operands import OPERATORS_OF
from passerelle.eligibility.sentences import criterion_sentence, is_worded
from passerelle.records.catalog import Catalog, load_catalog
from passerelle.records.criteria import Criterion, node_of
from passerelle.records.text import LANGUAGES, Language
from passerelle.records.vocabularies import Question
from tests.listings import ROOT


@cache
def catalog() -> Catalog:
    return load_catalog(ROOT).catalog


def operand(question: Question, operator: str) -> Any:
    """What a record would write after an operator."""
    if operator in ("is_true", "is_false"):
        return operator == "is_true"
    if operator in ("within_last", "under_ago", "at_least_ago"):
        return {"years": 2}
    options = catalog().vocabularies.get(question.options or "")
    codes: list[Any] = list(options.terms)[:3] if options else [1, 2]
    if operator == "between":
        return codes[:2]
    if operator in ("is", "at_least", "at_most", "under"):
        return codes[0] if options else 3
    return codes


WORDED = [
    (name, operator) for name, question in catalog().questions.questions.items() for operator in question.statements
]


def sentence(name: str, operator: str, language: Language, **more: Any) -> str:
    question = catalog().questions.questions[name]
    written = "is" if operator in ("is_true", "is_false") else operator
    data = {"ask": name, written: operand(question, operator), "source": "s"} | more
    criterion = node_of(data)
    assert isinstance(criterion, Criterion)
    assert is_worded(criterion, question)
    return criterion_sentence(criterion, catalog().questions, catalog().vocabularies, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "operator"), WORDED, ids=lambda part: str(part))
def test_statement_becomes_a_sentence(name: str, operator: str, language: Language) -> None:
    said = sentence(name, operator, language)
    assert not re.search(r"[{}]|\bTrue\b|  | \.|,,", said), said
    assert said.endswith("."), said
    assert said[:1].isupper(), said


@pytest.mark.parametrize("name", catalog().questions.questions)
def test_question_words_only_operators_that_fit_it(name: str) -> None:
    question = catalog().questions.questions[name]
    options = catalog().vocabularies.get(question.options or "")
    fitting = OPERATORS_OF[question.type] + (OPERATORS_OF["number"] if options and options.ordered else ())
    for operator in question.statements:
        assert operator.removesuffix("_true").removesuffix("_false") in fitting


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_year_is_not_ten_years(language: Language) -> None:
    one = sentence("arrival_month", "within_last", language, within_last={"years": 1})
    ten = sentence("arrival_month", "within_last", language, within_last={"years": 10})
    assert one != ten
    assert re.search(r"\b1.(year|an)\b", one)
    assert re.search(r"\b10.(years|ans)\b", ten)


def test_a_single_skill_is_named() -> None:
    every = sentence("english_level", "at_least", "en")
    writing = sentence("english_level", "at_least", "en", skill="writing")
    assert writing.startswith(every[:-1])
    assert "writing" in writing


def test_several_codes_are_joined_by_or() -> None:
    said = sentence("immigration_status", "any_of", "en", any_of=["permanent-resident", "citizen"])
    assert said == "You are a permanent resident or a Canadian citizen."
