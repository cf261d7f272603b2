"""The listing of this repository: nothing wrong with it, nothing lost, every word there in both languages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from passerelle.checks.examples import STANDINGS, day_of
from passerelle.checks.run import Checked, check_listing
from passerelle.eligibility.answers import read_answers
from passerelle.eligibility.meanings import Meanings
from passerelle.eligibility.person import Person
from passerelle.eligibility.requirements import Condition, Leaf, Requirements, requirements_of
from passerelle.eligibility.sentences import criterion_sentence
from passerelle.eligibility.verdict import screen
from passerelle.history.listing_changes import History
from passerelle.prose.local import LocalFacts, load_local_facts
from passerelle.records.criteria import Criterion, Role, Span
from passerelle.records.diagnostics import RULES
from passerelle.records.model import Program
from passerelle.records.text import LANGUAGES, Language
from passerelle.records.walk import parts_of
from passerelle.site.page import Page
from passerelle.site.pages import PageMaker
from tests.listings import ROOT, TODAY, plain_data

RECORDS = sorted((ROOT / "programs").rglob("*.yml"))
PROMISED = {
    "algonquin-mentorship-experience",
    "career-transitions",
    "criec-mentoring-collaborative",
    "federal-internship-newcomers",
    "halifax-connector",
    "hrpa-ottawa-mentoring",
    "iecbc-mentorship",
    "linc-clic",
    "maple-occsc",
    "milestones-to-employment",
    "ociso-career-mentoring",
    "oseb",
    "pqchc-volunteerism-to-employment",
    "triec-mentoring-partnership",
    "will-immploy-london",
    "ws-job-search-workshop",
    "ws-roadmap",
    "y-larc",
    "youth-futures",
}

CODES_OF_STATISTICS_CANADA = {"noc-2021": r"\d(\d{4})?", "sgc-2021": r"\d{2}(\d{2}(\d{3})?)?"}
"""A broad category or a unit group; a province, a census division or a census subdivision."""

FRENCH = re.compile(r"\b(de|du|des|les?|la|pour|et|aux?|sur|dans|à)\b|\b[ldn]’", re.IGNORECASE)
IN_BRACKETS = re.compile(r"\(.*?\)")
"""Who wrote it stands there, whose name tells nothing of the language of the title."""


@cache
def checked() -> Checked:
    return check_listing(ROOT, TODAY)


@cache
def maker(language: Language) -> PageMaker:
    facts: LocalFacts | None = load_local_facts(ROOT).facts
    assert facts
    return PageMaker(checked().catalog, facts, TODAY, language, History(), "https://example.org/")


def record(file: Path) -> Program:
    return checked().catalog.programs[file.stem]


def test_no_errors() -> None:
    assert [finding for finding in checked().findings if finding.level == "error"] == []


def test_nothing_waits_to_become_an_error() -> None:
    """What a new rule only warns of today is mended before its day comes."""
    waiting = [finding for finding in checked().findings if RULES[finding.rule].error_from]
    assert waiting == []


def test_ids_that_were_given_out_stay() -> None:
    given = set(checked().catalog.programs)
    given |= {former for program in checked().catalog.programs.values() for former in program.former_ids}
    assert given >= PROMISED


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.stem)
def test_record_converts_without_loss(file: Path) -> None:
    assert msgspec.json.decode(checked().catalog.authored[file.stem]) == plain_data(file)
    model = record(file)
    for key in plain_data(file):
        assert getattr(model, key) is not None, key
    assert (model.access_class, model.path) == (file.parent.name, file.relative_to(ROOT).as_posix())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.stem)
def test_record_has_a_page(file: Path, language: Language) -> None:
    page: Page = maker(language).program(record(file))
    assert page.address == f"programs/{file.stem}/"
    assert page.title == record(file).name.nearest(language)[0]
    assert page.description
    for word in (">None<", "Undefined", "None<"):
        assert word not in page.body


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.stem)
def test_every_criterion_has_a_source_and_words(file: Path) -> None:
    program, catalog = record(file), checked().catalog
    for criterion in criteria_of(program):
        assert criterion.source in program.sources
        for language in LANGUAGES:
            said = criterion_sentence(criterion, catalog.questions, catalog.vocabularies, language)
            assert said.endswith(".")
            assert "{" not in said


def criteria_of(program: Program) -> list[Criterion]:
    return [part for _, part in parts_of(program) if isinstance(part, Criterion)]


def test_criteria_are_found_wherever_they_stand() -> None:
    """The walk reaches as many criteria as the files hold, however deep."""

    def held(part: Any) -> int:
        inside = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        return ("ask" in part if isinstance(part, dict) else 0) + sum(held(item) for item in inside)

    for file in RECORDS:
        assert len(criteria_of(record(file))) == held(plain_data(file)["eligibility"]), file


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.stem)
def test_only_a_real_check_is_called_confirmed(file: Path) -> None:
    program = record(file)
    assert (program.verification is None) or program.verification.by in ("provider", "website")
    for source in program.sources.values():
        assert source.read_on <= TODAY.isoformat()


ROLES: tuple[Role, ...] = ("participant", "mentor")


@cache
def meanings() -> Meanings:
    return Meanings.of(checked().catalog)


def verdicts(program: Program, rule: Requirements) -> list[str]:
    """What the examples of a rule's role come out as."""
    found: list[str] = []
    for example in program.examples:
        day = day_of(example, program)
        assert day
        answers, problems = read_answers(example.answers, meanings(), day)
        assert problems == []
        if example.role == rule.role:
            person = Person(answers, meanings(), day)
            found.append(screen(rule, person, STANDINGS[rule.stated]).verdict)
    return found


