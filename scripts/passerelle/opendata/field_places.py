"""Owns where each key of a record goes in every published format. `docs/reference/exports.md` is written from it.

A place in the tables is `<table>.<column>`, in HSDS `<object>.<property>`, in the rules a key of eligibility/<id>.json. A
column that ends in `_*` has one for each language; `.*` is every column. What JSON holds is the record itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from passerelle.opendata.hsds_taxonomies import CODED, LISTED
from passerelle.opendata.listing_rows import TERM_FIELDS


@dataclass(frozen=True, slots=True)
class Places:
    """Where one key of a record goes; nowhere, where it is empty. `linked` is SKOS."""

    tables: tuple[str, ...] = ()
    csv: tuple[str, ...] = ()
    hsds: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()


def _to(tables: str = "", csv: str = "", hsds: str = "", rules: str = "", linked: str = "") -> Places:
    return Places(*(tuple(one.split()) for one in (tables, csv, hsds, rules, linked)))


_CRITERIA = "rules.condition criteria.*"
_SAID = "service.eligibility_description"
_ASKED = f"{_SAID} service.minimum_age service.maximum_age attribute.taxonomy_term_id attribute.label attribute.value"
_DATED = "service.status service.alert"
_FRESH = "programs.freshness programs.newest_evidence"
_PHONE = "phone.number phone.extension"


def _rule(role: str, stated_in_csv: str = "") -> dict[str, Places]:
    key = f"eligibility.{role}"
    return {
        f"{key}.stated": _to("rules.stated", stated_in_csv, rules="rules"),
        f"{key}.all": _to(_CRITERIA, hsds=_ASKED, rules="rules questions columns"),
        f"{key}.any": _to(_CRITERIA, hsds=_ASKED, rules="rules questions columns"),
        f"{key}.assets": _to(rules="rules questions columns"),
        f"{key}.program_decides.text": _to(hsds=_SAID, rules="rules"),
        f"{key}.program_decides.source": _to(rules="rules"),
    }


def _step(key: str) -> dict[str, Places]:
    told = "service.application_process" if key == "how_to_enter" else ""
    return {
        f"{key}.owner": _to("steps.owner"),
        f"{key}.text": _to("steps.text_*", hsds=told),
        f"{key}.source": _to("steps.source"),
    }


def _listed() -> dict[str, Places]:
    """Keys that list codes, and those that HSDS has as attributes."""
    keys = {**dict.fromkeys(TERM_FIELDS, "program_terms.code"), "kind": "programs.kind"}
    in_csv = ("kind", "aims", "audience", "areas", "sectors", "service_languages", "formats")
    attributes = "attribute.taxonomy_term_id attribute.label"
    hsds = {
        **dict.fromkeys((*CODED, *LISTED), attributes),
        "service_languages": "language.name language.code",
        "areas": f"service_area.name service_area.extent service_area.uri {_ASKED}",
    }
    told = {key: _to(table, key if key in in_csv else "", hsds.get(key, "")) for key, table in keys.items()}
    areas = _to(f"program_terms.code {_CRITERIA}", "areas", hsds["areas"], "rules questions columns")
    return {**told, "areas": areas}


PROGRAM: Mapping[str, Places] = {
    **_listed(),
    "status": _to("programs.status", "status", _DATED, "status"),
    "name": _to("programs.name_*", "name_*", "service.name program.name", "name"),
    "name_fr_official": _to("programs.name_fr_official"),
    "other_names": _to(hsds="service.alternate_name"),
    "organization": _to(
        "programs.organization", "organization organization_name_*",
        "service.organization_id program.organization_id location.organization_id",
    ),
    "partners": _to("program_organizations.role program_organizations.organization"),
    "summary": _to("programs.summary_*", "summary_*", "service.description program.description"),
    "description": _to("programs.description_*", hsds="service.description"),
    "sites.name": _to("sites.name_*", hsds="location.name"),
    "sites.address": _to("sites.address", hsds="location.description address.address_1 address.city"),
    "sites.postal_code": _to(
        "sites.postal_code",
        hsds="address.postal_code address.state_province address.address_1 address.city location.description",
    ),
    "sites.phone": _to("sites.phone", hsds=_PHONE),
    "sites.wheelchair": _to("sites.wheelchair", hsds="accessibility.description"),
    "sites.source": _to("sites.source"),
    "duration": _to("programs.duration", "duration"),
    "duration_note": _to("programs.duration_note_*"),
    "intensity.hours": _to("programs.hours"),
    "intensity.per": _to("programs.hours_per"),
    "cost.kind": _to(
        "programs.cost", "cost",
        "service.fees_description cost_option.option cost_option.amount cost_option.amount_description",
    ),
    "cost.amount": _to("programs.cost_amount_cad", "cost_amount_cad", "service.fees_description cost_option.amount"),
    "cost.note": _to("programs.cost_note_*", hsds="service.fees_description"),
    "components.name": _to("components.name_*"),
    "components.kind": _to("components.kind"),
    "components.duration": _to("components.duration"),
    "components.duration_note": _to(),
    "components.text": _to("components.text_*"),
    "components.components": _to(
        "components.number components.part_of components.kind components.name_* components.duration components.text_* "
        "components.source"
    ),
    "components.source": _to("components.source"),
    "embedded_in": _to(
        f"programs.embedded_in programs.is_broader_program programs.embedded_in_name_* {_CRITERIA}", "embedded_in",
        _ASKED, "rules questions columns",
    ),
    "host.organizations": _to(
        f"program_organizations.role program_organizations.organization {_CRITERIA}", "hosts", _ASKED, "rules questions columns"
    ),
    "host.relation": _to(f"programs.host_relation {_CRITERIA}", "host_relation", _ASKED, "rules questions columns"),
    **_rule("participant", "rule_stated"),
    **_rule("mentor"),
    **{f"examples.{key}": _to() for key in ("who", "role", "on", "answers", "expect", "because")},
    **_step("how_to_enter"),
    "referral.who_may_refer": _to(),
    **_step("referral.steps"),
    "referral.documents": _to(hsds="required_document.document"),
    "referral.reply_within_days": _to("programs.reply_within_days"),
    "referral.source": _to(),
    "intake.kind": _to("programs.intake programs.intake_opens programs.intake_closes programs.intake_starts"),
    "intake.source": _to(),
    "intake.note": _to("programs.intake_note_*"),
    **{
        f"after.{when}.{key}": _to()
        for when in ("joining", "finishing")
        for key in ("adds", "code", "raises", "by", "up_to", "reveals", "source", "inferred")
    },
    "results.text": _to("results.text_*"),
    "results.value": _to("results.value"),
    "results.unit": _to("results.unit"),
    "results.year": _to("results.year"),
    "results.source": _to("results.source"),
    "contact.url": _to("programs.url", "url", "service.url"),
    "contact.phone": _to("programs.phone", "phone", _PHONE),
    "contact.email": _to("programs.email", "email", "service.email"),
    "contact.source": _to(),
    "contact.note": _to("programs.contact_note_*"),
    "notes.about": _to("notes.about"),
    "notes.text": _to("notes.text_*"),
    "notes.source": _to("notes.source"),
    "sources": _to(
        "sources.key sources.title sources.language sources.kind sources.url sources.published sources.approximate "
        f"sources.read_on {_FRESH}",
        "freshness newest_evidence", f"url.label url.url {_DATED}", "sources",
    ),
    "verification.by": _to("programs.verified_by"),
    "verification.on": _to(
        f"programs.verified_on {_FRESH}", "freshness newest_evidence", f"service.assured_date {_DATED}"
    ),
    "review_every_months": _to(_FRESH, "freshness newest_evidence"),
    "translation.pending": _to(),
    "translation.stale": _to(),
    "replaced_by": _to("programs.replaced_by"),
    "former_ids": _to(),
}  # fmt: skip
"""By key of a program's record, with dots. In JSON a key stands under `record`."""

