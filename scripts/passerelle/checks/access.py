"""Owns the rules on access classes: who may enter is said once, by the folder and its key."""

from __future__ import annotations

from collections.abc import Iterator

from passerelle.checks.registry import Context, for_each_program
from passerelle.records.criteria import Criterion
from passerelle.records.diagnostics import Problem, rule
from passerelle.records.model import Program
from passerelle.records.walk import Part

MISSING = rule("class/missing-key", "error", "An embedded program names its broader program, an internal one its host.")
MISPLACED = rule(
    "class/misplaced-key", "error", "Only embedded programs have `embedded_in`, only internal ones `host`."
)
REPEATED = rule("class/repeated-gate", "error", "A rule does not repeat the gate that the access class implies.")

_KEY_OF = {"embedded": "embedded_in", "internal": "host"}


@for_each_program
def class_has_its_key(program: Program, _: list[Part], __: Context) -> Iterator[Problem]:
    """The folder and the key of a class go together."""
    for access_class, key in _KEY_OF.items():
        given = getattr(program, key) is not None
        if access_class == program.access_class and not given:
            message = f"{key} is missing: a program in programs/{access_class}/ needs it"
            yield Problem(
                MISSING, program.path, (key,), message, f"add `{key}:`, or move the file to the folder of its class"
            )
        elif access_class != program.access_class and given:
            message = f"{key} does not belong in programs/{program.access_class}/"
            yield Problem(
                MISPLACED,
                program.path,
                (key,),
                message,
                f"remove `{key}:`, or move the file to programs/{access_class}/",
            )


@for_each_program
def gate_is_not_repeated(program: Program, parts: list[Part], context: Context) -> Iterator[Problem]:
    """Belonging and enrolment come from the class, never from a criterion."""
    questions = context.catalog.questions.questions
    for where, part in parts:
        if isinstance(part, Criterion) and part.ask in questions and questions[part.ask].gate:
            message = f"`{part.ask}` is derived from the access class and is not asked by a rule"
            yield Problem(REPEATED, program.path, (*where, "ask"), message, "remove this criterion")
