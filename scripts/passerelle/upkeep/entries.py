"""Owns edits of a record's own entries: a value set, a key put in at its place, an item put behind the last one."""

from __future__ import annotations

from collections.abc import Sequence

from passerelle.upkeep.layout import Collection, Entry, Scalar, read_layout
from passerelle.upkeep.refusal import RefusedError
from passerelle.upkeep.typed import Typed


def entries_of(path: str, typed: Typed) -> list[Entry]:
    """The top entries of a record. Raises RefusedError where they do not stand on lines of their own."""
    top = read_layout(typed.text).top
    if isinstance(top, Scalar) or top.is_list or top.is_flow:
        raise RefusedError(f"{path}: write its keys on lines of their own first")
    return top.entries


def word_of(path: str, typed: Typed, where: Sequence[str]) -> str | None:
    """The word below keys without quotes, or None."""
    found = _word(path, typed, where)
    return found.text.strip("'\"") if found else None


def set_word(path: str, typed: Typed, where: Sequence[str], word: str) -> bool:
    """Replace a word below keys. Returns whether there was one to replace."""
    found = _word(path, typed, where)
    if found and found.text.strip("'\"") != word:
        typed.replace(found.start, found.end, word)
    return found is not None


def _word(path: str, typed: Typed, where: Sequence[str]) -> Scalar | None:
    entries, value = entries_of(path, typed), None
    for key in where:
        value = next((entry.value for entry in entries if entry.name == key), None)
        entries = value.entries if isinstance(value, Collection) else []
    return value if isinstance(value, Scalar) and value.text else None


def put_entry(path: str, typed: Typed, order: Sequence[str], lines: Sequence[str]) -> None:
    """Put lines that begin with a key at the place of that key in the order of keys."""
    key = lines[0].partition(":")[0]
    entries = entries_of(path, typed)
    later = next((entry for entry in entries if _rank(order, entry.name) > _rank(order, key)), None)
    words = "\n".join(lines)
    if later is None:
        end = len(typed.text.rstrip("\n"))
        typed.replace(end, end, f"\n{words}")
        return
    start = _above(typed.text, later.start) if later is not entries[0] else later.start
    typed.replace(start, start, f"{words}\n")


def add_item(path: str, typed: Typed, order: Sequence[str], key: str, lines: Sequence[str], short: str) -> None:
    """Put an item behind the last one of a list: its lines where items stand on lines, its `short` form in brackets."""
    held = next((entry.value for entry in entries_of(path, typed) if entry.name == key), None)
    block = [f"{key}:", *(f"  {line}" for line in lines)]
    if held is None:
        put_entry(path, typed, order, block if len(lines) > 1 else [f"{key}: [{short}]"])
    elif isinstance(held, Scalar):
        raise RefusedError(f"{path}: {key} is not a list")
    elif held.is_flow:
        typed.replace(held.end - 1, held.end - 1, f", {short}" if held.entries else short)
    else:
        depth, last = " " * held.entries[0].column, held.entries[-1].value.end
        end = typed.text.find("\n", last)
        end = len(typed.text) if end < 0 else end
        typed.replace(end, end, "".join(f"\n{depth}{line}" for line in lines))


def _rank(order: Sequence[str], key: str) -> int:
    return order.index(key) if key in order else len(order)


def _above(text: str, start: int) -> int:
    """Where the comments and blank lines right above an entry begin."""
    while start:
        line = text[text.rfind("\n", 0, start - 1) + 1 : start]
        if line.strip() and not line.startswith("#"):
            break
        start -= len(line)
    return start
