"""Owns which parts of HSDS 3.1 are used: the tables, their columns, and where objects stand inside one another.

There is no table of programs: HSDS's package lets an organization have only one. In JSON a service names its program.

Source: Open Referral, Human Services Data Specification 3.1, https://docs.openreferral.org/.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from passerelle.opendata.failing_fields import RefusedError

VERSION = "3.1"
DOCUMENTATION = "https://docs.openreferral.org/en/latest/hsds/overview.html"
NUMBERS = frozenset({"minimum_age", "maximum_age", "extension", "amount"})
DATES = frozenset({"assured_date"})
ADDRESSES = frozenset({"url", "website", "uri", "term_uri"})
_URI = re.compile(r"[a-z]+:(?:[\w.~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+", re.ASCII)


@dataclass(frozen=True, slots=True)
class HsdsTable:
    """A file of the tabular form. Columns that end in `_id` and name a table in `refers` hold ids of it; under the keys in
    `holds` an object has others inside it, which have rows of their own."""

    file: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    refers: Mapping[str, str]
    holds: tuple[str, ...] = ()


TABLES: Mapping[str, HsdsTable] = {
    "organization": HsdsTable(
        "organizations", ("id", "name", "alternate_name", "description", "email", "website"),
        ("id", "name", "description"), {}, ("phones",),
    ),
    "service": HsdsTable(
        "services",
        (
            "id", "organization_id", "name", "alternate_name", "description", "url", "email", "status",
            "application_process", "fees_description", "eligibility_description", "minimum_age", "maximum_age",
            "assured_date", "alert",
        ),
        ("id", "organization_id", "name", "status"),
        {"organization_id": "organization"},
        (
            "additional_urls", "phones", "languages", "service_areas", "service_at_locations", "cost_options",
            "required_documents", "attributes",
        ),
    ),
    "taxonomy": HsdsTable(
        "taxonomies", ("id", "name", "description", "uri", "version"), ("id", "name", "description"), {}
    ),
    "taxonomy_term": HsdsTable(
        "taxonomy_terms",
        ("id", "code", "name", "description", "parent_id", "taxonomy", "language", "taxonomy_id", "term_uri"),
        ("id", "name", "description"), {"taxonomy_id": "taxonomy"},
    ),
    "attribute": HsdsTable(
        "attributes", ("id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value", "label"),
        ("id", "link_id", "taxonomy_term_id", "link_entity"), {"taxonomy_term_id": "taxonomy_term"},
    ),
    "location": HsdsTable(
        "locations", ("id", "location_type", "organization_id", "name", "description"), ("id", "location_type"),
        {"organization_id": "organization"}, ("addresses", "accessibility", "phones"),
    ),
    "service_at_location": HsdsTable(
        "service_at_location", ("id", "service_id", "location_id"), ("id", "service_id", "location_id"),
        {"service_id": "service", "location_id": "location"}, ("location",),
    ),
    "address": HsdsTable(
        "addresses",
        ("id", "location_id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
        ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
        {"location_id": "location"},
    ),
    "accessibility": HsdsTable(
        "accessibility", ("id", "location_id", "description"), ("id",), {"location_id": "location"}
    ),
    "phone": HsdsTable(
        "phones", ("id", "location_id", "service_id", "organization_id", "number", "extension", "type"),
        ("id", "number"),
        {"location_id": "location", "organization_id": "organization", "service_id": "service"},
    ),
    "service_area": HsdsTable(
        "service_areas", ("id", "service_id", "name", "extent", "extent_type", "uri"), ("id",),
        {"service_id": "service"},
    ),
    "required_document": HsdsTable(
        "required_documents", ("id", "service_id", "document"), ("id",), {"service_id": "service"}
    ),
    "language": HsdsTable("languages", ("id", "service_id", "name", "code"), ("id",), {"service_id": "service"}),
    "cost_option": HsdsTable(
        "cost_options", ("id", "service_id", "option", "currency", "amount", "amount_description"),
        ("id", "service_id"), {"service_id": "service"},
    ),
    "url": HsdsTable("url", ("id", "label", "url", "service_id"), ("id", "url"), {"service_id": "service"}),
    "meta_table_description": HsdsTable(
        "meta_table_descriptions", ("id", "name", "language", "character_set"), ("id",), {}
    ),
}  # fmt: skip

INSIDE: Mapping[str, str] = {
    "attributes": "attribute",
    "service_at_locations": "service_at_location",
    "location": "location",
    "addresses": "address",
    "accessibility": "accessibility",
    "phones": "phone",
    "service_areas": "service_area",
    "required_documents": "required_document",
    "languages": "language",
    "cost_options": "cost_option",
    "additional_urls": "url",
}
"""The table of what stands under a key that an object holds others by; organizations are in theirs already."""


def shape_check(name: str) -> Callable[[Sequence[Any]], None]:
    """What looks at a row of a table, and raises RefusedError for a value that HSDS does not take."""
    table = TABLES[name]
    required = [(place, column) for place, column in enumerate(table.columns) if column in table.required]
    addresses = [(place, column) for place, column in enumerate(table.columns) if column in ADDRESSES]
    # The first place is asked twice: of a single one, `itemgetter` gives no tuple.
    asked = itemgetter(required[0][0], *(place for place, _ in required))

    def check(row: Sequence[Any]) -> None:
        if "" in asked(row):
            missing = next(column for place, column in required if row[place] == "")
            raise RefusedError(f"HSDS requires {name}.{missing}, and there is nothing")
        for place, column in addresses:
            if row[place] and not _URI.fullmatch(row[place]):
                raise RefusedError(f"{row[place]} is not an address that HSDS takes as {name}.{column}")

    return check
