"""Owns the catalog: every record, vocabulary and question of a listing, typed and indexed, read from disk once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from passerelle.records.diagnostics import Problem, rule
from passerelle.records.model import ACCESS_CLASSES, Organization, Program
from passerelle.records.schema import Shapes
from passerelle.records.source import Source, read_source
from passerelle.records.vocabularies import Questions, Vocabulary

NO_RECORDS = rule("listing/no-records", "error", "A listing holds at least one program.")
WRONG_FOLDER = rule("identity/wrong-folder", "error", "A program lies in the folder of its access class: programs/<class>/<id>.yml.")
FILE_NAME = rule("identity/file-name", "error", "A file's name is its id: lower-case words joined by hyphens, then .yml.")
TWICE = rule("identity/duplicate-id", "error", "An id names one program.")
MISSING_FILE = rule("listing/missing-file", "error", "The files that every listing needs are there.")

AREAS = "content/data/areas.yml"
QUESTIONS = "schemas/questions.yml"
_SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"


@dataclass(frozen=True, slots=True)
class Catalog:
    """A listing. `authored` holds each program's record as JSON; `ids` also names records too broken to convert."""

    programs: Mapping[str, Program]
    organizations: Mapping[str, Organization]
    vocabularies: Mapping[str, Vocabulary]
    questions: Questions
    authored: Mapping[str, msgspec.Raw] = field(repr=False)
    ids: Mapping[str, frozenset[str]] = field(repr=False)

    @property
    def listed(self) -> list[Program]:
        """Programs of the default list: running and paused, by id."""
        return [program for program in self.programs.values() if program.is_listed]

@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of reading a listing: its catalog, its files by path, and what is wrong with them."""

    catalog: Catalog
    sources: Mapping[str, Source] = field(repr=False)
    problems: tuple[Problem, ...]


class _Reader:
    """Reads files once, keeps their sources, and collects problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources: dict[str, Source] = {}
        self.problems: list[Problem] = []

    def shaped(self, path: str, shape: str, shapes: Shapes) -> Any | None:
        """The data of a file if it has the shape, else None."""
        source, found = read_source(path, (self.root / path).read_bytes())
        self.sources[path] = source
        if source.data is not None:
            found += shapes.problems(shape, path, source.data)
        self.problems += found
        return None if any(problem.rule.level == "error" for problem in found) else source.data

    def forget_data(self, path: str) -> None:
        """Keep a source's text only: its data now lives in the model."""
        source = self.sources[path]
        self.sources[path] = Source(source.path, source.text, None)

    def files(self, folder: str) -> list[str]:
        """Every YAML file below a folder, by path."""
        base = self.root / folder
        found = [*base.rglob("*.yml"), *base.rglob("*.yaml")] if base.is_dir() else []
        return sorted(path.relative_to(self.root).as_posix() for path in found)


def load_catalog(root: Path) -> Loaded:
    """Read the listing whose root is a folder. Files that cannot be used are left out and named as problems."""
    reader = _Reader(root)
    bare = Shapes.read(root / "schemas")
    vocabularies = _load_vocabularies(reader, bare)
    shapes = bare.with_vocabularies({name: vocabulary.terms for name, vocabulary in vocabularies.items()})
    questions = _load_questions(reader, shapes)
    organizations, organization_ids = _load_organizations(reader, shapes)
    programs, authored, program_ids = _load_programs(reader, shapes)
    ids = {"programs": program_ids, "organizations": organization_ids}
    catalog = Catalog(programs, organizations, vocabularies, questions, authored, ids)
    return Loaded(catalog, reader.sources, tuple(reader.problems))


def _load_vocabularies(reader: _Reader, shapes: Shapes) -> dict[str, Vocabulary]:
    paths = reader.files("schemas/vocabularies")
    if (reader.root / AREAS).is_file():
        paths.append(AREAS)
    else:
        reader.problems.append(_missing(AREAS))
    found: dict[str, Vocabulary] = {}
    for path in paths:
        data = reader.shaped(path, "vocabulary", shapes)
        if data is not None:
            found[Path(path).stem] = Vocabulary.of(Path(path).stem, data)
    return found


def _load_questions(reader: _Reader, shapes: Shapes) -> Questions:
    if not (reader.root / QUESTIONS).is_file():
        reader.problems.append(_missing(QUESTIONS))
        return Questions({}, {})
    data = reader.shaped(QUESTIONS, "question", shapes)
    return Questions({}, {}) if data is None else msgspec.convert(data, Questions)


def _missing(path: str) -> Problem:
    return Problem(MISSING_FILE, path, (), f"{path} is not there", "restore it from the repository", (1, 1))


def _load_organizations(reader: _Reader, shapes: Shapes) -> tuple[dict[str, Organization], frozenset[str]]:
    found: dict[str, Organization] = {}
    ids: set[str] = set()
    for path in reader.files("organizations"):
        slug = _slug_of(reader, path, f"organizations/{_SLUG}\\.yml")
        data = reader.shaped(path, "organization", shapes)
        if slug is not None:
            ids.add(slug)
            if data is not None:
                found[slug] = Organization.of(slug, path, data)
    return found, frozenset(ids)


def _load_programs(
    reader: _Reader, shapes: Shapes
) -> tuple[dict[str, Program], dict[str, msgspec.Raw], frozenset[str]]:
    found: dict[str, Program] = {}
    authored: dict[str, msgspec.Raw] = {}
    paths: dict[str, str] = {}
    for path in reader.files("programs"):
        slug = _slug_of(reader, path, f"programs/[^/]+/{_SLUG}\\.yml")
        folder = path.split("/")[1]
        if folder not in ACCESS_CLASSES or path.count("/") != 2:
            message = f"{path} is not in the folder of an access class"
            remedy = f"move it to programs/{'|'.join(ACCESS_CLASSES)}/"
            reader.problems.append(Problem(WRONG_FOLDER, path, (), message, remedy, (1, 1)))
            slug = None
        data = reader.shaped(path, "program", shapes)
        if slug is None or _is_taken(reader, slug, path, paths):
            continue
        if data is not None:
            found[slug] = Program.of(slug, folder, path, data)
            authored[slug] = msgspec.Raw(msgspec.json.encode(data))
            reader.forget_data(path)
    if not paths:
        message = "this listing holds no program"
        reader.problems.append(Problem(NO_RECORDS, "programs", (), message, "add programs/<class>/<id>.yml", (1, 1)))
    return dict(sorted(found.items())), authored, frozenset(paths)


def _is_taken(reader: _Reader, slug: str, path: str, paths: dict[str, str]) -> bool:
    first = paths.setdefault(slug, path)
    if first == path:
        return False
    message = f"the id `{slug}` is also that of {first}"
    reader.problems.append(Problem(TWICE, path, (), message, "rename one of the two files, or delete it", (1, 1)))
    return True


def _slug_of(reader: _Reader, path: str, pattern: str) -> str | None:
    stem = Path(path).stem
    if re.fullmatch(pattern, path) and len(stem) <= 60:
        return stem
    message = f"{path}: `{Path(path).name}` is not an id followed by .yml"
    remedy = "name the file with lower-case words joined by hyphens, at most 60 characters, then .yml"
    reader.problems.append(Problem(FILE_NAME, path, (), message, remedy, (1, 1)))
    return None
