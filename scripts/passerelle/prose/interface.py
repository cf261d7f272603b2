"""Owns the short strings of the interface: web/interface.yml, resolved to one language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from passerelle.records.source import read_source
from passerelle.records.text import LANGUAGES, Language

WEB = Path(__file__).parent.parent / "web"


@cache
def interface_words(language: Language) -> dict[str, Any]:
    """Every short string in a language, nested as in web/interface.yml. Raises ValueError if one is missing."""
    _, data, problems = read_source("web/interface.yml", (WEB / "interface.yml").read_bytes())
    if problems:
        raise ValueError(f"web/interface.yml: {problems[0].message}")
    resolved: dict[str, Any] = _resolve(data, language, "")
    return resolved


def _resolve(data: Any, language: Language, name: str) -> Any:
    if not isinstance(data, dict):
        raise ValueError(f"web/interface.yml: {name} is not a mapping of languages")
    if set(data) & set(LANGUAGES):
        if set(data) != set(LANGUAGES):
            raise ValueError(f"web/interface.yml: {name} needs exactly {' and '.join(LANGUAGES)}")
        return data[language]
    return {key: _resolve(value, language, f"{name}.{key}" if name else key) for key, value in data.items()}
