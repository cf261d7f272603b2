"""Random rules and random answers in the words of this repository: for laws, and to compare readers of rules.

Both lean towards where truths turn: few numbers, levels and spans, and months around the day they are counted to.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, partial
from typing import Any

import msgspec
from hypothesis import strategies as st

from passerelle.eligibility.meanings import SKILLS, Meanings
from passerelle.eligibility.person import NOT_TESTED
from passerelle.eligibility.requirements import Requirements, requirements_of
from passerelle.records.catalog import Catalog, load_catalog
from passerelle.records.criteria import AllOf, AnyOf, Criterion, Eligibility, Not, Role, Rule, Span
from passerelle.records.freshness import months_after
from passerelle.records.model import Program
from passerelle.records.vocabularies import Question
from tests.listings import ROOT

Strategy = st.SearchStrategy[Any]

NUMBERS = (0, 0.1, 0.5, 1, 2, 3, 12, 18, 30)
LEVELS = (0, 4, 5, 6, 7, 12)
SPANS = (
    Span("months", 1), Span("months", 2), Span("months", 6), Span("months", 30),
    Span("years", 1), Span("years", 5), Span("years", 10),
)  # fmt: skip
DAYS = (date(2024, 2, 29), date(2025, 2, 28), date(2025, 3, 1), date(2026, 11, 22), date(2026, 12, 31))
LISTED = ("any_of", "none_of", "includes", "includes_any", "excludes", "within")
_SAID = ("nothing", "rather-not-say", *["something"] * 8)


@cache
def repository() -> tuple[Catalog, Meanings]:
    """The listing of this repository, and what its codes mean."""
    catalog = load_catalog(ROOT).catalog
    return catalog, Meanings.of(catalog)


def days_strategy() -> st.SearchStrategy[date]:
    """Days to decide for: ends of months and of Februaries, and any other of five years."""
    return st.sampled_from(DAYS) | st.dates(date(2024, 1, 1), date(2028, 12, 31))


def requirements_strategy(role: Role | None = None) -> st.SearchStrategy[Requirements]:
    """Rules of one role or of either, as authored and then in normal form: each in place of the rule of a real program,
    whose gate and areas it gets, and one of whose sources it names."""
    programs = st.sampled_from(sorted(repository()[0].programs.values(), key=lambda program: program.id))
    both: tuple[Role, ...] = ("participant", "mentor")
    roles = st.sampled_from((role,) if role else both)
    return st.tuples(programs, roles, st.booleans()).flatmap(lambda drawn: _requirements(*drawn))


def _requirements(program: Program, role: Role, everywhere: bool) -> st.SearchStrategy[Requirements]:
    placed = msgspec.structs.replace(program, areas=()) if everywhere else program
    return rules_strategy(role, min(program.sources)).map(partial(requirements_with, placed, role))


def requirements_with(program: Program, role: Role, rule: Rule) -> Requirements:
    """What a program would ask in one role if this were its rule."""
    changed = msgspec.structs.replace(program, eligibility=Eligibility(**{role: rule}))
    return requirements_of(changed, role, repository()[1])


@cache
def rules_strategy(role: Role, source: str) -> st.SearchStrategy[Rule]:
    """Authored rules, empty ones too."""
    node = st.recursive(criteria_strategy(role, source), _combined, max_leaves=5)
    parts = st.lists(node, min_size=1, max_size=3).map(tuple)
    stated = st.sampled_from(["all", "some", "none", "open-to-all"])
    rules = [st.builds(Rule, stated=stated, **{key: parts}) for key in ("all", "all", "any")]
    return st.one_of(st.builds(Rule, stated=stated), *rules)


def _combined(node: Strategy) -> Strategy:
    parts = st.lists(node, min_size=1, max_size=3).map(tuple)
    return st.builds(Not, node) | st.builds(AllOf, parts) | st.builds(AnyOf, parts)


def criteria_strategy(role: Role, source: str) -> st.SearchStrategy[Criterion]:
    """Authored criteria, every operator as likely as any other."""
    by_operator: dict[str, list[str]] = {}
    for name, question in repository()[1].questions.items():
        if question.role in (role, "both"):
            for operator in operators_of(question):
                by_operator.setdefault(operator, []).append(name)
    return st.one_of(
        [
            st.sampled_from(names).flatmap(partial(criterion_strategy, operator, source))
            for operator, names in sorted(by_operator.items())
        ]
    )


def operators_of(question: Question) -> list[str]:
    """The operators that a criterion on a question may have: those it has words for."""
    return sorted({"is" if key in ("is_true", "is_false") else key for key in question.statements})


def criterion_strategy(operator: str, source: str, name: str) -> st.SearchStrategy[Criterion]:
    """Authored criteria on one question with one operator that it has words for."""
    question = repository()[1].questions[name]
    skills = st.sampled_from(["each", "any", *SKILLS]) if question.type == "level" else st.just("each")
    return st.builds(
        Criterion,
        ask=st.just(name),
        operator=st.just(operator),
        operand=_operand(operator, name, question),
        source=st.just(source),
        skill=skills,
        or_equivalent=st.booleans(),
    )


def _operand(operator: str, name: str, question: Question) -> Strategy:
    if question.type == "month":
        return st.sampled_from(SPANS)
    if question.type == "yes-no":
        return st.booleans()
    values = _numbers(question) if question.type in ("level", "number") else _codes(name)
    if operator == "between":
        ranks = st.tuples(*[st.integers(0, len(values) - 1)] * 2)
        return ranks.map(lambda ends: tuple(values[rank] for rank in sorted(ends)))
    one = st.sampled_from(values)
    return st.lists(one, min_size=1, max_size=3, unique=True).map(tuple) if operator in LISTED else one


def _numbers(question: Question) -> Sequence[float]:
    low, high = question.minimum or 0, question.maximum or 0
    return [one for one in (LEVELS if question.type == "level" else NUMBERS) if low <= one <= high]


def _codes(name: str) -> Sequence[str]:
    meanings = repository()[1]
    options = meanings.options(name)
    return list(options.terms) if options else sorted(meanings.gates)


@st.composite
def answers_strategy(draw: st.DrawFn, today: date) -> dict[str, Any]:
    """Answers as an answers file writes them, each well-formed on a day; some may contradict others."""
    answers: dict[str, Any] = {}
    for name in repository()[1].questions:
        said = draw(st.sampled_from(_SAID))
        if said != "nothing":
            answers[name] = draw(answer_strategy(name, today)) if said == "something" else None
    return answers


@cache
def answer_strategy(name: str, today: date) -> Strategy:
    """Answers to one question."""
    question = repository()[1].questions[name]
    given: Strategy
    if question.type == "yes-no":
        given = st.booleans()
    elif question.type == "number":
        given = st.sampled_from(_numbers(question))
    elif question.type == "level":
        given = _levels()
    elif question.type == "month":
        given = st.sampled_from(months_around(today))
    else:
        given = _option(name)
        given = st.lists(given, max_size=3, unique=True) if question.type == "choices" else given
    return given


def _levels() -> Strategy:
    one = st.sampled_from(LEVELS)
    of_a_skill = st.one_of(st.none(), st.just(NOT_TESTED), one, one, one)
    by_skill = st.fixed_dictionaries({}, optional=dict.fromkeys(SKILLS, of_a_skill))
    return st.one_of(one, st.just(NOT_TESTED), by_skill, st.fixed_dictionaries(dict.fromkeys(SKILLS, one)))


def _option(name: str) -> Strategy:
    """A code; every other time one that programs name, or after which another question is asked."""
    catalog, meanings = repository()
    followed = [one.only_if for one in meanings.questions.values() if one.only_if and one.only_if.question == name]
    wanted = {code for condition in followed for code in condition.any_of}
    if name == "area":
        wanted.update(code for program in catalog.programs.values() for code in program.areas)
    code = st.sampled_from(_codes(name))
    return code | st.sampled_from(sorted(wanted)) if wanted else code


@cache
def months_around(today: date) -> Sequence[str]:
    """The months that lie one of `SPANS` before a day, and their neighbours; none is in the future."""
    spans = [span.number * (12 if span.unit == "years" else 1) for span in SPANS]
    days = {months_after(today, shift - span) for span in spans for shift in (-1, 0, 1)}
    return sorted({f"{day:%Y-%m}" for day in days if day <= today})
