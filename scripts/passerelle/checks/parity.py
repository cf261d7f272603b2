"""Owns the rules that both languages of a text say the same: numbers, months, links and placeholders; and that French
is not English left standing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from passerelle.checks.passages import Pair, quoted
from passerelle.checks.registry import Context, for_each_pair, for_each_program
from passerelle.prose.numbers import numbers_of
from passerelle.records.diagnostics import Problem, rule
from passerelle.records.markdown import link_addresses
from passerelle.records.model import Program
from passerelle.records.phrases import worded_month
from passerelle.records.walk import Part

ERROR_FROM = date(2027, 3, 1)
IDENTICAL = rule("bilingual/identical", "error", "French is not the English text left standing.", ERROR_FROM)
NUMBERS = rule("bilingual/numbers", "error", "Both languages of a text give the same numbers.", ERROR_FROM)
MONTHS = rule("bilingual/months", "error", "Both languages of a text name the same months.", ERROR_FROM)
LINKS = rule("bilingual/links", "error", "Both languages of a text hold as many links.", ERROR_FROM)
PLACEHOLDERS = rule(
    "bilingual/placeholders", "error", "Both languages of a text hold the same placeholders.", ERROR_FROM
)
OFFICIAL = rule(
    "bilingual/french-name", "error", "A French name is the official one, repeats the English one and says so, or is explained in a note.", ERROR_FROM
)  # fmt: skip

_WORD = re.compile(r"[^\W\d_]{2,}")
_PLACEHOLDER = re.compile(r"\{\w+\}")
_ENGLISH = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "at",
        "by",
        "can",
        "for",
        "from",
        "have",
        "if",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "was",
        "were",
        "what",
        "when",
        "which",
        "who",
        "with",
        "you",
        "your",
    ]
)
_MONTHS = {language: [worded_month(number, language) for number in range(1, 13)] for language in ("en", "fr")}
_MAY = 5
_DIGITS = re.compile(r"\d+")
_NAMED_EN = re.compile(rf"(?:{'|'.join(_MONTHS['en'])})\b")
_NAMED_FR = re.compile(rf"(?:{'|'.join([*_MONTHS['fr'], *map(str.capitalize, _MONTHS['fr'])])})\b")
_RANK = {name.lower(): rank for names in _MONTHS.values() for rank, name in enumerate(names, 1)}


@for_each_pair
def french_is_not_english(pair: Pair) -> Iterator[Problem]:
    """The same words twice, and they are English: a name alone may stand in both languages."""
    if pair.en != pair.fr:
        return
    english = [word for word in _WORD.findall(pair.en) if word in _ENGLISH]
    if pair.where[-1] not in ("name", "short", "short_name") and len(english) > 1:
        yield pair.problem(
            IDENTICAL,
            "the French text is the English one",
            "translate `fr`, or take it out and list the field under `translation.pending`",
        )


@for_each_pair
def numbers_agree(pair: Pair) -> Iterator[Problem]:
    """A number of one language stands in the other, in figures or in words."""
    if sorted(_DIGITS.findall(pair.en)) == sorted(_DIGITS.findall(pair.fr)):
        return
    en, fr = numbers_of(pair.en, "en"), numbers_of(pair.fr, "fr")
    english = [figure for figure in en.figures if not fr.holds(figure)]
    french = [figure for figure in fr.figures if not en.holds(figure)]
    if english or french:
        yield pair.problem(NUMBERS, _only(english, french), "give the same figures in both languages")


def _only(english: Sequence[str], french: Sequence[str]) -> str:
    """What stands in one language only."""
    said = [
        f"{', '.join(words)} only in {language}"
        for words, language in ((english, "English"), (french, "French"))
        if words
    ]
    return " and ".join(said)


@for_each_pair
def months_agree(pair: Pair) -> Iterator[Problem]:
    """January is janvier. May is left out where it may be the verb."""
    en = {_RANK[name.lower()] for name in _NAMED_EN.findall(pair.en)}
    fr = {_RANK[name.lower()] for name in _NAMED_FR.findall(pair.fr)}
    english = [_MONTHS["en"][rank - 1] for rank in sorted(en - fr - {_MAY})]
    french = [_MONTHS["fr"][rank - 1] for rank in sorted(fr - en - {_MAY})]
    if english or french:
        yield pair.problem(MONTHS, _only(english, french), "name the same months in both languages")


@for_each_pair
def links_agree(pair: Pair) -> Iterator[Problem]:
    """A page in the other language may have another address, so links are counted."""
    if "](" not in pair.en and "](" not in pair.fr:
        return
    en, fr = len(link_addresses(pair.en)), len(link_addresses(pair.fr))
    if en != fr:
        yield pair.problem(
            LINKS,
            f"{en} {'link' if en == 1 else 'links'} in English, {fr} in French",
            "link the same pages in both languages",
        )


@for_each_pair
def placeholders_agree(pair: Pair) -> Iterator[Problem]:
    """What stands in braces is put in later, in both languages."""
    if "{" not in pair.en and "{" not in pair.fr:
        return
    en, fr = set(_PLACEHOLDER.findall(pair.en)), set(_PLACEHOLDER.findall(pair.fr))
    if en != fr:
        alone = [[f"`{name}`" for name in sorted(names)] for names in (en - fr, fr - en)]
        yield pair.problem(PLACEHOLDERS, _only(*alone), "write the same placeholders in both languages")


@for_each_program
def french_names_are_official(program: Program, _: list[Part], __: Context) -> Iterator[Problem]:
    """A French name that nobody uses would send people looking for it."""
    name = program.name
    is_explained = any(note.about == "name" for note in program.notes)
    if not program.name_fr_official and name.en and name.fr and name.en != name.fr and not is_explained:
        message = f"name.fr: {quoted(name.fr)} is called not official, and is not the English name"
        remedy = (
            "repeat the English name, say in a note `about: name` what this one is, or remove `name_fr_official: false` "
            "if a source uses it"
        )
        yield Problem(OFFICIAL, program.path, ("name", "fr"), message, remedy)
