"""Whatever answers meet together, the tried answers meet together too: a check on rules says nothing that is not so."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.checks.combinations import MOST_COMBINATIONS, Combinations
from passerelle.checks.tried_answers import DAY
from passerelle.eligibility.decide import Truth, combine, judge
from passerelle.eligibility.person import Person
from passerelle.eligibility.requirements import Leaf, Requirements
from tests.rules import answers_strategy, repository, requirements_strategy


@cache
def combinations() -> Combinations:
    return Combinations(repository()[1])


def is_met(leaf: Leaf, person: Person) -> bool | None:
    """Whether a person meets a leaf; None if it is not known. Who lives in a wide place lives in the rest of it."""
    judged = judge(leaf, person)
    if judged.cause == "too-wide":
        return leaf.negated
    return None if judged.truth is Truth.UNKNOWN else judged.truth is Truth.MET


@settings(max_examples=150, deadline=None, database=None, derandomize=True)
@given(requirements=requirements_strategy(), answers=answers_strategy(DAY))
def test_what_a_person_meets_is_among_what_was_tried(requirements: Requirements, answers: dict[str, Any]) -> None:
    person = Person(answers, repository()[1], DAY)
    families: dict[str, list[Leaf]] = {}
    for leaf in requirements.leaves:
        families.setdefault(combinations().family(leaf.ask), []).append(leaf)
    for leaves in families.values():
        met = tuple(is_met(leaf, person) for leaf in leaves)
        vectors = combinations().vectors(leaves)
        assert vectors is None or None in met or met in vectors


@settings(max_examples=60, deadline=None, database=None, derandomize=True)
@given(requirements=requirements_strategy(), chosen=st.integers(0, MOST_COMBINATIONS - 1))
def test_bits_say_what_the_rule_says(requirements: Requirements, chosen: int) -> None:
    table = combinations().of(requirements.leaves)
    if table is None or chosen >= table.everything.bit_length():
        return
    truths = {name: Truth.MET if column >> chosen & 1 else Truth.NOT_MET for name, column in table.columns.items()}
    expected = combine(requirements.condition, lambda leaf: truths[leaf.id]) is Truth.MET
    assert bool(table.met(requirements.condition) >> chosen & 1) is expected
