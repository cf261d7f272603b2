"""Owns what can come to be met: by getting ready, by time, by choice, by passing a gate, by something equal.

What nobody should be told to change (where one lives, one's status, who one is, leaving a job) never can.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

from passerelle.eligibility.decide import Judged, Truth, anniversaries, judge
from passerelle.eligibility.person import Missing, Person
from passerelle.eligibility.requirements import Leaf
from passerelle.records.criteria import Span


class Way(Enum):
    """How a leaf that is not met can come to be met."""

    JOINING = "joining"
    PREPARATION = "preparation"
    TIME = "time"
    CHOICE = "choice"
    ARRIVAL = "arrival"
    EQUIVALENT = "equivalent"


_RISING = ("at_least", "includes", "includes_any", "at_least_ago")
_FALLING = ("at_most", "under", "excludes", "within_last", "under_ago")
_A_DAY = timedelta(days=1)
_RAISED = {"by-preparation": Way.PREPARATION, "by-time": Way.TIME}


def rises(leaf: Leaf) -> bool:
    """Whether a higher answer, more of it, or a longer time meets a leaf; an opposite turns it around."""
    return leaf.operator in (_FALLING if leaf.negated else _RISING)


def way_to_meet(leaf: Leaf, judged: Judged, person: Person) -> Way | None:
    """How a leaf can come to be met, or None: it is met, not known, or cannot."""
    if judged.truth is not Truth.NOT_MET:
        return None
    return _way(leaf, judged, person) or (Way.EQUIVALENT if leaf.or_equivalent else None)


def _way(leaf: Leaf, judged: Judged, person: Person) -> Way | None:
    question = person.meanings.questions[leaf.ask]
    if judged.cause == "inapplicable":
        return None
    if question.gate:
        codes = leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,)
        return Way.JOINING if rises(leaf) and not person.meanings.joinable.isdisjoint(codes) else None
    if question.choose:
        return Way.CHOICE
    if question.becomes and _is_met_later(leaf, question.becomes, person):
        return Way.ARRIVAL
    return _RAISED.get(question.raises) if rises(leaf) else None


def _is_met_later(leaf: Leaf, later: str, person: Person) -> bool:
    """Whether what an answer will become may meet a leaf: where somebody will live, who is not here yet."""
    known = person.answer(later)
    if known is Missing.INAPPLICABLE:
        return False
    return isinstance(known, Missing) or judge(leaf, person.later({leaf.ask: known})).truth is not Truth.NOT_MET


def met_from(leaf: Leaf, person: Person) -> date | None:
    """The first day on which time alone has surely met a leaf about a month, or None where no month is known."""
    month = person.answer(leaf.ask)
    if not isinstance(leaf.operand, Span) or not isinstance(month, str) or not rises(leaf):
        return None
    return anniversaries(month, leaf.operand)[1] + (_A_DAY if leaf.operator == "within_last" else timedelta())


def met_until(leaf: Leaf, person: Person) -> date | None:
    """The last day on which a leaf about a month is surely met, or None where time does not end it."""
    month = person.answer(leaf.ask)
    if not isinstance(leaf.operand, Span) or not isinstance(month, str) or rises(leaf):
        return None
    return anniversaries(month, leaf.operand)[0] - (timedelta() if leaf.operator == "within_last" else _A_DAY)
