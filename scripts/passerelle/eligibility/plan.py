"""Owns the search for a way in: the fewest steps after which nothing that a program asks is not met or not tested.

Breadth first over a person's answers, at most four steps, every program's rule read again after each step. Of plans
equally short it prefers those whose records are fresher, then nearer, then those that begin with a test, then by id.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from passerelle.eligibility.changes import Way, met_until, way_to_meet
from passerelle.eligibility.decide import Judgement, Truth, combine, judge_all
from passerelle.eligibility.offers import Offer, Offers
from passerelle.eligibility.person import Partly, Person
from passerelle.eligibility.requirements import Leaf, Requirements
from passerelle.eligibility.steps import Move, Step, is_untested, taken
from passerelle.eligibility.verdict import live_leaves, relaxed, wording_key

MOST_STEPS = 4
_FAR = 99
_KIND_OF_WAY: dict[Way, Any] = {
    Way.TIME: "wait", Way.CHOICE: "choose", Way.ARRIVAL: "arrive",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """A way into a program. `conditions` are leaves that hold only if a test shows a level high enough; `before` are
    leaves that time will end, with the last day on which they surely hold."""

    steps: tuple[Step, ...]
    conditions: tuple[str, ...]
    before: tuple[tuple[str, date], ...]


@dataclass(frozen=True, slots=True)
class _Route:
    """Steps taken so far and where they led. Comparing `cost` compares equally long routes."""

    cost: tuple[int, int, tuple[tuple[int, str, int], ...]]
    steps: tuple[Step, ...]
    person: Person


def plan_for(target: Requirements, person: Person, offers: Offers) -> Plan | None:
    """The preferred way into a program for a person, or None within four steps. Something equal is the last resort."""
    for equivalents in (False, True):
        moves = sorted(_Moves(target, person, offers, equivalents).found.values(), key=lambda move: move.order)
        route = _shortest(target, person, moves)
        if route:
            return _plan_of(route, target, person)
    return None


def is_reached(target: Requirements, person: Person) -> bool:
    """Whether nothing that a program asks is not met, and no level it needs is not tested."""
    judgement = judge_all(target.leaves, person)
    truth = combine(target.condition, lambda leaf: judgement[leaf.id].truth)
    return truth is Truth.MET or (truth is Truth.UNKNOWN and not any(_untested(target, judgement)))


def _untested(target: Requirements, judgement: Judgement) -> Iterator[Leaf]:
    live = live_leaves(target.condition, judgement, Truth.UNKNOWN)
    return (leaf for leaf in live if judgement[leaf.id].cause == "not-tested")


def _shortest(target: Requirements, person: Person, moves: list[Move]) -> _Route | None:
    watched = _Watched(target, moves)
    frontier = {watched.state(person): _Route((0, 0, ()), (), person)}
    seen = set(frontier)
    for _ in range(MOST_STEPS):
        reached: list[_Route] = []
        following: dict[Any, _Route] = {}
        for route in frontier.values():
            for longer in _longer(route, moves, target):
                state = watched.state(longer.person)
                if is_reached(target, longer.person):
                    reached.append(longer)
                elif state not in seen and (state not in following or longer.cost < following[state].cost):
                    following[state] = longer
        if reached:
            return min(reached, key=lambda route: route.cost)
        seen |= set(following)
        frontier = following
    return None


def _longer(route: _Route, moves: list[Move], target: Requirements) -> Iterator[_Route]:
    for move in moves:
        for times, (step, after) in enumerate(taken(move, route.person, target)):
            age, far, order = route.cost
            cost = (age + move.age, far + move.far, (*order, (0 if step.reveals else 1, move.order, times)))
            yield _Route(cost, (*route.steps, step), after)


class _Watched:
    """What of a person's answers can matter to a search: two persons alike in it are the same."""

    def __init__(self, target: Requirements, moves: list[Move]) -> None:
        rules = [target, *(move.offer.requirements for move in moves if move.offer)]
        leaves = [leaf for rule in rules for leaf in rule.leaves]
        self._questions = sorted({leaf.ask for leaf in leaves})
        self._codes = {code for leaf in leaves if isinstance(leaf.operand, tuple) for code in leaf.operand}
        self._is_dated = any(leaf.operator in ("within_last", "under_ago", "at_least_ago") for leaf in leaves)

    def state(self, person: Person) -> Any:
        """A value that is the same for persons who are alike."""
        answers = tuple(self._told(person.answers.get(question)) for question in self._questions)
        return answers, person.today if self._is_dated else None

    def _told(self, answer: Any) -> Any:
        if isinstance(answer, dict):
            return tuple(sorted(answer.items(), key=str))
        if isinstance(answer, list | Partly):
            return isinstance(answer, Partly), *sorted(self._codes.intersection(answer))
        return answer


