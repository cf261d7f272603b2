"""What an access class asks before any rule is derived from it."""

from __future__ import annotations

from typing import Any

import pytest

from passerelle.records.gates import Gate, derived_areas, gate_of
from passerelle.records.model import Program
from passerelle.records.text import Text
from tests.listings import RECORD, SMALL, plain_data


def program(**overrides: Any) -> Program:
    data = plain_data(SMALL / RECORD) | {"eligibility": {}} | overrides
    return Program.of("circle", "open-access", RECORD, data)


def test_open_access_has_no_gate() -> None:
    assert gate_of(program()) is None


def test_embedded_needs_the_broader_program() -> None:
    gate = gate_of(program(embedded_in={"program": "course"}))
    assert gate == Gate("enrolled", ("enrolled-in:course",), program="course")


def test_embedded_in_a_program_without_a_record() -> None:
    gate = gate_of(program(embedded_in={"name": {"en": "Course", "fr": "Cours"}}))
    assert gate == Gate("enrolled", ("enrolled-in:circle-host",), name=Text(en="Course", fr="Cours"))


def test_broader_program_itself_has_no_gate() -> None:
    assert gate_of(program(embedded_in="self")) is None


@pytest.mark.parametrize("relation", ["member", "employee", "client"])
def test_internal_needs_a_tie_to_any_host(relation: str) -> None:
    gate = gate_of(program(host={"organizations": ["a", "b"], "relation": relation}))
    assert gate
    assert gate.kind == relation
    assert gate.codes == (f"{relation}-of:a", f"{relation}-of:b")


def test_hosted_people_are_chosen_and_need_no_tie() -> None:
    assert gate_of(program(host={"organizations": ["a"], "relation": "hosted"})) is None


def test_area_is_derived_unless_the_rule_asks_for_one() -> None:
    area = {"ask": "area", "within": ["ontario"], "source": "guide"}
    age = {"ask": "age", "at_least": 18, "source": "guide"}
    assert derived_areas(program()) == ("ottawa",)
    without: list[dict[str, Any]] = [{"all": [age]}, {"any": [age]}, {}]
    for rule in without:
        assert derived_areas(program(eligibility={"participant": {"stated": "some"} | rule})) == ("ottawa",)
    asking: list[dict[str, Any]] = [
        {"all": [area]},
        {"any": [age, {"all": [area]}]},
        {"all": [age, {"not": {"any": [area]}}]},
    ]
    for rule in asking:
        assert derived_areas(program(eligibility={"participant": {"stated": "some"} | rule})) == ()
