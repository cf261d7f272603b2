"""Owns whom to call when nothing fits, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from passerelle.prose.local import Fallback
from passerelle.records.text import Language


@dataclass(frozen=True, slots=True)
class FallbackView:
    """Whom to call when nothing fits, in one language."""

    name: str
    text: str
    phone: str
    url: str

    @classmethod
    def of(cls, fallback: Fallback, language: Language) -> Self:
        """What a page shows of it."""
        name, text = fallback.name.nearest(language)[0], fallback.text.nearest(language)[0]
        return cls(name, text, fallback.phone, fallback.url)
