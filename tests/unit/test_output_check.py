"""The check of a finished site finds what a visitor would stumble over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from passerelle.publish.output_check import OutputCheck

PAGE = '<html lang="en"><body><h1 id="top">A</h1>{}</body></html>'


def faults(folder: Path, body: str, base: str = "/", expected: Sequence[str] = ()) -> list[str]:
    files = {
        "en/a/index.html": PAGE.format(body),
        "en/b/index.html": PAGE.format('<a href="../a/#top">a</a>'),
        "en/index.html": PAGE.format('<a href="a/">a</a>'),
        "index.html": PAGE.format('<a href="en/">en</a>'),
        "assets/é b.css": "",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    check = OutputCheck(folder, base)
    for pages in check.shares(2):
        check.read(pages)
    return check.faults(expected)


@pytest.mark.parametrize(
    "link",
    [
        "../b/",
        "../b/#top",
        "../b/index.html",
        "../",
        "..",
        "../..",
        "./",
        "",
        "#top",
        "#",
        "?q=x",
        "../b/?q=x#top",
        "/en/b/",
        "/",
        "/assets/%C3%A9%20b.css",
        "https://nowhere.example/x",
        "mailto:a@b.example",
        "tel:211",
        "//cdn.example/x",
    ],
)
def test_good_links(link: str, tmp_path: Path) -> None:
    assert faults(tmp_path, f'<a href="{link}">x</a>') == []


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("../c/", "en/c/index.html"),
        ("../c/#top", "en/c/index.html"),
        ("b/", "en/a/b/index.html"),
        ("/fr/", "fr/index.html"),
        ("/en/b", "en/b"),
        ("../b/#nothing", "#nothing"),
        ("#nothing", "#nothing"),
        ("../../../..", ""),
    ],
)
def test_dead_links(link: str, told: str, tmp_path: Path) -> None:
    (found,) = faults(tmp_path, f'<a href="{link}">x</a>')
    assert found.startswith("en/a/index.html: ")
    assert told in found


@pytest.mark.parametrize("body", ['<img src="x.png">', '<script src="../x.js"></script>', '<form action="x/"></form>'])
def test_missing_files(body: str, tmp_path: Path) -> None:
    (found,) = faults(tmp_path, body)
    assert found.startswith("en/a/index.html: ")


def test_slot_left_open(tmp_path: Path) -> None:
    assert faults(tmp_path, "<p>zzqbodyqzz</p>") == ["en/a/index.html: a slot was not filled"]


def test_record_without_a_page(tmp_path: Path) -> None:
    assert faults(tmp_path, "", expected=["en/a/", "en/z/"]) == ["en/z/ has no page"]


def test_absolute_links_must_stay_below_the_path_of_the_site(tmp_path: Path) -> None:
    assert faults(tmp_path / "good", '<a href="/repo/en/b/">x</a>', base="/repo/") == []
    assert len(faults(tmp_path / "bad", '<a href="/en/b/">x</a>', base="/repo/")) == 1
