"""Owns the rules on what criteria say together: that some answers meet them, and that each of them counts.

Whatever is too entangled to try out is passed over in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from passerelle.checks.combinations import Table
from passerelle.checks.readings import Reading, RulePart
from passerelle.checks.registry import Context, for_each_program
from passerelle.eligibility.requirements import All, Leaf
from passerelle.records.criteria import Role
from passerelle.records.diagnostics import Problem, Where, field_name, rule
from passerelle.records.model import BroaderProgram, Program
from passerelle.records.walk import Part

UNMEETABLE = rule("eligibility/unmeetable", "error", "Some answers meet all that a rule asks.")
CONTRADICTION = rule(
    "eligibility/contradiction", "error", "Some answers meet any two criteria of the same `all` together."
)
REDUNDANT = rule(
    "eligibility/redundant", "warning", "Each criterion counts: without it, the rule would let in other people."
)
WIDER = rule(
    "eligibility/wider-than-broader",
    "warning",
    "An embedded program lets in nobody whom its broader program rules out by the same question.",
)
SELF_PREPARATION = rule(
    "eligibility/self-preparation", "error", "A rule does not ask for what only its own program gives."
)


@for_each_program
def rules_can_be_met(program: Program, _: list[Part], context: Context) -> Iterator[Problem]:
    """Some answers meet a rule, and each criterion counts. The first of these to fail hides the rest."""
    for reading in context.readings.of(program).values():
        implied = _bearing_on(reading, context)
        table = context.readings.combinations.of([*implied, *(leaf for leaf, _ in reading.leaves)])
        if reading.authored and table:
            yield from _first_fault(program, reading, reading.authored, implied, table, context)


def _bearing_on(reading: Reading, context: Context) -> list[Leaf]:
    """The derived leaves that what is authored can depend on. Somebody meets the others whatever the rule asks."""
    family = context.readings.combinations.family
    asked = {family(leaf.ask) for leaf, _ in reading.leaves}
    return [leaf for leaf in reading.derived if family(leaf.ask) in asked]


def _first_fault(
    program: Program, reading: Reading, authored: RulePart, implied: Sequence[Leaf], table: Table, context: Context
) -> Iterator[Problem]:
    contradictions = list(_contradictions(program, authored, table))
    admitted = table.combined(True, [table.columns[leaf.id] for leaf in implied])
    role = reading.requirements.role
    if contradictions:
        yield from contradictions
    elif not admitted & _met(authored, table):
        message = f"eligibility.{role}: no answers meet this rule"
        yield Problem(UNMEETABLE, program.path, ("eligibility", role), message, "take out or correct a criterion")
    elif role == "participant" and (where := _own_effect(program, reading, authored, table, context)):
        message = f"{field_name(where)}: this asks for what the program itself gives to those who join or finish it"
        remedy = "take the criterion out, or correct `kind:` or `after:`"
        yield Problem(SELF_PREPARATION, program.path, where, message, remedy)
    else:
        yield from _redundant(program, authored, admitted, table, context)


def _met(part: RulePart, table: Table, out: Collection[RulePart] = ()) -> int:
    """The combinations that meet a part once some parts of it are taken out."""
    if isinstance(part.condition, Leaf):
        return table.columns[part.condition.id]
    kept = part.parts if not out else [one for one in part.parts if not any(one is other for other in out)]
    return table.combined(isinstance(part.condition, All), [_met(one, table, out) for one in kept])


def _contradictions(program: Program, part: RulePart, table: Table) -> Iterator[Problem]:
    """Parts of one `all` of which no combination meets two; each is named once."""
    if isinstance(part.condition, All) and part.criterion is not None:
        if not _met(part, table):
            yield _empty_range(program, part)
        return
    for one in part.parts:
        yield from _contradictions(program, one, table)
    if isinstance(part.condition, All):
        pairs = combinations(((one, met) for one in part.parts if (met := _met(one, table))), 2)
        opposed = {id(later): (earlier, later) for (earlier, first), (later, last) in pairs if not first & last}
        for earlier, later in opposed.values():
            names = f"{field_name(later.where)}: no answers meet both this and {field_name(earlier.where)}"
            yield Problem(
                CONTRADICTION, program.path, later.where, names, "take one of the two out, or put both under `any:`"
            )


def _empty_range(program: Program, part: RulePart) -> Problem:
    low, high = (end.condition for end in part.parts)
    assert isinstance(low, Leaf)
    assert isinstance(high, Leaf)
    where = (*part.where, "between")
    message = f"{field_name(where)}: nothing is at least {low.operand} and at most {high.operand}"
    remedy = f"write the lower end first: `between: [{high.operand}, {low.operand}]`"
    return Problem(CONTRADICTION, program.path, where, message, remedy)


def _redundant(program: Program, whole: RulePart, implied: int, table: Table, context: Context) -> Iterator[Problem]:
    """Parts without which a rule lets in the same combinations.

    What asks a question that leads to another of the rule is spared: it says in words what the questions only imply.
    """
    leading = context.readings.combinations.leading(leaf.ask for leaf, _ in whole.leaves())
    for one in _without_effect(whole, implied, 0, implied & _met(whole, table), table):
        if leading and any(leaf.ask in leading for leaf, _ in one.leaves()):
            continue
        message = f"{field_name(one.where)}: this changes nothing: without it the rule lets in the same people"
        yield Problem(
            REDUNDANT, program.path, one.where, message, "take it out, or correct the criterion that covers it"
        )


def _without_effect(part: RulePart, decides: int, admits: int, accepted: int, table: Table) -> Iterator[RulePart]:
    """Parts of a part that change nothing, the last first: of two that say the same, one stays.

    A rule is `admits | (decides & part)` as seen from each of its parts, since it is made of `&` and `|` alone.
    """
    of_all = isinstance(part.condition, All)
    met = [_met(one, table) for one in part.parts]
    for place in reversed(range(len(met))):
        one = part.parts[place]
        rest = table.combined(of_all, met[:place] + met[place + 1 :])
        inner, outer = (decides & rest, admits) if of_all else (decides, admits | decides & rest)
        if accepted == (inner | outer if of_all else outer):
            met[place] = table.everything if of_all else 0
            yield one
        elif one.criterion is None:
            out = list(_without_effect(one, inner, outer, accepted, table))
            met[place] = _met(one, table, out) if out else met[place]
            yield from out


def _own_effect(program: Program, reading: Reading, authored: RulePart, table: Table, context: Context) -> Where | None:
    """The first criterion on what only the program itself gives, if nobody can do without such criteria."""
    given = {context.meanings.completed: {program.kind}}
    for effect in (*program.after.joining, *program.after.finishing) if program.after else ():
        given.setdefault(effect.adds or "", set()).add(effect.code or "")
    asked = {leaf.id: where for leaf, where in reading.leaves if leaf.ask in given and _asks_for(leaf, given[leaf.ask])}
    without = Table(table.columns | dict.fromkeys(asked, 0), table.everything)
    return None if not asked or _met(authored, without) else next(iter(asked.values()))


def _asks_for(leaf: Leaf, given: Collection[str]) -> bool:
    """Whether a leaf is met only by people who hold one of some codes: all that it names, or any where any will do."""
    own = [code in given for code in (leaf.operand if isinstance(leaf.operand, tuple) else ())]
    if leaf.operator == "includes" and not leaf.negated:
        return any(own)
    return leaf.operator == ("excludes" if leaf.negated else "includes_any") and all(own)


@for_each_program
def embedded_rule_is_not_wider(program: Program, _: list[Part], context: Context) -> Iterator[Problem]:
    """On a question that an embedded program and its broader one both ask of everybody, it admits no more answers."""
    named = program.embedded_in.program if isinstance(program.embedded_in, BroaderProgram) else None
    broader = context.catalog.programs.get(named or "")
    if broader is None or broader is program:
        return
    own, theirs = (_asked_of_all(context.readings.of(one)) for one in (program, broader))
    for name in dict.fromkeys(leaf.ask for leaf, _ in theirs):
        where = next((where for leaf, where in reversed(own) if leaf.ask == name), None)
        if where and _is_wider([leaf for leaf, _ in own], [leaf for leaf, _ in theirs if leaf.ask == name], context):
            message = f"{field_name(where)}: lets in people whom `{broader.id}` rules out by `{name}`"
            yield Problem(WIDER, program.path, where, message, f"narrow it, or correct the rule in {broader.path}")


def _asked_of_all(readings: Mapping[Role, Reading]) -> list[tuple[Leaf, Where]]:
    """The leaves that every participant must meet, gates aside: each program has its own."""
    reading = readings.get("participant")
    if reading is None:
        return []
    places: list[tuple[Leaf, Where]] = [(leaf, ("areas",)) for leaf in reading.derived if leaf.origin == "area"]
    return [*places, *(reading.authored.needed() if reading.authored else ())]


def _is_wider(own: list[Leaf], theirs: list[Leaf], context: Context) -> bool:
    """Whether some answers meet the one program's leaves, as far as they bear on the others, and not all the others."""
    known = context.readings.combinations
    near = [leaf for leaf in own if known.family(leaf.ask) == known.family(theirs[0].ask)]
    vectors = known.vectors([*near, *theirs]) or ()
    return any(all(vector[: len(near)]) and not all(vector[len(near) :]) for vector in vectors)
