"""The kinds of pages that the browser tests visit, and where a site has one of each."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from passerelle.records.text import Language

PHONE = 390
DESKTOP = 1280

Published = Mapping[str, Any]

FIXED = {
    "home": "",
    "directory": "programs/",
    "directory-narrowed": "programs/?access=open-access&area=ottawa&language=fr",
    "directory-nothing": "programs/?access=internal&q=zzzzz",
    "access-list": "programs/by/access/open-access/",
    "ended-list": "programs/by/status/closed/",
    "about": "about/",
    "privacy": "privacy/",
    "accessibility": "accessibility/",
    "contribute": "contribute/",
    "edit": "contribute/edit/?id=ociso-career-mentoring",
    "check": "check/",
    "check-client": "check/client/",
    "check-mentor": "check/mentor/",
    "refer": "refer/",
    "roles": "refer/roles/",
    "form": "refer/forms/referral/",
    "form-award": "refer/forms/certificate/",
    "search": "search/",
    "search-results": "search/?q=mentor",
    "search-nothing": "search/?q=zzzzz",
    "compare-nothing": "compare/",
    "saved-nothing": "saved/",
    "glossary": "glossary/",
    "data": "data/",
    "guide-with-stages": "models/milestones/",
    "guide-with-checklists": "models/connector/",
}

PROGRAMS: dict[str, Callable[[Published], bool]] = {
    "running": lambda program: program["record"]["status"] == "running" and program["freshness"]["state"] != "old",
    "old": lambda program: program["record"]["status"] == "running" and program["freshness"]["state"] == "old",
    "closed": lambda program: bool(program["record"]["status"] == "closed"),
    "not-found": lambda program: bool(program["record"]["status"] == "not-found"),
    "internal": lambda program: bool(program["access_class"] == "internal"),
    "embedded-with-parts": lambda program: (
        program["access_class"] == "embedded" and bool(program["record"].get("components"))
    ),
}

BILINGUAL = {"choice-of-language": "", "page-not-found": "404.html"}
"""Pages that stand above the languages."""

KINDS = [*FIXED, *(f"program-{name}" for name in PROGRAMS)]


@dataclass(frozen=True, slots=True)
class Site:
    """A finished site that is being served: `address` ends in a slash, `programs` are those it publishes."""

    folder: Path
    address: str
    programs: tuple[Published, ...]

    def page(self, path: str, language: Language | None = None) -> str:
        """The address of a page."""
        return f"{self.address}{language}/{path}" if language else f"{self.address}{path}"

    def program(self, wanted: Callable[[Published], bool]) -> Published | None:
        """The first program of a kind."""
        return next((program for program in self.programs if wanted(program)), None)

    def has(self, kind: str) -> bool:
        """Whether this site has a page of a kind: its listing may have no program like that today."""
        return kind in FIXED or self.program(PROGRAMS[kind.removeprefix("program-")]) is not None

    def of_kind(self, kind: str, language: Language) -> str:
        """The address of a page of a kind."""
        if kind in FIXED:
            return self.page(FIXED[kind], language)
        program = self.program(PROGRAMS[kind.removeprefix("program-")])
        assert program, f"no program is {kind.removeprefix('program-')}"
        return self.page(f"programs/{program['id']}/", language)


def published(folder: Path) -> tuple[Published, ...]:
    """The programs that a site publishes as data."""
    data = json.loads((folder / "data/v1/programs.json").read_text("utf-8"))
    return tuple(data["programs"])
