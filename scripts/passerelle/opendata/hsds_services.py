"""Owns records as HSDS objects: a program is a group of services, one for each role that people may take.

What HSDS cannot carry falls back, and is counted. Properties without a value are left out; none is added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import quote

import msgspec

from passerelle.eligibility.requirements import All, Condition, Leaf
from passerelle.opendata.eligibility_json import RuleFiles
from passerelle.opendata.hsds_taxonomies import CODED, LISTED, QUESTIONS, Object, Taxonomies, stated
from passerelle.opendata.publication import Publication
from passerelle.prose.interface import interface_words
from passerelle.records.criteria import Role
from passerelle.records.freshness import freshness, worded_freshness
from passerelle.records.model import Contact, Organization, Program, Site
from passerelle.records.phrases import worded_amount
from passerelle.records.text import LANGUAGES, Language, Text

_STATUSES = {"running": "active", "paused": "temporarily closed", "closed": "defunct"}
_PROVINCES = {
    "A": "NL", "B": "NS", "C": "PE", "E": "NB", "G": "QC", "H": "QC", "J": "QC", "K": "ON", "L": "ON", "M": "ON",
    "N": "ON", "P": "ON", "R": "MB", "S": "SK", "T": "AB", "V": "BC", "Y": "YT",
}  # fmt: skip
"""By the first letter of a postal code. X is of two territories."""


class Services:
    """Makes the services of one language. `fallbacks` counts the programs that lost something, by what it was."""

    def __init__(self, publication: Publication, language: Language, rules: RuleFiles) -> None:
        self._publication, self._catalog, self.language = publication, publication.catalog, language
        self._rules, self._words = rules, interface_words(language)
        self.terms = Taxonomies(publication, language)
        self.id = self.terms.id
        self.fallbacks: Counter[str] = Counter()
        self._offering = cache(self._organization)

    def of(self, program: Program) -> Iterator[Object]:
        """The services of a program: none, where it was not found; one for participants; one for mentors."""
        if program.status == "not-found":
            self.fallbacks["not_found"] += 1
            return
        self._count(program)
        yield self._service(program, "participant")
        if program.eligibility.mentor:
            yield self._service(program, "mentor")

    def _count(self, program: Program) -> None:
        lost = {
            "no_description": program.description is None,
            "no_address": any(_address(site) is None for site in program.sites),
            "unknown_cost": program.cost.kind == "unknown",
            "not_confirmed": freshness(program, self._publication.today).state == "old",
        }
        self.fallbacks.update(name for name, is_lost in lost.items() if is_lost)

    def _service(self, program: Program, role: Role) -> Object:
        key = ("service", program.id, role)
        own = self.id(*key)
        name, contact = self._say(program.name), program.contact or Contact()
        is_participant = role == "participant"
        made: Object = {
            "id": own,
            "organization_id": self.id("organization", program.organization),
            "program_id": self.id("program", program.id),
            "name": name if is_participant else self._words["hsds"]["mentor_service"].format(name=name),
            "alternate_name": "; ".join(program.other_names) or None,
            "description": self._say(program.description or program.summary),
            "url": _uri(contact.url) if contact.url else self._publication.page(program.id, self.language),
            "email": contact.email,
            **self._state(program),
            "application_process": self._process(program) if is_participant else None,
            "fees_description": self._fees(program) if is_participant else None,
            **self._who(program, role),
            "assured_date": program.verification.on if program.verification else None,
            "organization": self._offering(program.organization),
            "program": self._program(program),
            "additional_urls": list(self._urls(program, own)),
            "phones": [self._phone(contact.phone, "service_id", own)] if contact.phone else [],
            "languages": [
                {"id": self.id(*key, "language", code), "service_id": own, "name": label, "code": code}
                for code, label in self._labels("service-languages", program.service_languages)
            ],
            "service_areas": [
                {
                    "id": self.id(*key, "area", code), "service_id": own, "name": label, "extent": label,
                    "extent_type": "text", "uri": self.terms.uri("areas", code),
                }
                for code, label in self._labels("areas", program.areas)
            ],
            "service_at_locations": [self._at(site, number, program, own) for number, site in enumerate(program.sites, 1)],
            "cost_options": self._costs(program, own) if is_participant else [],
            "required_documents": self._documents(program, own) if is_participant else [],
            "attributes": list(self._attributes(program, role, own)),
        }  # fmt: skip
        return stated(made)

    def organization(self, slug: str, one: Organization) -> Iterator[Object]:
        """An organization as the only object."""
        own, contact = self.id("organization", slug), one.contact or Contact()
        yield stated(
            {
                "id": own,
                "name": self._say(one.name),
                "alternate_name": self._say(one.short_name) if one.short_name else None,
                "description": self._say(one.description),
                "email": contact.email,
                "website": _uri(contact.url) if contact.url else None,
                "phones": [self._phone(contact.phone, "organization_id", own)] if contact.phone else [],
            }
        )

    def _organization(self, slug: str) -> Object:
        return next(self.organization(slug, self._catalog.organizations[slug]))

    def _program(self, program: Program) -> Object:
        return {
            "id": self.id("program", program.id),
            "organization_id": self.id("organization", program.organization),
            "name": self._say(program.name),
            "description": self._say(program.summary),
        }

    def _state(self, program: Program) -> Object:
        """A referral tool must never show what nobody confirmed as open."""
        fresh = freshness(program, self._publication.today)
        status = _STATUSES[program.status]
        if status == "active" and fresh.state == "old":
            told = worded_freshness(program, fresh, self._words["freshness"], self.language)
            return {"status": "inactive", "alert": told}
        if status == "active":
            return {"status": status}
        return {"status": status, "alert": self._label("statuses", program.status)}

    def _process(self, program: Program) -> str:
        access = self._catalog.vocabularies["access-classes"].description(program.access_class, self.language)
        moves = [f"{number}. {self._say(step.text)}" for number, step in enumerate(program.how_to_enter, 1)]
        return "\n".join([access, *moves] if program.access_class != "open-access" else moves)

    def _fees(self, program: Program) -> str | None:
        cost = program.cost
        if cost.kind == "unknown":
            return None
        amount = f" ({worded_amount(cost.amount, self.language)})" if cost.amount is not None else ""
        note = f". {self._say(cost.note)}" if cost.note else ""
        return f"{self._label('costs', cost.kind)}{amount}{note}"

    def _costs(self, program: Program, service: str) -> list[Object]:
        """An amount only where a source says one; nothing to pay is an amount."""
        amount = 0.0 if program.cost.kind == "free" else program.cost.amount
        if amount is None or program.cost.kind == "unknown":
            return []
        label = self._label("costs", program.cost.kind)
        made = {"id": self.id("cost", service), "service_id": service, "option": label, "currency": "CAD"}
        return [{**made, "amount": int(amount) if amount == int(amount) else amount, "amount_description": label}]

    def _who(self, program: Program, role: Role) -> Object:
        rule = program.eligibility.participant if role == "participant" else program.eligibility.mentor
        condition = self._rules.requirements(program, role).condition
        decides = [self._say(one.text) for one in rule.program_decides] if rule else []
        told = [self._worded(part) for part in condition.parts] + decides
        ages = {leaf.operator: leaf.operand for leaf in _certain(condition) if leaf.ask == "age"}
        return {
            "eligibility_description": "\n".join(told) or self._words["hsds"]["nothing_stated"],
            "minimum_age": ages.get("at_least"),
            "maximum_age": ages.get("at_most"),
        }

    def _worded(self, part: Condition) -> str:
        if isinstance(part, Leaf):
            return self._rules.sentences(part)[self.language]
        head = self._words["rule"]["all" if isinstance(part, All) else "any"]
        return " ".join([head, *(self._worded(inner) for inner in part.parts)])

    def _urls(self, program: Program, service: str) -> Iterator[Object]:
        words, publication = self._words["hsds"], self._publication
        pages = {language: publication.page(program.id, language) for language in LANGUAGES}
        named = [("page", words["page"], pages["en"]), ("page_other", words["page_other"], pages["fr"])]
        named.append(("rules", words["rules"], f"{publication.data_url}eligibility/{program.id}.json"))
        for key, source in program.sources.items():
            if source.url:
                named.append((f"source/{key}", words["source"].format(title=source.title), _uri(source.url)))
        for key, label, url in named:
            yield {"id": self.id("url", service, key), "label": label, "url": url, "service_id": service}

    def _phone(self, phone: str, key: str, owner: str) -> Object:
        number, _, extension = phone.partition(" ext. ")
        made = {"id": self.id("phone", owner), key: owner, "number": number, "type": "voice"}
        return {**made, "extension": int(extension)} if extension else made

    def _at(self, site: Site, number: int, program: Program, service: str) -> Object:
        own = self.id("location", program.id, str(number))
        address = _address(site)
        access = {"id": self.id("accessibility", own), "location_id": own}
        location = {
            "id": own,
            "location_type": "physical",
            "organization_id": self.id("organization", program.organization),
            "name": self._say(site.name) if site.name else None,
            "description": None if address else site.address,
            "addresses": [{"id": self.id("address", own), "location_id": own, **address}] if address else [],
            "accessibility": [{**access, "description": self._label("wheelchair", site.wheelchair)}]
            if site.wheelchair != "unknown"
            else [],
            "phones": [self._phone(site.phone, "location_id", own)] if site.phone else [],
        }
        made = {"id": self.id("at", service, own), "service_id": service, "location_id": own}
        return {**made, "location": stated(location)}

    def _documents(self, program: Program, service: str) -> list[Object]:
        documents = program.referral.documents if program.referral else ()
        return [
            {"id": self.id("document", service, code), "service_id": service, "document": label}
            for code, label in self._labels("documents", documents)
        ]

    def _attributes(self, program: Program, role: Role, service: str) -> Iterator[Object]:
        coded = [(field, vocabulary, getattr(program, field)) for field, vocabulary in CODED.items()]
        for field, vocabulary in LISTED.items():
            coded += [(field, vocabulary, code) for code in getattr(program, field)]
        for field, vocabulary, code in coded:
            yield self._attribute(service, field, vocabulary, code, self._label(vocabulary, code))
        for leaf in self._rules.requirements(program, role).leaves:
            value = f"{'not ' if leaf.negated else ''}{leaf.operator} {msgspec.json.encode(leaf.operand).decode()}"
            label = self._rules.sentences(leaf)[self.language]
            yield {
                **self._attribute(service, f"eligibility/{leaf.id}", QUESTIONS, leaf.ask, label),
                "link_type": "eligibility", "value": value,
            }  # fmt: skip

    def _attribute(self, service: str, field: str, vocabulary: str, code: str, label: str) -> Object:
        return {
            "id": self.id("attribute", service, field, code),
            "link_id": service,
            "taxonomy_term_id": self.terms.term_id(vocabulary, code),
            "link_type": field,
            "link_entity": "service",
            "label": label,
        }

    def _say(self, text: Text) -> str:
        return text.nearest(self.language)[0]

    def _label(self, vocabulary: str, code: str) -> str:
        return self._catalog.vocabularies[vocabulary].label(code, self.language)

    def _labels(self, vocabulary: str, codes: Iterable[str]) -> list[tuple[str, str]]:
        return [(code, self._label(vocabulary, code)) for code in codes]


def _uri(address: str) -> str:
    """An address in the letters that a URI may have."""
    return quote(address, safe="%/:?#[]@!$&'()*+,;=~")


def _address(site: Site) -> Object | None:
    """An address in parts, which needs a postal code and a city after the last comma."""
    street, _, city = site.address.rpartition(", ")
    province = _PROVINCES.get((site.postal_code or " ")[0])
    if not street or not city or not province:
        return None
    return {
        "address_1": street, "city": city, "state_province": province, "postal_code": site.postal_code,
        "country": "CA", "address_type": "physical",
    }  # fmt: skip


def _certain(condition: Condition) -> Iterator[Leaf]:
    """The leaves that must be met whatever else is."""
    if isinstance(condition, Leaf):
        if not condition.negated:
            yield condition
    elif isinstance(condition, All) or len(condition.parts) == 1:
        for part in condition.parts:
            yield from _certain(part)
