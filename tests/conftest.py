"""The option --bless, and small listings as fixtures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.listings import Listing, make_listing, record_text


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--bless` accepts what the machine makes now as what is expected: read the difference before committing it."""
    parser.addoption("--bless", action="store_true", help="write expected files anew")


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written."""
    return bool(request.config.getoption("--bless"))


@pytest.fixture
def listing(tmp_path: Path) -> Listing:
    """A small valid listing of one's own."""
    return make_listing(tmp_path / "listing")


@pytest.fixture
def record() -> Callable[..., str]:
    """Makes a valid record with the given keys changed."""

    def make(**overrides: Any) -> str:
        return record_text(overrides)

    return make
