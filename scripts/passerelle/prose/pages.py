"""Owns the inventory of authored pages: which there are in each language, and whether their front matter can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from passerelle.records.diagnostics import Problem, rule
from passerelle.records.source import Source, read_source, read_text
from passerelle.records.text import LANGUAGES

FRONT_MATTER = rule(
    "prose/front-matter", "error", "An authored page begins with front matter that names its title and description."
)

_FENCE = "---"
_NEEDED = ("title", "description")


@dataclass(frozen=True, slots=True)
class LoadedPages:
    """The sources of every authored page, and what is wrong with their front matter."""

    sources: dict[str, Source]
    problems: list[Problem]


def load_pages(root: Path) -> LoadedPages:
    """Read the authored pages of the listing at a root."""
    files = [file for language in LANGUAGES for file in sorted((root / "content" / language).rglob("*.md"))]
    loaded = LoadedPages({}, [])
    for file in files:
        path = file.relative_to(root).as_posix()
        source, problems = read_text(path, file.read_bytes())
        loaded.sources[path] = source
        loaded.problems.extend(problems or _front_matter_problems(source))
    return loaded


def _front_matter_problems(source: Source) -> Iterator[Problem]:
    matter = _front_matter(source.text)
    if matter is None:
        remedy = "begin the page with a line `---`, then `title:` and `description:`, then a line `---`"
        yield Problem(FRONT_MATTER, source.path, (), "this page has no front matter", remedy, (1, 1))
        return
    _, data, problems = read_source(source.path, matter.encode())
    for problem in problems:
        line, column = problem.position or (1, 1)
        yield replace(problem, position=(line + 1, column))
    if problems:
        return
    for key in _NEEDED:
        if not isinstance(data, dict) or not isinstance(data.get(key), str):
            yield Problem(
                FRONT_MATTER, source.path, (), f"{key} is missing", f"add `{key}:` in the front matter", (1, 1)
            )


def _front_matter(text: str) -> str | None:
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].strip() != _FENCE:
        return None
    ends = (number for number, line in enumerate(lines[1:], 1) if line.strip() == _FENCE)
    end = next(ends, None)
    return None if end is None else "".join(lines[1:end])
