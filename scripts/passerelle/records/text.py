"""Owns text for readers in two languages."""

from __future__ import annotations

from typing import Literal

import msgspec

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")


def other_language(language: Language) -> Language:
    """The other of the two languages."""
    return "fr" if language == "en" else "en"


class Text(msgspec.Struct, frozen=True, omit_defaults=True):
    """Text for readers, in one language or both."""

    en: str | None = None
    fr: str | None = None

    def get(self, language: Language) -> str | None:
        """The text in a language, or None."""
        return self.en if language == "en" else self.fr

    def nearest(self, language: Language) -> tuple[str, Language]:
        """The text in a language, else in the other one, with the language it is in."""
        text = self.get(language)
        if text is not None:
            return text, language
        other = other_language(language)
        return self.get(other) or "", other


class SourcedText(msgspec.Struct, frozen=True):
    text: Text
    source: str
