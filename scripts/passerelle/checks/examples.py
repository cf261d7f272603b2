"""Owns the rules on example persons: that a rule has some, and that each comes out as its record says, and why.

An example is judged on its own day as if the program ran and its record were confirmed, so no calendar breaks one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from textwrap import shorten

from passerelle.checks.operands import known_codes, unknown_codes
from passerelle.checks.readings import ROLES, Reading
from passerelle.checks.registry import Context, for_each_program
from passerelle.eligibility.answers import AnswerProblem, read_answers
from passerelle.eligibility.changes import way_to_meet
from passerelle.eligibility.decide import Judged, Judgement, Truth, combine
from passerelle.eligibility.person import Person
from passerelle.eligibility.phrasing import Phrasing
from passerelle.eligibility.requirements import Leaf
from passerelle.eligibility.sentences import is_worded
from passerelle.eligibility.verdict import Screening, Standing, screen, verdict_of
from passerelle.prose.interface import interface_words
from passerelle.records.diagnostics import Problem, Where, field_name, rule
from passerelle.records.freshness import last_day
from passerelle.records.model import Example, Program
from passerelle.records.walk import Part

MISSING = rule("examples/missing", "error", "A rule that states a criterion has an example person of its role.")
IMPOSSIBLE = rule("examples/impossible-answer", "error", "An example person gives answers that a visitor could give.")
VERDICT = rule("examples/wrong-verdict", "error", "The rule gives an example person the verdict that is expected.")
BECAUSE = rule("examples/wrong-because", "error", "`because` names the questions that an example's verdict hangs on.")
UNTESTED = rule("examples/untested-criterion", "warning", "Some example's verdict hangs on each criterion.")

STANDINGS = {
    "all": Standing(), "open-to-all": Standing(), "some": Standing(("partly-stated",)), "none": Standing(("not-stated",)),
}  # fmt: skip
"""As if running and confirmed: of all that withholds `fits`, only how much of the rule the sources tell counts."""
_AGAINST = ("not-yet", "not-this-one")
_MOST_REASONS, _LONGEST_REASON = 3, 110


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of judging an example person."""

    person: Person
    screening: Screening
    standing: Standing


@dataclass(frozen=True, slots=True)
class Tried:
    """An example, its field and its day, and what is wrong with its answers or came of judging them; neither, where
    it cannot be judged."""

    where: Where
    example: Example
    day: date | None
    faults: Sequence[AnswerProblem] = ()
    outcome: Outcome | None = None

    @property
    def is_right(self) -> bool:
        """Whether the verdict is the one expected."""
        return self.outcome is not None and self.outcome.screening.verdict == self.example.expect


@for_each_program
def rules_have_examples(program: Program, _: list[Part], __: Context) -> Iterator[Problem]:
    """A rule without an example is read by nobody until a visitor meets it."""
    tried = {example.role for example in program.examples}
    for role in ROLES:
        stated = program.eligibility.participant if role == "participant" else program.eligibility.mentor
        if stated and stated.root and role not in tried:
            message = f"eligibility.{role}: no example person tries this rule"
            remedy = f"add people at its edges under `examples:`, with `role: {role}`"
            yield Problem(MISSING, program.path, ("eligibility", role), message, remedy)


@for_each_program
def examples_come_out(program: Program, _: list[Part], context: Context) -> Iterator[Problem]:
    """Each example is possible and comes out as expected; where all do, each criterion is tested by one."""
    if not context.readings.are_sound or not program.examples:
        return
    readings = context.readings.of(program)
    tried = [_try(program, place, example, context) for place, example in enumerate(program.examples)]
    for one in tried:
        yield from _impossible(program, one, context)
        if one.outcome:
            yield from _outcome_problems(program, one, one.outcome.screening, context)
    for role, reading in readings.items():
        mine = [one for one in tried if one.example.role == role]
        if mine and all(one.is_right for one in mine):
            yield from _untested(program, reading, [one.outcome for one in mine if one.outcome])


def _try(program: Program, place: int, example: Example, context: Context) -> Tried:
    """An example read and, if nothing is wrong with it, judged."""
    where, day, reading = ("examples", place), day_of(example, program), context.readings.of(program).get(example.role)
    if day is None:
        return Tried(where, example, None)
    answers, faults = read_answers(example.answers, context.meanings, day)
    if faults or reading is None:
        return Tried(where, example, day, faults)
    person = Person(answers, context.meanings, day)
    standing = STANDINGS[reading.requirements.stated]
    return Tried(where, example, day, (), Outcome(person, screen(reading.requirements, person, standing), standing))


def day_of(example: Example, program: Program) -> date | None:
    """The day an example is judged on: its own, else that of the newest source. None if a date is no day."""
    try:
        if example.on is not None:
            return last_day(example.on)
        published = [last_day(source.published) for source in program.sources.values() if source.published is not None]
        return max(published or [last_day(source.read_on) for source in program.sources.values()], default=None)
    except ValueError:
        return None


