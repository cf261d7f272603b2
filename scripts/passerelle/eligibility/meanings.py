"""Owns what codes mean to one another: which lies under which, which stands higher, which gates a person can pass.

Worked out once per listing, so that deciding a rule looks things up and searches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Self

from passerelle.records.catalog import Catalog
from passerelle.records.gates import Gate, gate_of
from passerelle.records.vocabularies import Question, Questions, Vocabulary

SKILLS = ("listening", "speaking", "reading", "writing")


class Meanings:
    """The questions of a listing, the order and the nesting of their options, and the gates that can be passed."""

    def __init__(
        self,
        questions: Questions,
        vocabularies: Mapping[str, Vocabulary],
        gates: Mapping[str, Gate] | None = None,
        joinable: frozenset[str] = frozenset(),
    ) -> None:
        self.questions: Mapping[str, Question] = questions.questions
        self.gates = gates or {}
        self.joinable = joinable
        self.gate = next((name for name, question in self.questions.items() if question.gate), "")
        self.completed = next((name for name, question in self.questions.items() if question.options == "kinds"), "")
        self._options = {
            name: vocabularies[question.options]
            for name, question in self.questions.items()
            if question.options and question.options in vocabularies
        }
        self._ranks: dict[str, dict[str, int]] = {}
        self._within: dict[str, dict[str, frozenset[str]]] = {}
        self._touching: dict[str, dict[str, frozenset[str]]] = {}
        for vocabulary in {one.id: one for one in self._options.values()}.values():
            self._ranks[vocabulary.id] = {code: rank for rank, code in enumerate(vocabulary.terms)}
            within = {code: vocabulary.ancestors(code) | {code} for code in vocabulary.terms}
            self._within[vocabulary.id], self._touching[vocabulary.id] = within, _touching(within)

    @classmethod
    def of(cls, catalog: Catalog) -> Self:
        """The meanings of a listing."""
        gates = [gate for program in catalog.programs.values() if (gate := gate_of(program))]
        by_code = {code: gate for gate in gates for code in gate.codes}
        return cls(catalog.questions, catalog.vocabularies, by_code, _joinable(gates, catalog))

    def options(self, question: str) -> Vocabulary | None:
        """The options of a question, or None where it has no closed list."""
        return self._options.get(question)

    def rank(self, question: str, code: str) -> int:
        """How high an option of an ordered list stands. Raises KeyError for a code that is none."""
        return self._ranks[self._options[question].id][code]

    def places(self, question: str, code: str) -> frozenset[str]:
        """A code and everything that it lies under. Raises KeyError for a code that is none."""
        return self._within[self._options[question].id][code]

    def touching(self, question: str, code: str) -> frozenset[str]:
        """Every code that has something in common with a code: it lies in both. Raises KeyError for a code that is none."""
        return self._touching[self._options[question].id][code]


def _touching(within: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {code: frozenset() for code in within}
    for places in within.values():
        for place in places:
            found[place] |= places
    return found


def _joinable(gates: Iterable[Gate], catalog: Catalog) -> frozenset[str]:
    """Gate codes that a person can come to hold: clients and participants always, members where a source says how."""
    found: set[str] = set()
    for gate in gates:
        if gate.kind == "member":
            hosts = zip(gate.codes, gate.organizations, strict=True)
            found.update(code for code, host in hosts if _says_how(catalog, host))
        elif gate.kind != "employee":
            found.update(gate.codes)
    return frozenset(found)


def _says_how(catalog: Catalog, organization: str) -> bool:
    found = catalog.organizations.get(organization)
    return found is not None and found.joining is not None
