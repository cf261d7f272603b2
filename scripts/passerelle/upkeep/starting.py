"""Owns `init`: a new region's listing, without records, which builds in both languages once it holds a program.

The words come from web/listing/; shapes, vocabularies and questions are those of the listing that it is begun from.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined

from passerelle.prose.interface import WEB
from passerelle.records.catalog import load_catalog
from passerelle.records.model import ACCESS_CLASSES
from passerelle.records.text import Text
from passerelle.upkeep.refusal import RefusedError

_SKELETON = WEB / "listing"
_EMPTY = (*(f"programs/{access}" for access in ACCESS_CLASSES), "organizations")
_NAMED_APART = {"gitignore": ".gitignore"}
_UNSAFE = re.compile('["\\\\\x00-\x1f{}]')


@dataclass(frozen=True, slots=True)
class Region:
    """What a new listing is about: the region's name in both languages, the site's name and where it will be."""

    en: str
    fr: str
    site_name: str
    site_url: str

    @property
    def area(self) -> str:
        """The region's code: its English name in plain small letters."""
        plain = normalize("NFKD", self.en).encode("ascii", "ignore").decode().lower()
        return "-".join(re.findall("[a-z0-9]+", plain))


def start_listing(root: Path, target: Path, region: Region) -> list[str]:
    """Write the skeleton into a folder that is empty or not there. Returns paths from it. Raises RefusedError."""
    _refuse(target, region)
    broken = [path for path in load_catalog(root).problems if path.path.startswith("schemas/")]
    if broken:
        raise RefusedError(f"{broken[0].path}: {broken[0].message}; a new listing takes its shapes from here")
    try:
        target.mkdir(parents=True, exist_ok=True)
        shutil.copytree(root / "schemas", target / "schemas")
        for path, text in skeleton(region):
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_text(text, "utf-8", newline="\n")
        for folder in _EMPTY:
            (target / folder).mkdir(parents=True)
            (target / folder / ".gitkeep").touch()
    except OSError as error:
        raise RefusedError(f"cannot write into {target}: {error.strerror}") from error
    return sorted(file.relative_to(target).as_posix() for file in target.rglob("*") if file.is_file())


def skeleton(region: Region) -> Iterator[tuple[str, str]]:
    """The files that speak of the region, by path from the listing's root."""
    # YAML and Markdown with values that hold no sign of either: escaping for HTML would garble them.
    jinja = Environment(undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701
    values = {
        "name": region.site_name,
        "region": Text(en=region.en, fr=region.fr),
        "area": region.area,
        "site_url": region.site_url,
    }
    for file in sorted(_SKELETON.rglob("*")):
        if file.is_file():
            path = file.relative_to(_SKELETON).as_posix()
            yield _NAMED_APART.get(path, path), jinja.from_string(file.read_text("utf-8")).render(values)


def _refuse(target: Path, region: Region) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise RefusedError(f"{target} is not an empty folder")
    for name in (region.en, region.fr, region.site_name):
        if not name.strip() or _UNSAFE.search(name):
            raise RefusedError(f"`{name}` is no name: leave out quotes, braces and backslashes")
    if not region.area or region.area == "canada":
        raise RefusedError(f"`{region.en}` gives no code for the area: name it with Latin letters, and not Canada")
    if urlsplit(region.site_url).scheme not in ("http", "https") or not re.fullmatch(r"[!-~]+/", region.site_url):
        raise RefusedError(f"`{region.site_url}` is no address such as https://example.org/ with a slash at its end")
