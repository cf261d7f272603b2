"""Owns rules as SQL: one expression a rule, and the columns of answers that it reads. Runs nothing.

The dialect is what DuckDB and PostgreSQL share. TRUE is met, FALSE not met, NULL not known: the AND, OR and NOT of SQL
are strong Kleene logic already, and so combine as `passerelle.eligibility.decide.combine` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from passerelle.eligibility.decide import first_and_last
from passerelle.eligibility.meanings import SKILLS, Meanings
from passerelle.eligibility.person import NOT_TESTED, Partly, Person
from passerelle.eligibility.requirements import All, Condition, Leaf, Requirements
from passerelle.records.criteria import Span
from passerelle.records.vocabularies import OnlyIf, Question

TODAY = "today"
_TYPES = {
    "yes-no": "BOOLEAN",
    "choice": "TEXT",
    "tree": "TEXT",
    "choices": "TEXT[]",
    "number": "DOUBLE PRECISION",
    "level": "SMALLINT",
    "month": "DATE",
}
_ENDINGS = {"level": tuple(f"_{skill}" for skill in SKILLS), "month": ("_first", "_last")}

Values = tuple[str, ...]
"""An answer as SQL: one value, the levels in the order of `SKILLS`, or the first and the last day of a month."""


def columns_of(meanings: Meanings) -> dict[str, str]:
    """The columns that rules may read, with their SQL types: those of every question, and the day to decide for."""
    types = {column: kind for held in columns_by_question(meanings).values() for column, kind in held.items()}
    return {**types, TODAY: "DATE"}


def columns_by_question(meanings: Meanings) -> dict[str, dict[str, str]]:
    """The columns of each question, with their SQL types."""
    return {
        name: dict.fromkeys(_columns(name, question), _TYPES[question.type])
        for name, question in meanings.questions.items()
    }


def row_of(person: Person) -> dict[str, Any]:
    """What a person answered, by column. None is not known: unanswered, declined, a skill that is not tested."""
    row: dict[str, Any] = {}
    for name, question in person.meanings.questions.items():
        row.update(zip(_columns(name, question), _values(question, person.answers.get(name)), strict=True))
    return {**row, TODAY: person.today}


def sql_of(requirements: Requirements, meanings: Meanings) -> str:
    """A rule as an expression in parentheses over the columns of one row: TRUE met, FALSE not met, NULL not known."""
    return _condition(requirements.condition, meanings)


def _columns(name: str, question: Question) -> tuple[str, ...]:
    return tuple(name + ending for ending in _ENDINGS.get(question.type, ("",)))


def _values(question: Question, answer: Any) -> tuple[Any, ...]:
    """What the columns of a question hold for an answer. Codes of which only some are known cannot be told: None."""
    if question.type == "level":
        levels = answer if isinstance(answer, Mapping) else dict.fromkeys(SKILLS, answer)
        return tuple(None if levels.get(skill) == NOT_TESTED else levels.get(skill) for skill in SKILLS)
    if question.type == "month":
        return (None, None) if answer is None else first_and_last(answer)
    if question.type == "choices":
        return (None if answer is None or isinstance(answer, Partly) else list(answer),)
    return (answer,)


def _condition(condition: Condition, meanings: Meanings) -> str:
    if isinstance(condition, Leaf):
        return _leaf(condition, meanings)
    parts = [_condition(part, meanings) for part in condition.parts]
    return _every(parts) if isinstance(condition, All) else _some(parts)


def _every(parts: list[str]) -> str:
    return f"({' AND '.join(parts) or 'TRUE'})"


def _some(parts: list[str]) -> str:
    return f"({' OR '.join(parts) or 'FALSE'})"


def _leaf(leaf: Leaf, meanings: Meanings) -> str:
    def test(values: Values) -> str:
        met = _levels(leaf, meanings, values) if is_level else _OPERATORS[leaf.operator](leaf, meanings, *values)
        return f"NOT ({met})" if leaf.negated else met

    is_level = meanings.questions[leaf.ask].type == "level"
    return _of_answer(leaf.ask, test, meanings)


def _of_answer(name: str, test: Callable[[Values], str], meanings: Meanings) -> str:
    """A test of what counts as the answer to a question. What does not apply meets no test, not even an opposite."""
    question = meanings.questions[name]
    answered = test(tuple(_identifier(column) for column in _columns(name, question)))
    if question.only_if is None:
        return answered
    instead = question.otherwise
    otherwise = "FALSE" if instead is None else test(tuple(_literal(value) for value in _values(question, instead)))
    # NULL, while the earlier question has no answer, is neither.
    return f"CASE {_asked(question.only_if, meanings)} WHEN TRUE THEN {answered} WHEN FALSE THEN {otherwise} END"


def _asked(only_if: OnlyIf, meanings: Meanings) -> str:
    """Whether a question is asked after what counts as the answer to an earlier one."""

    def test(values: Values) -> str:
        (value,) = values
        if only_if.above is not None:
            return f"({value} > {_literal(only_if.above)})"
        return f"({value} && {_array(only_if.any_of)})" if is_set else f"({value} IN {_list(only_if.any_of)})"

    is_set = meanings.questions[only_if.question].type == "choices"
    return _of_answer(only_if.question, test, meanings)


def _levels(leaf: Leaf, meanings: Meanings, levels: Values) -> str:
    """A test of each skill that a leaf is about; one is enough for `any`."""
    compare = _OPERATORS[leaf.operator]
    skills = zip(SKILLS, levels, strict=True)
    parts = [compare(leaf, meanings, level) for skill, level in skills if leaf.skill in (skill, "each", "any")]
    return _some(parts) if leaf.skill == "any" else _every(parts)


def _compare(sign: str) -> Callable[[Leaf, Meanings, str], str]:
    def compare(leaf: Leaf, meanings: Meanings, value: str) -> str:
        if not isinstance(leaf.operand, str):
            return f"{value} {sign} {_literal(leaf.operand)}"
        return f"{_rank(leaf.ask, value, meanings)} {sign} {meanings.rank(leaf.ask, leaf.operand)}"

    return compare


def _rank(name: str, value: str, meanings: Meanings) -> str:
    """How high an option of an ordered list stands."""
    options = meanings.options(name)
    assert options
    ranks = [f"WHEN {_literal(code)} THEN {meanings.rank(name, code)}" for code in options.terms]
    return f"CASE {value} {' '.join(ranks)} END"


def _within(leaf: Leaf, meanings: Meanings, place: str) -> str:
    """Met by the codes and all that lies under them; not known of what they lie under."""
    options, codes = meanings.options(leaf.ask), _codes(leaf)
    assert options
    inside = [code for code in options.terms if not meanings.places(leaf.ask, code).isdisjoint(codes)]
    around = frozenset[str]().union(*(meanings.touching(leaf.ask, str(code)) for code in codes))
    too_wide = [code for code in options.terms if code in around and code not in inside]
    met = f"{place} IN {_list(inside)}"
    return f"CASE WHEN {met} THEN TRUE WHEN {place} NOT IN {_list(too_wide)} THEN FALSE END" if too_wide else met


def _elapsed(sign: str) -> Callable[[Leaf, Meanings, str, str], str]:
    """Whether a span has passed since a month: what holds for its first and for its last day, else not known."""

    def compare(leaf: Leaf, _: Meanings, first: str, last: str) -> str:
        assert isinstance(leaf.operand, Span)
        span = f"INTERVAL '{leaf.operand.number} {leaf.operand.unit}'"
        earliest, latest = (f"{_identifier(TODAY)} {sign} {day} + {span}" for day in (first, last))
        return f"CASE WHEN ({earliest}) = ({latest}) THEN {latest} END"

    return compare


# On arrays, `@>` and `&&`: in DuckDB `= ANY` of a NULL array is FALSE, in PostgreSQL NULL.
_OPERATORS: dict[str, Callable[..., str]] = {
    "is": lambda leaf, _, value: f"{value} = {_literal(leaf.operand)}",
    "any_of": lambda leaf, _, value: f"{value} IN {_list(_codes(leaf))}",
    "none_of": lambda leaf, _, value: f"{value} NOT IN {_list(_codes(leaf))}",
    "includes": lambda leaf, _, codes: f"{codes} @> {_array(_codes(leaf))}",
    "includes_any": lambda leaf, _, codes: f"{codes} && {_array(_codes(leaf))}",
    "excludes": lambda leaf, _, codes: f"NOT ({codes} && {_array(_codes(leaf))})",
    "at_least": _compare(">="),
    "at_most": _compare("<="),
    "under": _compare("<"),
    "within": _within,
    "within_last": _elapsed("<="),
    "under_ago": _elapsed("<"),
    "at_least_ago": _elapsed(">="),
}


def _codes(leaf: Leaf) -> tuple[Any, ...]:
    return leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,)


def _list(options: Iterable[Any]) -> str:
    return f"({', '.join(_literal(option) for option in options)})"


def _array(codes: Iterable[Any]) -> str:
    return f"ARRAY[{', '.join(_literal(code) for code in codes)}]"


def _identifier(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def _literal(value: Any) -> str:
    """A value as SQL. Backslashes are plain characters in both dialects."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, str):
        escaped = value.replace("'", "''")
        return f"'{escaped}'"
    return str(value)
