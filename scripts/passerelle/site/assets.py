"""Owns our own assets: their folder carries a digest of their bytes, so a browser may keep them for ever.

Scripts are served as they are written, less their comments and indentation, which are a third of what they weigh. A style
sheet that imports others holds them when it is served, and a page names all that its scripts import: a phone waits once, not
once for each.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import shutil
from functools import cache
from pathlib import Path

from rjsmin import jsmin

from passerelle.prose.interface import WEB

_FOLDER = WEB / "assets"
_IMPORT = re.compile(r'@import "([a-z-]+\.css)";\n')
_IMPORTED = re.compile(r'^(?:import|export) [^;]*?"(\.[^"]+)";', re.MULTILINE)


def assets_address() -> str:
    """The folder of the assets, from the site's root: assets/<digest>."""
    digest = hashlib.sha256()
    for file in _files():
        digest.update(file.relative_to(_FOLDER).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return f"assets/{digest.hexdigest()[:12]}"


def copy_assets(site: Path) -> None:
    """Copy every asset into a site."""
    for file in _files():
        target = site / assets_address() / file.relative_to(_FOLDER)
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix == ".js":
            target.write_text(jsmin(file.read_text("utf-8")), "utf-8", newline="\n")
        elif file.suffix == ".css":
            target.write_text(_whole(file), "utf-8", newline="\n")
        else:
            shutil.copyfile(file, target)


@cache
def imported_by(*modules: str) -> tuple[str, ...]:
    """What scripts import, what that imports, and so on, without themselves; all as paths from the folder of the assets.
    What is imported first and most directly stands first."""
    found = dict.fromkeys(modules)
    waiting = list(modules)
    for module in waiting:
        for path in _IMPORTED.findall((_FOLDER / module).read_text("utf-8")):
            imported = posixpath.normpath(posixpath.join(posixpath.dirname(module), path))
            if imported not in found:
                found[imported] = None
                waiting.append(imported)
    return tuple(found)[len(modules) :]


def _whole(sheet: Path) -> str:
    """A style sheet with those that it imports in their places."""
    return _IMPORT.sub(lambda imported: _whole(sheet.parent / imported[1]), sheet.read_text("utf-8"))


def _files() -> list[Path]:
    return sorted(file for file in _FOLDER.rglob("*") if file.is_file())
