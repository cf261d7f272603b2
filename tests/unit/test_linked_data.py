"""What machines read of a program stays data, whatever its record says."""

from __future__ import annotations

import json

import msgspec
import pytest

from passerelle.prose.interface import interface_words
from passerelle.records.catalog import Catalog, load_catalog
from passerelle.records.text import Text
from passerelle.site.cards import card_of
from passerelle.site.linked_data import linked_data
from passerelle.site.templates import environment
from passerelle.site.wording import Wording
from tests.listings import TODAY, Listing


@pytest.fixture
def catalog(listing: Listing) -> Catalog:
    return load_catalog(listing.root).catalog


@pytest.mark.parametrize(
    "odd", ["</script><script>alert(1)</script>", "<!-- <script", "a & b", "line\u2028end", 'quote"']
)
def test_no_text_can_end_its_script(odd: str, catalog: Catalog) -> None:
    wording = Wording(catalog, "en", environment(interface_words("en")))
    program = msgspec.structs.replace(catalog.programs["river-mentors"], name=Text(en=odd, fr=odd))
    data = linked_data(program, card_of(program, TODAY, wording), "https://example.org/", wording)
    assert not set("<>&\u2028") & set(data)
    assert json.loads(data)["@graph"][1]["name"] == odd