def shifted(leaf: Leaf) -> list[Leaf]:
    """The same leaf with its bound moved by one in each direction: a year and a month, a level, a place in a list."""
    operands: list[Any] = []
    if isinstance(leaf.operand, Span):
        months = leaf.operand.number * (12 if leaf.operand.unit == "years" else 1)
        operands = [Span(leaf.operand.unit, leaf.operand.number + step) for step in (-1, 1)]
        operands += [Span("months", months + step) for step in (-1, 1)]
    elif leaf.operator in ("at_least", "at_most", "under"):
        operands = [moved(leaf, step) for step in (-1, 1)]
    return [msgspec.structs.replace(leaf, operand=operand) for operand in operands if operand is not None]


def moved(leaf: Leaf, step: int) -> Any:
    """A number plus a step, or the code that stands so much higher in its list; None where the list ends."""
    if not isinstance(leaf.operand, str):
        assert isinstance(leaf.operand, int | float)
        return leaf.operand + step
    options = meanings().options(leaf.ask)
    assert options
    rank = meanings().rank(leaf.ask, leaf.operand) + step
    return list(options.terms)[rank] if 0 <= rank < len(options.terms) else None


def with_leaf(condition: Condition, leaf: Leaf) -> Any:
    """A condition with another leaf in the place of the one of the same id."""
    if isinstance(condition, Leaf):
        return leaf if condition.id == leaf.id else condition
    return type(condition)(tuple(with_leaf(part, leaf) for part in condition.parts))


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.stem)
def test_no_bound_moves_without_an_example_noticing(file: Path) -> None:
    program = record(file)
    for role in ROLES:
        rule = requirements_of(program, role, meanings())
        expected = [example.expect for example in program.examples if example.role == role]
        assert verdicts(program, rule) == expected
        for leaf in (other for one in rule.leaves for other in shifted(one)):
            changed = with_leaf(rule.condition, leaf)
            leaves = tuple(with_leaf(one, leaf) for one in rule.leaves)
            moved_rule = msgspec.structs.replace(rule, condition=changed, leaves=leaves)
            assert verdicts(program, moved_rule) != expected, f"{role}: {leaf.ask} {leaf.operator} {leaf.operand}"


def test_every_verdict_occurs() -> None:
    found = {example.expect for program in checked().catalog.programs.values() for example in program.examples}
    assert found == set(checked().catalog.vocabularies["verdicts"].terms)


def test_every_field_of_work_that_has_one_names_its_broad_category() -> None:
    terms = checked().catalog.vocabularies["sectors"].terms
    without = {code for code, term in terms.items() if not any(one.scheme == "noc-2021" for one in term.matches)}
    assert without == {"any", "public-service", "other"}
    for vocabulary in checked().catalog.vocabularies.values():
        for one in (match for term in vocabulary.terms.values() for match in term.matches):
            shape = CODES_OF_STATISTICS_CANADA.get(one.scheme)
            assert shape is None or re.fullmatch(shape, one.code), one


def test_every_criterion_is_tested_by_an_example() -> None:
    rules = [finding.rule for finding in checked().findings]
    assert [rule for rule in rules if rule.startswith("examples/")] == []


def test_sources_with_a_french_title_say_so() -> None:
    """The key is easily forgotten: left out, it stands for English."""
    catalog = checked().catalog
    held = [program.sources for program in catalog.programs.values()]
    held += [organization.sources for organization in catalog.organizations.values()]
    sources = [source for one in held for source in one.values()]
    forgotten = [one.title for one in sources if FRENCH.search(IN_BRACKETS.sub("", one.title)) and one.language != "fr"]
    assert forgotten == []
    assert any(one.language == "fr" for one in sources)
