"""Reads the shared cases of tests/vectors/, makes real records of their compact ones, and says what comes of a case.

A case is plain data, so that another reader of rules can run the same files. A file of cases is a list; areas.yml and
organizations.yml hold the places and the organizations that cases name. A record of a case names only what matters:
the rest is filled with plain defaults, and what it says was published on the very day that the case is judged on.

`expect` holds `verdict` (`none` where nobody is screened for the record) and what else the case is about: `met`,
`not_met`, `unknown`, `open`, `nearest`, `conditions` and `caps`, in any order; `causes` of some leaves; all `ways`;
`rests_on_old`; `before`, the last sure day by leaf; `dropped`, the questions whose answers do not count; `plan`, which is
`none` or its steps: `finish` or `enter` a record, `join` any of some gates, `wait` for a leaf, `choose`, `arrive` or show
an `equivalent` for one, each with `until` (levels), `reveals`, `open`, `on` (a day), `asked_by` (not the target).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from passerelle.eligibility.answers import read_answers
from passerelle.eligibility.decide import Truth
from passerelle.eligibility.screener import Screened, Screener
from passerelle.eligibility.steps import Step
from passerelle.records.catalog import Catalog
from passerelle.records.criteria import Role
from passerelle.records.model import Organization, Program
from passerelle.records.vocabularies import Questions, Vocabulary
from tests.listings import ROOT, plain_data

FOLDER = Path(__file__).parent / "vectors"
SHARED = ("areas", "organizations")
SOURCE = "guide"

Records = Mapping[str, Mapping[str, Any]]
"""Compact records by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case: who answers what, on which day, about which record, and what has to come of it.

    `operator` names the operator or combinator that decides it; `unanswered` says that what is not answered does.
    """

    file: str
    name: str
    because: str
    date: str
    records: Records
    answers: Mapping[str, Any]
    expect: Mapping[str, Any]
    role: Role = "participant"
    target: str = ""
    operator: str = ""
    unanswered: bool = False

    @property
    def program(self) -> str:
        """The id of the record that is judged: the first one, unless another is named."""
        return self.target or next(iter(self.records))


@cache
def cases() -> tuple[Case, ...]:
    """Every case, file by file."""
    files = (file for file in sorted(FOLDER.glob("*.yml")) if file.stem not in SHARED)
    return tuple(Case(file=file.stem, **data) for file in files for data in plain_data(file))


@cache
def questions() -> Questions:
    """The questions of this repository."""
    return msgspec.convert(plain_data(ROOT / "schemas/questions.yml"), Questions)


@cache
def vocabularies() -> Mapping[str, Vocabulary]:
    """The closed lists of this repository, with the places of the cases."""
    files = [*sorted((ROOT / "schemas/vocabularies").glob("*.yml")), FOLDER / "areas.yml"]
    return {file.stem: Vocabulary.of(file.stem, plain_data(file)) for file in files}


@cache
def organizations() -> Mapping[str, Organization]:
    """The organizations that cases name."""
    page = {"title": "Page", "published": "2026-01-01", "read_on": "2026-01-01", "kind": "website"}
    plain = {"name": _text("Organization"), "description": _text("An organization."), "sources": {"page": page}}
    listed = plain_data(FOLDER / "organizations.yml")
    return {
        slug: Organization.of(slug, f"organizations/{slug}.yml", plain | compact) for slug, compact in listed.items()
    }


def _text(words: str) -> dict[str, str]:
    return {"en": words, "fr": words}


def record_of(compact: Mapping[str, Any], day: str) -> dict[str, Any]:
    """A record as a maintainer would write it, from a compact one. Its class and its id are not part of it."""
    data = {
        "kind": "mentoring",
        "aims": ["find-mentor"],
        "audience": ["newcomer", "mentor"],
        "status": "running",
        "name": _text("Program"),
        "organization": "agency",
        "summary": _text("A program."),
        "areas": [],
        "service_languages": ["en"],
        "cost": {"kind": "free"},
        "eligibility": {},
        "how_to_enter": [{"owner": "person", "text": _text("Call.")}],
        "sources": {SOURCE: {"published": day}},
        **{key: value for key, value in compact.items() if key != "class"},
    }
    plain = {"title": "Guide", "kind": "document", "read_on": day}
    sources = {key: plain | source for key, source in data["sources"].items()}
    rules = {role: {"stated": "all", **rule} for role, rule in data["eligibility"].items()}
    data |= {"sources": sources, "eligibility": rules}
    return {key: _sourced(value) if key in _FACTS else value for key, value in data.items()}


_FACTS = ("eligibility", "how_to_enter", "intake", "after")
_KEYS_OF_FACTS = {"ask", "text", "kind", "adds", "raises", "reveals"}


def _sourced(value: Any) -> Any:
    """The same with a source for every criterion, effect, intake and step that names none."""
    if isinstance(value, list):
        return [_sourced(one) for one in value]
    if not isinstance(value, dict):
        return value
    filled = {key: _sourced(one) for key, one in value.items()}
    return filled if _KEYS_OF_FACTS.isdisjoint(filled) else {"source": SOURCE} | filled


def listing_of(records: Records, day: str, asked: Questions | None = None) -> Catalog:
    """The listing of some compact records as of a day; `asked` stands in for the questions of this repository."""
    programs = {
        slug: Program.of(slug, compact.get("class", "open-access"), f"programs/{slug}.yml", record_of(compact, day))
        for slug, compact in records.items()
    }
    return Catalog(programs, organizations(), vocabularies(), asked or questions(), {}, {})


def differences(case: Case, catalog: Catalog | None = None) -> dict[str, tuple[Any, Any]]:
    """Where something else comes of a case than it expects: what it expects, and what came. `catalog` stands in for
    the listing of the case."""
    found = outcome(case, catalog or listing_of(case.records, case.date))
    pairs = {key: (expected, _comparable(key, found[key], expected)) for key, expected in case.expect.items()}
    return {key: (expected, came) for key, (expected, came) in pairs.items() if expected != came}


def _comparable(key: str, came: Any, expected: Any) -> Any:
    """What came, reduced to what is expected of it: the order of ids says nothing, nor does a cause that is not named."""
    if key == "causes":
        return {name: came.get(name) for name in expected}
    return expected if key in IDS and sorted(expected) == sorted(came) else came


IDS = ("met", "not_met", "unknown", "open", "nearest", "caps", "conditions", "dropped")


def outcome(case: Case, catalog: Catalog) -> dict[str, Any]:
    """What comes of a case: every key that `expect` may have. A record that nobody is screened for has no verdict."""
    today = date.fromisoformat(case.date)
    screener = Screener(catalog, today, case.role)
    answers, problems = read_answers(case.answers, screener.meanings, today)
    dropped = {"dropped": [problem.question for problem in problems]}
    if case.program not in screener.rules:
        return {"verdict": "none"} | dropped
    return dropped | told(screener.screened(screener.person(answers), (case.program,))[0])


def told(screened: Screened) -> dict[str, Any]:
    """A screening in the words of `expect`."""
    screening, plan = screened.screening, screened.plan
    names = {truth: [name for name, judged in screening.judgement.items() if judged.truth is truth] for truth in Truth}
    return {
        "verdict": screening.verdict,
        "met": names[Truth.MET],
        "not_met": names[Truth.NOT_MET],
        "unknown": names[Truth.UNKNOWN],
        "causes": {name: judged.cause for name, judged in screening.judgement.items()},
        "ways": {name: way.value for name, way in screening.ways.items()},
        "open": list(screening.open),
        "nearest": list(screening.nearest),
        "caps": list(screening.caps),
        "rests_on_old": screening.rests_on_old,
        "plan": [_step(step, screened.program.id) for step in plan.steps] if plan else "none",
        "conditions": list(plan.conditions) if plan else [],
        "before": {name: until.isoformat() for name, until in plan.before} if plan else {},
    }


def _step(step: Step, target: str) -> dict[str, Any]:
    """A step in its compact form: its kind with what it is about, then what else it says."""
    about = {step.kind: step.program or list(step.gates) or step.leaf}
    more = {
        "asked_by": step.asked_by if step.asked_by != target else None,
        "until": dict(step.levels),
        "reveals": list(step.reveals),
        "open": list(step.open),
        "on": step.on.isoformat() if step.on else None,
    }
    return about | {key: value for key, value in more.items() if value}
