"""Owns the catalog: every record, vocabulary and question of a listing, typed and indexed, read from disk once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from passerelle.records.diagnostics import Problem, rule
from passerelle.records.model import ACCESS_CLASSES, Organization, Program
from passerelle.records.schema import NAMES as SHAPE_NAMES
from passerelle.records.schema import Shapes
from passerelle.records.source import Source, read_source
from passerelle.records.to_do import MARK, to_dos
from passerelle.records.vocabularies import Questions, Vocabulary
from passerelle.records.workers import PROCESSES, run_all

NO_RECORDS = rule("listing/no-records", "error", "A listing holds at least one program.")
WRONG_FOLDER = rule(
    "identity/wrong-folder",
    "error",
    "A program lies in the folder of its access class, an organization in organizations/.",
)
FILE_NAME = rule(
    "identity/file-name", "error", "A file's name is its id: lower-case words joined by hyphens, then .yml."
)
TWICE = rule("identity/duplicate-id", "error", "An id names one program.")
MISSING_FILE = rule("listing/missing-file", "error", "The files that every listing needs are there.")

AREAS = "content/data/areas.yml"
QUESTIONS = "schemas/questions.yml"
_FILE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.yml")
_YAML = re.compile(r"\.ya?ml(\.txt)?\Z", re.IGNORECASE)
_LONGEST_ID = 60


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


Read = tuple[Source, Any, list[Problem]]
"""A file, its data (None where it cannot be used), and what is wrong with it."""


class _Reader:
    """Reads files once, keeps their sources, and collects problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources: dict[str, Source] = {}
        self.problems: list[Problem] = []

    def shaped(self, path: str, shape: str, shapes: Shapes) -> Any | None:
        """The data of a file if it has the shape, else None."""
        return self.take(path, _read(self.root, path, shape, shapes))

    def take(self, path: str, read: Read) -> Any | None:
        """Keep what came of reading a file; gives its data."""
        source, data, found = read
        self.sources[path] = source
        self.problems += found
        return data

    def files(self, folder: str) -> list[str]:
        """Every file below a folder that is or was meant as YAML, by path."""
        found = [path for path in (self.root / folder).rglob("*") if _YAML.search(path.name) and path.is_file()]
        return sorted(path.relative_to(self.root).as_posix() for path in found)


def _read(root: Path, path: str, shape: str, shapes: Shapes) -> Read:
    source, data, found = read_source(path, (root / path).read_bytes())
    if data is not None:
        left = to_dos(path, data) if MARK in source.text else []
        marked = {problem.where for problem in left}
        found += left + [problem for problem in shapes.problems(shape, path, data) if problem.where not in marked]
    broken = any(problem.rule.level == "error" for problem in found)
    return source, None if broken else data, found


def _read_share(root: Path, paths: Sequence[str], shapes: Shapes) -> list[Read]:
    """Programs of a share, their data as JSON: that is what the catalog keeps, and it travels between processes."""
    reads = (_read(root, path, "program", shapes) for path in paths)
    return [(source, None if data is None else msgspec.json.encode(data), found) for source, data, found in reads]


def load_catalog(root: Path) -> Loaded:
    """Read the listing whose root is a folder. Files that cannot be used are left out and named as problems."""
    reader = _Reader(root)
    missing = [path for name in SHAPE_NAMES if not (root / (path := f"schemas/{name}.schema.json")).is_file()]
    if missing:
        nothing = Catalog({}, {}, {}, Questions({}, {}), {}, {})
        return Loaded(nothing, {}, tuple(_missing(path) for path in missing))
    bare = Shapes.read(root / "schemas")
    vocabularies = _load_vocabularies(reader, bare)
    shapes = shapes_with(bare, vocabularies)
    questions = _load_questions(reader, shapes)
    organizations, organization_ids = _load_organizations(reader, shapes)
    programs, authored, program_ids = _load_programs(reader, shapes)
    lists = frozenset(Path(path).stem for path in reader.sources if path.startswith("schemas/vocabularies/"))
    ids = {"programs": program_ids, "organizations": organization_ids, "vocabularies": lists | {Path(AREAS).stem}}
    catalog = Catalog(programs, organizations, vocabularies, questions, authored, ids)
    return Loaded(catalog, reader.sources, tuple(reader.problems))


def shapes_with(bare: Shapes, vocabularies: Mapping[str, Vocabulary]) -> Shapes:
    """The shapes with the codes and labels of vocabularies put in."""
    codes = {name: vocabulary.terms for name, vocabulary in vocabularies.items()}
    return bare.with_vocabularies(codes, {name: vocabulary.codes_by_label for name, vocabulary in vocabularies.items()})


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
    return Problem(MISSING_FILE, path, (), "this file is missing", "restore it from the repository", (1, 1))


def _load_organizations(reader: _Reader, shapes: Shapes) -> tuple[dict[str, Organization], frozenset[str]]:
    found: dict[str, Organization] = {}
    ids: set[str] = set()
    for path in reader.files("organizations"):
        slug = _slug_of(reader, path)
        if path.count("/") != 1:
            reader.problems.append(
                _misplaced(path, f"{path} is not directly in organizations/", "move it to organizations/")
            )
            slug = None
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
    files = reader.files("programs")
    tasks = [partial(_read_share, reader.root, files[start::PROCESSES], shapes) for start in range(PROCESSES)]
    shares = [iter(share) for share in run_all(tasks, len(files))]
    for number, path in enumerate(files):
        slug = _slug_of(reader, path)
        folder = path.split("/")[1]
        if folder not in ACCESS_CLASSES or path.count("/") != 2:
            *others, last = [f"programs/{access}/" for access in ACCESS_CLASSES]
            remedy = f"move it to {', '.join(others)} or {last}"
            reader.problems.append(_misplaced(path, f"{path} is not in the folder of an access class", remedy))
            slug = None
        encoded = reader.take(path, next(shares[number % PROCESSES]))
        if slug is None or _is_taken(reader, slug, path, paths):
            continue
        if encoded is not None:
            found[slug] = Program.of(slug, folder, path, msgspec.json.decode(encoded))
            authored[slug] = msgspec.Raw(encoded)
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


def _misplaced(path: str, message: str, remedy: str) -> Problem:
    return Problem(WRONG_FOLDER, path, (), message, remedy, (1, 1))


def _slug_of(reader: _Reader, path: str) -> str | None:
    name = Path(path).name
    stem = name.removesuffix(".yml")
    if _FILE_NAME.fullmatch(name) and len(stem) <= _LONGEST_ID:
        return stem
    message = f"`{name}` is not an id followed by .yml"
    remedy = f"name the file with lower-case words joined by hyphens, at most {_LONGEST_ID} characters, then .yml"
    reader.problems.append(Problem(FILE_NAME, path, (), message, remedy, (1, 1)))
    return None
