"""The open data of two listings: the city of the tests and the listing of this repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from passerelle.opendata.publication import FOLDER, Publication
from passerelle.opendata.registry import export_all
from passerelle.prose.local import load_local_facts
from passerelle.records.catalog import load_catalog
from tests.listings import ROOT, TODAY
from tests.test_mini_repo import make_city

SITE_URL = "https://river.example/"


def publication_of(root: Path) -> Publication:
    """What is published of the listing at a root."""
    facts = load_local_facts(root).facts
    assert facts
    return Publication(load_catalog(root).catalog, facts, TODAY, SITE_URL, root / "schemas")


@pytest.fixture(scope="session", params=["city", "repository"])
def publication(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Publication:
    made = make_city(tmp_path_factory.mktemp("listing") / "city") if request.param == "city" else ROOT
    return publication_of(made)


@pytest.fixture(scope="session")
def data(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of everything that is published."""
    site = tmp_path_factory.mktemp("published")
    export_all(publication, site)
    return site / FOLDER
