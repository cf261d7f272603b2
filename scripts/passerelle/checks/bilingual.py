"""Owns the rules that every text is there in both languages, or says that it is not yet."""

from __future__ import annotations

from collections.abc import Iterator

from passerelle.checks.registry import Context, for_each_record, for_the_listing
from passerelle.records.catalog import AREAS, QUESTIONS
from passerelle.records.diagnostics import Problem, Rule, Where, field_name, rule
from passerelle.records.model import Record
from passerelle.records.text import LANGUAGES, Language, Text
from passerelle.records.walk import Part

MISSING_EN = rule("bilingual/missing-en", "error", "Every text has English, unless it is listed as pending.")
MISSING_FR = rule("bilingual/missing-fr", "error", "Every text has French, unless it is listed as pending.")
PENDING = rule(
    "bilingual/nothing-pending", "error", "A field listed as pending or stale exists; a pending one lacks a language."
)

_RULE_OF: dict[Language, Rule] = {"en": MISSING_EN, "fr": MISSING_FR}


@for_each_record
def texts_are_bilingual(record: Record, parts: list[Part], _: Context) -> Iterator[Problem]:
    """Every text of a record is in both languages or pending."""
    pending = record.translation.pending
    for where, part in parts:
        if type(part) is Text and (part.en is None or part.fr is None):
            name = field_name(where)
            if not pending or name not in pending:
                yield from _missing(record.path, where, part, f"list `{name}` under `translation.pending`")


@for_each_record
def pending_texts_are_missing(record: Record, parts: list[Part], _: Context) -> Iterator[Problem]:
    """What is called untranslated is so, and what is called stale is there."""
    translation = record.translation
    if not translation.pending and not translation.stale:
        return
    texts = {field_name(where): part for where, part in parts if type(part) is Text}
    for key, names in (("pending", translation.pending), ("stale", translation.stale)):
        for index, name in enumerate(names):
            text = texts.get(name)
            whole = text is not None and all(text.get(language) for language in LANGUAGES)
            if text is None or (key == "pending" and whole):
                message = f"translation.{key}[{index}]: {name} " + (
                    "is in both languages" if whole else "is not a text of this record"
                )
                yield Problem(PENDING, record.path, ("translation", key, index), message, "remove it from the list")


@for_the_listing
def labels_are_bilingual(context: Context) -> Iterator[Problem]:
    """Every label of every vocabulary is in both languages."""
    for vocabulary in context.catalog.vocabularies.values():
        path = AREAS if vocabulary.id == "areas" else f"schemas/vocabularies/{vocabulary.id}.yml"
        yield from _missing(path, ("title",), vocabulary.title)
        for code, term in vocabulary.terms.items():
            for key, text in (
                ("label", term.label),
                ("in_sentence", term.in_sentence),
                ("description", term.description),
            ):
                if text is not None:
                    yield from _missing(path, ("terms", code, key), text)


@for_the_listing
def questions_are_bilingual(context: Context) -> Iterator[Problem]:
    """Every text of every question is in both languages."""
    for name, topic in context.catalog.questions.topics.items():
        yield from _missing(QUESTIONS, ("topics", name, "label"), topic.label)
    for name, question in context.catalog.questions.questions.items():
        for key, text in (("wording", question.wording), ("help", question.help), ("why", question.why)):
            if text is not None:
                yield from _missing(QUESTIONS, ("questions", name, key), text)
        for key, text in question.statements.items():
            yield from _missing(QUESTIONS, ("questions", name, "statements", key), text)


def _missing(path: str, where: Where, text: Text, otherwise: str = "") -> Iterator[Problem]:
    for language in LANGUAGES:
        if text.get(language) is None:
            name = field_name(where)
            remedy = f"add `{language}:` under `{name}:`" + (f", or {otherwise}" if otherwise else "")
            yield Problem(_RULE_OF[language], path, where, f"{name}.{language} is missing", remedy)
