"""The examples of the page about the data, copied as they stand there and run: all of them answer alike."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from passerelle.opendata.publication import FOLDER
from passerelle.opendata.registry import export_all
from tests.listings import ROOT
from tests.opendata.conftest import publication_of

LANGUAGES = ("en", "fr")
SLOT = "zzqdataurlqzz"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gives it
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the data of this repository is served."""
    site = tmp_path_factory.mktemp("served")
    export_all(publication_of(ROOT), site)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{FOLDER}/"
        server.shutdown()


def blocks(language: str, kind: str) -> list[str]:
    """The examples of a kind on a page, as it is authored."""
    text = (ROOT / "content" / language / "data.md").read_text("utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


def answered(program: str, address: str, folder: Path) -> list[str]:
    script = folder / "example.py"
    script.write_text(program.replace(SLOT, address), "utf-8")
    done = subprocess.run([sys.executable, str(script)], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_database_tables_and_json_give_the_same_answer(language: str, address: str, tmp_path: Path) -> None:
    (shell,), (query,) = blocks(language, "bash"), blocks(language, "sql")
    from_tables, from_json, rule = blocks(language, "python")
    fetched = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", shell.replace(SLOT, address)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert fetched.returncode == 0, fetched.stderr
    assert "passerelle.sqlite: OK" in fetched.stdout
    with closing(sqlite3.connect(tmp_path / "passerelle.sqlite")) as database:
        found = [program for (program,) in database.execute(query)]
    assert found
    assert answered(from_tables, address, tmp_path) == found
    assert answered(from_json, address, tmp_path) == found
    expected = [
        one.id
        for one in publication_of(ROOT).catalog.programs.values()
        if one.access_class == "open-access" and one.status == "running" and one.kind.endswith("mentoring")
        and "fr" in one.service_languages
        and {"ottawa", "ontario", "eastern-ontario", "canada", "canada-outside-quebec", "ottawa-gatineau"} & set(one.areas)
    ]  # fmt: skip
    assert found == expected
    assert answered(rule, address, tmp_path) == ["met", "not-met", "not-known"]


def test_languages_show_the_same_examples() -> None:
    for kind in ("bash", "sql", "python", "r"):
        assert blocks("en", kind) == blocks("fr", kind) != []


def test_examples_reach_the_page_unchanged() -> None:
    """What a reader copies is what is run above: the engine changes nothing in a block of code."""
    for kind in ("bash", "sql", "python", "r"):
        for block in blocks("en", kind):
            html = markdown(f"```{kind}\n{block}```", extensions=["fenced_code"])
            code = LexborHTMLParser(html).css_first("code")
            assert code is not None
            assert unescape(code.text()) == block
