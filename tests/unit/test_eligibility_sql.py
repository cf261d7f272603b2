"""Rules as SQL say in a database what the reference says: met, not met, or not known."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import duckdb
import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from passerelle.eligibility.answers import read_answers
from passerelle.eligibility.decide import Truth, combine, judge
from passerelle.eligibility.meanings import Meanings
from passerelle.eligibility.person import Partly, Person
from passerelle.eligibility.requirements import All, AnyPart, Condition, Leaf, Requirements, leaves_of, requirements_of
from passerelle.opendata.eligibility_sql import columns_of, row_of, sql_of
from passerelle.records.criteria import Criterion, Not, Rule, Span
from passerelle.records.vocabularies import Questions, Vocabulary
from tests.listings import TODAY
from tests.rules import (
    answers_strategy,
    criterion_strategy,
    days_strategy,
    operators_of,
    repository,
    requirements_strategy,
    requirements_with,
)

UNSHRUNK = (Phase.reuse, Phase.generate)
"""A disagreement names one rule and one row. Making hundreds of pairs smaller would take minutes and say no more."""

_TRUTH = {True: Truth.MET, False: Truth.NOT_MET, None: Truth.UNKNOWN}


def by_database(rules: Sequence[Requirements], people: Sequence[Person]) -> list[list[Truth]]:
    """The truth of each rule for each person, as DuckDB finds it: a list for each person."""
    meanings = people[0].meanings
    with duckdb.connect(config={"threads": 1}) as connection:
        columns = ", ".join(f'"{name}" {kind}' for name, kind in columns_of(meanings).items())
        connection.execute(f"CREATE TABLE people ({columns})")
        table = connection.table("people")
        for person in people:
            table.insert(list(row_of(person).values()))
        rows = table.project(", ".join(sql_of(rule, meanings) for rule in rules)).fetchall()
    return [[_TRUTH[value] for value in row] for row in rows]


def by_reference(rules: Sequence[Requirements], people: Sequence[Person]) -> list[list[Truth]]:
    """The same, as the reference finds it."""
    return [[truth_of(rule, person) for rule in rules] for person in people]


def truth_of(rule: Requirements, person: Person) -> Truth:
    return combine(rule.condition, lambda leaf: judge(leaf, person).truth)


def assert_agreement(rules: Sequence[Requirements], people: Sequence[Person]) -> int:
    """Compare every rule for every person; gives how many pairs that were."""
    found, expected = by_database(rules, people), by_reference(rules, people)
    for person, row, wanted in zip(people, found, expected, strict=True):
        for rule, one, other in zip(rules, row, wanted, strict=True):
            assert one is other, f"{sql_of(rule, person.meanings)}\n{row_of(person)}"
    return len(rules) * len(people)


def persons(day: date, given: Sequence[Mapping[str, Any]]) -> list[Person]:
    return [Person(answers, repository()[1], day) for answers in given]


def test_random_rules_agree_with_the_reference() -> None:
    pairs = 0

    @settings(max_examples=30, deadline=None, phases=UNSHRUNK)
    @given(st.data())
    def compare(data: st.DataObject) -> None:
        nonlocal pairs
        day = data.draw(days_strategy())
        rules = data.draw(st.lists(requirements_strategy(), min_size=10, max_size=10))
        given = data.draw(st.lists(answers_strategy(day), min_size=9, max_size=9))
        pairs += assert_agreement(rules, persons(day, [{}, *given]))

    compare()
    assert pairs >= 2000


def test_every_operator_on_every_question_agrees_with_the_reference() -> None:
    compare_every_operator(assert_agreement, examples=12)


def compare_every_operator(
    agree: Callable[[Sequence[Requirements], Sequence[Person]], object], *, examples: int
) -> None:
    """Single criteria and their opposites, so that nothing else in a rule can hide a difference."""
    catalog, meanings = repository()
    program = msgspec.structs.replace(catalog.programs["ociso-career-mentoring"], areas=())
    pairs = [(operator, name) for name, question in meanings.questions.items() for operator in operators_of(question)]
    criteria = st.tuples(*(criterion_strategy(operator, "model-2012", name) for operator, name in pairs))

    @settings(max_examples=examples, deadline=None, phases=UNSHRUNK)
    @given(st.data(), criteria)
    def compare(data: st.DataObject, drawn: tuple[Criterion, ...]) -> None:
        day = data.draw(days_strategy())
        nodes = [node for criterion in drawn for node in (criterion, Not(criterion))]
        rules = [requirements_with(program, "participant", Rule(stated="all", all=(node,))) for node in nodes]
        given = data.draw(st.lists(answers_strategy(day), min_size=9, max_size=9))
        agree(rules, persons(day, [{}, *given]))

    compare()


def test_rules_of_the_listing_agree_on_its_example_people() -> None:
    catalog, meanings = repository()
    examples = [example.answers for program in catalog.programs.values() for example in program.examples]
    rules = [requirements_of(program, "participant", meanings) for program in catalog.programs.values()]
    rules += [requirements_of(program, "mentor", meanings) for program in catalog.programs.values()]
    assert_agreement(rules, persons(TODAY, examples))


def ociso(answers: Mapping[str, Any]) -> Truth:
    catalog, meanings = repository()
    rule = requirements_of(catalog.programs["ociso-career-mentoring"], "participant", meanings)
    people = persons(TODAY, [answers])
    assert read_answers(answers, meanings, TODAY) == (answers, [])
    return by_database([rule], people)[0][0]


READY: Mapping[str, Any] = {
    "immigration_status": "permanent-resident",
    "education_abroad": "bachelor",
    "english_level": 6,
    "area": "ottawa",
    "completed": ["job-search-workshop", "language-training"],
}


def test_nothing_answered_is_not_known() -> None:
    assert ociso({}) is Truth.UNKNOWN


def test_one_criterion_not_met_is_enough() -> None:
    assert ociso({"immigration_status": "refugee-claimant"}) is Truth.NOT_MET


@pytest.mark.parametrize(
    ("changes", "truth"),
    [
        ({}, Truth.MET),
        ({"english_level": {"listening": 6, "speaking": 6, "reading": 6, "writing": 4}}, Truth.NOT_MET),
        ({"english_level": {"listening": 6, "speaking": 6, "reading": 6}}, Truth.UNKNOWN),
        ({"english_level": "not-tested"}, Truth.UNKNOWN),
        ({"education_abroad": "secondary", "certified_abroad": True}, Truth.MET),
        ({"education_abroad": "secondary", "certified_abroad": None}, Truth.UNKNOWN),
        ({"area": "canada"}, Truth.UNKNOWN),
        ({"area": "montreal"}, Truth.NOT_MET),
        ({"completed": []}, Truth.NOT_MET),
        ({"completed": None}, Truth.UNKNOWN),
    ],
)
def test_answers_that_turn_a_rule(changes: Mapping[str, Any], truth: Truth) -> None:
    assert ociso({**READY, **changes}) is truth


@pytest.mark.parametrize(
    ("month", "day", "truth"),
    [
        ("2024-02", date(2025, 1, 31), Truth.NOT_MET),
        ("2024-02", date(2025, 2, 1), Truth.UNKNOWN),
        ("2024-02", date(2025, 2, 27), Truth.UNKNOWN),
        ("2024-02", date(2025, 2, 28), Truth.MET),
        ("2023-02", date(2024, 2, 28), Truth.MET),
    ],
)
def test_a_year_since_a_month_of_february(month: str, day: date, truth: Truth) -> None:
    rule = rule_of(Leaf(id="arrival_month", ask="arrival_month", operator="at_least_ago", operand=Span("years", 1)))
    assert by_database([rule], persons(day, [{"arrival_month": month}])) == [[truth]]


def rule_of(condition: Condition) -> Requirements:
    whole = condition if isinstance(condition, All) else All((condition,))
    return Requirements(
        program="drawn", role="participant", stated="all", condition=whole, leaves=tuple(leaves_of(whole))
    )


def test_no_parts() -> None:
    rules = [rule_of(All(())), rule_of(AnyPart(()))]
    assert by_database(rules, persons(TODAY, [{}])) == [[Truth.MET, Truth.NOT_MET]]


def test_columns_are_there_for_every_question() -> None:
    columns = columns_of(repository()[1])
    assert columns["certified_abroad"] == "BOOLEAN"
    assert columns["area"] == columns["immigration_status"] == "TEXT"
    assert columns["completed"] == "TEXT[]"
    assert columns["age"] == "DOUBLE PRECISION"
    assert [name for name, kind in columns.items() if kind == "SMALLINT"][:2] == [
        "english_level_listening", "english_level_speaking",
    ]  # fmt: skip
    assert [name for name, kind in columns.items() if kind == "DATE"] == [
        "landing_month_first", "landing_month_last", "arrival_month_first", "arrival_month_last", "today",
    ]  # fmt: skip


def test_row_of_a_person() -> None:
    answers = {
        "english_level": {"reading": 7, "writing": "not-tested", "speaking": None},
        "french_level": 5,
        "arrival_month": "2024-02",
        "completed": [],
        "belongs": Partly(["client-of:ociso"]),
        "age": None,
    }
    row = row_of(persons(TODAY, [answers])[0])
    assert list(row) == list(columns_of(repository()[1]))
    assert {name: value for name, value in row.items() if value is not None} == {
        "english_level_reading": 7,
        "french_level_listening": 5,
        "french_level_speaking": 5,
        "french_level_reading": 5,
        "french_level_writing": 5,
        "arrival_month_first": date(2024, 2, 1),
        "arrival_month_last": date(2024, 2, 29),
        "completed": [],
        "today": TODAY,
    }


def small_listing() -> Meanings:
    """Questions asked only after others that are themselves asked only after others, of every type."""
    text = {"en": "…", "fr": "…"}
    told = {"topic": "work", "role": "participant", "wording": text, "why": text, "statements": {}}
    questions: dict[str, dict[str, Any]] = {
        "worked": {"type": "yes-no"},
        "years": {"type": "number", "only_if": {"question": "worked", "any_of": [True]}, "otherwise": 0},
        "team": {"type": "number", "only_if": {"question": "years", "above": 0}},
        "field": {
            "type": "choice",
            "options": "fields",
            "only_if": {"question": "team", "above": 2},
            "otherwise": "it's other",
        },
        "tongue": {"type": "level", "only_if": {"question": "field", "any_of": ["plain"]}, "otherwise": 4},
        "since": {"type": "month", "only_if": {"question": "team", "any_of": [3]}, "otherwise": "2020-02"},
        "clubs": {"type": "choices", "options": "fields", "only_if": {"question": "field", "any_of": ["it's other"]}},
        "host": {"type": "yes-no", "only_if": {"question": "clubs", "any_of": ["plain", "it's other"]}},
    }
    terms = {code: {"label": text} for code in ("plain", "it's other", 'a "third"')}
    fields = Vocabulary.of("fields", {"title": text, "terms": terms, "ordered": True})
    data = {"topics": {}, "questions": {name: told | question for name, question in questions.items()}}
    return Meanings(msgspec.convert(data, Questions), {"fields": fields})


def leaf(ask: str, operator: str, operand: Any, skill: str = "each") -> tuple[Requirements, Requirements]:
    """A rule of one criterion, and its opposite."""
    one = Leaf(id=ask, ask=ask, operator=operator, operand=operand, skill=skill)
    return rule_of(one), rule_of(msgspec.structs.replace(one, negated=True))


def small_people() -> list[Person]:
    """Every combination of a few answers to the questions of the small listing."""
    meanings, nothing = small_listing(), object()
    options: dict[str, tuple[Any, ...]] = {
        "worked": (nothing, True, False),
        "years": (nothing, 0, 2),
        "team": (nothing, 1, 3),
        "field": (nothing, "plain", "it's other"),
        "tongue": (nothing, {"reading": 5}),
        "since": (nothing, "2021-02"),
        "clubs": (nothing, [], ["it's other", 'a "third"']),
        "host": (nothing, True),
    }
    combinations = (dict(zip(options, chosen, strict=True)) for chosen in itertools.product(*options.values()))
    return [
        Person({name: one for name, one in given.items() if one is not nothing}, meanings, date(2022, 2, 10))
        for given in combinations
    ]


def small_rules() -> list[Requirements]:
    """Rules on the small listing, each with its opposite."""
    return [
        *leaf("years", "at_most", 0),
        *leaf("team", "at_least", 2),
        *leaf("field", "at_least", "it's other"),
        *leaf("field", "none_of", ("it's other",)),
        *leaf("tongue", "under", 5),
        *leaf("tongue", "at_least", 5, "any"),
        *leaf("tongue", "at_least", 5, "reading"),
        *leaf("since", "within_last", Span("years", 1)),
        *leaf("clubs", "includes", ("it's other", 'a "third"')),
        *leaf("clubs", "excludes", ("plain",)),
        *leaf("host", "is", True),
    ]


def test_questions_asked_only_after_others_agree_for_all_answers() -> None:
    rules, people = small_rules(), small_people()
    assert assert_agreement(rules, people) == len(rules) * 1944
