"""How the code is cut: who may import whom, who may print, how long a module may be."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.listings import ROOT

PACKAGE = ROOT / "scripts" / "passerelle"
WEB = PACKAGE / "web"
ORDER = ["records", "eligibility", "prose", "checks", "history", "opendata", "site", "publish", "upkeep", "cli"]
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 300
OTHERS = ("https://www.w3.org/", "http://www.w3.org/", "https://creativecommons.org/")
CLOCKS = {"now", "utcnow", "today", "time", "localtime", "gmtime", "time_ns"}


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def folder_of(module: Path) -> str:
    return name_of(module).split("/")[0].removesuffix(".py")


@cache
def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


def below_cli() -> list[Path]:
    return [module for module in MODULES if folder_of(module) not in ("cli", "__main__")]


def imported(module: Path) -> set[str]:
    """Folders of the package that a module imports from, inside functions and for type checking too."""
    names: set[str] = set()
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(module)}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("passerelle.")}


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_module_imports_only_what_stands_above_it(module: Path) -> None:
    folder = folder_of(module)
    if folder in ("__init__", "__main__"):
        return
    assert folder in ORDER, f"{folder} has no place in the order of folders"
    allowed = set(ORDER[: ORDER.index(folder) + 1])
    assert imported(module) <= allowed


@pytest.mark.parametrize("module", below_cli(), ids=name_of)
def test_only_the_cli_prints_exits_and_reads_clock_or_environment(module: Path) -> None:
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in ("print", "exit", "quit", "input", "sys.exit", "os._exit"), called
            last = called.split(".")[-1]
            assert not (last in CLOCKS and re.search(r"\b(date|datetime|time)\.", called)), called
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "stdout", "stderr", "argv"):
            written = ast.unparse(node)
            if name_of(module) == "site/frames.py" and written == "os.environ":
                continue
            assert written not in ("os.environ", "os.getenv", "sys.stdout", "sys.stderr", "sys.argv"), written


def test_environment_is_only_passed_on_to_the_engine() -> None:
    text = (PACKAGE / "site" / "frames.py").read_text("utf-8")
    assert len(re.findall(r"\bos\.", text)) == 1
    assert "env={**os.environ," in text


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_module_has_one_idea(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= LONGEST
    assert ast.get_docstring(tree_of(module)) or module.name == "__main__.py"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_markup_lives_in_templates(module: Path) -> None:
    """No string of Python holds an HTML tag; sitemap.xml is the exception, which has no template."""
    if name_of(module) in ("site/sitemap.py",):
        return
    for text in strings_of(module):
        assert not re.search(r"</?(a|b|br|div|span|p|ul|li|h[1-6]|em|strong|table|section)[ />]", text), text


@cache
def strings_of(module: Path) -> list[str]:
    """Every string of a module that is not a docstring."""
    told = {id(node.value) for node in ast.walk(tree_of(module)) if isinstance(node, ast.Expr)}
    constants = [node for node in ast.walk(tree_of(module)) if isinstance(node, ast.Constant) and id(node) not in told]
    return [node.value for node in constants if isinstance(node.value, str)]


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "misc", "util", "helper"])
def test_no_drawer_for_odds_and_ends(name: str) -> None:
    assert list(PACKAGE.rglob(f"{name}*")) == []


def web_files() -> list[Path]:
    """Files of the theme. web/listing/ holds none: it is what a new region's own content begins with."""
    files = (file for file in WEB.rglob("*") if WEB / "listing" not in file.parents)
    return sorted(file for file in files if file.suffix in (".html", ".css", ".js", ".svg", ".yml", ".json"))


@pytest.mark.parametrize("file", web_files(), ids=lambda file: file.relative_to(WEB).as_posix())
def test_pages_name_nobody_else(file: Path) -> None:
    """Nothing of the theme is fetched from, or sent to, another site."""
    for address in re.findall(r"https?://[^\s\"'<>)]+", file.read_text("utf-8")):
        assert address.startswith(OTHERS), address


@pytest.mark.parametrize("word", ["Ottawa", "Ontario", "OCISO", "211"])
def test_machine_knows_no_city(word: str) -> None:
    for module in MODULES:
        assert not [text for text in strings_of(module) if word in text], name_of(module)


def test_lock_names_packages_and_hashes_only() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert not re.search(r"https?://|--index-url|--extra-index-url|--find-links|@ file:|git\+", text)
    pins = re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)
    assert len(pins) > 10
    assert text.count("--hash=sha256:") >= len(pins)
    for name in ("mkdocs-material", "msgspec", "pytest"):
        assert name in pins
