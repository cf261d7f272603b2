"""Owns questions.json: every question that rules hang on, with its wording, its options and how an answer can change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec

from passerelle.opendata.publication import LICENCE, VERSION, Publication, each_written, require, write_json
from passerelle.records.vocabularies import Question

FILE = "questions.json"
SCHEMA_FILE = "schemas/questions.schema.json"
AUTHORED_SCHEMA = Path(__file__).parent / "questions.schema.json"


def export(publication: Publication, folder: Path) -> None:
    """Write questions.json and its schema. A key without a value is left out."""
    schema = msgspec.json.decode(AUTHORED_SCHEMA.read_bytes())
    write_json(folder / SCHEMA_FILE, schema)
    asked = publication.catalog.questions
    questions = dict(zip(asked.questions, each_written(FILE, asked.questions, _stated), strict=True))
    topics = msgspec.to_builtins(asked.topics)
    data = {"version": VERSION, "licence": LICENCE, "topics": topics, "questions": questions}
    require(jsonschema_rs.Draft202012Validator(schema), data, FILE)
    write_json(folder / FILE, data)


def _stated(question: Question) -> dict[str, Any]:
    return {key: value for key, value in msgspec.to_builtins(question).items() if value is not None}
