"""Owns writing what the checker's pages load: a file a language, named by a digest of its bytes so that it can be kept."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from passerelle.eligibility.meanings import Meanings
from passerelle.eligibility.phrasing import Phrasing
from passerelle.prose.interface import interface_words
from passerelle.publish.writing import Edition
from passerelle.records.text import LANGUAGES, Language
from passerelle.records.workers import run_all
from passerelle.site.checker import checker_listing

FOLDER = "check"


def write_checker_files(edition: Edition, site: Path) -> dict[Language, str]:
    """Write the checker's file of every language into a site. Returns their names, by language."""
    tasks = [partial(_write, edition, site, language) for language in LANGUAGES]
    names = run_all(tasks, len(edition.catalog.programs))
    return dict(zip(LANGUAGES, names, strict=True))


def _write(edition: Edition, site: Path, language: Language) -> str:
    words = interface_words(language)
    phrasing = Phrasing(edition.catalog, Meanings.of(edition.catalog), words, language)
    fallback = edition.facts.fallback
    screened = checker_listing(edition.catalog, phrasing, edition.today)
    rules = {name: program["rules"] for name, program in screened["programs"].items()}
    listing: dict[str, Any] = {
        **screened,
        "rules": _digest(msgspec.json.encode(rules)),
        "words": {key: words[key] for key in ("check", "screening", "rule", "freshness", "gates")},
        "verdicts": phrasing.labels("verdicts"),
        "access_classes": phrasing.labels("access-classes"),
        "skills": phrasing.labels("language-skills"),
        "skills_in_sentence": phrasing.labels("language-skills", in_sentence=True),
        "fallback": {
            "name": phrasing.nearest(fallback.name),
            "text": phrasing.nearest(fallback.text),
            "phone": fallback.phone,
            "url": fallback.url,
        },
    }
    encoded = msgspec.json.encode(listing)
    name = f"listing-{_digest(encoded)}.json"
    folder = site / language / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(encoded)
    return name


def _digest(encoded: bytes) -> str:
    return hashlib.sha256(encoded).hexdigest()[:12]
