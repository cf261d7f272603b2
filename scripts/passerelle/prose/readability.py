"""Owns how hard a text is to read: its sentences, words and syllables, and a score for each language.

English: Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom, 1975), 0.39 words a sentence + 11.8 syllables a
word - 15.59: years of school; lower is plainer. French: Kandel-Moles ease (Kandel and Moles, 1958), 207 - 1.015 words a
sentence - 73.6 syllables a word: 0 to 100 and more; higher is plainer. Names and terms of art are taken out first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from passerelle.records.text import Language

FEWEST_WORDS = 100
"""A score of fewer words says little."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_COUNTED = re.compile(r"[\w$][\w’'.,:/@$%-]*")
_STOP = re.compile(r"[.!?…][”»\u00a0\")\]]*\s+(?=[\W\d_]*[A-ZÀ-ÝŒ«“\"(0-9])")
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=[-*] )")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)(?:\{[^}]*\})?")
_MARKS = re.compile(r"[*_`#|]+|\{[^}]*\}")
_MARKED = re.compile(r"[*_`#|{]")
_ABBREVIATED = frozenset(
    ["St", "Ste", "Dr", "Mr", "Ms", "Mrs", "M", "Mme", "No", "e.g", "i.e", "a.m", "p.m", "ext", "etc", "vs", "Inc"]
)
_NAME = re.compile(r"[A-ZÀ-ÝŒ](?:(?<=[^.!?…:«“\"(\n] .)|(?<=[’'/-].))[\w’'-]*")
_VOWELS_EN = re.compile(r"[aeiouy]+")
_SILENT_EN = re.compile(r"(?:(?<=[^aeiouylscxzhg])es|(?<=[^aeiouytd])ed|(?<=[^aeiouyl])e)\Z")
_VOWELS_FR = re.compile(r"[aeiouàâäéèêëîïôöùûüœæ]+|y(?![aeiouàâäéèêëîïôöùûüœæ])")
_SILENT_FR = re.compile(r"(?<=[^aeiouyàâäéèêëîïôöùûüœæ])(?:es?|(?<!m)ent)\Z")


@dataclass(frozen=True, slots=True)
class Measured:
    """A text in figures, and its score: grade in English, ease in French."""

    words: int
    sentences: int
    score: float


class _Syllables(dict[str, int]):
    """Syllables by word, each word counted once."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __missing__(self, word: str) -> int:
        self[word] = count = syllables(word, self.language)
        return count


_SYLLABLES: dict[Language, _Syllables] = {"en": _Syllables("en"), "fr": _Syllables("fr")}


def syllables(word: str, language: Language) -> int:
    """How many syllables a word has, by its groups of vowels: about right, and at least one."""
    word = word.lower()
    if language == "en":
        return max(1, len(_VOWELS_EN.findall(_SILENT_EN.sub("", word))))
    return max(1, len(_VOWELS_FR.findall(_SILENT_FR.sub("", word))))


def plain(text: str) -> str:
    """A text without its Markdown: what a reader reads."""
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    return _MARKS.sub("", text) if _MARKED.search(text) else text


def sentences_of(text: str) -> list[str]:
    """The sentences of a plain text. An abbreviation ends none; a line break inside a paragraph is a space."""
    found: list[str] = []
    for part in _PARAGRAPH.split(text) if "\n" in text else (text,):
        begin = 0
        for stop in _STOP.finditer(part):
            if part[begin : stop.start()].rpartition(" ")[2].lstrip('(«“"\u00a0') not in _ABBREVIATED:
                found.append(part[begin : stop.end()])
                begin = stop.end()
        found.append(part[begin:])
    return [" ".join(sentence.split()) for sentence in found if sentence and not sentence.isspace()]


def word_count(sentence: str) -> int:
    """How many words a reader reads, figures too."""
    return len(_COUNTED.findall(sentence))


def measure(sentences: Sequence[str], language: Language, masked: Iterable[str] = ()) -> Measured | None:
    """The score of some sentences, without names (capitals inside a sentence) and `masked` terms; None if there are
    fewer than FEWEST_WORDS."""
    text = _NAME.sub("", "\n".join(sentences))
    for term in masked:
        text = text.replace(term, "")
    words = _WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    a_sentence = len(words) / len(sentences)
    a_word = sum(map(_SYLLABLES[language].__getitem__, words)) / len(words)
    score = 0.39 * a_sentence + 11.8 * a_word - 15.59 if language == "en" else 207 - 1.015 * a_sentence - 73.6 * a_word
    return Measured(len(words), len(sentences), score)
