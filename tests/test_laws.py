"""Laws that hold for every rule, every person and every listing, each tried on two thousand random ones.

What is random is read from bytes, in the words of `tests.rules`, at a tenth of the cost of a strategy for every part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.eligibility.answers import read_answers
from passerelle.eligibility.decide import Judged, Judgement, Truth, combine, judge, judge_all
from passerelle.eligibility.meanings import SKILLS, Meanings
from passerelle.eligibility.person import NOT_TESTED, Answers, Missing, Partly, Person
from passerelle.eligibility.plan import Plan, plan_for
from passerelle.eligibility.requirements import Leaf, Requirements
from passerelle.eligibility.screener import Screener
from passerelle.eligibility.steps import Step
from passerelle.eligibility.verdict import live_leaves
from passerelle.records.criteria import Role
from passerelle.records.freshness import months_after
from passerelle.records.model import Effect
from passerelle.records.phrases import duration_parts
from tests.rules import DAYS, LEVELS, LISTED, NUMBERS, SPANS, months_around, operators_of
from tests.vectors import listing_of

T = TypeVar("T")
Data = dict[str, Any]
TARGET = "mentors"


class Draw:
    """Choices read from bytes. Where these end every choice is the first one, which is the plainest."""

    def __init__(self, drawn: bytes) -> None:
        self._rest = iter(drawn)

    def number(self, below: int) -> int:
        """A number from zero on."""
        return next(self._rest, 0) % below

    def one(self, options: Sequence[T]) -> T:
        """One of some options."""
        return options[self.number(len(options))]

    def some(self, options: Sequence[T], least: int, most: int) -> list[T]:
        """Some of the options, each at most once, in any order."""
        left, count = list(options), least + self.number(most - least + 1)
        return [left.pop(self.number(len(left))) for _ in range(min(count, len(left)))]

    def ordered(self, values: Sequence[T]) -> list[T]:
        """The same values in another order."""
        return self.some(values, len(values), len(values))


DRAWS = st.binary(min_size=240, max_size=240).map(Draw)
LAW = settings(max_examples=2000, deadline=None)
TODAYS = (date(2026, 11, 22), date(2025, 2, 14), *DAYS)
"""Most days are the last of a month, on which nothing depends on the day: hence two others."""
ROLES: tuple[Role, ...] = ("participant", "mentor")
HIGHEST = 12


# Rules of one record, over every question and operator, and persons who answer what these ask.


def drawn_rule(draw: Draw, role: Role, meanings: Meanings) -> Data:
    """An authored rule."""
    return {
        "stated": draw.one(("all", "some", "none", "open-to-all")),
        draw.one(("all", "any")): [drawn_node(draw, role, meanings, 2) for _ in range(1 + draw.number(3))],
    }


def drawn_node(draw: Draw, role: Role, meanings: Meanings, depth: int) -> Data:
    """A part of an authored rule."""
    kind = draw.one(("ask", "ask", "ask", "all", "any", "not")) if depth else "ask"
    if kind == "ask":
        return drawn_criterion(draw, role, meanings)
    if kind == "not":
        return {"not": drawn_node(draw, role, meanings, depth - 1)}
    return {kind: [drawn_node(draw, role, meanings, depth - 1) for _ in range(1 + draw.number(3))]}


def drawn_criterion(draw: Draw, role: Role, meanings: Meanings) -> Data:
    """An authored criterion."""
    kind = draw.one(("yes-no", "choice", "choices", "level", "number", "month", "tree"))
    asked = {name: one for name, one in meanings.questions.items() if one.role in (role, "both") and not one.gate}
    name = draw.one([name for name, one in asked.items() if one.type == kind] or list(asked))
    operator = draw.one(operators_of(meanings.questions[name]))
    skill = {"skill": draw.one(("each", "any", *SKILLS))} if meanings.questions[name].type == "level" else {}
    equivalent = {"or_equivalent": True} if draw.number(8) == 7 else {}
    return {"ask": name, operator: drawn_operand(draw, operator, name, meanings)} | skill | equivalent


def drawn_operand(draw: Draw, operator: str, name: str, meanings: Meanings) -> Any:
    """What an operator compares with."""
    values = values_of(name, meanings)
    if meanings.questions[name].type == "month":
        span = draw.one(SPANS)
        return {span.unit: span.number}
    if operator == "between":
        return [values[rank] for rank in sorted(draw.number(len(values)) for _ in range(2))]
    return draw.some(values, 1, 3) if operator in LISTED else draw.one(values)


def values_of(name: str, meanings: Meanings) -> Sequence[Any]:
    """The single answers that a question may have, from the lowest where there is an order; a few of many numbers."""
    question, options = meanings.questions[name], meanings.options(name)
    if question.type == "yes-no":
        return (True, False)
    if question.type in ("level", "number"):
        low, high = question.minimum or 0, question.maximum or 0
        return [one for one in (LEVELS if question.type == "level" else NUMBERS) if low <= one <= high]
    return list(options.terms) if options else sorted(meanings.gates)


def drawn_answers(draw: Draw, names: Sequence[str], meanings: Meanings, today: date) -> Answers:
    """Answers to some questions, without contradictions."""
    given = {name: drawn_answer(draw, name, meanings, today) for name in names if draw.number(6)}
    return read_answers(given, meanings, today)[0]


def drawn_answer(draw: Draw, name: str, meanings: Meanings, today: date) -> Any:
    """An answer to a question, as an answers file writes it."""
    question = meanings.questions[name]
    if draw.number(8) == 7:
        return None
    if question.type == "month":
        return draw.one(months_around(today))
    if question.type == "choices":
        return draw.some(values_of(name, meanings), 0, 3)
    if question.type != "level":
        return draw.one(values_of(name, meanings))
    whole = draw.one((*LEVELS, NOT_TESTED, NOT_TESTED, None))
    return whole if whole is not None else {skill: draw.one((*LEVELS, NOT_TESTED, None)) for skill in SKILLS}


PLACED: tuple[Data, ...] = (
    {},
    {"areas": ["north"]},
    {"class": "embedded", "embedded_in": {"name": {"en": "Course", "fr": "Cours"}}},
    {"class": "internal", "host": {"organizations": ["agency", "second-agency"], "relation": "client"}},
    {"class": "internal", "host": {"organizations": ["guild", "association"], "relation": "member"}},
    {"class": "internal", "host": {"organizations": ["employer"], "relation": "employee"}},
)
"""What stands around a rule: nothing, places, a gate of every kind."""
WORDS = Meanings.of(listing_of({}, "2026-11-22"))


def drawn_record(draw: Draw, role: Role) -> Data:
    """A compact record with a rule of any kind."""
    return {**draw.one(PLACED), "eligibility": {role: drawn_rule(draw, role, WORDS)}}


def screener_of(records: Mapping[str, Data], today: date, role: Role = "participant") -> Screener:
    """Screens for compact records."""
    return Screener(listing_of(records, today.isoformat()), today, role)


def asked_by(rules: Sequence[Requirements], meanings: Meanings) -> list[str]:
    """The questions of some rules, with those that lead to them and those that they lead to."""
    waiting, names = [leaf.ask for one in rules for leaf in one.leaves], set[str]()
    while waiting:
        names.add(name := waiting.pop())
        question = meanings.questions[name]
        near = [question.becomes, question.only_if.question if question.only_if else None]
        waiting += [one for one in near if one and one not in names]
    return sorted(names)


def forgotten(draw: Draw, answers: Answers, meanings: Meanings) -> Answers:
    """The same answers but for some: not given, declined, given for fewer skills or before a test, or less exactly."""
    kept: Data = {}
    for name, answer in answers.items():
        way = draw.number(4)
        if isinstance(answer, Mapping) and way:
            kept[name] = {skill: draw.one((level, level, None, NOT_TESTED)) for skill, level in answer.items()}
            kept[name].pop(draw.one(SKILLS), None)
        elif isinstance(answer, str) and meanings.questions[name].type == "tree" and way:
            kept[name] = draw.one(sorted(meanings.places(name, answer)))
        elif way:
            kept[name] = answer if way > 1 else None
    return kept


def truth_of(rules: Requirements, person: Person) -> Truth:
    """The truth of a rule."""
    judgement = judge_all(rules.leaves, person)
    return combine(rules.condition, lambda leaf: judgement[leaf.id].truth)


@LAW
@given(DRAWS)
def test_more_answers_change_nothing_that_is_known(draw: Draw) -> None:
    role, today = draw.one(ROLES), draw.one(TODAYS)
    screener = screener_of({TARGET: drawn_record(draw, role)}, today, role)
    rules, meanings = screener.rules[TARGET], screener.meanings
    answers = drawn_answers(draw, asked_by([rules], meanings), meanings, today)
    less, more = screener.person(forgotten(draw, answers, meanings)), screener.person(answers)
    for leaf in rules.leaves:
        if (known := judge(leaf, less).truth) is not Truth.UNKNOWN:
            assert judge(leaf, more).truth is known
    if (known := truth_of(rules, less)) is not Truth.UNKNOWN:
        assert truth_of(rules, more) is known
    if screener.verdicts(less)[TARGET].verdict == "not-this-one":
        assert screener.verdicts(more)[TARGET].verdict == "not-this-one"


@LAW
@given(DRAWS)
def test_order_changes_no_verdict(draw: Draw) -> None:
    """Neither that of answers nor that of criteria."""
    role, today = draw.one(ROLES), draw.one(TODAYS)
    record = drawn_record(draw, role)
    one = screener_of({TARGET: record}, today, role)
    answers = drawn_answers(draw, asked_by([one.rules[TARGET]], one.meanings), one.meanings, today)
    other = screener_of({TARGET: reordered(draw, record)}, today, role)
    again = {name: another_order(draw, answers[name]) for name in draw.ordered(list(answers))}
    assert verdict_in_words(one, answers) == verdict_in_words(other, again)


def reordered(draw: Draw, record: Data) -> Data:
    """A compact record with the criteria of its rules in another order. Lists of codes stay."""

    def parts(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: parts(one) for key, one in value.items()}
        is_rule = isinstance(value, list) and value and isinstance(value[0], dict)
        return [parts(one) for one in draw.ordered(value)] if is_rule else value

    return record | {"eligibility": parts(record["eligibility"])}


def another_order(draw: Draw, answer: Any) -> Any:
    """The same answer, its codes or skills in another order."""
    if isinstance(answer, Mapping):
        return {skill: answer[skill] for skill in draw.ordered(list(answer))}
    return draw.ordered(answer) if isinstance(answer, list) else answer


def content_of(leaf: Leaf) -> str:
    """What a leaf says, whatever its id."""
    return f"{leaf.ask} {leaf.operator} {leaf.operand} {leaf.skill} {leaf.negated} {leaf.or_equivalent}"


def verdict_in_words(screener: Screener, answers: Answers) -> Data:
    """A screening for the target, by what its leaves say."""
    screening = screener.verdicts(screener.person(answers))[TARGET]
    contents = {leaf.id: content_of(leaf) for leaf in screening.requirements.leaves}

    def told(names: Sequence[str]) -> list[str]:
        return sorted(contents[name] for name in names)

    return {
        "verdict": screening.verdict,
        "truths": sorted((contents[name], one.truth, one.cause) for name, one in screening.judgement.items()),
        "ways": sorted((contents[name], way.value) for name, way in screening.ways.items()),
        "deciding": told(screening.deciding),
        "open": told(screening.open),
        "nearest": told(screening.nearest),
        "caps": screening.caps,
    }


@LAW
@given(DRAWS)
def test_an_opposite_of_an_opposite_is_the_thing_itself(draw: Draw) -> None:
    role, today = draw.one(ROLES), draw.one(TODAYS)
    node = drawn_node(draw, role, WORDS, 3)

    def rules(part: Data) -> Requirements:
        record = {"eligibility": {role: {"all": [part]}}}
        return screener_of({TARGET: record}, today, role).rules[TARGET]

    assert rules({"not": {"not": node}}) == rules(node)
    assert rules(twice_negated(draw, node)) == rules(node)


def twice_negated(draw: Draw, node: Data) -> Data:
    """The same part of a rule, some parts of it negated twice."""
    inside = {
        key: [twice_negated(draw, one) for one in value]
        if key in ("all", "any")
        else twice_negated(draw, value)
        if key == "not"
        else value
        for key, value in node.items()
    }
    return {"not": {"not": inside}} if draw.number(2) else inside


@LAW
@given(DRAWS)
def test_an_opposite_is_met_where_the_thing_is_not(draw: Draw) -> None:
    """But where a question does not apply: that meets neither."""
    role, today = draw.one(ROLES), draw.one(TODAYS)
    node = drawn_node(draw, role, WORDS, 3)
    parts = [{"eligibility": {role: {"all": [part]}}} for part in (node, {"not": node})]
    one, other = (screener_of({TARGET: record}, today, role) for record in parts)
    answers = drawn_answers(draw, asked_by([one.rules[TARGET]], one.meanings), one.meanings, today)
    person = one.person(answers)
    if all(judged.cause != "inapplicable" for judged in judge_all(one.rules[TARGET].leaves, person).values()):
        assert truth_of(other.rules[TARGET], person) is OPPOSITES[truth_of(one.rules[TARGET], person)]


OPPOSITES = {Truth.MET: Truth.NOT_MET, Truth.UNKNOWN: Truth.UNKNOWN, Truth.NOT_MET: Truth.MET}


# Small listings whose programs lead into one another, and persons who are not there yet.

STEPS: Mapping[str, tuple[str, Sequence[Data]]] = {
    "assessment": ("language-assessment", [{"reveals": "english_level"}, {"reveals": "french_level"}]),
    "class": ("language-training", [{"raises": "english_level", "by": 1, "up_to": 8}]),
    "course": ("bridge-training", []),
    "information": ("information", [{"adds": "belongs", "code": "client-of:agency"}]),
    "workshop": ("job-search-workshop", [{"raises": "french_level", "by": 2, "up_to": 5}]),
}
"""Records that may be steps, by id: their kinds, and what they may change beside."""
KINDS = [kind for kind, _ in STEPS.values()]
SUBJECTS: Sequence[Sequence[Data]] = (
    [{"ask": "completed", "includes": [kind]} for kind in KINDS],
    [{"ask": "completed", "includes": [kind]} for kind in KINDS],
    [{"ask": "english_level", "at_least": level, "skill": skill} for level in (4, 5, 6) for skill in ("each", "speaking")],
    [{"ask": "english_level", "at_least": level, "skill": skill} for level in (4, 5, 6) for skill in ("each", "speaking")],
    [{"ask": "french_level", "at_least": 4}, {"ask": "english_level", "at_most": 6}],
    [{"ask": "completed", "includes": KINDS[2:4]}, {"ask": "completed", "includes_any": KINDS[3:]}],
    [{"ask": "arrival_month", "at_least_ago": {"months": 6}}, {"ask": "arrival_month", "at_least_ago": {"years": 1}}],
    [{"ask": "arrival_month", "within_last": {"months": 6}}, {"ask": "arrival_month", "within_last": {"years": 1}}],
    [{"ask": "age", "at_least": 16}, {"ask": "age", "at_least": 18}, {"ask": "age", "at_most": 30}],
    [{"ask": "area", "within": ["north"]}, {"ask": "area", "within": ["hill-city", "lake-city"]}],
    [{"ask": "certified_abroad", "is": True}, {"ask": "completed", "excludes": [KINDS[1]]}],
    [{"ask": "aims", "includes": ["find-job"]}],
)  # fmt: skip
"""What programs ask for, by subject."""


def drawn_listing(draw: Draw, most: int) -> dict[str, Data]:
    """A target and some records that may be steps on the way to it."""
    names = sorted(draw.some(list(STEPS), 0, most))
    equal = [{"ask": "education", "at_least": "bachelor", "or_equivalent": True}]
    target = drawn_program(draw, names, draw.some([*SUBJECTS, equal], 1, 3))
    return {TARGET: target} | {name: drawn_step(draw, name, names) for name in names}


def drawn_step(draw: Draw, name: str, others: Sequence[str]) -> Data:
    """A compact record that changes something."""
    kind, effects = STEPS[name]
    after = {draw.one(("finishing", "finishing", "finishing", "joining")): draw.some(effects, 1, 2)}
    takes = draw.one(({}, {"duration": "P3M"}, {"duration": "P6W"}, {"duration": "P1Y"}))
    asks = drawn_program(draw, [one for one in others if one != name], draw.some(SUBJECTS, 0, 2))
    return asks | takes | {"kind": kind, "after": after, "status": draw.one(("running",) * 5 + ("paused",))}


def drawn_program(draw: Draw, others: Sequence[str], subjects: Sequence[Sequence[Data]]) -> Data:
    """A compact record that asks for something of some subjects."""
    broader = tuple({"class": "embedded", "embedded_in": {"program": name}} for name in others)
    return {
        "areas": draw.one(([], [], [], ["north"], ["country"])),
        "eligibility": {"participant": {draw.one(("all", "all", "any")): [draw.one(one) for one in subjects]}},
        **draw.one(PLACED[:1] * 6 + PLACED[2:5] + broader),
    }


def drawn_newcomer(draw: Draw, today: date) -> Answers:
    """Answers of somebody who lacks things. A language is tested in every skill or in none."""
    uneven = {**dict.fromkeys(SKILLS, 4), "speaking": 6}
    options: Mapping[str, Sequence[Any]] = {
        "completed": ([], [], [], [KINDS[3]], KINDS[2:], None),
        "belongs": ([], [], [], None),
        "english_level": (NOT_TESTED, NOT_TESTED, 3, 4, 5, uneven, {"speaking": 3}, None),
        "french_level": (NOT_TESTED, 0, 3, 6),
        "arrival_month": [f"{months_after(today, -months):%Y-%m}" for months in (0, 4, 6, 11, 12, 14)],
        "age": (15, 17, 20, 31),
        "area": ("hill-city", "lake-city", "outside-canada", "country"),
        "area_planned": ("hill-city", "lake-city", None),
        "aims": ([], ["find-mentor"]),
        "education": ("secondary", "graduate"),
        "certified_abroad": (True, False),
    }
    return {name: draw.one(answers) for name, answers in options.items() if draw.number(10)}


@dataclass(slots=True)
class Journey:
    """Somebody on the way that a plan tells, step by step, by the rules and records themselves."""

    screener: Screener
    target: Requirements
    plan: Plan
    person: Person
    granted: set[tuple[str, str]] = field(default_factory=set)
    """Leaves that a program takes something equal for."""

    def judgement(self, rules: Requirements) -> Judgement:
        """Every leaf of a rule. One that the program takes something equal for is met."""
        granted = {leaf: Judged(Truth.MET, "answer") for program, leaf in self.granted if program == rules.program}
        return {**judge_all(rules.leaves, self.person), **granted}

    def truth(self, rules: Requirements) -> Truth:
        """The truth of a rule."""
        judgement = self.judgement(rules)
        return combine(rules.condition, lambda leaf: judgement[leaf.id].truth)

    def walk(self) -> None:
        """Take every step of the plan."""
        for step in self.plan.steps:
            if step.program:
                self.attend(step, step.program)
            elif step.kind == "join":
                self.add(self.screener.meanings.gate, step.gates[0])
            else:
                self.reach(step, self.screener.leaf(step.asked_by or "", step.leaf or ""))

    def attend(self, step: Step, name: str) -> None:
        """Finish a program, as often as the levels to reach need it, or enter it."""
        program, rules = self.screener.catalog.programs[name], self.screener.offers.by_program[name].requirements
        assert program.status == "running"
        for _ in range(HIGHEST):
            judgement = self.judgement(rules)
            assert self.truth(rules) is not Truth.NOT_MET, f"{name} cannot be taken"
            after = program.after
            self.add("belongs", f"enrolled-in:{name}")
            self.change(after.joining if after else ())
            if step.kind == "finish":
                self.add("completed", program.kind)
                self.change(after.finishing if after else ())
                months, days = duration_parts(program.duration or "")
                self.person = self.person.later({}, months_after(self.person.today, months) + timedelta(days=days))
            if all(self.lowest(question) >= level for question, level in step.levels):
                break
        assert all(self.lowest(question) == level for question, level in step.levels)
        assert set(step.open) == {name for name, judged in judgement.items() if judged.truth is Truth.UNKNOWN}

    def change(self, effects: Sequence[Effect]) -> None:
        """What a program changes, as its record says: what it adds, then what it raises, then what it reveals."""
        for effect in effects:
            if effect.adds and effect.code:
                self.add(effect.adds, effect.code)
        for effect in effects:
            if effect.raises:
                self.raise_levels(effect.raises, effect.by or 0, effect.up_to or 0)
        for effect in effects:
            if effect.reveals:
                self.reveal(effect.reveals)

    def answer(self, question: str, answer: Any) -> None:
        """Change one answer."""
        self.person = self.person.later({question: answer})

    def add(self, question: str, code: str) -> None:
        """A code more. Whoever did not answer is known to have this one and may have others."""
        held = self.person.answers.get(question)
        self.answer(question, [*held, code] if isinstance(held, list) else Partly({*(held or ()), code}))

    def levels(self, question: str) -> Mapping[str, Any]:
        """The level of each skill that something is known of."""
        levels = self.person.levels(question)
        return {} if isinstance(levels, Missing) else levels

    def lowest(self, question: str) -> int:
        """The lowest level of a skill that is known; 0 where none is."""
        return min((level for level in self.levels(question).values() if isinstance(level, int)), default=0)

    def raise_levels(self, question: str, by: int, up_to: int) -> None:
        """What is known of a language rises up to a ceiling; what is above that stays."""
        known = {skill: level for skill, level in self.levels(question).items() if not isinstance(level, Missing)}
        raised = {
            skill: max(level, min(level + by, up_to)) if isinstance(level, int) else level
            for skill, level in known.items()
        }
        if raised:
            self.answer(question, raised)

    def reveal(self, question: str) -> None:
        """A test shows the lowest level at which the most of the conditions on it hold; without one it is left open."""
        before = self.levels(question)
        if NOT_TESTED not in before.values():
            return
        asked = [leaf for leaf in self.target.leaves if leaf.ask == question]
        judgement = self.judgement(self.target)
        if all(judgement[leaf.id].truth is Truth.MET for leaf in asked):
            return

        def shown(level: int) -> Data:
            return {skill: level if one == NOT_TESTED else one for skill, one in before.items()}

        def missed(level: int) -> int:
            person = self.person.later({question: shown(level)})
            return sum(judge(leaf, person).truth is not Truth.MET for leaf in asked)

        self.answer(question, shown(min(range(HIGHEST + 1), key=lambda level: (missed(level), level))))

    def reach(self, step: Step, leaf: Leaf) -> None:
        """Wait, choose, arrive, or show something equal."""
        if step.kind == "equivalent":
            self.granted.add((step.asked_by or "", leaf.id))
        elif step.on:
            assert step.on >= self.person.today
            self.person = self.person.later({}, step.on)
        elif step.kind == "arrive":
            planned = self.person.answer("area_planned")
            self.answer("area", codes_of(leaf)[0] if isinstance(planned, Missing) else planned)
        elif step.kind == "choose":
            self.answer(leaf.ask, [*self.person.answer(leaf.ask), *codes_of(leaf)])
        else:
            self.answer(leaf.ask, leaf.operand)


def codes_of(leaf: Leaf) -> tuple[Any, ...]:
    return leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,)


def drawn_way(draw: Draw, most: int) -> tuple[Mapping[str, Data], Answers, date]:
    """A small listing, somebody's answers, and a day."""
    records, today = drawn_listing(draw, most), draw.one(TODAYS)
    meanings = Meanings.of(listing_of(records, today.isoformat()))
    return records, read_answers(drawn_newcomer(draw, today), meanings, today)[0], today


