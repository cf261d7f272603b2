"""Owns vocabularies/: every closed list of codes with its words in both languages, one file each, and an index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec

from passerelle.opendata.publication import LICENCE, VERSION, Publication, require, write_json
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
    for vocabulary in vocabularies:
        data = msgspec.to_builtins(vocabulary_data(vocabulary))
        require(shape, data, f"{FOLDER}/{vocabulary.id}.json")
        write_json(folder / FOLDER / f"{vocabulary.id}.json", data)
    lists = [
        {"id": one.id, "title": one.title, "terms": len(one.terms), "file": f"{one.id}.json"} for one in vocabularies
    ]
    write_json(folder / FOLDER / "index.json", {"version": VERSION, "licence": LICENCE, "vocabularies": lists})


def vocabulary_data(vocabulary: Vocabulary) -> dict[str, Any]:
    """What is published of a vocabulary. `within` names a term and everything that it lies under."""
    return {
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
