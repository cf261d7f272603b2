"""Owns what a program's page says of getting ready: which programs prepare for its criteria, how one passes its gate."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from markupsafe import Markup

from passerelle.eligibility.meanings import Meanings
from passerelle.eligibility.offers import Offer, Offers
from passerelle.records.catalog import Catalog
from passerelle.records.criteria import Criterion, criteria_of
from passerelle.records.gates import gate_of
from passerelle.records.model import Program
from passerelle.site.cards import Card
from passerelle.site.wording import Wording

MOST_PROGRAMS = 3
_RISING = ("at_least", "between", "includes", "includes_any")


@dataclass(frozen=True, slots=True)
class Preparation:
    """A criterion, and the programs that prepare for it."""

    criterion: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Entrance:
    """How one comes to belong to a host organization, as its record says."""

    lead: str
    organization: Markup
    text: Markup
    source: Markup


class Preparing:
    """Finds what prepares for a program: fresh and near programs first. Worked out once for criteria that recur."""

    def __init__(self, catalog: Catalog, today: date) -> None:
        self._catalog = catalog
        self._meanings = Meanings.of(catalog)
        self._offers = Offers.of(catalog, self._meanings, today)
        self._chosen = cache(self._choose)
        self._prepared = cache(self._find_prepared)

    def programs(self, criterion: Criterion, program: Program) -> list[str]:
        """The ids of a few programs that prepare for a criterion of a program, not the program itself."""
        question = self._meanings.questions[criterion.ask]
        if question.raises != "by-preparation" or criterion.operator not in _RISING:
            return []
        codes = criterion.operand if isinstance(criterion.operand, tuple) and question.type == "choices" else ()
        found = self._chosen(criterion.ask, tuple(map(str, codes)), program.areas)
        return [name for name in found if name != program.id][:MOST_PROGRAMS]

    def prepared_by(self, program: Program) -> tuple[str, ...]:
        """The ids of listed programs that name a program among what prepares for them."""
        return tuple(self._prepared().get(program.id, ()))

    def _find_prepared(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for program in self._catalog.listed:
            rule = program.eligibility.participant
            criteria = criteria_of(rule.root) if rule and rule.root else ()
            for name in dict.fromkeys(name for one in criteria for name in self.programs(one, program)):
                found.setdefault(name, []).append(program.id)
        return found

    def _choose(self, question: str, codes: tuple[str, ...], areas: tuple[str, ...]) -> tuple[str, ...]:
        offers = [offer for code in codes for offer in self._offers.adding(question, code)]
        if not codes:
            offers = [*self._offers.revealing(question), *self._offers.raising(question)]
        near = self._catalog.vocabularies["areas"]
        served = {place for area in areas for place in (area, *near.ancestors(area))}
        fitting = {offer.program: offer for offer in offers if not served.isdisjoint(offer.areas)}
        return tuple(sorted(fitting, key=lambda name: self._order(fitting[name])))[: MOST_PROGRAMS + 1]

    def _order(self, offer: Offer) -> tuple[bool, int, int, str]:
        depth = max(len(self._catalog.vocabularies["areas"].ancestors(area)) for area in offer.areas)
        tells = any(changes.reveals for changes in (offer.joining, offer.finishing))
        return not tells, offer.age, -depth, offer.program


def preparations(
    program: Program, preparing: Preparing, card: Callable[[str], Card], wording: Wording
) -> tuple[Preparation, ...]:
    """What prepares for the criteria of a program's participant rule, in the order of the rule."""
    rule = program.eligibility.participant
    if rule is None or rule.root is None or not program.is_listed:
        return ()
    criteria = {wording.sentence(criterion): criterion for criterion in criteria_of(rule.root)}
    found = ((said, _cards(preparing.programs(criterion, program), card)) for said, criterion in criteria.items())
    return tuple(Preparation(said, cards) for said, cards in found if cards)


def _cards(names: Iterable[str], card: Callable[[str], Card]) -> tuple[Card, ...]:
    return tuple(card(name) for name in names)


def entrances(program: Program, wording: Wording) -> tuple[Entrance, ...]:
    """How one becomes a client or a member of the hosts of a program, where their records say so."""
    gate = gate_of(program)
    if gate is None or gate.kind == "employee" or not program.is_listed:
        return ()
    hosts = [wording.catalog.organizations.get(slug) for slug in gate.organizations]
    return tuple(
        Entrance(
            lead=wording.words["rule"]["become"][gate.kind],
            organization=wording.name(host),
            text=wording.say(host.joining.text),
            source=wording.cited(host.sources[host.joining.source]),
        )
        for host in hosts
        if host and host.joining
    )
