"""Owns questions.json: every question that rules hang on, with its wording, its options and how an answer can change."""

from __future__ import annotations

from pathlib import Path

import jsonschema_rs
import msgspec

from passerelle.opendata.publication import LICENCE, VERSION, Publication, require, write_json

SCHEMA_FILE = "schemas/questions.schema.json"
AUTHORED_SCHEMA = Path(__file__).parent / "questions.schema.json"


def export(publication: Publication, folder: Path) -> None:
    """Write questions.json and its schema. A key without a value is left out."""
    schema = msgspec.json.decode(AUTHORED_SCHEMA.read_bytes())
    write_json(folder / SCHEMA_FILE, schema)
    asked = publication.catalog.questions
    questions = {
        name: {key: value for key, value in msgspec.to_builtins(one).items() if value is not None}
        for name, one in asked.questions.items()
    }
    topics = msgspec.to_builtins(asked.topics)
    data = {"version": VERSION, "licence": LICENCE, "topics": topics, "questions": questions}
    require(jsonschema_rs.Draft202012Validator(schema), data, "questions.json")
    write_json(folder / "questions.json", data)
