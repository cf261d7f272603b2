"""Owns the engine runs: authored pages and empty shells go in, themed HTML comes out, once per language.

MkDocs with Material builds what people author. Pages made from records do not pass through it: for each section and
depth of address it builds one shell, which `passerelle.site.fill` fills.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from passerelle.prose.interface import WEB, interface_words
from passerelle.prose.local import Brand
from passerelle.records.text import LANGUAGES, Language
from passerelle.site.assets import imported_by
from passerelle.site.fill import Shell, content_security_policy, sentinel

SHELL_SLOTS = {"path", "title", "description", "head", "body"}
SHELLS = (("programs", 1), ("programs", 2), ("programs", 4), ("programs", 5))
"""Section and depth of every kind of page that is made from records."""


class EngineError(RuntimeError):
    """The engine could not build the frames; the message is what it said."""


@dataclass(frozen=True, slots=True)
class Frames:
    """What the engine made for one language: shells by section and depth, authored pages by address."""

    language: Language
    shells: Mapping[tuple[str, int], Shell]
    pages: Mapping[str, Shell]
    folder: Path
    """The engine's output, whose other files (style sheets) belong in the site."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that builds the frames: what it is called, and the module and arguments that stand before the config."""

    name: str
    command: tuple[str, ...]


MKDOCS = Engine("MkDocs", ("mkdocs", "build", "--strict", "--quiet", "--config-file"))


@dataclass(frozen=True, slots=True)
class EngineRun:
    """One engine process at work."""

    engine: Engine
    language: Language
    process: subprocess.Popen[str]
    output: Path


def start_engine(
    root: Path, work: Path, language: Language, site_url: str, assets: str, brand: Brand, engine: Engine = MKDOCS
) -> EngineRun:
    """Start building one language's frames below the folder `work`, without waiting.

    `site_url` is the address of the whole site; `assets` the folder of our own assets, from the site's root.
    """
    documents, output = work / "docs" / language, work / "engine" / language
    shutil.copytree(root / "content" / language, documents)
    for section, depth in SHELLS:
        _write_shell(documents, section, depth)
    config = work / f"mkdocs.{language}.yml"
    settings = _settings(root, language, site_url, assets, brand)
    settings |= {
        path: folder.relative_to(work).as_posix() for path, folder in (("docs_dir", documents), ("site_dir", output))
    }
    config.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    command = [sys.executable, "-m", *engine.command, str(config)]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONHASHSEED": "0"}
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **quiet}
    )
    return EngineRun(engine, language, process, output)


def finish_engine(run: EngineRun) -> Frames:
    """Wait for an engine and cut what it made. Raises EngineError, or SlotError if the theme lost a slot."""
    said, _ = run.process.communicate()
    if run.process.returncode:
        raise EngineError(f"{run.engine.name} could not build the {run.language} pages:\n{said.strip()}")
    pages: dict[str, Shell] = {}
    shells: dict[tuple[str, int], Shell] = {}
    for file in sorted(run.output.rglob("index.html")):
        address = file.relative_to(run.output).parent.as_posix()
        html = _with_policy(file.read_text("utf-8"))
        if address.startswith(sentinel("")[:3]):
            section, depth = _shell_key(address)
            html = html.replace(f"{address}/", sentinel("path"))
            shells[section, depth] = Shell.cut(html).expect(SHELL_SLOTS, f"shell {section}, depth {depth}")
        else:
            pages["" if address == "." else f"{address}/"] = Shell.cut(html)
    return Frames(run.language, shells, pages, run.output)


def _with_policy(html: str) -> str:
    return html.replace(sentinel("csp"), content_security_policy(html))


def _segment(section: str, depth: int) -> str:
    return sentinel(f"{section}{depth}")


def _shell_key(address: str) -> tuple[str, int]:
    name = address.split("/")[0].removeprefix("zzq").removesuffix("qzz")
    return name[:-1], int(name[-1])


def _write_shell(documents: Path, section: str, depth: int) -> None:
    segment = _segment(section, depth)
    file = documents.joinpath(*[segment] * (depth - 1), f"{segment}.md")
    file.parent.mkdir(parents=True, exist_ok=True)
    matter = {
        "title": sentinel("title"),
        "description": sentinel("description"),
        "template": "portal.html",
        "section": section,
    }
    file.write_text(f"---\n{yaml.safe_dump(matter)}---\n\n{sentinel('body')}\n", "utf-8")


def _modules(mode: str) -> tuple[str, ...]:
    """All that the checker loads in a mode, in which it begins by `checker/page.js`."""
    begun = "checker/checker.js", "checker/sheet.js" if mode == "client" else "checker/interview.js"
    return (*begun, *imported_by(*begun))


def _settings(root: Path, language: Language, site_url: str, assets: str, brand: Brand) -> dict[str, Any]:
    other = next(code for code in LANGUAGES if code != language)
    return {
        "INHERIT": str((root / f"mkdocs.{language}.yml").resolve()),
        "site_name": brand.name,
        "site_url": f"{site_url}{language}/",
        "theme": {"custom_dir": str(WEB / "theme"), "variant": "classic"},
        "not_in_nav": "*",
        "extra": {
            "words": interface_words(language),
            "lang_code": language,
            "other_lang": other,
            "other_site_url": f"{site_url}{other}/",
            "assets": assets,
            "modules": {mode: list(_modules(mode)) for mode in ("newcomer", "client", "mentor")},
            "brand": {"name": brand.name, "tagline": brand.tagline.nearest(language)[0]},
        },
    }