@LAW
@given(DRAWS)
def test_a_plan_ends_where_it_says(draw: Draw) -> None:
    """Within four steps, each of which can be taken, nothing keeps the person out and no level waits for a test."""
    records, answers, today = drawn_way(draw, 5)
    screener = screener_of(records, today)
    found = screener.screened(screener.person(answers), (TARGET,))[0]
    if found.plan is None:
        return
    assert 1 <= len(found.plan.steps) <= 4
    target = screener.rules[TARGET]
    journey = Journey(screener, target, found.plan, screener.person(answers))
    journey.walk()
    assert journey.truth(target) is not Truth.NOT_MET
    judgement = journey.judgement(target)
    waiting = {leaf.id for leaf in live_leaves(target.condition, judgement, Truth.UNKNOWN)}
    assert "not-tested" not in {judgement[name].cause for name in waiting}


@LAW
@given(DRAWS)
def test_who_is_ruled_out_has_no_plan(draw: Draw) -> None:
    records, answers, today = drawn_way(draw, 4)
    screener = screener_of(records, today)
    person = screener.person(answers)
    if screener.verdicts(person)[TARGET].verdict == "not-this-one":
        assert plan_for(screener.rules[TARGET], person, screener.offers) is None


@LAW
@given(DRAWS)
def test_order_changes_no_plan(draw: Draw) -> None:
    """Neither that of answers, nor that of criteria, nor that of records."""
    records, answers, today = drawn_way(draw, 3)
    others = {name: reordered(draw, records[name]) for name in draw.ordered(list(records))}
    again = {name: another_order(draw, answers[name]) for name in draw.ordered(list(answers))}
    one, other = screener_of(records, today), screener_of(others, today)
    assert plan_in_words(one, answers) == plan_in_words(other, again)


def plan_in_words(screener: Screener, answers: Answers) -> Any:
    """The plan for the target, by what its leaves say."""
    plan = screener.screened(screener.person(answers), (TARGET,))[0].plan
    if plan is None:
        return None

    def said(program: str | None, names: Iterable[str | None]) -> list[str]:
        return sorted(content_of(screener.leaf(program, name)) for name in names if program and name)

    steps = [
        (replace(step, leaf=None, open=()), said(step.asked_by, [step.leaf]), said(step.program, step.open))
        for step in plan.steps
    ]
    before = [(said(TARGET, [name]), until) for name, until in plan.before]
    return steps, said(TARGET, plan.conditions), sorted(before)
