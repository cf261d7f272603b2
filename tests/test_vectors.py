"""The reference decides every shared case as it is expected, and a reader of rules with a fault is caught by the cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import pytest

from passerelle.eligibility import decide
from passerelle.eligibility.decide import Judged, Truth
from passerelle.eligibility.person import Missing
from passerelle.records.catalog import Catalog
from passerelle.records.criteria import OPERATORS
from passerelle.records.schema import Shapes
from passerelle.records.vocabularies import OnlyIf, Question, Questions
from tests.listings import ROOT
from tests.vectors import IDS, Case, cases, differences, listing_of, outcome, questions, record_of, vocabularies

COMBINATORS = ("all", "any", "not", "only_if", "skill", "or_equivalent")
DECIDED = [case for case in cases() if case.operator]
LEFT_OPEN = [case for case in cases() if case.unanswered]
Criterion = dict[str, Any]


def name_of(case: Case) -> str:
    return f"{case.file}/{case.name}"


@pytest.mark.parametrize("case", cases(), ids=name_of)
def test_comes_out_as_expected(case: Case) -> None:
    assert differences(case) == {}, case.because


@pytest.mark.parametrize("case", DECIDED, ids=name_of)
def test_notices_an_operator_turned_around(case: Case) -> None:
    assert differences(case, turned(case)), f"nothing here hangs on `{case.operator}`"


@pytest.mark.parametrize("case", LEFT_OPEN, ids=name_of)
def test_notices_a_closed_world(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader for whom unanswered means no fails here."""
    monkeypatch.setitem(decide._MISSING, Missing.UNANSWERED, Judged(Truth.NOT_MET, "unanswered"))
    assert differences(case), "nothing here hangs on what is not answered"


def test_cases_are_well_formed() -> None:
    assert len({name_of(case) for case in cases()}) == len(cases())
    for case in cases():
        assert case.because.endswith("."), name_of(case)
        assert case.operator in ("", *OPERATORS, *COMBINATORS), name_of(case)
        assert not (case.operator and case.unanswered), name_of(case)
        assert "verdict" in case.expect, name_of(case)
        assert set(case.expect) <= set(outcome(case, listing_of(case.records, case.date))), name_of(case)
        for key in set(IDS).intersection(case.expect):
            assert case.expect[key] == sorted(set(case.expect[key])), name_of(case)


def test_records_fit_the_schema() -> None:
    """But for places: a record of a case may serve none, so that no leaf about a place is derived."""
    shapes = Shapes.read(ROOT / "schemas").with_vocabularies({name: one.terms for name, one in vocabularies().items()})
    for case in cases():
        for compact in case.records.values():
            record = record_of(compact, case.date)
            assert shapes.problems("program", name_of(case), record | {"areas": record["areas"] or ["country"]}) == []


@pytest.mark.parametrize("operator", OPERATORS)
def test_every_operator_has_cases_of_every_truth(operator: str) -> None:
    decided = [case for case in DECIDED if case.operator == operator]
    assert [case for case in decided if case.expect.get("met")]
    assert [case for case in decided if case.expect.get("not_met")]
    using = [case for case in cases() if any(operator in criterion for criterion in criteria_in(authored_rule(case)))]
    assert [case for case in using if case.unanswered]
    assert [case for case in using if None in case.answers.values()]


def authored_rule(case: Case) -> Any:
    """The rule by which the record of a case judges, as the case has it."""
    return case.records[case.program].get("eligibility", {}).get(case.role, {})


def criteria_in(part: Any) -> list[Criterion]:
    """Every criterion of an authored rule or a part of one."""
    if isinstance(part, dict) and "ask" in part:
        return [part]
    inside = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [criterion for one in inside for criterion in criteria_in(one)]


def turned(case: Case) -> Catalog:
    """The listing of a case with every use of its operator turned around in the rule that judges."""
    record, rule = case.records[case.program], authored_rule(case)
    if case.operator == "only_if":
        asked = asked_of_the_others({criterion["ask"] for criterion in criteria_in(rule)})
        return listing_of(case.records, case.date, asked)
    opposite = turned_part(rule, case.operator)
    assert opposite != rule, f"`{case.operator}` is not used"
    changed = {**record, "eligibility": record["eligibility"] | {case.role: opposite}}
    return listing_of({**case.records, case.program: changed}, case.date)


def turned_part(part: Any, operator: str) -> Any:
    """A part of an authored rule with an operator or combinator turned around at every depth."""
    if isinstance(part, list):
        return [turned_part(one, operator) for one in part]
    if not isinstance(part, dict):
        return part
    if "ask" in part:
        return OPPOSITES[operator](part) if operator in part or operator == "skill" else part
    if operator == "not" and "not" in part:
        return turned_part(part["not"], operator)
    opposite = {"all": "any", "any": "all"}.get(operator, operator)
    return {opposite if key == operator else key: turned_part(value, operator) for key, value in part.items()}


def renamed(old: str, new: str) -> Callable[[Criterion], Criterion]:
    return lambda criterion: {new if key == old else key: value for key, value in criterion.items()}


def negated(criterion: Criterion) -> Criterion:
    return {"not": criterion}


OPPOSITES: Mapping[str, Callable[[Criterion], Criterion]] = {
    **dict.fromkeys((*OPERATORS, *COMBINATORS), negated),
    "any_of": renamed("any_of", "none_of"),
    "none_of": renamed("none_of", "any_of"),
    "includes_any": renamed("includes_any", "excludes"),
    "excludes": renamed("excludes", "includes_any"),
    "at_least": renamed("at_least", "under"),
    "under": renamed("under", "at_least"),
    "skill": lambda criterion: criterion | {"skill": "each" if criterion.get("skill") == "any" else "any"},
    "or_equivalent": lambda criterion: {key: value for key, value in criterion.items() if key != "or_equivalent"},
}


def asked_of_the_others(names: set[str]) -> Questions:
    """The questions, some of them asked after just those answers after which they are not."""
    found = {
        name: msgspec.structs.replace(question, only_if=after_the_others(question.only_if))
        if name in names and question.only_if
        else question
        for name, question in questions().questions.items()
    }
    return Questions(questions().topics, found)


def after_the_others(condition: OnlyIf) -> OnlyIf:
    """The opposite of a condition. Of numbers above a bound it is the bound itself, the only one that cases answer."""
    if condition.above is not None:
        return OnlyIf(condition.question, any_of=(int(condition.above),))
    options = answers_to(questions().questions[condition.question])
    return OnlyIf(condition.question, any_of=tuple(one for one in options if one not in condition.any_of))


def answers_to(question: Question) -> tuple[str | bool, ...]:
    return tuple(vocabularies()[question.options].terms) if question.options else (True, False)
