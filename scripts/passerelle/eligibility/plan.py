"""Owns the search for a way in: the fewest steps after which nothing that a program asks is not met or not tested.

Breadth first over a person's answers, at most four steps, every program's rule read again after each step. Of plans
equally short it prefers those whose records are fresher, then nearer, then those that begin with a test, then by id.
Of many programs that change the same thing only the preferred ones are tried, so that its cost has a bound.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from passerelle.eligibility.changes import Way, met_until, way_to_meet
from passerelle.eligibility.decide import Judgement, Truth, combine, judge_rule
from passerelle.eligibility.offers import Offer, Offers, Taking
from passerelle.eligibility.person import Person, told
from passerelle.eligibility.requirements import Leaf, Requirements
from passerelle.eligibility.steps import Move, Step, can_be_taken, is_untested, taken
from passerelle.eligibility.verdict import live_leaves, relaxed, wording_key

MOST_STEPS = 4
MOST_OFFERS = 24
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
        route = _shortest(target, person, _Moves(target, person, offers, equivalents).in_order())
        if route:
            return _plan_of(route, target, person)
    return None


def is_reached(target: Requirements, person: Person) -> bool:
    """Whether nothing that a program asks is not met, and no level it needs is not tested."""
    judgement = judge_rule(target, person)
    truth = combine(target.condition, lambda leaf: judgement[leaf.id].truth)
    return truth is Truth.MET or (truth is Truth.UNKNOWN and not any(_untested(target, judgement)))


def _untested(target: Requirements, judgement: Judgement) -> Iterator[Leaf]:
    live = live_leaves(target.condition, judgement, Truth.UNKNOWN)
    return (leaf for leaf in live if judgement[leaf.id].cause == "not-tested")


def _shortest(target: Requirements, person: Person, moves: list[Move]) -> _Route | None:
    watched = _Watched(target, moves)
    frontier = {watched.state(person): _Route((0, 0, ()), (), person)}
    seen = set(frontier)
    for left in range(MOST_STEPS, 0, -1):
        reached: list[_Route] = []
        following: dict[Any, _Route] = {}
        useful = [move for move in moves if move.lead <= left]
        for route in frontier.values():
            for longer in _longer(route, useful, target):
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
        answers = tuple(told(person.answers.get(question), self._codes) for question in self._questions)
        return answers, person.granted, person.today if self._is_dated else None


class _Moves:
    """The moves that can help a person into a target, found backwards: what it needs, then what those steps need."""

    def __init__(self, target: Requirements, person: Person, offers: Offers, equivalents: bool) -> None:
        self._found: dict[str, Move] = {}
        self._rules = [target]
        self._person, self._offers, self._equivalents, self._target = person, offers, equivalents, target
        asking = [target]
        for lead in range(1, MOST_STEPS + 1):
            self._lead, self._used = lead, list[Requirements]()
            for rules in asking:
                self._visit(rules)
            asking = self._used
            self._rules += asking

    def in_order(self) -> list[Move]:
        """Every move once, in an order that does not depend on that of the listing."""
        others = (move for move in self._found.values() if move.kind != "join")
        return sorted([*others, *self._joining()], key=lambda move: move.order)

    def _joining(self) -> Iterator[Move]:
        """One move for all the gates that no rule tells apart."""
        asked = [leaf.operand for rules in self._rules for leaf in rules.leaves if isinstance(leaf.operand, tuple)]
        alike: dict[tuple[bool, ...], list[Move]] = defaultdict(list)
        for move in self._found.values():
            if move.kind == "join":
                alike[tuple(move.order in codes for codes in asked)].append(move)
        for moves in alike.values():
            gates = tuple(sorted(move.order for move in moves))
            yield replace(moves[0], order=" ".join(gates), gates=gates)

    def _visit(self, asked_by: Requirements) -> None:
        judgement = judge_rule(asked_by, self._person)
        ways = {leaf.id: way_to_meet(leaf, judgement[leaf.id], self._person) for leaf in asked_by.leaves}
        reachable = {name: way for name, way in ways.items() if way}
        if relaxed(asked_by.condition, judgement, reachable) is Truth.NOT_MET:
            return
        for leaf in asked_by.leaves:
            if asked_by is self._target and self._hangs_on_test(leaf, judgement):
                self._use(self._offers.revealing(leaf.ask))
            if way := reachable.get(leaf.id):
                self._meet(leaf, way, asked_by)

    def _hangs_on_test(self, leaf: Leaf, judgement: Judgement) -> bool:
        is_level = self._person.meanings.questions[leaf.ask].type == "level"
        return is_level and judgement[leaf.id].truth is not Truth.MET and is_untested(leaf.ask, self._person)

    def _meet(self, leaf: Leaf, way: Way, asked_by: Requirements) -> None:
        if way is Way.JOINING:
            self._pass_gate(leaf)
        elif way is Way.PREPARATION and asked_by.role == "participant":
            self._prepare(leaf)
        elif way in _KIND_OF_WAY:
            self._reach(_KIND_OF_WAY[way], leaf, asked_by)
        if self._equivalents and leaf.or_equivalent:
            self._reach("equivalent", leaf, asked_by)

    def _prepare(self, leaf: Leaf) -> None:
        for code in leaf.operand if isinstance(leaf.operand, tuple) else ():
            self._use(self._offers.adding(leaf.ask, str(code)))
        self._use(self._offers.raising(leaf.ask))

    def _pass_gate(self, leaf: Leaf) -> None:
        gates, joinable = self._person.meanings.gates, self._person.meanings.joinable
        for code in leaf.operand if isinstance(leaf.operand, tuple) else (str(leaf.operand),):
            broader = gates[str(code)].program if code in gates else None
            if code in joinable and broader is None:
                self._add(Move("join", str(code)))
            elif code in joinable and (offer := self._offers.by_program.get(broader or "")):
                self._use({offer: "enter"})

    def _reach(self, kind: Any, leaf: Leaf, asked_by: Requirements) -> None:
        order = f"{kind} {asked_by.program} {wording_key(leaf)}"
        self._add(Move(kind, order, asked_by=asked_by, leaf=leaf))

    def _use(self, takings: Mapping[Offer, Taking]) -> None:
        for offer in heapq.nsmallest(MOST_OFFERS, takings, key=self._preference):
            order = f"{offer.program} {takings[offer]}"
            move = Move(takings[offer], order, offer=offer, age=offer.age, far=distance(offer.areas, self._person))
            if offer.program != self._target.program and self._add(move):
                self._used.append(offer.requirements)

    def _preference(self, offer: Offer) -> tuple[bool, int, int, str]:
        """Programs that can be taken at once come first, then as between paths."""
        return not can_be_taken(offer, self._person), offer.age, distance(offer.areas, self._person), offer.program

    def _add(self, move: Move) -> bool:
        is_new = move.order not in self._found
        if is_new:
            self._found[move.order] = replace(move, lead=self._lead)
        return is_new


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
    judgement, arrived = judge_rule(target, person), judge_rule(target, route.person)
    met = [leaf for leaf in target.leaves if judgement[leaf.id].truth is Truth.MET]
    before = tuple(
        (leaf.id, until) for leaf in met if _hangs_on(leaf, target, arrived) and (until := met_until(leaf, person))
    )
    came_to_be_met = (leaf for leaf in target.leaves if leaf not in met and arrived[leaf.id].truth is Truth.MET)
    conditions = tuple(leaf.id for leaf in came_to_be_met if leaf.ask in revealed)
    return Plan(route.steps, conditions, before)


def _hangs_on(leaf: Leaf, target: Requirements, judgement: Judgement) -> bool:
    """Whether a program would say no if one leaf were not met."""
    without = combine(target.condition, lambda one: Truth.NOT_MET if one is leaf else judgement[one.id].truth)
    return without is Truth.NOT_MET
