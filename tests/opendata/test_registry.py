"""What is written side by side never waits for, or reads, what another share writes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from passerelle.opendata.formats import Format
from passerelle.opendata.publication import Publication
from passerelle.opendata.registry import SHARES


@pytest.mark.parametrize("share", SHARES, ids=lambda share: share[0].name)
def test_a_share_needs_no_other(share: Sequence[Format], publication: Publication, tmp_path: Path) -> None:
    for one in share:
        one.export(publication, tmp_path)
    assert any(tmp_path.iterdir())
