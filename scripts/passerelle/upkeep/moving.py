"""Owns `rename`: a record takes another id, remembers the old one, and everything that named it names the new one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from passerelle.records.catalog import QUESTIONS
from passerelle.records.model import ACCESS_CLASSES
from passerelle.records.source import read_source
from passerelle.upkeep.entries import add_item
from passerelle.upkeep.layout import Node, Scalar, read_layout
from passerelle.upkeep.lookup import ORGANIZATIONS, PROGRAMS, read_raw, read_typed, record_path, record_paths
from passerelle.upkeep.places import key_order
from passerelle.upkeep.refusal import RefusedError
from passerelle.upkeep.typed import Typed
from passerelle.upkeep.uncommitted import uncommitted
from passerelle.upkeep.writing import write_all

NAMING = {
    PROGRAMS: frozenset({"program", "programs", "replaced_by"}),
    ORGANIZATIONS: frozenset({"organization", "organizations", "partners"}),
}
"""Keys whose values are ids, by what the ids are of."""
GATES = {PROGRAMS: "enrolled-in", ORGANIZATIONS: "member-of|employee-of|client-of"}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 60


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a renaming wrote: the record at its new path, then what named it. `mixed` held uncommitted changes before."""

    paths: list[str]
    mixed: list[str]


def rename(root: Path, named: str, new: str) -> Renamed:
    """Give a record another id. Raises RefusedError."""
    path = record_path(root, named)
    old, kind = Path(path).stem, path.partition("/")[0]
    refuse_taken(root, kind, new)
    target = path.removesuffix(f"{old}.yml") + f"{new}.yml"
    typed = read_typed(root, path)
    _rename_in(typed, kind, old, new)
    add_item(path, typed, key_order(root, kind.removesuffix("s")), "former_ids", [f"- {old}"], old)
    changes: dict[str, bytes | None] = {target: typed.raw}
    for other in _files_that_may_name(root, path):
        raw = read_raw(root, other)
        if old.encode() in raw:
            renamed = _renamed(root, other, kind, old, new)
            changes |= {other: renamed} if renamed != raw else {}
    mixed = uncommitted(root, [path, *list(changes)[1:]])
    write_all(root, {**changes, path: None})
    return Renamed(list(changes), mixed)


def refuse_taken(root: Path, kind: str, new: str) -> None:
    """An id is words joined by hyphens, and never one that a record has or had. Raises RefusedError."""
    if not _ID.fullmatch(new) or len(new) > _LONGEST_ID:
        raise RefusedError(
            f"`{new}` is no id: write lower-case words joined by hyphens, at most {_LONGEST_ID} characters"
        )
    for path in record_paths(root):
        if not path.startswith(f"{kind}/"):
            continue
        if Path(path).stem == new:
            raise RefusedError(f"`{new}` is the id of {path}")
        _, data, _ = read_source(path, read_raw(root, path))
        if isinstance(data, dict) and new in (data.get("former_ids") or ()):
            raise RefusedError(f"`{new}` is a former id of {path}: an id is never used again")


def _files_that_may_name(root: Path, path: str) -> Iterator[str]:
    yield from (other for other in record_paths(root) if other != path)
    content = (file for file in (root / "content").rglob("*") if file.suffix in (".yml", ".md"))
    for file in [*sorted(content), root / QUESTIONS]:
        if file.is_file():
            yield file.relative_to(root).as_posix()


def _renamed(root: Path, path: str, kind: str, old: str, new: str) -> bytes:
    if path.endswith(".md"):
        text = read_raw(root, path).decode()
        classes = "|".join(ACCESS_CLASSES)
        link = rf"(\b{kind}/(?:(?:{classes})/)?|\beligibility/){re.escape(old)}(?![a-z0-9-])"
        return re.sub(link, rf"\g<1>{new}", text).encode()
    typed = read_typed(root, path)
    _rename_in(typed, kind, old, new)
    return typed.raw


def _rename_in(typed: Typed, kind: str, old: str, new: str) -> None:
    """Rename an id in a YAML text, from its end, so that places before it stay where they are."""
    gate = re.compile(rf"(?<=\b)((?:{GATES[kind]}):){re.escape(old)}(?=(-host)?\Z)")
    words = list(_words(read_layout(typed.text).top, ""))
    for key, word in sorted(words, key=lambda pair: -pair[1].start):
        typed_word = word.text.strip("'\"")
        renamed = new if key in NAMING[kind] and typed_word == old else gate.sub(rf"\g<1>{new}", typed_word)
        if renamed != typed_word:
            typed.replace(word.start, word.end, word.text.replace(typed_word, renamed))


def _words(node: Node, key: str) -> Iterator[tuple[str, Scalar]]:
    """Every word of a text with the key it stands under, through lists."""
    if isinstance(node, Scalar):
        yield key, node
        return
    for entry in node.entries:
        yield from _words(entry.value, entry.name or key)
