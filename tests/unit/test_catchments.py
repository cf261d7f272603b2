"""The areas of the job service: all fifteen, each sourced, each found by the places that lie in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from passerelle.prose.catchments import CATCHMENTS, Catchments, load_catchments
from passerelle.prose.interface import interface_words
from passerelle.prose.local import load_local_facts
from passerelle.prose.shapes import SHAPE
from passerelle.records.catalog import load_catalog
from passerelle.records.diagnostics import Problem, field_name
from passerelle.records.text import LANGUAGES, Language
from passerelle.site.catchments import catchments_view
from passerelle.site.templates import environment, render
from passerelle.site.wording import Wording
from tests.listings import ROOT

SMALL = """\
phases: {first: {en: First, fr: Première}}
catchments:
  - id: river
    name: {en: River, fr: Rivière}
    phase: first
    source: page
    manager: {text: {en: River County, fr: Comté de la Rivière}, source: page}
    planning: {first: 2023-01, last: 2023-12}
    start: 2024-01
    places: [{text: {en: Mill, fr: Moulin}, source: page}]
sources:
  page: {title: A page, kind: archived-page, read_on: 2026-11-22, url: "https://rivermouth.example/page"}
"""


@pytest.fixture(scope="module")
def real() -> Catchments:
    loaded = load_local_facts(ROOT)
    assert loaded.problems == []
    assert loaded.facts
    assert loaded.facts.catchments
    return loaded.facts.catchments


def test_there_are_fifteen_areas_of_their_own(real: Catchments) -> None:
    assert len({one.id for one in real.catchments}) == len(real.catchments) == 15


def test_every_area_has_a_dated_source(real: Catchments) -> None:
    for one in real.catchments:
        for key in {one.source, *(told.source for told in one.told)}:
            assert real.sources[key].read_on, f"{one.id}: {key}"
            assert real.sources[key].url, f"{one.id}: {key}"


def test_manager_phase_and_start_are_those_of_the_province(real: Catchments) -> None:
    assert {one.id: (one.phase, one.manager and one.manager.text.en, one.start) for one in real.catchments} == {
        "hamilton-niagara": ("prototype", "Fedcap Canada", "2021-01"),
        "muskoka-kawarthas": ("prototype", "Fleming College", "2021-01"),
        "peel": ("prototype", "WCG International Consultants Ltd", "2021-01"),
        "halton": ("1", "Fedcap Canada", "2023-04"),
        "kingston-pembroke": ("1", "Serco Canada", "2023-10"),
        "stratford-bruce": ("1", "County of Bruce", "2023-04"),
        "york": ("1", "WCG International Consultants Ltd", "2023-04"),
        "durham": ("2", "Region of Durham", "2024-01"),
        "kitchener-waterloo-barrie": ("2", "Serco Canada", "2024-01"),
        "london": ("2", "City of London", "2024-01"),
        "ottawa": ("2", "WCG International Consultants Ltd", "2024-01"),
        "windsor-sarnia": ("2", "City of Windsor", "2024-01"),
        "northeast": ("3", "Collège Boréal", None),
        "northwest": ("3", None, None),
        "toronto": ("3", None, None),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_leads_to_its_area(language: Language, real: Catchments) -> None:
    jinja = environment(interface_words(language))
    view = catchments_view(real, Wording(load_catalog(ROOT).catalog, language, jinja))
    shown = "".join(render(jinja, f"catchment-{name}", view=view) for name in ("places", "areas", "sources"))
    led = re.findall(r'href="#([^"]+)"', shown)
    assert len(led) > 40
    assert set(led) <= set(re.findall(r' id="([^"]+)"', shown))
    for town, area in {"Lanark": "ottawa", "Kanata": "ottawa", "Orléans": "ottawa", "Mississauga": "peel"}.items():
        assert f'<a href="#{area}">{town}</a> <span class="soft">{area.capitalize()}</span>' in shown


def found(folder: Path, text: str) -> list[Problem]:
    (folder / CATCHMENTS).parent.mkdir(parents=True)
    (folder / CATCHMENTS).write_text(text, "utf-8")
    problems: list[Problem] = []
    loaded = load_catchments(folder, SHAPE, {}, problems)
    assert (loaded is None) == bool(problems)
    return problems


def test_a_good_file_has_no_problems(tmp_path: Path) -> None:
    assert found(tmp_path, SMALL) == []


def test_a_listing_may_have_no_areas(tmp_path: Path) -> None:
    assert load_catchments(tmp_path, SHAPE, {}, []) is None


@pytest.mark.parametrize(
    ("find", "put", "where", "message"),
    [
        ("  - id: river", "  - id: river\n    mayor: Ann", "catchments[0]", "mayor"),
        ("    phase: first\n", "", "catchments[0]", "phase"),
        ("phase: first", "phase: frist", "catchments[0].phase", "frist is no phase"),
        ("{en: River, fr: Rivière}", "{en: River}", "catchments[0].name", "name is not in fr"),
        ("start: 2024-01", "start: 2024-13", "catchments[0]", "2024-13 is no month"),
        ("start: 2024-01", "start: 2022-01", "catchments[0]", "these months are not in order"),
        ("fr: Moulin}, source: page", "fr: Moulin}, source: pages", "catchments[0]", "pages is no source of this file"),
        (
            "sources:",
            "  - {id: river, name: {en: A, fr: B}, phase: first, source: page}\nsources:",
            "catchments[1].id",
            "river stands twice",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(find: str, put: str, where: str, message: str, tmp_path: Path) -> None:
    assert find in SMALL
    (problem,) = found(tmp_path, SMALL.replace(find, put, 1))
    assert field_name(problem.where) == where
    assert message in problem.message
