"""Owns the rules that keep ids unique for ever."""

from __future__ import annotations

from collections.abc import Iterator

from passerelle.checks.registry import Context, for_the_listing
from passerelle.records.diagnostics import Problem, rule

FORMER_ID = rule("identity/former-id-taken", "error", "A former id is not the id, or a former id, of another record.")


@for_the_listing
def former_ids_are_free(context: Context) -> Iterator[Problem]:
    """A retired id keeps pointing at one record."""
    catalog = context.catalog
    for kind, records in (("programs", catalog.programs), ("organizations", catalog.organizations)):
        owners: dict[str, str] = {}
        for record in records.values():
            for index, former in enumerate(record.former_ids):
                owner = owners.setdefault(former, record.id)
                if former in catalog.ids[kind]:
                    message = f"former_ids[{index}]: `{former}` is the id of a record"
                elif owner != record.id:
                    message = f"former_ids[{index}]: `{former}` is already a former id of `{owner}`"
                else:
                    continue
                yield Problem(
                    FORMER_ID, record.path, ("former_ids", index), message, "remove it here: an id is never reused"
                )
