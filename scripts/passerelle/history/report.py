"""Owns what `passerelle changes` prints: every record that changed and how, as text, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from passerelle.history.listing_changes import RecordChange
from passerelle.history.wording import ChangeWording


def as_text(changes: Sequence[RecordChange], wording: ChangeWording) -> str:
    """A block a record for people, and how many there are."""
    return _blocks(changes, wording, "{path}: {name}: {headline}", "  {line}")


def as_markdown(changes: Sequence[RecordChange], wording: ChangeWording) -> str:
    """The same for the summary of a pull request."""
    return _blocks(changes, wording, "- **{name}** (`{path}`): {headline}", "  - {line}")


def _blocks(changes: Sequence[RecordChange], wording: ChangeWording, head: str, below: str) -> str:
    lines: list[str] = []
    for change in changes:
        headline = wording.headline(change)
        lines.append(head.format(path=change.path, name=wording.name(change), headline=headline))
        lines += [below.format(line=wording.line(told)) for told in wording.facts(change)]
    return "\n".join([*lines, *([""] if lines else []), wording.total(len(changes))])


def as_json(changes: Sequence[RecordChange], wording: ChangeWording) -> str:
    """The same as a JSON array; `field` is the place of a fact, and its two sides are as the record holds them."""
    listed = [
        {
            "kind": change.kind,
            "id": change.id,
            "path": change.path,
            "former": change.former,
            "what": change.what,
            "differences": [
                {
                    "field": ".".join(one.field),
                    "before": one.before,
                    "after": one.after,
                    "words": wording.line(wording.told(one)),
                }
                for one in change.differences
            ],
        }
        for change in changes
    ]
    return json.dumps(listed, ensure_ascii=False, indent=1)


FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json}
