"""Owns the forms that people print or fill on screen: their parts and fields, in both languages.

What a form looks like is for templates; what is typed into one is nobody's.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from passerelle.prose.shapes import SHAPE, shaped
from passerelle.records.diagnostics import Problem
from passerelle.records.text import Text

FORMS = "content/data/forms.yml"

_Count = Annotated[int, msgspec.Meta(ge=1, le=20)]
_SomeTexts = Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """A part of a form; a key that nobody reads is a fault."""


class Blank(_Strict, frozen=True, tag="blank"):
    """Something to write: one line, or as many as `lines` on paper."""

    label: Text
    help: Text | None = None
    input: Literal["text", "date", "tel", "email"] = "text"
    lines: _Count = 1


class Choice(_Strict, frozen=True, tag="choice"):
    """One of some options, or several; `other` leaves room for one that is not named."""

    label: Text
    options: _SomeTexts
    help: Text | None = None
    several: bool = False
    other: bool = False


class Grid(_Strict, frozen=True, tag="grid"):
    """Rows under named columns: so many, numbered, or named ones."""

    label: Text
    columns: _SomeTexts
    rows: _Count | _SomeTexts


class Statement(_Strict, frozen=True, tag="statement"):
    """Words that a person reads, and ticks if `ticked`."""

    text: Text
    ticked: bool = False


class Signature(_Strict, frozen=True, tag="signature"):
    """Who signs, on paper, with a day."""

    label: Text


Field = Blank | Choice | Grid | Statement | Signature


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Fields that one person fills at one time; `by` says who."""

    title: Text
    fields: Annotated[tuple[Field, ...], msgspec.Meta(min_length=1)]
    by: Text | None = None


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form. One that two readers share says everything in both languages."""

    title: Text
    parts: Annotated[tuple[Part, ...], msgspec.Meta(min_length=1)]
    shared: bool = False
    award: bool = False
    """Whether it is a paper to keep and frame, such as a certificate."""


def read_forms(data: Any, problems: list[Problem]) -> dict[str, Form]:
    """The forms of a file's data by name; what cannot be used is left out and told in `problems`."""
    if not isinstance(data, dict):
        problems.append(Problem(SHAPE, FORMS, (), "this file is not a mapping", "write `name:`, then a form under it"))
        return {}
    made = {name: shaped(FORMS, (name,), form, Form, problems) for name, form in data.items()}
    return {name: form for name, form in made.items() if form}
