"""Owns the pages made from records: which there are, their titles and bodies. Their frame is `frames`' business."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from html import escape
from typing import Any

from markupsafe import Markup

from passerelle.history.listing_changes import History
from passerelle.opendata.formats import Published
from passerelle.prose.interface import interface_words
from passerelle.prose.local import LocalFacts
from passerelle.prose.synonyms import Synonyms
from passerelle.records.catalog import Catalog
from passerelle.records.freshness import freshness
from passerelle.records.model import Program
from passerelle.records.text import LANGUAGES, Language, other_language
from passerelle.site.assets import assets_address, imported_by
from passerelle.site.cards import Card, card_data, card_of
from passerelle.site.catchments import catchments_view
from passerelle.site.changes import ChangesView
from passerelle.site.chosen import chosen_pages
from passerelle.site.data import data_view
from passerelle.site.facets import NO_LEVEL, Facets
from passerelle.site.fallback import FallbackView
from passerelle.site.glossary import letters
from passerelle.site.linked_data import linked_data
from passerelle.site.list_pages import HOME, ListMaker, Making, at_home
from passerelle.site.lists import Alternatives, Order
from passerelle.site.page import Page
from passerelle.site.picture import picture_of
from passerelle.site.preparation import Preparing
from passerelle.site.quality import quality_of
from passerelle.site.reporting import general_report, reporting
from passerelle.site.stages import staged
from passerelle.site.templates import compile_templates, environment, render
from passerelle.site.views import ProgramView, program_view
from passerelle.site.wording import Wording

MOST_PREPARED = 5
MOST_AT_ONCE = 200
"""How many programs a page names one by one before it leads to the lists."""
ANY_SECTOR = "any"
_ASKED = ("wording", "help", "why")


class PageMaker:
    """Makes every page of one language from one catalog as of a day."""

    def __init__(
        self,
        catalog: Catalog,
        facts: LocalFacts,
        today: date,
        language: Language,
        history: History,
        site_url: str,
        changes_address: str = "",
    ) -> None:
        self.catalog = catalog
        self.today = today
        self.language = language
        self._jinja = environment(interface_words(language))
        compile_templates(self._jinja)
        self.wording = Wording(catalog, language, self._jinja)
        self.facts = facts
        self.fallback = FallbackView.of(facts.fallback, language)
        self.changes = ChangesView(history, self.wording, changes_address)
        self._synonyms = Synonyms(facts.synonyms)
        self._catchments = facts.catchments
        self._glossary, self._brand, self._site_url = facts.glossary, facts.brand, site_url
        self._assets = assets_address()
        self._order = Order.around(facts.brand.area, catalog, today)
        self._alternatives = Alternatives(catalog, self._order)
        self._preparing = cache(lambda: Preparing(catalog, today))
        self._card = cache(self._make_card)
        self._card_html = cache(self._make_card_html)
        self._script = cache(self._make_script)
        self._card_near = cache(lambda slug: at_home(self._card_html(slug), "../../"))
        self._facets = Facets(catalog)
        self.lists = ListMaker(
            self._facets,
            facts.brand.area,
            today,
            self._order,
            self.wording,
            Making(self._card, self._card_html, self._render),
        )

    def pages(self) -> Iterator[Page]:
        """Every page made from records: the lists, those of programs that a visitor chooses, then a page per program."""
        yield from self.lists.pages()
        for kind, facts in chosen_pages(self.wording.words).items():
            yield self._chosen_by_visitor(kind, facts)
        for program in self.catalog.programs.values():
            yield self.program(program)

    def program(self, program: Program) -> Page:
        """A program's page."""
        address = f"programs/{program.id}/"
        alternatives = tuple(self._card_near(other.id) for other in self._alternatives.of(program))
        view = program_view(
            program, alternatives, self._prepares(program), self._preparing(), self._card, self.today, self.wording
        )
        report = reporting(program, self._brand, f"{self._site_url}{self.language}/{address}", self.wording)
        changed = self.changes.of_record("programs", (program.id, *program.former_ids))
        body = self._render("program", address, view=view, card=view.card, report=report, changed=changed)
        entry = self._render(
            "search-entry",
            address,
            view=view,
            card=view.card,
            line=card_data(program, view.card, self.wording),
            language=self.language,
            also=self._also(program, view),
        )
        name, summary = (text.nearest(self.language)[0] for text in (program.name, program.summary))
        return Page(address, name, summary, body, self._head(program, address), entry)

    def _head(self, program: Program, address: str) -> str:
        data = linked_data(program, self._card(program.id), self._site_url, self.wording)
        return self._render("linked-data", address, data=data) + self._script("save-button", address.count("/"))

    def _prepares(self, program: Program) -> tuple[Card, ...]:
        """A few programs whose criteria this one prepares for, near and fresh ones first."""
        prepared = [self.catalog.programs[name] for name in self._preparing().prepared_by(program)]
        return tuple(self._card(other.id) for other in self._order.sort(prepared)[:MOST_PREPARED])

    def _chosen_by_visitor(self, kind: str, facts: Mapping[str, Any]) -> Page:
        """A page that a script fills from the pages of the programs that its reader chose; `facts` are its words."""
        words, address = self.wording.words[kind], f"{kind}/"
        body = self._render("kept-list", address, kind=kind, facts=facts)
        return Page(
            address, words["title"], words["description"], body, self._script(f"{kind}-page", address.count("/"))
        )

    def _make_script(self, name: str, depth: int) -> str:
        home = "../" * depth
        modules = imported_by(f"saved/{name}.js")
        return self._render("kept-script", home, script=name, assets=f"{home}../{self._assets}", modules=modules)

    def _also(self, program: Program, view: ProgramView) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What else people call a program: what its name, summary, kind, fields and level are called, in both languages;
        then what else it speaks of."""
        level = self._facets.level(program)
        terms = [("kinds", program.kind), *(("sectors", code) for code in program.sectors if code != ANY_SECTOR)]
        labels = [
            self.catalog.vocabularies[name].label(code, language) for name, code in terms for language in LANGUAGES
        ]
        names = [name for name in (program.name.en, program.name.fr) if name]
        summaries = [summary for summary in (program.summary.en, program.summary.fr) if summary]
        levels = [f"CLB {level}", f"NCLC {level}"] if level != NO_LEVEL else []
        said = self._synonyms.of([*names, *summaries, *program.other_names, *labels])
        spoken_of = self._synonyms.of([str(view.description or "")])
        return (*names, *labels, *levels, *said), tuple(word for word in spoken_of if word not in said)

    def _make_card(self, slug: str) -> Card:
        return card_of(self.catalog.programs[slug], self.today, self.wording)

    def _make_card_html(self, slug: str) -> Markup:
        made: Markup = self._jinja.get_template("portal/card.html").module.card_of(self._card(slug), HOME)  # type: ignore[attr-defined]
        return made

    def slots(self) -> dict[str, str]:
        """What authored pages may name: the class lists (for search without scripts), how fresh the listing is, its
        picture, what the checker asks, what changed, how good it all is, the glossary, how to report, the stages of programs
        and, where the listing has them, job service areas, forms and roles."""
        states = [freshness(program, self.today).state for program in self.catalog.listed]
        counts = {state: states.count(state) for state in ("confirmed", "seen", "old")}
        groups = self.lists.access_groups()
        stages = staged(self.catalog.programs.values(), self.wording)
        report = general_report(self._brand, self.wording)
        return {
            "lists": self._render("class-links", "search/", groups=groups, total=len(states)),
            "freshness": self._render("freshness", "", total=len(states), **counts),
            "picture": self._picture(),
            "questions": self._questions(),
            "changes": self._render("changes", "changes/", view=self.changes, days=self.changes.days()),
            "quality": self._render(
                "quality", "quality/", quality=quality_of(self.catalog.listed, self.today, self.wording)
            ),
            "glossary": self._render("glossary", "glossary/", letters=letters(self._glossary, self.language)),
            **{slot: self._render("stages", "", parts=parts) for slot, parts in stages.items()},
            "report": self._render("report", "contribute/", report=report),
            "editwithout": self._render("edit-without", "contribute/edit/", report=report),
            **self._areas(),
            **self._forms_and_roles(),
        }

    def data_slots(self, published: Sequence[Published], site_url: str) -> dict[str, str]:
        """What the page about the data may name: the formats, what they cannot hold, and where the files are."""
        view = data_view(published, site_url, self._brand, self.wording.words["data"], self.language)
        parts = {f"data{name}": self._render(f"data-{name}", "data/", view=view) for name in ("formats", "lost")}
        return {**parts, "dataurl": escape(view.url), "dataversion": view.version}

    def _picture(self) -> str:
        picture = picture_of(self.catalog, self.facts.brand.area, self.wording)
        words = self.wording.words["picture"]["mark"]
        text = str(words["one" if picture.each == 1 else "other"]).format(count=picture.each)
        linked = {one.code for one in self.lists.all if one.facet == "area"}
        return self._render("picture", "", picture=picture, text=text, linked=linked)

    def _areas(self) -> dict[str, str]:
        if self._catchments is None:
            return {}
        view = catchments_view(self._catchments, self.wording)
        return {
            f"catchment{name}": self._render(f"catchment-{name}", "", view=view)
            for name in ("places", "areas", "sources")
        }

    def _forms_and_roles(self) -> dict[str, str]:
        """Each form under `form` and its name without hyphens; the roles as two diagrams and as a table."""
        other = other_language(self.language)
        said = {"language": self.language, "other": other}
        also = interface_words(other)["forms"]
        made = {
            f"form{name.replace('-', '')}": self._render("form", "", form=form, also=also, **said)
            for name, form in self.facts.forms.items()
        }
        if self.facts.roles:
            made["roles"] = self._render("roles", "", roles=self.facts.roles, **said)
        return made

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
        groups = [] if programs else self.lists.access_groups()
        return self._render("questions", "check/", topics=topics, programs=programs, groups=groups)

    def _render(self, name: str, address: str, **values: Any) -> str:
        home = "../" * address.count("/")
        return render(self._jinja, name, home=home, fallback=self.fallback, **values)
