"""Owns the rules on signs: apostrophes, quotation marks, spaces, stops, phone numbers, money and capitals.

A rule is a pattern with what it looks like at a glance (`cues`), so that most texts are passed over in no time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from passerelle.checks.passages import Passage, quoted
from passerelle.checks.registry import for_each_passage
from passerelle.records.diagnostics import Problem, Rule, rule
from passerelle.records.text import LANGUAGES, Language

ERROR_FROM = date(2027, 3, 1)
APOSTROPHE = rule("editorial/apostrophe", "error", "An apostrophe is ’, not '.", ERROR_FROM)
QUOTES = rule("editorial/quotes", "error", "French quotes stand in « ».", ERROR_FROM)
SPACES = rule("editorial/spaces", "error", "One space stands between words, none before a comma or full stop.", ERROR_FROM)  # fmt: skip
NO_BREAK = rule("editorial/no-break-space", "error", "In French, a no-break space stands before : ; ? ! % $ and inside « ».", ERROR_FROM)  # fmt: skip
STOPS = rule("editorial/stops", "error", "A sentence ends with one stop, a name with none.", ERROR_FROM)
CAPITALS = rule("editorial/capitals", "error", "Words are not set in capitals; French months and days have none.", ERROR_FROM)  # fmt: skip
START = rule("editorial/first-letter", "error", "A sentence begins with a capital letter.", ERROR_FROM)
PHONE = rule("editorial/phone", "error", "A phone number is written +1 613 555 0100.", ERROR_FROM)
MONEY = rule("editorial/money", "error", "Dollars are written $20 in English and 20 $ in French.", ERROR_FROM)
LEFTOVER = rule("editorial/leftover", "error", "No text is a note to oneself, such as TODO.", ERROR_FROM)

_DAYS = "Lundi|Mardi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche"
_FRENCH_MONTHS = "Janvier|Février|Mars|Avril|Mai|Juin|Juillet|Août|Septembre|Octobre|Novembre|Décembre"


@dataclass(frozen=True, slots=True)
class Sign:
    """How a breach looks: one of `cues` is in the text, and `pattern` finds it. `remedy` says what to do."""

    rule: Rule
    cues: tuple[str, ...]
    pattern: re.Pattern[str]
    message: str
    remedy: str
    languages: tuple[Language, ...] = LANGUAGES


_FRENCH: tuple[Language, ...] = ("fr",)
_ENGLISH: tuple[Language, ...] = ("en",)
SIGNS = (
    Sign(
        APOSTROPHE, ("'",), re.compile(r"\w'(?=\w)|(?<=s)'(?=\s)"), "a straight apostrophe stands at {found}", "write ’"
    ),
    Sign(
        QUOTES,
        ('"', "“", "”"),
        re.compile(r"[\"“”]"),
        "English quotation marks stand at {found}",
        "write « … » with no-break spaces inside",
        _FRENCH,
    ),
    Sign(SPACES, ("  ",), re.compile(r"\S {2,}(?=\S)"), "two spaces stand at {found}", "leave one"),
    Sign(
        SPACES,
        (" ,", " .", " )", "( "),
        re.compile(r"\S (?:,|\.(?!\w)|\))|\( (?=\S)"),
        "a space too many stands at {found}",
        "remove it",
    ),
    Sign(
        SPACES,
        (" ;", " ?", " !", " :", " %"),
        re.compile(r"\w (?:[;?!]|:(?=\s|\Z)|%)"),
        "a space too many stands at {found}",
        "remove it",
        _ENGLISH,
    ),
    Sign(
        NO_BREAK,
        (":", ";", "?", "!", "%", "$", "»", "«"),
        re.compile(r"[\w)»…] ?(?:[;?!»](?=[\s)»]|\Z)|:(?=\s|\Z))|\d ?[%$](?!\w)|«(?![\u00a0\u202f])\S?"),
        "no no-break space stands at {found}",
        "put a no-break space there (U+00A0)",
        _FRENCH,
    ),
    Sign(
        STOPS,
        ("..", ",,", "!!", "??", ";;", "::"),
        re.compile(r"(?<!\.)\.\.(?!\.)|,,|!!|\?\?|;;|(?<![:\w]):{2}(?![:\w])"),
        "a sign stands twice at {found}",
        "leave one",
    ),
    Sign(STOPS, ("...",), re.compile(r"\.{3,}"), "three full stops stand at {found}", "write …"),
    Sign(
        CAPITALS,
        (" ",),
        re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý]{3,}\s+[A-ZÀ-Ý]{4,}\s+[A-ZÀ-Ý]{4,}"),
        "words in capitals stand at {found}",
        "write them in small letters",
    ),
    Sign(
        CAPITALS,
        (*_FRENCH_MONTHS.split("|"), *_DAYS.split("|")),
        re.compile(rf"(?<=\d )(?:{_FRENCH_MONTHS})\b|(?<=[a-zé] )(?:{_FRENCH_MONTHS}) \d{{4}}|(?<=\ble )(?:{_DAYS})\b"),
        "a month or day has a capital at {found}",
        "write it with a small letter",
        _FRENCH,
    ),
    Sign(
        PHONE,
        (" ", "-", "."),
        re.compile(r"\d\d\d(?<![\d/=+]\d\d\d)(?<!\+1 \d\d\d)(?<![=/]1[-. ]\d\d\d)\)?[ .-]{1,2}\d{3}[.-]? ?\d{4}\b"),
        "a phone number is written {found}",
        "write it as +1 613 555 0100",
    ),
    Sign(
        MONEY,
        ("$",),
        re.compile(r"\$[ \u00a0\u202f]?\d[\d\u00a0 ,]*"),
        "money is written {found}",
        "write the sum first: 20 $",
        _FRENCH,
    ),
    Sign(
        MONEY,
        ("$",),
        re.compile(r"(?<![\d$])\d+[ \u00a0]?\$"),
        "money is written {found}",
        "write the sign first: $20",
        _ENGLISH,
    ),
    Sign(
        LEFTOVER,
        ("TODO", "TBD", "FIXME", "XXX", "???", "orem ipsum", "À FAIRE", "à traduire"),
        re.compile(r"\b(?:TODO|TBD|FIXME|XXX)\b|\?\?\?|\b[Ll]orem ipsum|\bÀ FAIRE\b|\[à traduire\]"),
        "{found} was left in the text",
        "write the text, or take the field out",
    ),
)
_CUES: dict[Language, list[tuple[str, Sign]]] = {
    language: [(cue, sign) for sign in SIGNS if language in sign.languages for cue in sign.cues]
    for language in LANGUAGES
}
_ENDED = (".", "?", "!", "…", ":", "»", "”", '"', ")")


@for_each_passage
def signs_are_right(passage: Passage) -> Iterator[Problem]:
    """The first breach of each rule in a text: its like is found when that one is mended."""
    text = passage.text
    seen: Sign | None = None
    for cue, sign in _CUES[passage.language]:
        if cue in text and sign is not seen:
            seen = sign
            found = sign.pattern.search(text)
            if found:
                around = quoted(text[max(0, found.start() - 12) : found.end() + 12])
                yield passage.problem(sign.rule, sign.message.format(found=around), sign.remedy)


@for_each_passage
def sentences_begin_and_end(passage: Passage) -> Iterator[Problem]:
    """Sentences of records and questions begin with a capital letter and end with a stop; names and labels do not end
    with one."""
    text = passage.text.strip()
    if not text or passage.sort == "page":
        return
    if passage.sort == "label":
        if text.endswith((".", ";", ",")) and not text.endswith(("…", "etc.", "Inc.", "Dr.")) and text.count(".") == 1:
            yield passage.problem(
                STOPS, f"{quoted(text)} ends with “{text[-1]}”", "remove it: a name or label is no sentence"
            )
        return
    if not text.endswith(_ENDED):
        yield passage.problem(STOPS, f"no stop ends {quoted(text[-40:])}", "end the sentence with a full stop")
    if text[0].islower() and not text[:4].startswith(("http", "www.")):
        yield passage.problem(START, f"{quoted(text[:40])} begins with a small letter", "begin with a capital letter")
