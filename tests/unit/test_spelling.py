"""Words with ligatures can be found as people type them."""

from __future__ import annotations

import pytest

from passerelle.site.spelling import SPELLINGS, with_spellings


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("cœur", "coeur"),
        ("l'œuvre, l’Œuvre", "Oeuvre oeuvre"),
        ("<b>sœurs</b>", "soeurs"),
        ("Ævar et le curriculum vitæ", "Aevar vitae"),
        ("cœur cœur", "coeur"),
        ("plain", ""),
    ],
)
def test_spellings(text: str, spelled: str) -> None:
    assert with_spellings(f"{text}|{SPELLINGS}") == f"{text}|{spelled}"


def test_page_without_the_slot_is_left_alone() -> None:
    assert with_spellings("cœur") == "cœur"
