"""What goes wrong in a task comes out of its process."""

from __future__ import annotations

import pytest

from passerelle.opendata.publication import ExportError
from passerelle.records.workers import APART_FROM, WorkerError, run_all


def refuse() -> None:
    raise ExportError("hsds/en: river-mentors: service.url: not an address")


def stumble() -> None:
    raise KeyError("river-mentors")


def test_a_failure_that_is_for_people_is_told_as_it_is() -> None:
    with pytest.raises(ExportError, match=r"^hsds/en: river-mentors: service\.url: not an address$"):
        run_all([refuse, refuse], APART_FROM)


def test_any_other_comes_with_its_traceback() -> None:
    with pytest.raises(WorkerError, match="in stumble"):
        run_all([stumble], APART_FROM)
