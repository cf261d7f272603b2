"""Owns the rule that every question of schemas/questions.yml is there for something."""

from __future__ import annotations

from collections.abc import Iterator

from passerelle.checks.registry import Context, for_the_listing
from passerelle.records.catalog import QUESTIONS
from passerelle.records.criteria import criteria_of
from passerelle.records.diagnostics import Problem, rule
from passerelle.records.model import Program

UNUSED = rule("eligibility/unused-question", "warning", "A question is asked for some rule, or leads to one that is.")

FEWEST_PROGRAMS = 15
_EXEMPT = "aims"


@for_the_listing
def questions_are_used(context: Context) -> Iterator[Problem]:
    """A question that nothing uses costs a visitor's time. `aims` finds programs and needs no rule.

    The questions are the same for every city, and a small listing uses few of them: it is not told to delete the rest.
    """
    catalog = context.catalog
    if len(catalog.programs) < FEWEST_PROGRAMS or not context.is_whole:
        return
    used = {_EXEMPT, "area", *(context.meanings.gate for _ in context.meanings.gates)}
    used |= {name for program in catalog.programs.values() for name in _asked(program)}
    for question in catalog.questions.questions.values():
        used |= {question.only_if.question if question.only_if else "", question.becomes or ""}
    for name in catalog.questions.questions:
        if name not in used:
            message = f"questions.{name}: no rule asks this, and no question depends on it"
            remedy = "remove it, or write the criterion that it was made for"
            yield Problem(UNUSED, QUESTIONS, ("questions", name), message, remedy)


def _asked(program: Program) -> Iterator[str]:
    """The questions of a program's rules, and of what helps without deciding."""
    for rule_of_role in (program.eligibility.participant, program.eligibility.mentor):
        if rule_of_role:
            for node in (*rule_of_role.all, *rule_of_role.any, *rule_of_role.assets):
                yield from (criterion.ask for criterion in criteria_of(node))
