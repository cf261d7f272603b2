"""Owns what a program's page tells machines that read pages: schema.org's Service and the way to the page, as JSON-LD."""

from __future__ import annotations

from typing import Any

import msgspec

from passerelle.records.model import Organization, Program
from passerelle.site.cards import Card
from passerelle.site.wording import Wording

_ESCAPED = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def linked_data(program: Program, card: Card, site_url: str, wording: Wording) -> str:
    """JSON that may stand inside a script element as it is: no sign in it can end one. A program that has ended is no
    service; it is one of a government only where its organization's record says that this is one."""
    home = f"{site_url}{wording.language}/"
    graph = [_trail(program, card, home, wording)]
    if program.is_listed:
        graph.append(_service(program, home, wording))
    told = msgspec.json.encode({"@context": "https://schema.org", "@graph": graph}).decode()
    for sign, escaped in _ESCAPED.items():
        told = told.replace(sign, escaped)
    return told


def _trail(program: Program, card: Card, home: str, wording: Wording) -> dict[str, Any]:
    places = (
        (wording.words["program"]["all"], "programs/"),
        (card.access.label, f"programs/by/access/{card.access.code}/"),
        (program.name.nearest(wording.language)[0], card.address),
    )
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": f"{home}{address}"}
        for number, (name, address) in enumerate(places, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _service(program: Program, home: str, wording: Wording) -> dict[str, Any]:
    organization = wording.catalog.organizations.get(program.organization)
    address = f"{home}programs/{program.id}/"
    is_public = organization is not None and organization.government
    return {
        "@type": "GovernmentService" if is_public else "Service",
        "@id": f"{address}#service",
        "url": address,
        "name": program.name.nearest(wording.language)[0],
        "description": program.summary.nearest(wording.language)[0],
        "serviceType": wording.coded("kinds", program.kind).label,
        "areaServed": wording.labels("areas", program.areas),
        "availableLanguage": wording.labels("service-languages", program.service_languages),
        **({"provider": _provider(organization, wording)} if organization else {}),
    }


def _provider(organization: Organization, wording: Wording) -> dict[str, str]:
    told = {
        "@type": "GovernmentOrganization" if organization.government else "Organization",
        "name": organization.name.nearest(wording.language)[0],
    }
    contact = organization.contact
    return {**told, "url": contact.url} if contact and contact.url else told
