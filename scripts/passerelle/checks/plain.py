"""Owns the rules on plain language: short sentences, plain words, and a text that its readers can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from passerelle.checks.passages import Passage, quoted, texts_of_record
from passerelle.checks.registry import Context, for_each_passage, for_each_record, for_the_listing
from passerelle.prose.pages import Page
from passerelle.prose.plain_words import replaced_words, tokens_of
from passerelle.prose.readability import Measured, measure, plain, sentences_of, word_count
from passerelle.records.diagnostics import Problem, rule
from passerelle.records.model import Record
from passerelle.records.text import LANGUAGES, Language
from passerelle.records.walk import Part

ERROR_FROM = date(2027, 3, 1)
LONG = rule("plain/long-sentence", "error", "A sentence has at most 20 words, on an authored page 25.", ERROR_FROM)
WORD = rule("plain/word", "error", "A word that has a plainer one is not used.", ERROR_FROM)
HARD = rule("plain/hard-to-read", "error", "A text of 100 words or more can be read by those whom it is for.", ERROR_FROM)  # fmt: skip

LONGEST = {"record": 20, "template": 20, "label": 20, "page": 25}
"""Words of a sentence, by the sort of text."""
BOUNDS: dict[str, dict[Language, float]] = {"newcomers": {"en": 6, "fr": 60}, "counsellors": {"en": 8, "fr": 50}}
"""Highest Flesch-Kincaid grade in English, lowest Kandel-Moles ease in French, by reader."""
_READERS = "readers"
_SENTENCES = ("p", "li", "td")


@for_each_passage
def words_are_plain(passage: Passage) -> Iterator[Problem]:
    """Names may hold any word; sentences are plain, and short enough to be read once. A summary has a rule of its own."""
    if passage.sort == "label" and passage.where:
        return
    tokens = tokens_of(passage.text)
    for found, instead in replaced_words(passage.text, tokens, passage.language):
        yield passage.problem(WORD, f"{quoted(found)} has a plainer word", f"say “{instead}”")
    most = LONGEST[passage.sort]
    if len(tokens) > most and passage.where[:1] != ("summary",):
        for sentence in sentences_of(plain(passage.text)):
            count = word_count(sentence)
            if count > most:
                message = f"a sentence of {count} words, more than {most}: {quoted(sentence)}"
                yield passage.problem(LONG, message, "cut it in two")


@for_each_record
def records_can_be_read(record: Record, parts: list[Part], _: Context) -> Iterator[Problem]:
    """All that a record says to readers, taken together."""
    texts = [text for _, _, text, sort in texts_of_record(record.path, parts) if sort == "record"]
    for language in LANGUAGES:
        said = [part for text in texts if (part := text.get(language))]
        sentences = sentences_of(plain("\n\n".join(said)))
        measured = measure(sentences, language) if sentences else None
        if measured and (message := _too_hard(measured, sentences, language, "newcomers")):
            yield Problem(HARD, record.path, (), f"the {_NAMES[language]} texts of this record are {message}", _REMEDY)


@for_the_listing
def pages_can_be_read(context: Context) -> Iterator[Problem]:
    """A page is for newcomers unless its front matter says `readers: counsellors`."""
    for page in context.pages.values():
        sentences = [
            sentence for block in page.blocks if block.kind in _SENTENCES for sentence in sentences_of(block.text)
        ]
        measured = measure(sentences, page.language) if sentences else None
        if measured and (message := _too_hard(measured, sentences, page.language, _readers(page))):
            yield Problem(HARD, page.path, (), f"this page is {message}", _REMEDY, (1, 1))


_NAMES: dict[Language, str] = {"en": "English", "fr": "French"}
_REMEDY = "cut long sentences, and use shorter words"


def _readers(page: Page) -> str:
    named = page.matter.get(_READERS)
    return named if isinstance(named, str) and named in BOUNDS else "newcomers"


def _too_hard(measured: Measured, sentences: Sequence[str], language: Language, readers: str) -> str:
    """What makes a text too hard, with its hardest sentence, or an empty string."""
    bound = BOUNDS[readers][language]
    if language == "en" and measured.score > bound:
        told = f"at reading grade {measured.score:.1f}, above {bound:g}"
    elif language == "fr" and measured.score < bound:
        told = f"at reading ease {measured.score:.0f}, below {bound:g}"
    else:
        return ""
    return f"{told}; longest sentence: {quoted(max(sentences, key=word_count))}"
