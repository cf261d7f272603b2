"""Owns eligibility/<id>.json: one program's rules in their normal form, with sentences, questions, sources, SQL, CEL and JSON Logic.

A file for every record, closed ones too. Its shape is published as schemas/eligibility.schema.json, and every file
written is checked against it. The normal form is the contract that browsers and databases decide by.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec

from passerelle.eligibility.meanings import Meanings
from passerelle.eligibility.phrasing import Phrasing
from passerelle.eligibility.requirements import Leaf, Requirements, as_data, leaves_of, requirements_of
from passerelle.opendata.eligibility_cel import cel_of
from passerelle.opendata.eligibility_json_logic import json_logic_of
from passerelle.opendata.eligibility_sql import TODAY, columns_by_question, sql_of
from passerelle.opendata.plain_rules import PlainRules
from passerelle.opendata.publication import VERSION, Publication, each_written, require, write_bytes
from passerelle.prose.interface import interface_words
from passerelle.records.criteria import Role, Rule
from passerelle.records.model import Program
from passerelle.records.text import LANGUAGES
from passerelle.records.vocabularies import Question

FOLDER = "eligibility"
SCHEMA_FILE = "schemas/eligibility.schema.json"
AUTHORED_SCHEMA = Path(__file__).parent / "eligibility.schema.json"


def export(publication: Publication, folder: Path) -> None:
    """Write the rules of every program, and the schema they fit."""
    schema = AUTHORED_SCHEMA.read_bytes()
    (folder / "schemas").mkdir(exist_ok=True)
    (folder / SCHEMA_FILE).write_bytes(schema)
    shape = jsonschema_rs.Draft202012Validator(msgspec.json.decode(schema))
    place = folder / FOLDER
    place.mkdir()
    rules = RuleFiles(publication)
    programs = publication.catalog.programs
    made = each_written(FOLDER, programs, lambda program: msgspec.json.encode(rules.of(program)))
    for program, encoded in zip(programs, made, strict=True):
        require(shape, msgspec.json.decode(encoded), f"{FOLDER}/{program}.json")
        write_bytes(f"{place}/{program}.json", encoded + b"\n")


class RuleFiles:
    """Makes the published rules of programs, and remembers what recurs: sentences and questions."""

    def __init__(self, publication: Publication) -> None:
        catalog = publication.catalog
        self._meanings = Meanings.of(catalog)
        self._plain = PlainRules(self._meanings)
        self._columns = columns_by_question(self._meanings)
        self._order = {name: place for place, name in enumerate(self._columns)}
        self._phrasings = {
            language: Phrasing(catalog, self._meanings, interface_words(language), language) for language in LANGUAGES
        }
        self._newest: dict[Role, tuple[Program, Requirements]] = {}
        self._sentence = cache(self._make_sentence)
        self._question = cache(self._make_question)

    def of(self, program: Program) -> dict[str, Any]:
        """What is published of a program's rules."""
        roles: tuple[tuple[Role, Rule | None], ...] = (
            ("participant", program.eligibility.participant),
            ("mentor", program.eligibility.mentor),
        )
        rules = {role: self._rule(program, role, rule) for role, rule in roles if rule or role == "participant"}
        asked = sorted(self._asked({leaf for rule in rules.values() for leaf in rule.pop("asks")}))
        return {
            "version": VERSION,
            "id": program.id,
            "name": program.name,
            "access_class": program.access_class,
            "status": program.status,
            "rules": rules,
            "questions": {name: self._question(name) for name in asked},
            "columns": self._columns_of(asked),
            "sources": program.sources,
        }

    def _rule(self, program: Program, role: Role, rule: Rule | None) -> dict[str, Any]:
        requirements = self.requirements(program, role)
        plain = self._plain.of(requirements)
        return {
            "stated": requirements.stated,
            "condition": as_data(requirements.condition, self.sentences),
            "assets": [as_data(asset, self.sentences) for asset in requirements.assets],
            "program_decides": list(rule.program_decides) if rule else [],
            "sql": sql_of(requirements, self._meanings),
            "cel": cel_of(plain),
            "json_logic": json_logic_of(plain),
            "asks": [leaf.ask for part in (requirements.condition, *requirements.assets) for leaf in leaves_of(part)],
        }

    def requirements(self, program: Program, role: Role) -> Requirements:
        """The rules of a program for a role, in their normal form. Those asked for last are remembered."""
        newest = self._newest.get(role)
        if newest is None or newest[0] is not program:
            newest = self._newest[role] = program, requirements_of(program, role, self._meanings)
        return newest[1]

    def sentences(self, leaf: Leaf) -> dict[str, str]:
        """A condition in words, by language."""
        return self._sentence(msgspec.structs.replace(leaf, id="", source=None))

    def _make_sentence(self, leaf: Leaf) -> dict[str, str]:
        return {language: phrasing.criterion(leaf) for language, phrasing in self._phrasings.items()}

    def _asked(self, names: set[str]) -> set[str]:
        """Questions, and the earlier ones that they are asked after, and those that tell what an answer becomes."""
        found = set(names)
        waiting = list(names)
        while waiting:
            question = self._meanings.questions[waiting.pop()]
            near = {question.only_if.question if question.only_if else None, question.becomes} - found - {None}
            found |= {name for name in near if name}
            waiting += [name for name in near if name]
        return found

    def _make_question(self, name: str) -> dict[str, Any]:
        question: Question = self._meanings.questions[name]
        told = ("type", "wording", "options", "unit", "minimum", "maximum", "only_if", "otherwise", "becomes", "choose")
        found = {key: getattr(question, key) for key in told}
        kept = {key: value for key, value in found.items() if value is not None}
        return {**kept, "raise": question.raises, "may_change": question.may_change, "sensitive": question.sensitive}

    def _columns_of(self, asked: list[str]) -> dict[str, str]:
        """The columns of some questions, in the order of the questionnaire, and the day to decide for."""
        held = [self._columns[name] for name in sorted(asked, key=self._order.__getitem__)]
        return {column: kind for columns in held for column, kind in columns.items()} | {TODAY: "DATE"}