ORGANIZATION: Mapping[str, Places] = {
    "name": _to("organizations.name_*", "organization_name_*", "organization.name"),
    "short_name": _to("organizations.short_name_*", hsds="organization.alternate_name"),
    "description": _to("organizations.description_*", hsds="organization.description"),
    "contact.url": _to("organizations.url", hsds="organization.website"),
    "contact.phone": _to("organizations.phone", hsds=_PHONE),
    "contact.email": _to("organizations.email", hsds="organization.email"),
    "joining.text": _to(),
    "joining.source": _to(),
    **{
        key: _to()
        for key in (
            "name_fr_official", "former_names", "government", "contact.source", "contact.note", "sources",
            "translation.pending", "translation.stale", "former_ids",
        )
    },
}  # fmt: skip
VOCABULARY: Mapping[str, Places] = {
    "title": _to("vocabularies.title_*", hsds="taxonomy.description", linked="dcterms:title"),
    "ordered": _to("vocabularies.ordered"),
    "terms": _to(
        "terms.code terms.position terms.label_* terms.description_* term_within.code term_within.within",
        hsds="taxonomy_term.code taxonomy_term.name taxonomy_term.description taxonomy_term.parent_id taxonomy_term.term_uri",
        linked="skos:notation skos:prefLabel skos:definition skos:broader skos:exactMatch skos:closeMatch",
    ),
}  # fmt: skip
QUESTION: Mapping[str, Places] = {
    "topics": _to(),
    "questions": _to(
        "criteria.ask",
        hsds="taxonomy_term.code taxonomy_term.name attribute.taxonomy_term_id",
        rules="questions columns",
    ),
}
SHAPES: Mapping[str, Mapping[str, Places]] = {
    "program": PROGRAM, "organization": ORGANIZATION, "vocabulary": VOCABULARY, "question": QUESTION
}  # fmt: skip
"""By the name of the schema."""


def json_place(shape: str, key: str) -> str:
    """The file and the key of JSON that hold a key of a record whole."""
    if shape == "program":
        return f"programs.json: record.{key}"
    if shape == "organization":
        return f"programs.json: organizations.record.{key}"
    return f"questions.json: {key}" if shape == "question" else f"vocabularies/<id>.json: {key}"
