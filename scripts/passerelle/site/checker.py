"""Owns what the checker's page carries: every rule, question and name that a browser needs to screen a person.

One language each. Rules stand in their published normal form; the browser decides by them as `passerelle.eligibility` does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date
from typing import Any, get_args

import msgspec

from passerelle.eligibility.meanings import Meanings
from passerelle.eligibility.offers import Changes, Offer, offer_of
from passerelle.eligibility.phrasing import Phrasing
from passerelle.eligibility.requirements import Requirements, as_data, leaves_of, requirements_of
from passerelle.records.catalog import Catalog
from passerelle.records.criteria import Role, Rule
from passerelle.records.freshness import evidence_day, last_day, newest
from passerelle.records.model import Evidence, Program
from passerelle.records.text import Text
from passerelle.records.vocabularies import Question, Vocabulary


def checker_listing(catalog: Catalog, phrasing: Phrasing, today: date) -> dict[str, Any]:
    """Everything that the checker needs of a listing, in the language of a phrasing.

    What ages is given as dates, so that a visitor's own day decides: `today` only marks when it was made.
    """
    meanings = Meanings.of(catalog)
    asked = {program.id: _requirements(program, meanings) for program in catalog.listed}
    named = _named(catalog.listed, asked)
    # A tree is a menu: its options have no room for what they mean.
    explained = {question.options for question in meanings.questions.values() if question.type != "tree"}
    listed = [program for program in catalog.listed if set(program.audience) & {"newcomer", "mentor"}]
    return {
        "made_on": today.isoformat(),
        "language": phrasing.language,
        "topics": {name: phrasing.nearest(topic.label) for name, topic in catalog.questions.topics.items()},
        "questions": {
            name: _question(question, phrasing) | {"offered": offered(name, meanings, named)}
            for name, question in meanings.questions.items()
        },
        "vocabularies": {one.id: _vocabulary(one, phrasing, one.id in explained) for one in _options(meanings)},
        "gates": {
            code: {
                "kind": gate.kind,
                "name": phrasing.gate_names((code,)),
                "label": phrasing.code(meanings.gate, code),
                "program": gate.program,
            }
            for code, gate in sorted(meanings.gates.items())
        },
        "joinable": sorted(meanings.joinable),
        "programs": {program.id: _program(program, asked[program.id], meanings, phrasing, today) for program in listed},
    }


def _options(meanings: Meanings) -> list[Vocabulary]:
    found = {one.id: one for name in meanings.questions if (one := meanings.options(name))}
    return list(found.values())


def _requirements(program: Program, meanings: Meanings) -> Mapping[Role, Requirements]:
    return {role: requirements_of(program, role, meanings) for role in get_args(Role)}


def _named(programs: Iterable[Program], asked: Mapping[str, Mapping[Role, Requirements]]) -> Mapping[str, Set[str]]:
    """The codes that rules name, and programs for what one looks for, by question."""
    found: dict[str, set[str]] = defaultdict(set)
    for program in programs:
        found["aims"].update(program.aims)
        for requirements in asked[program.id].values():
            for leaf in (*requirements.leaves, *(leaf for asset in requirements.assets for leaf in leaves_of(asset))):
                found[leaf.ask].update(map(str, leaf.operand) if isinstance(leaf.operand, tuple) else ())
    return found


def offered(name: str, meanings: Meanings, named: Mapping[str, Set[str]]) -> list[tuple[str, int]]:
    """The options of a question in the order to show them, each with how deep it lies.

    Of a question with many answers only those are offered that matter to some program.
    """
    question, vocabulary = meanings.questions[name], meanings.options(name)
    codes = sorted(meanings.gates) if question.gate else list(vocabulary.terms) if vocabulary else []
    if question.type == "tree" and vocabulary:
        return list(_nested(vocabulary))
    return [(code, 0) for code in codes if question.gate or question.type != "choices" or code in named.get(name, ())]


def _nested(vocabulary: Vocabulary) -> Iterator[tuple[str, int]]:
    """A place that lies in several stands below the last one it names, which is the nearest."""
    below: dict[str | None, list[str]] = defaultdict(list)
    for code, term in vocabulary.terms.items():
        below[term.under[-1] if term.under else None].append(code)
    waiting = [(code, 0) for code in reversed(below[None])]
    while waiting:
        code, depth = waiting.pop()
        yield code, depth
        waiting += [(one, depth + 1) for one in reversed(below[code])]


def _question(question: Question, phrasing: Phrasing) -> dict[str, Any]:
    plain = msgspec.to_builtins(question)
    words = {
        key: phrasing.nearest(text) for key in ("wording", "client", "help", "why") if (text := getattr(question, key))
    }
    told = {key: value for key, value in plain.items() if key != "statements" and _is_told(key, value)}
    return {**told, **words}


def _is_told(key: str, value: Any) -> bool:
    """Whether a key of a question says something. What is false or none is usual, but not for what counts otherwise."""
    return value is not None and (value is not False or key == "otherwise")


def _vocabulary(vocabulary: Vocabulary, phrasing: Phrasing, explained: bool) -> dict[str, Any]:
    terms = {
        code: {
            "label": phrasing.nearest(term.label),
            **({"description": phrasing.nearest(term.description)} if explained and term.description else {}),
            **({"under": list(term.under)} if term.under else {}),
        }
        for code, term in vocabulary.terms.items()
    }
    # Where terms are compared their order is told: a browser puts codes that look like numbers first.
    return {"terms": terms, **({"order": list(vocabulary.terms)} if vocabulary.ordered else {})}


def _program(
    program: Program, asked: Mapping[Role, Requirements], meanings: Meanings, phrasing: Phrasing, today: date
) -> dict[str, Any]:
    offer = offer_of(program, asked["participant"], meanings, today)
    rules: tuple[tuple[Role, Rule | None], ...] = (
        ("participant", program.eligibility.participant),
        ("mentor", program.eligibility.mentor),
    )
    audiences = {"participant": "newcomer", "mentor": "mentor"}
    verified = program.verification
    return {
        "name": phrasing.nearest(program.name),
        "organization": phrasing.organization(program.organization),
        "access": program.access_class,
        "status": program.status,
        "aims": program.aims,
        "areas": program.areas,
        "evidence": newest(program.sources.values()),
        "verified": last_day(verified.on) if verified else None,
        "review_every_months": program.review_every_months,
        "intake_ends": _intake_ends(program),
        "offer": _offer(offer) if program.status == "running" and "newcomer" in program.audience else None,
        "sources": {key: _source(source, phrasing) for key, source in program.sources.items()},
        "rules": {
            role: _rule(asked[role], rule, phrasing) for role, rule in rules if audiences[role] in program.audience
        },
    }


def _intake_ends(program: Program) -> date | None:
    intake = program.intake
    last = (intake.closes or intake.starts) if intake and intake.kind == "dated" else None
    return last_day(last) if last else None


def _source(source: Evidence, phrasing: Phrasing) -> dict[str, Any]:
    return {"cited": phrasing.cited(source), "evidence": evidence_day(source)}


def _rule(requirements: Requirements, rule: Rule | None, phrasing: Phrasing) -> dict[str, Any]:
    said: list[Text] = [item.text for item in rule.program_decides] if rule else []
    return {
        "stated": requirements.stated,
        "condition": as_data(requirements.condition, phrasing.criterion),
        "assets": [as_data(asset, phrasing.criterion) for asset in requirements.assets],
        "program_decides": [phrasing.nearest(text) for text in said],
    }


def _offer(offer: Offer) -> dict[str, Any]:
    return {
        "joining": _changes(offer.joining),
        "finishing": _changes(offer.finishing),
        "months": offer.months,
        "days": offer.days,
    }


def _changes(changes: Changes) -> dict[str, Any]:
    return {"adds": changes.adds, "raises": changes.raises, "reveals": changes.reveals}
