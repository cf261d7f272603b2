"""Whatever an exporter cannot write, it names the record and the field."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from passerelle.opendata.publication import UNTOLD, ExportError, Publication, each_written
from passerelle.opendata.registry import FORMATS
from passerelle.records.model import Program
from passerelle.records.vocabularies import Match
from tests.listings import make_listing
from tests.opendata.conftest import publication_of

MENTORS = "programs.river-mentors"
RULE = f"{MENTORS}.eligibility.participant"
TERM = "vocabularies.kinds.terms.mentoring"
NO_EXTENSION = "+1 613 555 0100 ext. 12a"
UNBEARABLE = object()
"""What nothing can encode."""
STUMBLES: list[tuple[str, str, Any, str]] = [
    # What the model takes, and the code of an exporter does not.
    ("programs_json", f"{MENTORS}.verification.on", "some day", "programs.json: river-mentors: verification.on"),
    ("programs_ndjson", f"{MENTORS}.verification.on", "some day", "programs.ndjson: river-mentors: verification.on"),
    ("programs_csv", f"{MENTORS}.verification.on", "some day", "programs.csv: river-mentors: verification.on"),
    ("tables_csv", f"{MENTORS}.verification.on", "some day", "programs: river-mentors: verification.on"),
    ("tables_csv", f"{RULE}.all.1.parts.1.ask", "shoe_size", "criteria: river-mentors: eligibility.participant.all.1.any.1.ask"),
    ("tables_csv", f"{MENTORS}.areas", ("atlantis",), "criteria: river-mentors: areas.0"),
    ("sqlite", f"{RULE}.all.0.ask", "shoe_size", "criteria: river-mentors: eligibility.participant.all.0.ask"),
    ("hsds", f"{MENTORS}.cost.kind", "barter", "hsds/en: river-mentors: cost.kind"),
    ("hsds", f"{MENTORS}.cost.amount", float("inf"), "hsds/en: river-mentors: cost.amount"),
    ("hsds", f"{MENTORS}.sites.0.phone", NO_EXTENSION, "hsds/en: river-mentors: sites.0.phone"),
    ("hsds", f"{MENTORS}.sources.page.url", "https://river.example/100%", "hsds/en: river-mentors: sources.page.url"),
    ("hsds", f"{MENTORS}.organization", "nobody", "hsds/en: river-mentors: organization"),
    ("hsds", "organizations.river-agency.contact.phone", NO_EXTENSION, "hsds/en: river-agency: contact.phone"),
    ("eligibility", f"{RULE}.assets.0.ask", "shoe_size", "eligibility: river-mentors: eligibility.participant.assets.0"),
    ("skos_turtle", f"{TERM}.matches", (Match("isco", "1", "exact"),), "vocabularies.ttl: kinds: terms.mentoring.matches.0.scheme"),
    ("skos_json", f"{TERM}.matches", (Match("isco", "1", "exact"),), "vocabularies.jsonld: kinds: terms.mentoring.matches.0.scheme"),
    # What is not even of the model.
    ("programs_json", f"{MENTORS}.sources", 7, "programs.json: river-mentors: sources"),
    ("programs_json", "organizations.river-agency.description.en", UNBEARABLE, "programs.json: river-agency: description.en"),
    ("tables_csv", f"{MENTORS}.notes.0.text", 7, "notes: river-mentors: notes.0.text"),
    ("tables_csv", "organizations.river-agency.name", 7, "organizations: river-agency: name"),
    ("tables_csv", f"{TERM}.label", 7, "terms: kinds: terms.mentoring.label"),
    ("sqlite", f"{MENTORS}.components.0.components.0.name", 7, "components: river-mentors: components.0.components.0"),
    ("hsds", f"{TERM}.label", 7, "hsds/en: kinds: terms.mentoring.label"),
    ("hsds", "questions.questions.age.wording", 7, "hsds/en: age: wording"),
    ("vocabularies", f"{TERM}.label.en", 7, "vocabularies: kinds: terms.mentoring.label.en"),
    ("questions", "questions.questions.age.raises", UNBEARABLE, "questions.json: age: raise"),
    # What a schema or the database refuses.
    ("eligibility", f"{MENTORS}.status", "gone", "eligibility/river-mentors.json: status"),
    ("questions", "questions.questions.age.wording", 7, "questions.json: questions.age.wording"),
    ("sqlite", f"{MENTORS}.results.0.year", 2**70, "passerelle.sqlite: river-mentors: results.year"),
]  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """What is published of a small listing of which two programs were verified."""
    made = publication_of(make_listing(tmp_path_factory.mktemp("failing") / "listing").root)
    verified = made.catalog.programs["river-mentors"].verification
    return replace(made, catalog=put(made.catalog, ["programs", "bridge-circle", "verification"], verified))


def put(value: Any, path: list[str], new: Any) -> Any:
    """A value with another at a path inside it."""
    if not path:
        return new
    key, *rest = path
    if isinstance(value, dict):
        return {**value, key: put(value[key], rest, new)}
    if isinstance(value, tuple):
        return tuple(put(one, rest, new) if str(at) == key else one for at, one in enumerate(value))
    changed = {key: put(getattr(value, key), rest, new)}
    return msgspec.structs.replace(value, **changed) if isinstance(value, msgspec.Struct) else replace(value, **changed)


@pytest.mark.parametrize(("name", "path", "value", "where"), STUMBLES)
def test_what_cannot_be_written_is_named(
    name: str, path: str, value: Any, where: str, small: Publication, tmp_path: Path
) -> None:
    (one,) = [one for one in FORMATS if one.name == name]
    broken = replace(small, catalog=put(small.catalog, path.split("."), value))
    with pytest.raises(ExportError) as failed:
        one.export(broken, tmp_path)
    named, _, why = str(failed.value).removeprefix(where).partition(": ")
    assert (named, bool(why)) == ("", True), failed.value
    assert "\n" not in why


def test_every_format_that_walks_records_is_among_them() -> None:
    assert {one.name for one in FORMATS} - {name for name, *_ in STUMBLES} == {"openapi"}


def told(programs: dict[str, Program], write: Any) -> str:
    """The field that is named where a function fails on a record."""
    with pytest.raises(ExportError) as failed:
        list(each_written("own", programs, write))
    return str(failed.value).split(": ")[2]


def test_fields_that_fail_only_together_are_named_together(small: Publication) -> None:
    def write(program: Program) -> None:
        assert not (program.duration_note and program.results), "who waits?"

    assert told(dict(small.catalog.programs), write) == "results.0 with duration_note"


def test_a_field_that_says_nothing_is_named(small: Publication) -> None:
    def write(program: Program) -> str:
        return program.areas[0]

    assert told(put(small.catalog.programs, ["river-mentors", "areas"], ()), write) == "areas"


def test_what_only_follows_from_another_field_is_not_named(small: Publication) -> None:
    """A closed program is passed over, and so does not fail either."""

    def write(program: Program) -> int:
        return 0 if program.status == "closed" else len(program.kind) // (program.kind != "odd")

    programs = dict(small.catalog.programs)
    for key, path, value in (
        ("bridge-circle", "status", "closed"), ("harbour-match", "status", "closed"), ("river-mentors", "kind", "odd"),
    ):  # fmt: skip
        programs = put(programs, [key, path], value)
    assert told(programs, write) == "status with kind"
    assert told(put(programs, ["harbour-match", "status"], "running"), write) == "kind"


def test_a_record_alone_is_told_apart_from_itself(small: Publication) -> None:
    def write(program: Program) -> list[int]:
        return [int(site.wheelchair) for site in program.sites if site.wheelchair != "unknown"]

    alone = {"river-mentors": small.catalog.programs["river-mentors"]}
    assert told(alone, write) == "sites.0.wheelchair"
    assert told(alone, lambda program: program.path.index("nowhere")) == UNTOLD
