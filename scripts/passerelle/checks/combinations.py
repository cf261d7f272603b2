"""Owns which leaves of a rule can be met together: each leaf as a number whose bits say in which combination it is met.

Leaves on questions that lead to one another are tried together; what is found for those of one rule is kept for the
next, since criteria repeat. Combining is then a matter of `&` and `|`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, product
from math import prod
from typing import Any

from passerelle.checks.tried_answers import DAY, tried_answers
from passerelle.eligibility.decide import Judged, Truth, judge
from passerelle.eligibility.meanings import Meanings
from passerelle.eligibility.person import Person
from passerelle.eligibility.requirements import All, Condition, Leaf

MOST_COMBINATIONS = 4096
"""Above this many combinations of a rule, nothing is said about it."""
MOST_TRIALS = 20_000
"""Of one family of questions: answers times leaves."""

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """In which combinations each leaf is met, by id. `everything` has a bit for each combination."""

    columns: dict[str, int]
    everything: int

    def met(self, condition: Condition) -> int:
        """The combinations that meet a condition."""
        if isinstance(condition, Leaf):
            return self.columns[condition.id]
        return self.combined(isinstance(condition, All), map(self.met, condition.parts))

    def combined(self, of_all: bool, parts: Iterable[int]) -> int:
        """The combinations that meet all, or any, of some parts."""
        met = self.everything if of_all else 0
        for part in parts:
            met = met & part if of_all else met | part
        return met


class Combinations:
    """Tables of the rules of a listing."""

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings
        self._found: dict[Key, tuple[tuple[bool, ...], ...] | None] = {}
        self._before: dict[str, tuple[str, ...]] = {}

    def of(self, leaves: Sequence[Leaf]) -> Table | None:
        """The table of a rule's leaves, or None where there are too many combinations."""
        families: dict[str, list[Leaf]] = {}
        for leaf in leaves:
            families.setdefault(self.family(leaf.ask), []).append(leaf)
        found = [self.vectors(family) for family in families.values()]
        vectors = [one for one in found if one is not None]
        total = prod(map(len, vectors))
        if len(vectors) < len(found) or total > MOST_COMBINATIONS:
            return None
        return Table(_columns(list(families.values()), vectors, total), (1 << total) - 1)

    def vectors(self, leaves: Sequence[Leaf]) -> tuple[tuple[bool, ...], ...] | None:
        """Which of some leaves an answer can meet together: a truth for each leaf. None where there are too many
        answers to try."""
        key = tuple((leaf.ask, leaf.operator, leaf.operand, leaf.skill, leaf.negated) for leaf in leaves)
        if key not in self._found:
            self._found[key] = self._try(leaves)
        return self._found[key]

    def family(self, question: str) -> str:
        """The first of the questions that lead to a question, or itself."""
        return self._leading(question)[-1]

    def leading(self, questions: Iterable[str]) -> set[str]:
        """The questions that lead to some of these: those are asked only after some answers to them."""
        return {earlier for name in questions for earlier in self._leading(name)[1:]}

    def _leading(self, question: str) -> tuple[str, ...]:
        """A question, the one that leads to it, and so on."""
        if question not in self._before:
            condition = self._meanings.questions[question].only_if
            self._before[question] = (question, *(self._leading(condition.question) if condition else ()))
        return self._before[question]

    def _try(self, leaves: Sequence[Leaf]) -> tuple[tuple[bool, ...], ...] | None:
        questions = dict.fromkeys(name for leaf in leaves for name in self._leading(leaf.ask))
        conditions = [condition for name in questions if (condition := self._meanings.questions[name].only_if)]
        tried: dict[str, list[Any]] = {}
        for name in questions:
            leading = [one for one in conditions if one.question == name]
            answers = tried_answers(name, [leaf for leaf in leaves if leaf.ask == name], leading, self._meanings)
            tried[name] = list(islice(answers, MOST_TRIALS + 1))
        if prod(map(len, tried.values())) * len(leaves) > MOST_TRIALS:
            return None
        found: dict[tuple[bool, ...], None] = {}
        for chosen in product(*tried.values()):
            person = Person(dict(zip(tried, chosen, strict=True)), self._meanings, DAY)
            found.update(dict.fromkeys(product(*(_possible(leaf, judge(leaf, person)) for leaf in leaves))))
        return tuple(found)


def _possible(leaf: Leaf, judged: Judged) -> tuple[bool, ...]:
    """What a leaf may be: a month that the day decides is both, so that nothing is said that some day disproves."""
    if judged.cause == "too-wide":
        return (leaf.negated,)
    return (False, True) if judged.truth is Truth.UNKNOWN else (judged.truth is Truth.MET,)


def _columns(
    families: Sequence[Sequence[Leaf]], vectors: Sequence[Sequence[tuple[bool, ...]]], total: int
) -> dict[str, int]:
    """Each leaf's bits. A combination takes one vector of every family; the first family's vector turns slowest."""
    columns: dict[str, int] = {}
    inner = total
    for leaves, found in zip(families, vectors, strict=True):
        period, inner = inner, inner // len(found)
        run = (1 << inner) - 1
        repeated = ((1 << total) - 1) // ((1 << period) - 1)
        for place, leaf in enumerate(leaves):
            columns[leaf.id] = repeated * sum(run << (turn * inner) for turn, one in enumerate(found) if one[place])
    return columns
