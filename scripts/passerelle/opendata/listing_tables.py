"""Owns the listing as tables: which there are, and what their columns mean. CSV and SQLite are written from them.

What is one to one with a program stands in `programs`; everything else refers to it.
"""

from __future__ import annotations

from passerelle.opendata import listing_rows as rows
from passerelle.opendata.tables import Column, Reference, Table, both, text

_PROGRAM = text("program", "The program's id", required=True)
_OF_PROGRAM = Reference(("program",), "programs")
_SOURCE = text("source", "A key of the program's sources")
_CITED = Reference(("program", "source"), "sources", ("program", "key"))
_POSITION = Column("position", "integer", "Its place in the record, from 1", required=True)

VOCABULARIES = Table(
    "vocabularies", "The closed lists that codes are from.",
    (
        text("id", "The name of the list", required=True), *both("title", "What the list is of"),
        Column("ordered", "boolean", "Whether its terms stand in ascending order", required=True),
    ),
    ("id",), (), rows.vocabularies,
)  # fmt: skip
TERMS = Table(
    "terms", "Every code with its words.",
    (
        text("vocabulary", "The list", required=True), text("code", "The code", required=True), _POSITION,
        *both("label", "The words on a badge or in a list"), *both("description", "What the code means"),
    ),
    ("vocabulary", "code"), (Reference(("vocabulary",), "vocabularies"),), rows.terms,
)  # fmt: skip
TERM_WITHIN = Table(
    "term_within", "What each term lies in, near and far, itself too: a city, its province, its country.",
    (
        text("vocabulary", "The list", required=True), text("code", "The smaller term", required=True),
        text("within", "The wider term, or the same", required=True),
    ),
    ("vocabulary", "code", "within"),
    (
        Reference(("vocabulary", "code"), "terms", ("vocabulary", "code")),
        Reference(("vocabulary", "within"), "terms", ("vocabulary", "code")),
    ),
    rows.term_within,
)  # fmt: skip
ORGANIZATIONS = Table(
    "organizations", "Who runs programs.",
    (
        text("id", "The organization's id", required=True), *both("name", "Its name"),
        *both("short_name", "Its short name"), *both("description", "What it is"),
        text("url", "Its web page"), text("phone", "Its phone"), text("email", "Its email"),
    ),
    ("id",), (), rows.organizations,
)  # fmt: skip
PROGRAMS = Table(
    "programs", "One row a program: what a record states once, and what is derived from it.",
    (
        text("id", "The program's id", required=True),
        text("access_class", "Who may enter: a code of access-classes", required=True),
        text("kind", "What takes place: a code of kinds", required=True),
        text("status", "What the newest evidence says: a code of statuses", required=True),
        text("freshness", "How fresh the record is on the day of the export: a code of freshness", required=True),
        Column("newest_evidence", "date", "The newest day that a source speaks for"),
        *both("name", "Its name"), Column("name_fr_official", "boolean", "Whether the French name is its own", True),
        text("organization", "Who runs it", required=True),
        *both("summary", "It in one sentence"), *both("description", "It in paragraphs"),
        text("duration", "How long it takes (ISO 8601)"), *both("duration_note", "More about how long it takes"),
        Column("hours", "number", "Hours in each period"), text("hours_per", "The period: a code of periods"),
        text("cost", "What it costs: a code of costs", required=True),
        Column("cost_amount_cad", "number", "The amount in Canadian dollars"), *both("cost_note", "More about the cost"),
        text("embedded_in", "The program that it is a part of"),
        Column("is_broader_program", "boolean", "Whether it is itself the broader program", required=True),
        *both("embedded_in_name", "The name of a broader program without a record"),
        text("host_relation", "What one must be to the host: a code of relations"),
        text("intake", "When people may begin: continuous, dated or recurring"), *both("intake_note", "More about the intake"),
        text("intake_opens", "When an intake opens"), text("intake_closes", "When it closes"), text("intake_starts", "When it starts"),
        Column("reply_within_days", "integer", "Within how many days a referral is answered"),
        text("url", "Its web page"), text("phone", "Its phone"), text("email", "Its email"),
        *both("contact_note", "More about how to reach it"),
        text("verified_by", "Who was asked when it was last verified: provider or website"),
        Column("verified_on", "date", "When it was last verified"),
        text("replaced_by", "The program that took its place"),
        text("page_en", "Its page in English", required=True), text("page_fr", "Its page in French", required=True),
    ),
    ("id",),
    (
        Reference(("organization",), "organizations"), Reference(("embedded_in",), "programs"),
        Reference(("replaced_by",), "programs"),
    ),
    rows.programs,
)  # fmt: skip
PROGRAM_TERMS = Table(
    "program_terms", "The codes that a record lists: aims, audience, areas, sectors, languages and the like.",
    (
        _PROGRAM, text("field", "The record's key", required=True), text("vocabulary", "The list", required=True),
        text("code", "The code", required=True),
    ),
    ("program", "field", "code"),
    (_OF_PROGRAM, Reference(("vocabulary", "code"), "terms", ("vocabulary", "code"))), rows.program_terms,
)  # fmt: skip
PROGRAM_ORGANIZATIONS = Table(
    "program_organizations", "Organizations of a program beside the one that runs it.",
    (_PROGRAM, text("role", "partner or host", required=True), text("organization", "The organization", required=True)),
    ("program", "role", "organization"), (_OF_PROGRAM, Reference(("organization",), "organizations")),
    rows.program_organizations,
)  # fmt: skip
SITES = Table(
    "sites", "Where a program takes place.",
    (
        _PROGRAM, _POSITION, *both("name", "The name of the place"), text("address", "Its address", required=True),
        text("postal_code", "Its postal code"), text("phone", "Its phone"),
        text("wheelchair", "Wheelchair access: a code of wheelchair", required=True), _SOURCE,
    ),
    ("program", "position"), (_OF_PROGRAM, _CITED), rows.sites,
)  # fmt: skip
COMPONENTS = Table(
    "components", "The parts of a program, and parts of parts.",
    (
        _PROGRAM, text("number", "Its place: 2.1 is the first part of the second", required=True),
        text("part_of", "The number of the part around it"), text("kind", "A code of kinds"), *both("name", "Its name"),
        text("duration", "How long it takes (ISO 8601)"), *both("text", "What happens in it"), _SOURCE,
    ),
    ("program", "number"), (_OF_PROGRAM, Reference(("program", "part_of"), "components", ("program", "number")), _CITED),
    rows.components,
)  # fmt: skip
RULES = Table(
    "rules", "Who may join, in each role: how criteria combine.",
    (
        _PROGRAM, text("role", "participant or mentor", required=True),
        text("stated", "How much of the real rule the sources tell: a code of stated", required=True),
        Column("condition", "json", "The rule in its normal form, as in eligibility/<id>.json without sentences", True),
    ),
    ("program", "role"), (_OF_PROGRAM,), rows.rules,
)  # fmt: skip
CRITERIA = Table(
    "criteria", "Every condition of every rule. How they combine stands in rules.condition.",
    (
        _PROGRAM, text("role", "participant or mentor", required=True), text("id", "The condition", required=True),
        text("ask", "The question's id, in questions.json", required=True), text("operator", "How it is compared", True),
        Column("operand", "json", "What it is compared with", required=True), text("skill", "The language skills", True),
        Column("negated", "boolean", "Whether it is met when it does not hold", required=True),
        text("origin", "source, or what it is derived from: gate or area", required=True), _SOURCE,
        *both("sentence", "The condition in words", required=True),
    ),
    ("program", "role", "id"), (Reference(("program", "role"), "rules", ("program", "role")), _CITED), rows.criteria,
)  # fmt: skip
STEPS = Table(
    "steps", "How to get in, and how to refer somebody, move by move.",
    (
        _PROGRAM, text("way", "enter or refer", required=True), _POSITION,
        text("owner", "Who makes the move: a code of owners", required=True), *both("text", "The move"), _SOURCE,
    ),
    ("program", "way", "position"), (_OF_PROGRAM, _CITED), rows.steps,
)  # fmt: skip
RESULTS = Table(
    "results", "What a program achieved.",
    (
        _PROGRAM, _POSITION, *both("text", "The result"), Column("value", "number", "The figure"),
        text("unit", "What it counts: a code of units"), Column("year", "integer", "The year it is about"), _SOURCE,
    ),
    ("program", "position"), (_OF_PROGRAM, _CITED), rows.results,
)  # fmt: skip
NOTES = Table(
    "notes", "What must be said about a fact: contradictions, doubts.",
    (_PROGRAM, _POSITION, text("about", "A code of note-subjects", required=True), *both("text", "The note"), _SOURCE),
    ("program", "position"), (_OF_PROGRAM, _CITED), rows.notes,
)  # fmt: skip
SOURCES = Table(
    "sources", "Where the facts of a program come from.",
    (
        _PROGRAM, text("key", "Its key in the record", required=True), text("title", "Its title", required=True),
        text("language", "The language of its title: en or fr", required=True),
        text("kind", "A code of source-kinds", required=True), text("url", "Its address"),
        text("published", "Its year, month or day"), Column("approximate", "boolean", "Whether that is judged", True),
        Column("read_on", "date", "When it was read", required=True),
    ),
    ("program", "key"), (_OF_PROGRAM,), rows.sources,
)  # fmt: skip

TABLES = (
    VOCABULARIES, TERMS, TERM_WITHIN, ORGANIZATIONS, PROGRAMS, SOURCES, PROGRAM_TERMS, PROGRAM_ORGANIZATIONS, SITES,
    COMPONENTS, RULES, CRITERIA, STEPS, RESULTS, NOTES,
)  # fmt: skip
