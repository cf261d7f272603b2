"""Whatever an exporter cannot write, it names the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from passerelle.opendata import eligibility_json, hsds, programs_csv, programs_json, sqlite_database, tables_csv
from passerelle.opendata.publication import ExportError, Publication
from tests.listings import Listing
from tests.opendata.conftest import publication_of


@pytest.mark.parametrize(
    ("export", "key"),
    [
        (programs_json.export, "sources"),
        (programs_csv.export, "cost"),
        (tables_csv.export, "cost"),
        (tables_csv.export, "notes"),
        (tables_csv.export, "eligibility"),
        (sqlite_database.export, "results"),
        (hsds.export, "sites"),
        (eligibility_json.export, "eligibility"),
    ],
)
def test_a_record_that_cannot_be_written_is_named(
    export: Callable[[Publication, Path], Any], key: str, listing: Listing, tmp_path: Path
) -> None:
    publication = publication_of(listing.root)
    programs = dict(publication.catalog.programs)
    programs["river-mentors"] = msgspec.structs.replace(programs["river-mentors"], **{key: 7})
    broken = replace(publication, catalog=replace(publication.catalog, programs=programs))
    with pytest.raises(ExportError, match=r"^[a-z./]+: river-mentors: ") as caught:
        export(broken, tmp_path)
    assert "\n" not in str(caught.value)
