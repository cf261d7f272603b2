"""Owns the pages made from records: which there are, their titles and bodies. Their frame is `frames`' business."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from typing import Any

from markupsafe import Markup

from passerelle.prose.interface import interface_words
from passerelle.prose.local import LocalFacts
from passerelle.records.catalog import Catalog
from passerelle.records.freshness import freshness
from passerelle.records.model import Program
from passerelle.records.text import Language
from passerelle.site.assets import assets_address
from passerelle.site.cards import Card, card_of
from passerelle.site.catchments import catchments_view
from passerelle.site.chosen import chosen_pages
from passerelle.site.fallback import FallbackView
from passerelle.site.glossary import letters
from passerelle.site.linked_data import linked_data
from passerelle.site.lists import (
    FIRST_OF_EACH,
    PAGE_SIZE,
    Alternatives,
    Order,
    ProgramList,
    access_lists,
    ended_lists,
    numbers_around,
)
from passerelle.site.preparation import Preparing
from passerelle.site.reporting import reporting
from passerelle.site.stages import staged
from passerelle.site.templates import compile_templates, environment, render
from passerelle.site.views import program_view
from passerelle.site.wording import Coded, Wording


@dataclass(frozen=True, slots=True)
class Page:
    """A page to fill into a shell. `title` and `description` are text, `body` and `head` HTML; `search_entry` is the
    page that search reads in its place, empty where search passes it over."""

    address: str
    title: str
    description: str
    body: str
    head: str = ""
    search_entry: str = ""

    @property
    def depth(self) -> int:
        """How many folders below the language's root it lies."""
        return self.address.count("/")

    def slots(self) -> dict[str, str]:
        """What fills the shell."""
        return {
            "path": self.address,
            "title": escape(self.title),
            "description": escape(self.description),
            "head": self.head,
            "body": self.body,
        }


@dataclass(frozen=True, slots=True)
class Group:
    """An access class in the directory, with its first programs."""

    access: Coded
    count: int
    shown_count: str
    address: str
    cards: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A list to go to."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of a long list, or a gap."""

    number: int
    address: str
    current: bool = False
    gap: bool = False


MOST_PREPARED = 5
MOST_AT_ONCE = 200
"""How many programs a page names one by one before it leads to the lists."""
_ASKED = ("wording", "help", "why")


