"""Owns the canonical order of keys: that of the schema's properties, wherever a schema names the keys.

Keys that a schema leaves free (sources, answers, terms) and items of lists stay as they stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from passerelle.records.places import Place, Places
from passerelle.upkeep.layout import Collection, Node


def put_in_order(node: Node, places: Places, at: Sequence[Place]) -> None:
    """Sort the entries of every mapping of a node that stands `at` places of a schema. Unknown keys come last."""
    if not isinstance(node, Collection):
        return
    known = {} if node.is_list else places.properties(at)
    free = places.inside(at, "items" if node.is_list else "additionalProperties")
    ranks = {key: rank for rank, key in enumerate(known)}
    for entry in node.entries:
        put_in_order(entry.value, places, known.get(entry.name, free))
    if known:
        node.entries.sort(key=lambda entry: ranks.get(entry.name, len(ranks)))