class _Moves:
    """The moves that can help a person into a target, found backwards: what it needs, then what those steps need."""

    def __init__(self, target: Requirements, person: Person, offers: Offers, equivalents: bool) -> None:
        self.found: dict[str, Move] = {}
        self._person, self._offers, self._equivalents, self._target = person, offers, equivalents, target
        self._visit(target, MOST_STEPS)

    def _visit(self, asked_by: Requirements, depth: int) -> None:
        judgement = judge_all(asked_by.leaves, self._person)
        ways = {leaf.id: way_to_meet(leaf, judgement[leaf.id], self._person) for leaf in asked_by.leaves}
        reachable = {name: way for name, way in ways.items() if way}
        if depth == 0 or relaxed(asked_by.condition, judgement, reachable) is Truth.NOT_MET:
            return
        for leaf in asked_by.leaves:
            if asked_by is self._target and self._hangs_on_test(leaf, judgement):
                self._use("finish", self._offers.revealing(leaf.ask), depth)
            if way := reachable.get(leaf.id):
                self._meet(leaf, way, asked_by, depth)

    def _hangs_on_test(self, leaf: Leaf, judgement: Judgement) -> bool:
        is_level = self._person.meanings.questions[leaf.ask].type == "level"
        return is_level and judgement[leaf.id].truth is not Truth.MET and is_untested(leaf.ask, self._person)

    def _meet(self, leaf: Leaf, way: Way, asked_by: Requirements, depth: int) -> None:
        if way is Way.JOINING:
            self._pass_gate(leaf, depth)
        elif way is Way.PREPARATION and asked_by.role == "participant":
            self._use("finish", self._preparing(leaf), depth)
        elif way in _KIND_OF_WAY:
            self._reach(_KIND_OF_WAY[way], leaf, asked_by)
        # Shown to a step's program, something equal would count here as the real thing everywhere.
        if self._equivalents and leaf.or_equivalent and asked_by is self._target:
            self._reach("equivalent", leaf, asked_by)

    def _preparing(self, leaf: Leaf) -> list[Offer]:
        codes = leaf.operand if isinstance(leaf.operand, tuple) else ()
        adding = [offer for code in codes for offer in self._offers.adding(leaf.ask, str(code))]
        return adding + self._offers.raising(leaf.ask)

    def _pass_gate(self, leaf: Leaf, depth: int) -> None:
        codes = leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,)
        gates = self._person.meanings.gates
        joinable = [str(code) for code in codes if code in self._person.meanings.joinable]
        free = tuple(code for code in joinable if code not in gates or gates[code].program is None)
        if free:
            self.found.setdefault(order := " ".join(free), Move("join", order, gates=free))
        entered = (gates[code].program or "" for code in joinable if code in gates)
        self._use(
            "enter", [self._offers.by_program[name] for name in entered if name in self._offers.by_program], depth
        )

    def _reach(self, kind: Any, leaf: Leaf, asked_by: Requirements) -> None:
        order = f"{kind} {asked_by.program} {wording_key(leaf)}"
        self.found.setdefault(order, Move(kind, order, asked_by=asked_by, leaf=leaf))

    def _use(self, kind: Any, offers: list[Offer], depth: int) -> None:
        for offer in offers:
            order = f"{offer.program} {kind}"
            if order not in self.found and offer.program != self._target.program:
                far = distance(offer.areas, self._person)
                self.found[order] = Move(kind, order, offer=offer, age=offer.age, far=far)
                self._visit(offer.requirements, depth - 1)


def distance(areas: tuple[str, ...], person: Person) -> int:
    """How much wider than where a person lives the nearest of some areas is: 0 for the same place."""
    home = person.answer("area")
    if not isinstance(home, str):
        return _FAR
    places = person.meanings.places
    around = places("area", home)
    return min((len(around) - len(places("area", area)) for area in areas if area in around), default=_FAR)


def _plan_of(route: _Route, target: Requirements, person: Person) -> Plan:
    revealed = {question for step in route.steps for question in step.reveals}
    judgement = judge_all(target.leaves, person)
    before = tuple(
        (leaf.id, until)
        for leaf in target.leaves
        if judgement[leaf.id].truth is Truth.MET and (until := met_until(leaf, person))
    )
    supposed = judge_all((leaf for leaf in target.leaves if leaf.ask in revealed), route.person)
    came_to_be_met = (name for name, one in supposed.items() if one.truth is Truth.MET)
    conditions = tuple(name for name in came_to_be_met if judgement[name].truth is not Truth.MET)
    return Plan(route.steps, conditions, before)
