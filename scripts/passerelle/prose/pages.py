"""Owns the inventory of authored pages: which there are in each language, what each holds and on which line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from passerelle.prose.markdown import Block, Heading, Link, read_markdown
from passerelle.records.diagnostics import Problem, Where, rule
from passerelle.records.source import Source, read_source, read_text
from passerelle.records.text import LANGUAGES, Language

FRONT_MATTER = rule(
    "prose/front-matter", "error", "An authored page begins with front matter that names its title and description."
)

_FENCE = "---"
_NEEDED = ("title", "description")
_SHOWN = ("title", "description", "lead", "text", "action")


@dataclass(frozen=True, slots=True)
class Page:
    """An authored page. `address` is its path below the folder of its language; lines count from 1."""

    path: str
    language: Language
    address: str
    matter: Mapping[str, Any]
    said: tuple[Block, ...]
    """What its front matter says to readers."""
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class LoadedPages:
    """Every authored page that can be read, the sources of all, and what is wrong with their front matter."""

    sources: dict[str, Source]
    problems: list[Problem]
    pages: dict[tuple[Language, str], Page] = field(default_factory=dict)


def load_pages(root: Path) -> LoadedPages:
    """Read the authored pages of the listing at a root."""
    loaded = LoadedPages({}, [])
    for language in LANGUAGES:
        folder = root / "content" / language
        for file in sorted(folder.rglob("*.md")):
            path, address = file.relative_to(root).as_posix(), file.relative_to(folder).as_posix()
            source, problems = read_text(path, file.read_bytes())
            loaded.sources[path] = source
            if not problems:
                page, problems = _read(source, language, address)
                if page:
                    loaded.pages[language, address] = page
            loaded.problems.extend(problems)
    return loaded


def _read(source: Source, language: Language, address: str) -> tuple[Page | None, list[Problem]]:
    matter, body, first_line = _parts(source.text)
    if matter is None:
        remedy = "begin the page with a line `---`, then `title:` and `description:`, then a line `---`"
        return None, [Problem(FRONT_MATTER, source.path, (), "this page has no front matter", remedy, (1, 1))]
    inner, data, problems = read_source(source.path, matter.encode())
    if problems:
        return None, [replace(problem, position=_shifted(problem.position or (1, 1))) for problem in problems]
    missing = [key for key in _NEEDED if not isinstance(data, dict) or not isinstance(data.get(key), str)]
    if missing:
        return None, [_missing(source.path, key) for key in missing]
    said = tuple(Block(text, _shifted(inner.position(where))[0], key) for key, where, text in _shown(data, ()))
    return Page(source.path, language, address, data, said, *read_markdown(body, first_line)), []


def _shifted(position: tuple[int, int]) -> tuple[int, int]:
    """A place in the front matter as one in the file: a line further down."""
    return position[0] + 1, position[1]


def _missing(path: str, key: str) -> Problem:
    return Problem(FRONT_MATTER, path, (), f"{key} is missing", f"add `{key}:` in the front matter", (1, 1))


def _shown(data: Any, where: Where) -> Iterator[tuple[str, Where, str]]:
    """Every text of front matter that a page shows, with its key and place."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inside:
        if isinstance(value, str) and key in _SHOWN:
            yield str(key), (*where, key), value
        else:
            yield from _shown(value, (*where, key))


def _parts(text: str) -> tuple[str | None, str, int]:
    """The front matter (None without one), the rest, and the line on which the rest begins."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].strip() != _FENCE:
        return None, text, 1
    ends = (number for number, line in enumerate(lines[1:], 1) if line.strip() == _FENCE)
    end = next(ends, None)
    return (None, text, 1) if end is None else ("".join(lines[1:end]), "".join(lines[end + 1 :]), end + 2)