def _impossible(program: Program, tried: Tried, context: Context) -> Iterator[Problem]:
    """Answers that no visitor could give. Unknown questions and codes are reported with the other references."""
    for fault in tried.faults:
        if fault.question not in context.meanings.questions:
            continue
        answer, known = tried.example.answers[fault.question], known_codes(fault.question, context.meanings)
        if fault.contradictory or fault.index not in [index for index, _ in unknown_codes(answer, known)]:
            place = (*tried.where, "answers", fault.question, *(() if fault.index is None else (fault.index,)))
            is_dated = context.meanings.questions[fault.question].type == "month" and not fault.contradictory
            message = f"{field_name(place)}: {fault.message}" + (f", on {tried.day}" if is_dated else "")
            yield Problem(IMPOSSIBLE, program.path, place, message, fault.help)


def _outcome_problems(program: Program, tried: Tried, screening: Screening, context: Context) -> Iterator[Problem]:
    expected, because = tried.example.expect, tried.example.because
    if not tried.is_right:
        where = (*tried.where, "expect")
        found = f"{_named(expected, context)} is expected, but the rule gives {_named(screening.verdict, context)}"
        message = f"{field_name(where)}: {found}: {_reasons(screening, context)}"
        yield Problem(VERDICT, program.path, where, message, "correct the answers, the rule or `expect:`")
    elif because and all(name in context.meanings.questions for name in because):
        yield from _because_problems(program, (*tried.where, "because"), because, screening)


def _because_problems(
    program: Program, where: Where, because: Sequence[str], screening: Screening
) -> Iterator[Problem]:
    decisive = list(dict.fromkeys(leaf.ask for leaf in _decisive(screening)))
    if set(decisive) == set(because):
        return
    if decisive:
        message = f"{field_name(where)}: this verdict hangs on {', '.join(f'`{name}`' for name in decisive)}"
        remedy = f"write `because: [{', '.join(decisive)}]`"
    else:
        message = f"{field_name(where)}: no criterion stands against this person, and none is open"
        remedy = "take `because:` out"
    yield Problem(BECAUSE, program.path, where, message, remedy)


def _decisive(screening: Screening) -> list[Leaf]:
    """The leaves that keep the rule from being met; where none does, those that are open."""
    names = screening.deciding or screening.open
    return [leaf for leaf in screening.requirements.leaves if leaf.id in names]


def _named(verdict: str, context: Context) -> str:
    """A verdict as a visitor reads it, and its code."""
    vocabulary = context.catalog.vocabularies.get("verdicts")
    known = vocabulary is not None and verdict in vocabulary.terms
    return f'"{vocabulary.label(verdict, "en")}" (`{verdict}`)' if vocabulary and known else f"`{verdict}`"


def _reasons(screening: Screening, context: Context) -> str:
    leaves = _decisive(screening)
    if not leaves:
        return "every criterion is met" + (", but the sources do not tell the whole rule" if screening.caps else "")
    said = [_sentence(leaf, context) for leaf in leaves[:_MOST_REASONS]]
    more = [f"{len(leaves) - _MOST_REASONS} more"] if len(leaves) > _MOST_REASONS else []
    return ("not met is " if screening.deciding else "not known is ") + ", ".join([*said, *more])


def _sentence(leaf: Leaf, context: Context) -> str:
    """A leaf as a visitor reads it, or its question where there are no words for one end of a range."""
    question = context.meanings.questions[leaf.ask]
    if not question.gate and not is_worded(leaf, question):
        return f"`{leaf.ask}`"
    said = Phrasing(context.catalog, context.meanings, interface_words("en"), "en").criterion(leaf)
    return f'"{shorten(said.removesuffix("."), _LONGEST_REASON, placeholder="…")}"'


def _untested(program: Program, reading: Reading, outcomes: Sequence[Outcome]) -> Iterator[Problem]:
    """Criteria that no example tests: whether they count as met or as not met, every verdict stays as it is."""
    in_favour = any(outcome.screening.verdict not in _AGAINST for outcome in outcomes)
    needed = {leaf.id for leaf, _ in reading.authored.needed()} if in_favour and reading.authored else ()
    for leaf, where in reading.leaves:
        if leaf.id not in needed and not any(_hangs_on(leaf, outcome) for outcome in outcomes):
            message = (
                f"{field_name(where)}: no example tests `{leaf.ask}` `{leaf.operator}`: met or not, no verdict changes"
            )
            yield Problem(
                UNTESTED, program.path, where, message, "add a person whom this criterion alone decides about"
            )


def _hangs_on(leaf: Leaf, outcome: Outcome) -> bool:
    """Whether an example gets another verdict once a leaf is forced to be met, or not met.

    Forcing puts a truth in place of the one found and leaves every other leaf as it is. A leaf forced to be not met
    can come to be met in the way that it could if the person's answer missed it.
    """
    screening, condition = outcome.screening, outcome.screening.requirements.condition
    for truth in (Truth.NOT_MET, Truth.MET):
        if screening.judgement[leaf.id].truth is truth:
            continue
        judgement = {**screening.judgement, leaf.id: Judged(truth, "answer")}
        whole = combine(condition, partial(_truth, judgement))
        if whole is Truth.NOT_MET and screening.verdict not in _AGAINST:
            return True
        ways = {name: way for name, way in screening.ways.items() if name != leaf.id}
        if way := way_to_meet(leaf, judgement[leaf.id], outcome.person):
            ways[leaf.id] = way
        if verdict_of(whole, condition, judgement, ways, outcome.standing) != screening.verdict:
            return True
    return False


def _truth(judgement: Judgement, leaf: Leaf) -> Truth:
    return judgement[leaf.id].truth
