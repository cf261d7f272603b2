"""Owns what programs change for a person, and so which of them can be a step on the way into another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

from passerelle.eligibility.meanings import Meanings
from passerelle.eligibility.requirements import Requirements, requirements_of
from passerelle.records.catalog import Catalog
from passerelle.records.freshness import freshness
from passerelle.records.model import Effect, Program
from passerelle.records.phrases import duration_parts

Taking = Literal["enter", "finish"]
"""How far a program is taken: its joining changes, or those and its finishing."""
_FRESHEST = {"confirmed": 0, "seen": 1, "old": 2}
_RAISED, _TOLD = "raised", "told"


@dataclass(frozen=True, slots=True)
class Changes:
    """What changes in a person's answers: codes added to sets, levels that rise by some up to a ceiling, levels revealed."""

    adds: tuple[tuple[str, str], ...] = ()
    raises: tuple[tuple[str, int, int], ...] = ()
    reveals: tuple[str, ...] = ()

    @classmethod
    def of(cls, effects: Iterable[Effect], *added: tuple[str, str]) -> Self:
        """The changes that effects name, and others known without them."""
        kept = list(effects)
        return cls(
            adds=(*added, *((one.adds, one.code) for one in kept if one.adds and one.code)),
            raises=tuple((one.raises, one.by or 1, one.up_to or 1) for one in kept if one.raises),
            reveals=tuple(one.reveals for one in kept if one.reveals),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """A program as a step: who may take it, what joining and finishing it change, how long it takes.

    `age` is 0 for a confirmed record, 1 for one seen, 2 for an old one; `months` and `days` add up, 0 where unknown.
    """

    requirements: Requirements
    joining: Changes
    finishing: Changes
    months: int
    days: int
    age: int
    areas: tuple[str, ...]

    @property
    def program(self) -> str:
        """The program's id."""
        return self.requirements.program


class Offers:
    """The programs of a listing that can be a step on a day, found by what they change."""

    def __init__(self, offers: Iterable[Offer]) -> None:
        self.by_program: Mapping[str, Offer] = {offer.program: offer for offer in offers}
        self._changing: dict[tuple[str, str], dict[Offer, Taking]] = {}
        takings: tuple[Taking, ...] = ("enter", "finish")
        for offer in self.by_program.values():
            for taking, changes in zip(takings, (offer.joining, offer.finishing), strict=True):
                raised = ((question, _RAISED) for question, _, _ in changes.raises)
                told = ((question, _TOLD) for question in changes.reveals)
                for change in (*changes.adds, *raised, *told):
                    self._changing.setdefault(change, {}).setdefault(offer, taking)

    @classmethod
    def of(cls, catalog: Catalog, meanings: Meanings, today: date) -> Self:
        """The programs that newcomers can take as a step on a day: none that is closed, not found or paused."""
        running = (one for one in catalog.programs.values() if one.status == "running" and "newcomer" in one.audience)
        return cls(
            offer_of(program, requirements_of(program, "participant", meanings), meanings, today) for program in running
        )

    def adding(self, question: str, code: str) -> Mapping[Offer, Taking]:
        """The programs that add a code to the answers to a question, and how far each must be taken for it."""
        return self._changing.get((question, code), {})

    def raising(self, question: str) -> Mapping[Offer, Taking]:
        """The programs that raise a level."""
        return self.adding(question, _RAISED)

    def revealing(self, question: str) -> Mapping[Offer, Taking]:
        """The programs that tell a level."""
        return self.adding(question, _TOLD)


def offer_of(program: Program, requirements: Requirements, meanings: Meanings, today: date) -> Offer:
    """A program as a step, with what it asks of participants. That one is enrolled in it, and has completed its kind, is known without being authored."""
    after = program.after
    months, days = duration_parts(program.duration) if program.duration else (0, 0)
    return Offer(
        requirements=requirements,
        joining=Changes.of(after.joining if after else (), (meanings.gate, f"enrolled-in:{program.id}")),
        finishing=Changes.of(after.finishing if after else (), (meanings.completed, program.kind)),
        months=months,
        days=days,
        age=_FRESHEST[freshness(program, today).state],
        areas=program.areas,
    )