class PageMaker:
    """Makes every page of one language from one catalog as of a day."""

    def __init__(self, catalog: Catalog, facts: LocalFacts, today: date, language: Language, site_url: str) -> None:
        self.catalog = catalog
        self.today = today
        self.language = language
        self._jinja = environment(interface_words(language))
        compile_templates(self._jinja)
        self.wording = Wording(catalog, language, self._jinja)
        self.fallback = FallbackView.of(facts.fallback, language)
        self._catchments = facts.catchments
        self._glossary = facts.glossary
        self._assets = assets_address()
        self._brand, self._site_url = facts.brand, site_url
        self._order = Order.around(facts.brand.area, catalog, today)
        self._alternatives = Alternatives(catalog, self._order)
        self._preparing = cache(lambda: Preparing(catalog, today))
        self._card = cache(self._make_card)
        self._card_html = cache(self._make_card_html)

    def pages(self) -> Iterator[Page]:
        """Every page made from records: the lists, then a page per program."""
        yield from self.lists()
        for program in self.catalog.programs.values():
            yield self.program(program)

    def lists(self) -> Iterator[Page]:
        """The directory, every page of every list, and the pages of programs that a visitor chooses."""
        for kind, facts in chosen_pages(self.wording.words).items():
            yield self._chosen_by_visitor(kind, facts)
        yield self.directory()
        for program_list in (*access_lists(self.catalog, self._order), *ended_lists(self.catalog, self._order)):
            yield from self.list_pages(program_list)

    def program(self, program: Program) -> Page:
        """A program's page."""
        address = f"programs/{program.id}/"
        alternatives = tuple(self._card_html(other.id) for other in self._alternatives.of(program))
        view = program_view(
            program, alternatives, self._prepares(program), self._preparing(), self._card, self.today, self.wording
        )
        page = f"{self._site_url}{self.language}/{address}"
        report = reporting(program, self._brand, page, self.wording)
        body = self._render("program", address, view=view, card=view.card, report=report)
        entry = self._render("search-entry", address, view=view, card=view.card, language=self.language)
        name, summary = (text.nearest(self.language)[0] for text in (program.name, program.summary))
        return Page(address, name, summary, body, self._head(program, address), entry)

    def _head(self, program: Program, address: str) -> str:
        data = linked_data(program, self._card(program.id), self._site_url, self.wording)
        return self._render("linked-data", address, data=data) + self._script("save-button", address)

    def _prepares(self, program: Program) -> tuple[Card, ...]:
        """A few programs whose criteria this one prepares for, near and fresh ones first."""
        prepared = [self.catalog.programs[name] for name in self._preparing().prepared_by(program)]
        return tuple(self._card(other.id) for other in self._order.sort(prepared)[:MOST_PREPARED])

    def _make_card(self, slug: str) -> Card:
        return card_of(self.catalog.programs[slug], self.today, self.wording)

    def _make_card_html(self, slug: str) -> Markup:
        made: Markup = self._jinja.get_template("portal/card.html").module.card_of(self._card(slug), "../../")  # type: ignore[attr-defined]
        return made

    def directory(self) -> Page:
        """The page that lists every running program by access class."""
        words = self.wording.words["list"]
        groups = self.access_groups(FIRST_OF_EACH)
        ended = [
            Link(self.wording.coded("statuses", one.code).label, len(one.members), one.address)
            for one in ended_lists(self.catalog, self._order)
            if one.members
        ]
        summary = str(words["directory"]).format(count=self.count(len(self.catalog.listed)))
        body = self._render("directory", "programs/", groups=groups, ended=ended, summary=summary)
        return Page("programs/", words["title"], words["description"], body)

    def _chosen_by_visitor(self, kind: str, facts: Mapping[str, Any]) -> Page:
        """A page that a script fills from the pages of the programs that its reader chose; `facts` are its words."""
        words, address = self.wording.words[kind], f"{kind}/"
        body = self._render("kept-list", address, kind=kind, facts=facts)
        return Page(address, words["title"], words["description"], body, self._script(f"{kind}-page", address))

    def _script(self, name: str, address: str) -> str:
        return self._render(
            "kept-script", address, script=name, assets=f"{'../' * address.count('/')}../{self._assets}"
        )

    def access_groups(self, most: int = 0) -> list[Group]:
        """The access classes with how many programs each has, and the first of them."""
        return [
            Group(
                access=self.wording.coded("access-classes", one.code),
                count=len(one.members),
                shown_count=self.count(len(one.members)),
                address=one.address,
                cards=tuple(self._card(program.id) for program in one.members[:most]),
            )
            for one in access_lists(self.catalog, self._order)
        ]

    def list_pages(self, program_list: ProgramList) -> Iterator[Page]:
        """The pages of one list."""
        vocabulary = {"access": "access-classes", "status": "statuses"}[program_list.facet]
        coded = self.wording.coded(vocabulary, program_list.code)
        words = self.wording.words["list"]
        label = str(words[f"by_{program_list.facet}"]).format(label=coded.label)
        cut = program_list.pages
        for number, members in enumerate(cut, 1):
            address = program_list.page_address(number)
            body = self._render(
                "list",
                address,
                list=Coded(coded.code, label, coded.description),
                summary=self._range(number, len(members), len(program_list.members)),
                cards=[self._card(program.id) for program in members],
                pages=_page_links(program_list, number, len(cut)),
            )
            title = label if number == 1 else str(words["page_title"]).format(label=label, number=number)
            yield Page(address, title, coded.description or words["description"], body)

    def slots(self) -> dict[str, str]:
        """What authored pages may name: the class lists (for search without scripts), how fresh the listing is, what the
        checker asks, the glossary, the stages of programs and, where the listing has them, the areas of the job service."""
        states = [freshness(program, self.today).state for program in self.catalog.listed]
        counts = {state: states.count(state) for state in ("confirmed", "seen", "old")}
        groups = self.access_groups()
        stages = staged(self.catalog.programs.values(), self.wording)
        return {
            "lists": self._render("class-links", "search/", groups=groups, total=len(states)),
            "freshness": self._render("freshness", "", total=len(states), **counts),
            "questions": self._questions(),
            "glossary": self._render("glossary", "glossary/", letters=letters(self._glossary, self.language)),
            **{slot: self._render("stages", "", parts=parts) for slot, parts in stages.items()},
            **self._areas(),
        }

    def _areas(self) -> dict[str, str]:
        if self._catchments is None:
            return {}
        view = catchments_view(self._catchments, self.wording)
        return {
            f"catchment{name}": self._render(f"catchment-{name}", "", view=view)
            for name in ("places", "areas", "sources")
        }

    def _questions(self) -> str:
        questions = self.catalog.questions
        topics = [
            {
                "label": topic.label.nearest(self.language)[0],
                "questions": [
                    {key: text.nearest(self.language)[0] if (text := getattr(one, key)) else "" for key in _ASKED}
                    for one in questions.questions.values()
                    if one.topic == name
                ],
            }
            for name, topic in questions.topics.items()
        ]
        listed = self._order.sort(self.catalog.listed)
        programs = [{"id": one.id, "name": self.wording.name(one)} for one in listed if len(listed) <= MOST_AT_ONCE]
        groups = [] if programs else self.access_groups()
        return self._render("questions", "check/", topics=topics, programs=programs, groups=groups)

    def count(self, number: int) -> str:
        """A number of programs in words."""
        words = self.wording.words["list"]["count"]
        key = "none" if number == 0 else "one" if number == 1 else "other"
        return str(words[key]).format(count=number)

    def _range(self, number: int, shown: int, total: int) -> str:
        if total <= PAGE_SIZE:
            return self.count(total)
        first = (number - 1) * PAGE_SIZE + 1
        return str(self.wording.words["list"]["range"]).format(first=first, last=first + shown - 1, count=total)

    def _render(self, name: str, address: str, **values: Any) -> str:
        home = "../" * address.count("/")
        return render(self._jinja, name, home=home, fallback=self.fallback, **values)


def _page_links(program_list: ProgramList, current: int, last: int) -> list[PageLink]:
    return [
        PageLink(0, "", gap=True)
        if number is None
        else PageLink(number, program_list.page_address(number), number == current)
        for number in numbers_around(current, last)
    ]
