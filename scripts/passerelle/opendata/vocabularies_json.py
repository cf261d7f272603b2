"""Owns vocabularies/: every closed list of codes with its words in both languages, one file each, and an index."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec

from passerelle.opendata.failing_fields import RefusedError
from passerelle.opendata.publication import LICENCE, VERSION, Publication, each_written, write_json
from passerelle.records.vocabularies import Vocabulary

FOLDER = "vocabularies"
SCHEMA_FILE = "schemas/vocabulary.schema.json"
AUTHORED_SCHEMA = Path(__file__).parent / "vocabulary.schema.json"


def export(publication: Publication, folder: Path) -> None:
    """Write a file for each vocabulary, the index, and the schema of the files."""
    schema = msgspec.json.decode(AUTHORED_SCHEMA.read_bytes())
    shape = jsonschema_rs.Draft202012Validator(schema)
    write_json(folder / SCHEMA_FILE, schema)
    vocabularies = sorted(publication.catalog.vocabularies.values(), key=lambda one: one.id)
    made = each_written(FOLDER, {one.id: one for one in vocabularies}, partial(_fitting, shape))
    for vocabulary, data in zip(vocabularies, made, strict=True):
        write_json(folder / FOLDER / f"{vocabulary.id}.json", data)
    lists = [
        {"id": one.id, "title": one.title, "terms": len(one.terms), "file": f"{one.id}.json"} for one in vocabularies
    ]
    write_json(folder / FOLDER / "index.json", {"version": VERSION, "licence": LICENCE, "vocabularies": lists})


def _fitting(shape: jsonschema_rs.Draft202012Validator, vocabulary: Vocabulary) -> dict[str, Any]:
    data = vocabulary_data(vocabulary)
    for fault in shape.iter_errors(data):
        raise RefusedError(fault.message)
    return data


def vocabulary_data(vocabulary: Vocabulary) -> dict[str, Any]:
    """What is published of a vocabulary. `within` names a term and everything that it lies under."""
    told = {
        "version": VERSION,
        "id": vocabulary.id,
        "title": vocabulary.title,
        "ordered": vocabulary.ordered,
        "terms": [
            {
                "code": code,
                "label": term.label,
                **({"in_sentence": term.in_sentence} if term.in_sentence else {}),
                **({"description": term.description} if term.description else {}),
                "under": term.under,
                "within": sorted({code} | vocabulary.ancestors(code)),
                **({"matches": term.matches} if term.matches else {}),
            }
            for code, term in vocabulary.terms.items()
        ],
    }
    return dict(msgspec.to_builtins(told))
