"""Owns who takes part in the shared work of a region and what each does: one text behind the diagrams and the table."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from passerelle.prose.shapes import SHAPE, shaped
from passerelle.records.diagnostics import Problem
from passerelle.records.text import Text

ROLES = "content/data/roles.yml"

_SomeTexts = Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]


class Strand(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A strand of the shared work, such as bringing mentors; `lead` is the one at the centre."""

    title: Text
    text: Text
    lead: bool = False


class Partner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who takes part, since when which examples were named, in which strand, and what they do.

    `main` is the role in a few words; `strands` name keys of the strands, the main one first.
    """

    name: Text
    main: Text
    strands: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    tasks: _SomeTexts
    members: Text | None = None
    today: Text | None = None


class Roles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Strands in the order of reading, and partners in the order of the source."""

    strands: dict[str, Strand]
    partners: Annotated[tuple[Partner, ...], msgspec.Meta(min_length=1)]


def read_roles(data: Any, problems: list[Problem]) -> Roles | None:
    """The roles of a file's data; None, and problems added, if they cannot be used."""
    roles = shaped(ROLES, (), data, Roles, problems)
    if roles is None:
        return None
    unknown = [
        Problem(SHAPE, ROLES, ("partners", at, "strands"), f"{name} is no strand", f"use: {', '.join(roles.strands)}")
        for at, partner in enumerate(roles.partners)
        for name in partner.strands
        if name not in roles.strands
    ]
    problems += unknown
    return None if unknown else roles
