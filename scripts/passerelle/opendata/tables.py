"""Owns the shape of tables: columns, keys and references. What stands in them is the business of `listing_tables`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["text", "integer", "number", "boolean", "date", "json"]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """What a cell holds. In an optional column, None is not stated."""

    name: str
    kind: Kind
    means: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that hold the key of a row in another table, or in the same."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...] = ("id",)


@dataclass(frozen=True, slots=True)
class Table:
    """A table and its rows, which come in an order that is always the same."""

    name: str
    means: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    rows: Callable[..., Iterator[Row]]


def text(name: str, means: str, required: bool = False) -> Column:
    """A column of words or codes."""
    return Column(name, "text", means, required)


def both(name: str, means: str, required: bool = False) -> tuple[Column, Column]:
    """A column for each language. Where only one is required of a record, neither is of a row."""
    return Column(f"{name}_en", "text", f"{means}, in English", required), Column(
        f"{name}_fr", "text", f"{means}, in French", required
    )
