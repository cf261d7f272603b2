"""Owns addresses that a listing puts up with although they fail, each with its reason and its last day, in a data file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from passerelle.records.source import place, read_source
from passerelle.upkeep.refusal import RefusedError

FILE = "content/data/link-exceptions.yml"


class LinkException(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An address that may fail until a day, and why."""

    url: str
    reason: str
    until: date


def load_link_exceptions(root: Path) -> dict[str, LinkException]:
    """The exceptions of a listing by address; none without the file. Raises RefusedError where it has another shape."""
    if not (root / FILE).is_file():
        return {}
    source, data, problems = read_source(FILE, (root / FILE).read_bytes())
    for finding in place(problems, {FILE: source}):
        raise RefusedError(f"{FILE}:{finding.line}:{finding.column}: {finding.message}; {finding.help}")
    try:
        listed = msgspec.convert(data, list[LinkException])
    except msgspec.ValidationError as error:
        example = "{url: https://…, reason: …, until: 2027-06-30}"
        raise RefusedError(f"{FILE}: {error}; write a list of {example}") from error
    return {one.url: one for one in listed}
