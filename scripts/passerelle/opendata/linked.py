"""Owns linked data as text: nodes with what is said of them, written as Turtle or as JSON-LD. Knows no vocabulary of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class Iri:
    """What a value refers to: an address."""

    address: str


@dataclass(frozen=True, slots=True)
class Words:
    """Text, with its language or its type where it has one."""

    text: str
    language: str = ""
    type: str = ""


Value = Iri | Words


@dataclass(frozen=True, slots=True)
class Node:
    """A thing, its class, and what is said of it: properties with their values, both in an order that is always the same."""

    id: str
    type: str
    said: tuple[tuple[str, Value], ...]


def turtle(nodes: Iterable[Node]) -> str:
    """Nodes as Turtle. Only the prefixes that are used are declared."""
    blocks = [_block(node) for node in nodes]
    body = "\n".join(blocks)
    used = [name for name in PREFIXES if re.search(rf"(?:^|\s|\^\^){name}:", body)]
    return "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in used) + "\n" + body


def _block(node: Node) -> str:
    lines = [f"<{node.id}> a {node.type}", *(f"  {name} {_value(value)}" for name, value in node.said)]
    return " ;\n".join(lines) + " .\n"


def _value(value: Value) -> str:
    if isinstance(value, Iri):
        return f"<{value.address}>"
    # The escapes of JSON are escapes of Turtle too.
    text = msgspec.json.encode(value.text).decode()
    return f"{text}@{value.language}" if value.language else f"{text}^^{value.type}" if value.type else text


def json_ld(nodes: Iterable[Node]) -> dict[str, Any]:
    """Nodes as a JSON-LD document."""
    return {"@context": PREFIXES, "@graph": [_object(node) for node in nodes]}


def _object(node: Node) -> dict[str, Any]:
    made: dict[str, Any] = {"@id": node.id, "@type": node.type}
    for name, value in node.said:
        made.setdefault(name, []).append(_plain(value))
    return made


def _plain(value: Value) -> dict[str, str]:
    if isinstance(value, Iri):
        return {"@id": value.address}
    if value.language:
        return {"@value": value.text, "@language": value.language}
    return {"@value": value.text, "@type": value.type} if value.type else {"@value": value.text}
