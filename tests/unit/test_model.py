"""Records that fit convert without loss, and say what they are."""

from __future__ import annotations

from typing import Any

import pytest

from passerelle.records.criteria import AllOf, AnyOf, Criterion, Not, Span, node_of
from passerelle.records.model import Program
from passerelle.records.text import Text
from tests.listings import RECORD, SMALL, plain_data


def program(**overrides: Any) -> Program:
    data = plain_data(SMALL / RECORD) | overrides
    return Program.of(
        "river-mentors", "open-access", RECORD, {key: value for key, value in data.items() if value is not None}
    )


def test_every_key_of_a_record_is_in_its_model() -> None:
    data, model = plain_data(SMALL / RECORD), program()
    for key in data:
        assert getattr(model, key) is not None, key
    assert model.name.fr == "Mentors de la rivière"
    assert model.sites[0].postal_code == "K1A 0A1"
    assert model.sources["guide"].published == "2025-06"
    assert model.components[0].components[0].name.en == "Action plan"


def test_rules_become_trees() -> None:
    rule = program().eligibility.participant
    assert rule
    assert isinstance(rule.root, AllOf)
    status, studies, english, student, arrival, completed = rule.root.parts
    assert isinstance(studies, AnyOf)
    assert isinstance(student, Not)
    assert isinstance(english, Criterion)
    assert (english.operator, english.operand, english.skill) == ("at_least", 5, "each")
    assert isinstance(arrival, Criterion)
    assert arrival.operand == Span("years", 5)
    assert isinstance(completed, Criterion)
    assert completed.or_equivalent
    assert isinstance(status, Criterion)
    assert status.operand == ("permanent-resident", "protected-person")


def test_rule_without_criteria_has_no_root() -> None:
    empty = program(eligibility={"participant": {"stated": "none"}}).eligibility
    assert empty.participant
    assert empty.participant.root is None
    assert empty.mentor is None


def test_node_keeps_nesting() -> None:
    leaf = {"ask": "student", "is": False, "source": "s"}
    node = node_of({"not": {"all": [leaf, {"any": [leaf]}]}})
    assert isinstance(node, Not)
    assert isinstance(node.part, AllOf)
    assert isinstance(node.part.parts[1], AnyOf)


@pytest.mark.parametrize(
    ("status", "listed"), [("running", True), ("paused", True), ("closed", False), ("not-found", False)]
)
def test_only_living_programs_are_listed(status: str, listed: bool) -> None:
    assert program(status=status).is_listed is listed


def test_text_falls_back_to_the_other_language_and_says_so() -> None:
    assert Text(en="a", fr="b").nearest("fr") == ("b", "fr")
    assert Text(en="a").nearest("fr") == ("a", "en")
    assert Text(fr="b").nearest("en") == ("b", "fr")
