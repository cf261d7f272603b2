"""Every verb's example, as the reference shows it, run in a copy of the small city."""

from __future__ import annotations

import argparse
import shlex
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from passerelle.cli import main, make_parser
from tests.failing_server import failing_server
from tests.gits import git, import_commits
from tests.listings import ROOT
from tests.test_mini_repo import make_city

AS_OF = ("--as-of", "2026-11-22")
RECORD = "programs/open-access/job-club.yml"


def verbs() -> dict[str, argparse.ArgumentParser]:
    """Every verb by name."""
    (action,) = [one for one in make_parser()._actions if isinstance(one, argparse._SubParsersAction)]
    return dict(action.choices)


def example(verb: str) -> list[str]:
    """The words of a verb's example behind `passerelle`."""
    program, *words = shlex.split(verbs()[verb].get_default("example"))
    assert (program, words[0]) == ("passerelle", verb)
    return words


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small city, where the verbs are called."""
    root = make_city(tmp_path / "rivermouth")
    monkeypatch.chdir(root)
    return root


def asked(root: Path) -> None:
    (root / "answers.yml").write_text("area: rivermouth\nenglish_level: 6\n", "utf-8")


def committed(root: Path) -> None:
    text = (root / RECORD).read_text("utf-8")
    git(root, "init", "--quiet", "--initial-branch", "main")
    import_commits(root, [(1, {RECORD: text.replace("status: running", "status: paused")}), (2, {RECORD: text})])


def as_it_is(_: Path) -> None:
    """The city holds all that the verb works on."""


READY: dict[str, Callable[[Path], None]] = {"screen": asked, "changes": committed}
"""What a verb works on, where the city does not hold it."""
TOLD = {
    "check": "", "rule": "bilingual/missing-fr (error)", "build": "pages about 9 programs",
    "screen": "Mentors du port", "fmt": "", "new": "river-coaching.yml: now follow", "verify": RECORD,
    "close": "now say under `notes`", "rename": "programs/open-access/job-circle.yml", "stale": "job-club",
    "changes": "Suspendu → En activité", "ask": "Harbour Mentors", "init": "files in ../pondville", "docs": "",
}  # fmt: skip
"""What each says. Those that need another machine or do not end have tests of their own."""


def test_every_verb_has_an_example_that_is_run() -> None:
    assert {*TOLD, "links", "serve"} == set(verbs())
    page = (ROOT / "docs" / "reference" / "cli.md").read_text("utf-8")
    for verb, parser in verbs().items():
        assert example(verb)
        assert f"\n```\n{parser.get_default('example')}\n```\n" in page
        assert parser.get_default("example") in " ".join(parser.format_help().split())


@pytest.mark.parametrize("verb", TOLD)
def test_example(verb: str, city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    READY.get(verb, as_it_is)(city)
    assert main([*example(verb), *AS_OF]) == 0, capsys.readouterr()
    said = capsys.readouterr()
    assert TOLD[verb] in said.out
    assert said.err == ""


def test_example_of_links(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with failing_server({}) as server:
        text = (city / RECORD).read_text("utf-8")
        (city / RECORD).write_text(text.replace("https://rivermouth.example.org", server.address), "utf-8")
        assert main([*example("links"), *AS_OF]) == 0
        assert capsys.readouterr().err == f"asked {server.address}/job-club\n"


@pytest.fixture
def free_port() -> str:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return str(held.getsockname()[1])


@pytest.mark.usefixtures("city")
def test_example_of_serve(free_port: str) -> None:
    words = [free_port if word == "8001" else word for word in example("serve")]
    assert words != example("serve")
    command = [sys.executable, "-m", "passerelle", *words, *AS_OF]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, preexec_fn=can_be_interrupted
    ) as process:
        try:
            assert process.stdout
            said = ""
            while "serving" not in said:
                line = process.stdout.readline()
                assert line, said
                said += line
            with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/fr/programs/job-club/") as answer:
                assert b"Job Club" in answer.read()
            process.send_signal(signal.SIGINT)
            assert process.wait(60) == 0
        finally:
            process.kill()


def can_be_interrupted() -> None:
    """Tests that run in the background of a shell are started deaf to interrupts, and so is what they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
