"""What a page says hangs on what records know: whom to call, who may refer, what is past, where to report."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser

from passerelle.history.listing_changes import History
from passerelle.prose.interface import interface_words
from passerelle.prose.local import load_local_facts
from passerelle.records.catalog import load_catalog
from passerelle.records.model import Contact, Evidence, Referral
from passerelle.records.text import LANGUAGES, Language, Text
from passerelle.site.pages import PageMaker
from passerelle.site.reporting import Reporting
from passerelle.site.templates import environment, render
from tests.listings import TODAY, Listing

PHONE = "+1 613 555 0177"
OLD = {
    "guide": Evidence(title="Old guide", kind="document", read_on="2026-11-20", published=2012),
    "page": Evidence(title="Old page", kind="document", read_on="2026-11-20"),
}
Shown = Callable[..., LexborHTMLParser]


@pytest.fixture
def shown(listing: Listing) -> Shown:
    """Makes the page of a program with some facts of it, or of its organization, changed."""
    catalog, facts = load_catalog(listing.root).catalog, load_local_facts(listing.root).facts
    assert facts

    def make(language: Language, organization: dict[str, Any] | None = None, **changed: Any) -> LexborHTMLParser:
        program = msgspec.structs.replace(catalog.programs["river-mentors"], **changed)
        host = msgspec.structs.replace(catalog.organizations[program.organization], **organization or {})
        having = dataclasses.replace(catalog, organizations={**catalog.organizations, host.id: host})
        maker = PageMaker(having, facts, TODAY, language, History(), "https://example.org/")
        return LexborHTMLParser(maker.program(program).body)

    return make


def text(page: LexborHTMLParser, selector: str) -> str:
    """What stands there, with no-break spaces and without the other space around and between its parts."""
    parts = " ".join(node.text(separator=" ") for node in page.css(selector))
    return re.sub(r"[ \n]+", " ", parts).replace(" ,", ",").strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_told_to_call_without_a_number(language: Language, shown: Shown) -> None:
    words = interface_words(language)["cautions"]
    for phone, said in ((PHONE, "call"), (None, "ask")):
        contact = Contact(url="https://river.example/", phone=phone, source="guide")
        page = shown(language, sources=OLD, verification=None, sites=(), contact=contact)
        assert text(page, '.note:not([hidden]) [data-fact="caution"]') == words[said]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_phone_of_the_organization_stands_in_with_what_is_known_of_it(language: Language, shown: Shown) -> None:
    note = Text(en="From a paper of 2020.", fr="D’un document de 2020.")
    host = {"contact": Contact(phone=PHONE, source="page", note=note)}
    words = interface_words(language)["program"]
    alone = text(shown(language, host, contact=None, sites=()), ".contact")
    assert alone == f"{words['organization_phone']} {PHONE} {note.get(language)} River Agency, 2025"
    assert words["organization_phone"] not in text(shown(language, host), ".contact")


def test_a_contact_that_is_only_a_note_makes_no_list(shown: Shown) -> None:
    contact = Contact(note=Text(en="Ask River.", fr="Demandez à River."), source="guide")
    page = shown("en", {"contact": None}, contact=contact, sites=())
    assert page.css("dl.contact") == []
    assert text(page, '[aria-labelledby="contact"]') == "Contact Ask River. River guide, about June 2025"


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_may_refer_reads_as_said_of_a_person(language: Language, shown: Shown) -> None:
    words = interface_words(language)["program"]
    agency = {"en": "Settlement agency", "fr": "Organisme d’établissement"}[language]
    expected = {
        ("settlement-agency",): agency,
        ("self",): words["nobody_refers"],
        ("settlement-agency", "self"): f"{agency}. {words['also_self']}",
    }
    for codes, said in expected.items():
        referral = msgspec.convert({"source": "guide", "who_may_refer": codes}, Referral)
        page = shown(language, referral=referral)
        assert text(page, '[aria-labelledby="refer"] .facts > div:first-child dd') == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ended_program_tells_its_rules_as_past_and_sends_nobody_to_it(language: Language, shown: Shown) -> None:
    words = interface_words(language)
    now, past = (shown(language, status=status) for status in ("running", "closed"))
    rules = '[aria-labelledby="who"]'
    for page, mentor, looks in ((now, "who_may_mentor", "decides"), (past, "who_could_mentor", "decided")):
        assert text(page, "#who-mentor") == words["program"][mentor]
        assert words["rule"][looks] in text(page, rules)
    assert words["program"]["rules_ended"] in text(past, rules)
    asked = {"en": "sk the program", "fr": "emandez au programme"}[language]
    assert asked in text(now, f"{rules} .stated")
    assert asked not in text(past, f"{rules} .stated")
    assert (len(now.css(f"{rules} details")), len(past.css(f"{rules} details"))) == (1, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_address_nobody_is_told_to_write_there(language: Language) -> None:
    words = interface_words(language)
    page = LexborHTMLParser(render(environment(words), "report", report=Reporting()))
    assert text(page, "p") == words["report"]["no_address"]
    assert page.css("a") == []
