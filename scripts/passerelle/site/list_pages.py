"""Owns the directory and the static lists: their pages, and the files that the directory narrows by in the browser."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from markupsafe import Markup

from passerelle.records.model import Program
from passerelle.site.assets import assets_address, imported_by
from passerelle.site.cards import Card, card_data
from passerelle.site.columns import card_files, columns
from passerelle.site.facets import NO_LEVEL, Facets
from passerelle.site.fill import sentinel
from passerelle.site.lists import ENDED, FIRST_OF_EACH, PAGE_SIZE, Order, ProgramList, facet_lists, numbers_around
from passerelle.site.page import Page
from passerelle.site.wording import Coded, Wording

HOME = sentinel("home")
"""Stands in a card where the way to the language's root is put, which differs by page."""
FOLDER = "directory"


@dataclass(frozen=True, slots=True)
class Group:
    """An access class in the directory, with its first programs."""

    access: Coded
    count: int
    shown_count: str
    address: str
    cards: tuple[Markup, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A list to go to."""

    code: str
    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet with the lists of its values."""

    name: str
    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of a long list, or a gap."""

    number: int
    address: str
    current: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Making:
    """How cards and templates are made: a card by its program's id, as HTML with HOME in it; a template by name, address,
    values."""

    card: Callable[[str], Card]
    card_html: Callable[[str], Markup]
    render: Callable[..., str]


def at_home(card: Markup, home: str) -> Markup:
    """A card with the way to the language's root in it."""
    return Markup(str(card).replace(HOME, home))  # noqa: S704 - HTML before, HTML after


class ListMaker:
    """Makes the directory and every list of one language."""

    def __init__(
        self, facets: Facets, area: str | None, today: date, order: Order, wording: Wording, making: Making
    ) -> None:
        self._facets, self._catalog = facets, facets.catalog
        self._area, self._today = area, today
        self._order, self._wording, self._making = order, wording, making
        self._words = wording.words["list"]

    @cached_property
    def all(self) -> tuple[ProgramList, ...]:
        """Every list."""
        return facet_lists(self._facets, self._order)

    @cached_property
    def ordered(self) -> tuple[Program, ...]:
        """Every program, ended ones too, in the order of lists."""
        return self._order.sort(self._catalog.programs.values())

    def pages(self) -> Iterator[Page]:
        """The directory and every page of every list."""
        yield self.directory()
        for program_list in self.all:
            yield from self.list_pages(program_list)

    @cached_property
    def files(self) -> dict[str, bytes]:
        """What the directory loads, by address from the language's root: the columns first, then the cards by number."""
        programs = self.ordered
        listed = {facet.name: [link.code for link in facet.links] for facet in self._facet_views}
        told = columns(programs, self._facets, self._today, self._wording.language, self._area, listed)
        cards = list(
            card_files([card_data(program, self._making.card(program.id), self._wording) for program in programs])
        )
        folder = f"{FOLDER}/{_digest(b''.join([told, *cards]))}"
        return {f"{folder}/columns.json": told} | {
            f"{folder}/{number}.json": encoded for number, encoded in enumerate(cards)
        }

    def directory(self) -> Page:
        """The page that lists every running program by access class, and narrows them where scripts run."""
        listed, columns_file = len(self._catalog.listed), next(iter(self.files))
        modules = imported_by("directory/page.js")
        head = self._making.render(
            "directory-head", "programs/", columns=columns_file, assets=assets_address(), modules=modules
        )
        body = self._making.render(
            "directory",
            "programs/",
            groups=self.access_groups(FIRST_OF_EACH),
            ended=[self._link(one) for one in self.all if one.facet == "status" and one.code in ENDED and one.members],
            facets=self._facet_views,
            summary=str(self._words["directory"]).format(count=self.count(listed)),
            columns=columns_file,
            said=self._said(),
        )
        return Page("programs/", self._words["title"], self._words["description"], body.replace(HOME, "../"), head)

    def _said(self) -> dict[str, Any]:
        """What the directory's script says, of choosing programs and of how words were understood too."""
        words = self._wording.words
        meant = {key: words["site"]["search"][key] for key in ("corrected", "near")}
        return {**words["directory"], "choice": words["choice"], "meant": meant}

    def access_groups(self, most: int = 0) -> list[Group]:
        """The access classes with how many programs each has, and the first of them."""
        return [
            Group(
                access=self._coded(one),
                count=len(one.members),
                shown_count=self.count(len(one.members)),
                address=one.address,
                cards=tuple(self._making.card_html(program.id) for program in one.members[:most]),
            )
            for one in self.all
            if one.facet == "access"
        ]

    def list_pages(self, program_list: ProgramList) -> Iterator[Page]:
        """The pages of one list."""
        coded, cut = self._coded(program_list), program_list.pages
        label = str(self._words["by"]).format(label=coded.label)
        if program_list.facet == "status":
            label = self._words["by_status"].get(coded.code, label)
        for number, members in enumerate(cut, 1):
            address = program_list.page_address(number)
            body = self._making.render(
                "list",
                address,
                list=Coded(coded.code, label, coded.description),
                summary=self._summary(number, len(members), len(program_list.members)),
                cards=[self._making.card_html(program.id) for program in members],
                wider=self._wider(program_list),
                pages=_page_links(program_list, number, len(cut)),
            )
            title = label if number == 1 else str(self._words["page_title"]).format(label=label, number=number)
            description = f"{coded.description} {self._words['description']}".lstrip()
            yield Page(address, title, description, body.replace(HOME, "../" * address.count("/")))

    def count(self, number: int) -> str:
        """A number of programs in words."""
        key = "none" if number == 0 else "one" if number == 1 else "other"
        return str(self._words["count"][key]).format(count=number)

    @cached_property
    def _facet_views(self) -> list[FacetView]:
        """Every facet; of places the site's own comes first, then near ones."""
        words, near = self._wording.words["directory"]["facets"], self._order.near
        shown = sorted(
            self.all, key=lambda one: (one.code != self._area, one.code not in near) if one.facet == "area" else ()
        )
        return [
            FacetView(facet.name, words[facet.name], tuple(self._link(one) for one in shown if one.facet == facet.name))
            for facet in self._facets.all
        ]

    def _wider(self, program_list: ProgramList) -> list[Link]:
        """For a list by area, the lists of what the area lies in: programs there may serve it as well."""
        if program_list.facet != "area":
            return []
        above = self._catalog.vocabularies["areas"].ancestors(program_list.code)
        return [self._link(one) for one in self.all if one.facet == "area" and one.code in above]

    def _link(self, one: ProgramList) -> Link:
        return Link(one.code, self._coded(one).label, len(one.members), one.address)

    def _coded(self, one: ProgramList) -> Coded:
        vocabulary = next(facet.vocabulary for facet in self._facets.all if facet.name == one.facet)
        if vocabulary:
            return self._wording.coded(vocabulary, one.code)
        words = self._wording.words["directory"]["level"]
        return Coded(one.code, words["none"] if one.code == NO_LEVEL else str(words["some"]).format(level=one.code))

    def _summary(self, number: int, shown: int, total: int) -> str:
        """How many programs there are and which are shown; of several, in what order."""
        told, words = self._range(number, shown, total), self._words["order"]
        if total <= 1:
            return told
        if self._area is None:
            return str(words["fresh"]).format(range=told)
        return str(words["near"]).format(range=told, area=self._wording.coded("areas", self._area).label)

    def _range(self, number: int, shown: int, total: int) -> str:
        if total <= PAGE_SIZE:
            return self.count(total)
        first = (number - 1) * PAGE_SIZE + 1
        return str(self._words["range"]).format(first=first, last=first + shown - 1, count=total)


def _page_links(program_list: ProgramList, current: int, last: int) -> list[PageLink]:
    return [
        PageLink(0, "", gap=True)
        if number is None
        else PageLink(number, program_list.page_address(number), number == current)
        for number in numbers_around(current, last)
    ]


def _digest(encoded: bytes) -> str:
    return hashlib.sha256(encoded).hexdigest()[:12]
