"""Owns programs.csv: one row a program, for people with a spreadsheet. A summary, not lossless."""

from __future__ import annotations

import csv
from functools import partial
from pathlib import Path

from passerelle.opendata.cells import harmless
from passerelle.opendata.publication import Publication, each_written
from passerelle.records.freshness import freshness
from passerelle.records.model import BroaderProgram, Program

COLUMNS = (
    "id", "access_class", "kind", "status", "freshness", "newest_evidence", "name_en", "name_fr", "organization",
    "organization_name_en", "organization_name_fr", "summary_en", "summary_fr", "aims", "audience", "areas", "sectors",
    "service_languages", "formats", "duration", "cost", "cost_amount_cad", "embedded_in", "hosts", "host_relation",
    "rule_stated", "url", "phone", "email", "page_en", "page_fr",
)  # fmt: skip


def export(publication: Publication, folder: Path) -> None:
    """Write programs.csv (RFC 4180, UTF-8). Lists in a cell are joined by semicolons."""
    with (folder / "programs.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(each_written("programs.csv", publication.catalog.programs, partial(_cells, publication)))


def _cells(publication: Publication, program: Program) -> list[str]:
    row = row_of(program, publication)
    return [harmless(row[column]) for column in COLUMNS]


def row_of(program: Program, publication: Publication) -> dict[str, str]:
    """What the cells of a program hold, by column."""
    fresh = freshness(program, publication.today)
    organization = publication.catalog.organizations.get(program.organization)
    broader, rule, contact = program.embedded_in, program.eligibility.participant, program.contact
    names = {"organization_name_en": "", "organization_name_fr": ""}
    if organization:
        names = {f"organization_name_{code}": organization.name.nearest(code)[0] for code in ("en", "fr")}
    return names | {
        "id": program.id,
        "access_class": program.access_class,
        "kind": program.kind,
        "status": program.status,
        "freshness": fresh.state,
        "newest_evidence": fresh.evidence.isoformat() if fresh.evidence else "",
        "name_en": program.name.en or "",
        "name_fr": program.name.fr or "",
        "organization": program.organization,
        "summary_en": program.summary.en or "",
        "summary_fr": program.summary.fr or "",
        "aims": ";".join(program.aims),
        "audience": ";".join(program.audience),
        "areas": ";".join(program.areas),
        "sectors": ";".join(program.sectors),
        "service_languages": ";".join(program.service_languages),
        "formats": ";".join(program.formats),
        "duration": program.duration or "",
        "cost": program.cost.kind,
        "cost_amount_cad": "" if program.cost.amount is None else f"{program.cost.amount:g}",
        "embedded_in": (broader.program or "") if isinstance(broader, BroaderProgram) else broader or "",
        "hosts": ";".join(program.host.organizations) if program.host else "",
        "host_relation": program.host.relation if program.host else "",
        "rule_stated": rule.stated if rule else "",
        "url": (contact.url or "") if contact else "",
        "phone": (contact.phone or "") if contact else "",
        "email": (contact.email or "") if contact else "",
        "page_en": publication.page(program.id, "en"),
        "page_fr": publication.page(program.id, "fr"),
    }
