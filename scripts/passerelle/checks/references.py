"""Owns the rules that every code and id in a record leads to something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from passerelle.checks.operands import (
    expected_operand,
    fitting_operators,
    follows_itself,
    known_codes,
    unknown_codes,
)
from passerelle.checks.registry import Context, for_each_program, for_each_record, for_the_listing
from passerelle.eligibility.sentences import is_worded
from passerelle.prose.local import BRAND
from passerelle.records.catalog import AREAS, QUESTIONS
from passerelle.records.criteria import Criterion, Operand
from passerelle.records.diagnostics import Problem, Where, did_you_mean, field_name, rule
from passerelle.records.model import BroaderProgram, Effect, Program, Record
from passerelle.records.vocabularies import Question
from passerelle.records.walk import Part

ORGANIZATION = rule("references/unknown-organization", "error", "An organization named by a program has a record.")
PROGRAM = rule("references/unknown-program", "error", "A program named by another has a record, and is another one.")
SOURCE = rule("references/unknown-source", "error", "A source key is one of the record's sources.")
QUESTION = rule("references/unknown-question", "error", "A question named by a rule, example or effect exists.")
OPERATOR = rule(
    "references/wrong-operator", "error", "A criterion's operator fits its question, which has words for it."
)
ANSWER = rule("references/unknown-answer", "error", "A code in a rule or example is an answer to its question.")
CYCLE = rule("references/cycle", "error", "Nothing is a part of itself, through whatever lies between.")
TERM = rule("references/unknown-term", "error", "Vocabularies and questions name terms, lists and topics that exist.")


@for_each_record
def sources_exist(record: Record, parts: list[Part], _: Context) -> Iterator[Problem]:
    """Every `source:` is a key of `sources:`."""
    known = record.sources
    for where, part in parts:
        key = getattr(part, "source", None)
        if key is not None and key not in known:
            message = f"{field_name((*where, 'source'))}: `{key}` is not one of the record's sources"
            remedy = did_you_mean(key, known) or f"add `{key}:` under `sources:`"
            yield Problem(SOURCE, record.path, (*where, "source"), message, remedy)


@for_each_program
def organizations_exist(program: Program, _: list[Part], context: Context) -> Iterator[Problem]:
    """The organization, partners and hosts of a program have records."""
    named: list[tuple[Where, str]] = [(("organization",), program.organization)]
    named += [(("partners", index), partner) for index, partner in enumerate(program.partners)]
    if program.host:
        named += [(("host", "organizations", index), host) for index, host in enumerate(program.host.organizations)]
    known = context.catalog.ids["organizations"]
    for where, slug in named:
        if slug not in known:
            message = f"{field_name(where)}: there is no organization `{slug}`"
            remedy = did_you_mean(slug, known) or f"add organizations/{slug}.yml"
            yield Problem(ORGANIZATION, program.path, where, message, remedy)


@for_each_program
def programs_exist(program: Program, _: list[Part], context: Context) -> Iterator[Problem]:
    """The broader program and the successor have records of their own."""
    named: list[tuple[Where, str | None]] = [(("replaced_by",), program.replaced_by)]
    if isinstance(program.embedded_in, BroaderProgram):
        named.append((("embedded_in", "program"), program.embedded_in.program))
    known = context.catalog.ids["programs"]
    for where, slug in named:
        if slug is not None and (slug not in known or slug == program.id):
            wrong = "is this program itself" if slug == program.id else "has no record"
            remedy = did_you_mean(slug, known - {program.id}) or "name a program that has a record"
            yield Problem(PROGRAM, program.path, where, f"{field_name(where)}: `{slug}` {wrong}", remedy)


@for_each_program
def criteria_fit_their_questions(program: Program, parts: list[Part], context: Context) -> Iterator[Problem]:
    """A criterion asks a question that exists, with an operator and codes that fit it."""
    for where, part in parts:
        if isinstance(part, Criterion):
            yield from _criterion_problems(program, where, part, context)
        elif isinstance(part, Effect):
            named = part.adds or part.raises or part.reveals or ""
            key = "adds" if part.adds else "raises" if part.raises else "reveals"
            if named not in context.meanings.questions:
                yield from _unknown_question(program, (*where, key), named, context)
            elif part.code is not None:
                yield from _unknown_answers(program.path, (*where, "code"), part.code, named, context)


def _criterion_problems(program: Program, where: Where, criterion: Criterion, context: Context) -> Iterator[Problem]:
    question = context.meanings.questions.get(criterion.ask)
    if question is None:
        yield from _unknown_question(program, (*where, "ask"), criterion.ask, context)
        return
    place = (*where, criterion.operator)
    fitting = fitting_operators(criterion.ask, context.meanings)
    if criterion.operator not in fitting:
        message = f"{field_name(place)}: `{criterion.operator}` does not fit `{criterion.ask}`, a question of type {question.type}"
        yield Problem(OPERATOR, program.path, place, message, f"use one of: {', '.join(fitting)}")
        return
    yield from _wrong_answers(program, place, criterion, question, context)


def _wrong_answers(
    program: Program, place: Where, criterion: Criterion, question: Question, context: Context
) -> Iterator[Problem]:
    expected = expected_operand(criterion.operand, question)
    if expected:
        message = f"{field_name(place)} is not {expected}, as `{criterion.ask}` needs"
        yield Problem(ANSWER, program.path, place, message, f"write {expected}")
    elif not is_worded(criterion, question):
        message = f"{field_name(place)}: the question `{criterion.ask}` has no words for `{criterion.operator}`"
        yield Problem(
            OPERATOR, program.path, place, message, f"word it under `statements` of `{criterion.ask}` in {QUESTIONS}"
        )
    elif not question.gate:
        yield from _unknown_answers(program.path, place, criterion.operand, criterion.ask, context)


@for_each_program
def examples_answer_questions(program: Program, _: list[Part], context: Context) -> Iterator[Problem]:
    """The answers of an example person are answers to questions that exist."""
    questions = context.meanings.questions
    for index, example in enumerate(program.examples):
        for name, answer in example.answers.items():
            where: Where = ("examples", index, "answers", name)
            if name not in questions:
                yield from _unknown_question(program, where, name, context)
            else:
                yield from _unknown_answers(program.path, where, answer, name, context)
        for place, name in enumerate(example.because):
            if name not in questions:
                yield from _unknown_question(program, ("examples", index, "because", place), name, context)


def _unknown_question(program: Program, where: Where, name: str, context: Context) -> Iterator[Problem]:
    known = context.meanings.questions
    if not known:
        return
    remedy = did_you_mean(name, known) or f"use a question of {QUESTIONS}"
    yield Problem(QUESTION, program.path, where, f"{field_name(where)}: there is no question `{name}`", remedy)


def _unknown_answers(path: str, where: Where, value: Any, name: str, context: Context) -> Iterator[Problem]:
    """Codes that answer no question. Those of a gate are known only where every program could be read."""
    meanings = context.meanings
    if meanings.questions[name].gate and not context.is_whole:
        return
    known, options = known_codes(name, meanings), meanings.options(name)
    for index, code in unknown_codes(value, known):
        place = where if index is None else (*where, index)
        message = f"{field_name(place)}: `{code}` is not an answer to this question"
        otherwise = f"use a code of the vocabulary `{options.id}`" if options else "use the code of a gate of a program"
        yield Problem(ANSWER, path, place, message, did_you_mean(code, known) or otherwise)


@for_each_program
def broader_programs_end(program: Program, _: list[Part], context: Context) -> Iterator[Problem]:
    """Going from broader program to broader program leads out of the listing, not around."""
    seen, above = {program.id}, _broader(program, context)
    while above:
        if above.id in seen:
            where: Where = ("embedded_in", "program")
            message = f"embedded_in.program: `{program.id}` is part of a program that is part of it"
            yield Problem(CYCLE, program.path, where, message, "name the program that is really the broader one")
            return
        seen.add(above.id)
        above = _broader(above, context)


@for_each_program
def successors_end(program: Program, _: list[Part], context: Context) -> Iterator[Problem]:
    """Going from successor to successor leads to a program that was not replaced."""
    seen, next_one = {program.id}, context.catalog.programs.get(program.replaced_by or "")
    while next_one and next_one.replaced_by and next_one.id not in seen:
        seen.add(next_one.id)
        next_one = context.catalog.programs.get(next_one.replaced_by)
    if next_one and next_one.id == program.id and program.replaced_by != program.id:
        message = f"replaced_by: `{program.id}` is replaced by a program that it replaces"
        yield Problem(CYCLE, program.path, ("replaced_by",), message, "remove one of the two")


def _broader(program: Program, context: Context) -> Program | None:
    named = program.embedded_in.program if isinstance(program.embedded_in, BroaderProgram) else None
    return context.catalog.programs.get(named or "")


@for_the_listing
def vocabularies_hold_together(context: Context) -> Iterator[Problem]:
    """A term lies under terms of its own list, and not under itself."""
    for vocabulary in context.catalog.vocabularies.values():
        path = AREAS if vocabulary.id == "areas" else f"schemas/vocabularies/{vocabulary.id}.yml"
        for code, term in vocabulary.terms.items():
            where: Where = ("terms", code, "under")
            yield from _unknown_terms(path, where, term.under, vocabulary.terms)
            if code in vocabulary.ancestors(code):
                message = f"{field_name(where)}: `{code}` lies under itself"
                yield Problem(CYCLE, path, where, message, "remove one of the terms that lead around")


@for_the_listing
def brand_names_an_area(context: Context) -> Iterator[Problem]:
    """The area that a site is about is one of the areas."""
    area = context.facts.brand.area if context.facts else None
    if area:
        known = context.catalog.vocabularies["areas"].terms if "areas" in context.catalog.vocabularies else ()
        yield from _unknown_terms(BRAND, ("area",), (area,), known)


@for_the_listing
def questions_hold_together(context: Context) -> Iterator[Problem]:
    """A question names a topic, options and an earlier question that exist."""
    questions = context.catalog.questions
    for name, question in questions.questions.items():
        where: Where = ("questions", name)
        yield from _unknown_terms(QUESTIONS, (*where, "topic"), (question.topic,), questions.topics)
        if question.options:
            yield from _unknown_terms(
                QUESTIONS, (*where, "options"), (question.options,), context.catalog.ids["vocabularies"]
            )
        if question.only_if:
            asked = question.only_if.question
            yield from _unknown_terms(QUESTIONS, (*where, "only_if", "question"), (asked,), questions.questions)
        if question.becomes:
            yield from _unknown_terms(QUESTIONS, (*where, "becomes"), (question.becomes,), questions.questions)


@for_the_listing
def questions_lead_on(context: Context) -> Iterator[Problem]:
    """A question follows another one, by a bound only where numbers answer that, and its own value is an answer."""
    for name, question in context.meanings.questions.items():
        where: Where = ("questions", name)
        if question.otherwise is not None:
            yield from _otherwise_problems((*where, "otherwise"), question.otherwise, name, context)
        condition = question.only_if
        earlier = context.meanings.questions.get(condition.question) if condition else None
        place = (*where, "only_if")
        if follows_itself(name, context.meanings):
            message = f"{field_name(place)}: `{name}` is asked only after itself"
            yield Problem(CYCLE, QUESTIONS, place, message, "name a question that comes first")
        elif condition and earlier and condition.above is not None and earlier.type != "number":
            message = (
                f"{field_name(place)}: `above` does not fit `{condition.question}`, a question of type {earlier.type}"
            )
            yield Problem(
                OPERATOR, QUESTIONS, (*place, "above"), message, "write `any_of:` with the answers that lead on"
            )


def _otherwise_problems(where: Where, value: Operand, name: str, context: Context) -> Iterator[Problem]:
    expected = expected_operand(value, context.meanings.questions[name])
    if expected:
        message = f"{field_name(where)} is not {expected}, as `{name}` needs"
        yield Problem(ANSWER, QUESTIONS, where, message, f"write {expected}")
    else:
        yield from _unknown_answers(QUESTIONS, where, value, name, context)


def _unknown_terms(path: str, where: Where, codes: tuple[str, ...], known: Iterable[str]) -> Iterator[Problem]:
    names = set(known)
    for code in codes:
        if code not in names:
            remedy = did_you_mean(code, names) or "name one that exists, or add it"
            yield Problem(TERM, path, where, f"{field_name(where)}: there is no `{code}`", remedy)
