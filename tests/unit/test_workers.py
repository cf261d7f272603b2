"""What goes wrong in a task comes out of its process."""

from __future__ import annotations

import subprocess
import sys

import pytest

from passerelle.opendata.publication import ExportError
from passerelle.records.workers import APART_FROM, run_all
from tests.listings import ROOT


def refuse() -> None:
    raise ExportError("hsds/en: river-mentors: service.url: not an address")


def stumble() -> None:
    raise KeyError("river-mentors")


def test_a_failure_that_is_for_people_is_told_as_it_is() -> None:
    with pytest.raises(ExportError, match=r"^hsds/en: river-mentors: service\.url: not an address$"):
        run_all([refuse, refuse], APART_FROM)


def test_any_other_comes_with_its_traceback() -> None:
    # In a program of its own: beside the threads that other tests leave, tasks get no process.
    told = f"from tests.unit.test_workers import *; run_all([stumble], {APART_FROM})"
    run = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "WorkerError: Traceback" in run.stderr
    assert "in stumble" in run.stderr
