"""Owns `ask`: the draft of a mail that asks a program whether its record is still right, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from passerelle.prose.interface import WEB, interface_words
from passerelle.prose.local import load_local_facts
from passerelle.records.catalog import Catalog, load_catalog
from passerelle.records.criteria import AllOf, AnyOf, Criterion, Node, Not
from passerelle.records.freshness import freshness
from passerelle.records.model import Program
from passerelle.records.text import LANGUAGES, Language
from passerelle.site.overview import overview
from passerelle.site.templates import environment
from passerelle.site.wording import Wording
from passerelle.upkeep.lookup import program_path
from passerelle.upkeep.refusal import RefusedError


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact to confirm: its label, and what we hold, or that we do not know."""

    label: str
    values: tuple[str, ...]


def mail_draft(root: Path, named: str, today: date, site_url: str) -> str:
    """The draft as text: receiver, subject, then the body in each language. Raises RefusedError."""
    path = program_path(root, named)
    catalog, facts = load_catalog(root).catalog, load_local_facts(root).facts
    program = next((one for one in catalog.programs.values() if one.path == path), None)
    if program is None or facts is None:
        raise RefusedError(f"{path} or the facts of the site cannot be read: run `passerelle check`")
    # Plain text for a mail program: escaping would only garble it.
    jinja = Environment(  # noqa: S701
        loader=FileSystemLoader(WEB / "theme"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    parts = [_part(program, catalog, language, today, facts.brand.name, site_url) for language in LANGUAGES]
    to = _receiver(program, catalog) or parts[0]["words"]["no_email"]
    return jinja.get_template("mail/ask.txt").render(to=to, parts=parts).strip()


def _receiver(program: Program, catalog: Catalog) -> str:
    organization = catalog.organizations.get(program.organization)
    contacts = (program.contact, organization.contact if organization else None)
    return next((one.email for one in contacts if one and one.email), "")


def _part(
    program: Program, catalog: Catalog, language: Language, today: date, site: str, site_url: str
) -> dict[str, Any]:
    everything = interface_words(language)
    wording, words = Wording(catalog, language, environment(everything)), everything["ask"]
    name = _plain(wording.name(program))
    year = freshness(program, today).year
    told = str(words["evidence"]).format(year=year) if year else words["undated"]
    return {
        "words": words,
        "colon": everything["program"]["colon"],
        "subject": str(words["subject"]).format(name=name),
        "why": str(words["why"]).format(site=site, name=name),
        "evidence": told,
        "facts": [one if one.values else Asked(one.label, (words["unknown"],)) for one in _facts(program, wording)],
        "page": f"{site_url}{language}/programs/{program.id}/",
    }


def _facts(program: Program, wording: Wording) -> Iterator[Asked]:
    labels, page, contact = wording.words["changes"]["fields"], wording.words["program"], program.contact
    yield Asked(labels["status"], (wording.coded("statuses", program.status).label,))
    yield Asked(labels["summary"], (_plain(wording.say(program.summary)),))
    for fact in overview(program, wording):
        yield Asked(fact.label, tuple(text for text in (fact.value, _plain(fact.note)) if text))
    rule = program.eligibility.participant
    yield Asked(page["who_may_join"], tuple(_rule(rule.root, wording)) if rule and rule.root else ())
    decided = rule.program_decides if rule else ()
    if decided:
        yield Asked(wording.words["ask"]["program_decides"], tuple(_plain(wording.say(one.text)) for one in decided))
    yield Asked(page["how_to_get_in"], tuple(_plain(wording.say(step.text)) for step in program.how_to_enter))
    yield Asked(labels["sites"], tuple(" · ".join(filter(None, (one.address, one.phone))) for one in program.sites))
    for way, label in (("url", "web"), ("phone", "phone"), ("email", "email")):
        yield Asked(page[label], tuple(filter(None, (getattr(contact, way) if contact else None,))))


def _rule(node: Node, wording: Wording) -> Iterator[str]:
    """A rule in sentences: each must hold."""
    words = wording.words["ask"]
    if isinstance(node, Criterion):
        yield wording.sentence(node)
    elif isinstance(node, AllOf):
        for part in node.parts:
            yield from _rule(part, wording)
    elif isinstance(node, AnyOf):
        parts = [" + ".join(_rule(part, wording)) for part in node.parts]
        yield str(words["one_of"]).format(values=" / ".join(parts))
    elif isinstance(node, Not):
        yield str(words["not_this"]).format(values=" + ".join(_rule(node.part, wording)))


def _plain(text: Markup) -> str:
    return str(text.striptags())
