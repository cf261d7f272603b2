"""Owns how criteria, gates and answers read in one language: sentences and words made from codes and templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passerelle.eligibility.meanings import Meanings
from passerelle.eligibility.person import NOT_TESTED, Missing, Person
from passerelle.eligibility.requirements import Leaf
from passerelle.eligibility.sentences import leaf_sentence
from passerelle.records.catalog import Catalog
from passerelle.records.gates import Gate
from passerelle.records.model import Evidence
from passerelle.records.phrases import joined, told_once, worded_date, worded_number, worded_span
from passerelle.records.text import Language, Text


class Phrasing:
    """Puts criteria and answers of one listing into one language; `words` are the interface's words in it."""

    def __init__(self, catalog: Catalog, meanings: Meanings, words: Mapping[str, Any], language: Language) -> None:
        self._catalog, self._meanings, self.language = catalog, meanings, language
        self._words, self._said = words, words["screening"]

    def criterion(self, leaf: Leaf) -> str:
        """A leaf as one sentence to the person: "You live in Ottawa." """
        if self._meanings.questions[leaf.ask].gate:
            sentence = self._gate_sentence(leaf)
            return f"{self._words['rule']['not']} {sentence}" if leaf.negated else sentence
        catalog = self._catalog
        return leaf_sentence(leaf, catalog.questions, catalog.vocabularies, self.language, self._words["rule"]["not"])

    def _gate_sentence(self, leaf: Leaf) -> str:
        gates = [self._meanings.gates[str(code)] for code in _codes(leaf)]
        template: str = self._words["gates"][gates[0].kind]
        return template.format(name=self.gate_names(_codes(leaf)))

    def gate_names(self, codes: tuple[str, ...]) -> str:
        """What gate codes name, any of which will do: "A, B or C"."""
        return joined([self._gate_name(code) for code in codes], "or", self.language)

    def _gate_name(self, code: str) -> str:
        """The organization or the broader program that a gate code names."""
        gate = self._meanings.gates[code]
        if gate.kind == "enrolled":
            broader = self._catalog.programs.get(gate.program or "")
            return self.nearest(broader.name if broader else gate.name or Text())
        return self.organization(code.partition(":")[2])

    def organization(self, slug: str) -> str:
        """The name of an organization; its id where it has no record."""
        found = self._catalog.organizations.get(slug)
        return self.nearest(found.name) if found else slug

    def nearest(self, text: Text) -> str:
        """A text in this language, else in the other."""
        return text.nearest(self.language)[0]

    def answer(self, name: str, person: Person) -> str:
        """A person's answer to a question in words; why there is none, where there is none."""
        if self._meanings.questions[name].type == "level":
            return self._levels(name, person)
        given = person.answer(name)
        if isinstance(given, Missing):
            return str(self._said["causes"][given.value])
        if isinstance(given, frozenset):
            codes = sorted(given)
            worded = [self.code(name, code) for code in codes]
            return joined(worded, "standard", self.language) if worded else str(self._said["answers"]["none"])
        return self._value(name, given)

    def _value(self, name: str, given: Any) -> str:
        question = self._meanings.questions[name]
        if isinstance(given, bool):
            return str(self._said["answers"]["yes" if given else "no"])
        if question.type == "month":
            return worded_date(given, self.language)
        if isinstance(given, str):
            return self.code(name, given)
        if question.unit in ("years", "months"):
            return worded_span(given, question.unit, self.language)
        number = worded_number(given, self.language)
        return str(self._said["answers"][question.unit]).format(number=number) if question.unit else number

    def code(self, name: str, code: str) -> str:
        """An option of a question, or a gate, in words."""
        options = self._meanings.options(name)
        if options:
            return options.label(code, self.language)
        gate: Gate | None = self._meanings.gates.get(code)
        return str(self._said["gates"][gate.kind]).format(name=self._gate_name(code)) if gate else code

    def labels(self, vocabulary: str, *, in_sentence: bool = False) -> dict[str, str]:
        """The labels of a closed list, by code; as they stand inside a sentence if asked for."""
        terms = self._catalog.vocabularies[vocabulary]
        label = terms.in_sentence if in_sentence else terms.label
        return {code: label(code, self.language) for code in terms.terms}

    def _levels(self, name: str, person: Person) -> str:
        levels = person.levels(name)
        if isinstance(levels, Missing):
            return str(self._said["causes"][levels.value])
        worded = {skill: self.level(name, level) for skill, level in levels.items()}
        if len(set(worded.values())) == 1:
            return next(iter(worded.values()))
        skills = self._catalog.vocabularies["language-skills"]
        parts = [
            self._said["answers"]["by_skill"].format(level=level, skill=skills.in_sentence(skill, self.language))
            for skill, level in worded.items()
        ]
        return joined(parts, "standard", self.language)

    def level(self, question: str, level: Any) -> str:
        """A level of a language in words: "CLB 5"."""
        if isinstance(level, Missing) or level == NOT_TESTED:
            return str(self._said["causes"][NOT_TESTED if level == NOT_TESTED else level.value])
        return str(self._said["answers"][question]).format(level=level)

    def cited(self, source: Evidence) -> str:
        """A source in a few words, with its date: "2012 Ottawa model, July 2012"."""
        title = self.nearest(source.short) if source.short else source.title
        date = worded_date(source.published, self.language) if source.published else ""
        return ", ".join(part for part in told_once(title, source.published, date) if part)


def _codes(leaf: Leaf) -> tuple[str, ...]:
    return tuple(str(code) for code in leaf.operand) if isinstance(leaf.operand, tuple) else (str(leaf.operand),)
