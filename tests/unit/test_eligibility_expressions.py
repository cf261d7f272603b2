"""Rules as CEL and as JSON Logic say, in two engines each that are not ours, what the reference says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import cel
import datalogic_py
import json_logic
from cel_expr_python import cel as cel_expr
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.eligibility.decide import Truth
from passerelle.eligibility.person import NOT_TESTED, Partly, Person
from passerelle.eligibility.requirements import All, AnyPart, Requirements, requirements_of
from passerelle.opendata.eligibility_cel import cel_of
from passerelle.opendata.eligibility_json_logic import json_logic_of
from passerelle.opendata.plain_rules import PlainRules, months_passed, plain_answers
from passerelle.records.freshness import months_after
from tests.listings import TODAY
from tests.rules import (
    answers_strategy,
    days_strategy,
    repository,
    requirements_strategy,
)
from tests.unit.test_eligibility_sql import (
    UNSHRUNK,
    by_reference,
    compare_every_operator,
    persons,
    rule_of,
    small_people,
    small_rules,
)

Known = dict[str, Any]
Decide = Callable[[Known], Any]
"""The result for answers."""


_ANSWERS = cel_expr.NewEnv(variables={"answers": cel_expr.Type.Map(cel_expr.Type.STRING, cel_expr.Type.DYN)})


def cel_reference(expression: str) -> Decide:
    program = _ANSWERS.compile(expression)

    def decide(answers: Known) -> Any:
        value = program.eval(data={"answers": answers})
        if value.type() == cel_expr.Type.ERROR:
            assert "Key not found" in value.value()
            return None
        return value.value()

    return decide


def cel_rust(expression: str) -> Decide:
    program = cel.compile(expression)

    def decide(answers: Known) -> Any:
        try:
            return program.execute({"answers": answers})
        except KeyError:
            return None

    return decide


def logic_python(expression: Any) -> Decide:
    return lambda answers: json_logic.jsonLogic(expression, dict[str, Any](answers=answers))


def logic_rust(expression: Any) -> Decide:
    return lambda answers: datalogic_py.apply(expression, {"answers": answers})


ENGINES: Mapping[str, tuple[Callable[[Any], Decide], Callable[[Any], Any]]] = {
    "cel-expr-python": (cel_reference, cel_of),
    "common-expression-language": (cel_rust, cel_of),
    "maykin-json-logic-py": (logic_python, json_logic_of),
    "datalogic-py": (logic_rust, json_logic_of),
}
_TRUTH = {True: Truth.MET, False: Truth.NOT_MET, None: Truth.UNKNOWN}


def assert_agreement(rules: Sequence[Requirements], people: Sequence[Person]) -> int:
    """Compare every rule for every person in every engine; gives how many pairs each engine decided."""
    expected, plain = by_reference(rules, people), PlainRules(people[0].meanings)
    answers = [plain_answers(person) for person in people]
    for number, rule in enumerate(rules):
        for name, (engine, write) in ENGINES.items():
            expression = write(plain.of(rule))
            decide = engine(expression)
            for known, wanted in zip(answers, expected, strict=True):
                found = decide(known)
                assert found is None or type(found) is bool, (name, expression, known)
                assert _TRUTH[found] is wanted[number], (name, expression, known)
    return len(rules) * len(people)


def test_random_rules_agree_with_the_reference() -> None:
    pairs = 0
    truths: set[Truth] = set()

    @settings(max_examples=16, deadline=None, phases=UNSHRUNK)
    @given(st.data())
    def compare(data: st.DataObject) -> None:
        nonlocal pairs
        day = data.draw(days_strategy())
        rules = data.draw(st.lists(requirements_strategy(), min_size=10, max_size=10))
        given = data.draw(st.lists(answers_strategy(day), min_size=9, max_size=9))
        people = persons(day, [{}, *given])
        truths.update(truth for row in by_reference(rules, people) for truth in row)
        pairs += assert_agreement(rules, people)

    compare()
    assert pairs >= 1000
    assert truths == set(Truth)


def test_every_operator_on_every_question_agrees_with_the_reference() -> None:
    compare_every_operator(assert_agreement, examples=3)


def test_rules_of_the_listing_agree_on_its_example_people() -> None:
    catalog, meanings = repository()
    examples = [example.answers for program in catalog.programs.values() for example in program.examples]
    rules = [requirements_of(program, "participant", meanings) for program in catalog.programs.values()]
    assert_agreement(rules, persons(TODAY, examples[::15]))


def test_questions_asked_only_after_others_agree() -> None:
    """But for a month that takes a value where it is not asked: how long ago that was, no answer tells."""
    rules = [rule for rule in small_rules() if rule.leaves[0].ask != "since"]
    assert_agreement(rules, small_people()[::31])


def test_no_parts() -> None:
    assert_agreement([rule_of(All(())), rule_of(AnyPart(()))], persons(TODAY, [{}]))


def test_what_is_read_of_a_person() -> None:
    answers = {
        "english_level": {"reading": 7, "writing": NOT_TESTED, "speaking": None},
        "french_level": 5,
        "arrival_month": "2024-02",
        "completed": [],
        "belongs": Partly(["client-of:ociso"]),
        "age": None,
    }
    assert plain_answers(persons(date(2025, 2, 28), [answers])[0]) == {
        "english_level": {"reading": 7},
        "french_level": {"listening": 5, "speaking": 5, "reading": 5, "writing": 5},
        "arrival_month": {"since_first": 12.5, "since_last": 12},
        "completed": [],
    }


@given(st.dates(date(2000, 1, 1), date(2024, 12, 31)), st.integers(0, 4000), st.integers(0, 120))
def test_months_passed_stand_to_a_span_as_the_day_to_its_anniversary(since: date, days: int, span: int) -> None:
    today, passed = since + timedelta(days), months_passed(since, since + timedelta(days))
    anniversary = months_after(since, span)
    assert (today >= anniversary, today <= anniversary) == (passed >= span, passed <= span)
