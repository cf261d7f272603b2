"""Owns vocabularies.ttl and vocabularies.jsonld: code lists and glossary as SKOS, with matches to lists of others.

A term's address is that of its file, with its code as the fragment. Codes of others have no addresses that we could vouch
for: they are concepts of this document, with their code as notation and, where there is one, the address of their list.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from passerelle.opendata.failing_fields import RefusedError
from passerelle.opendata.linked import Iri, Node, Value, Words, json_ld, turtle
from passerelle.opendata.publication import LICENCE, Publication, each_written, write_json, written
from passerelle.prose.glossary import Term as GlossaryTerm
from passerelle.records.text import LANGUAGES, Text
from passerelle.records.vocabularies import Match, Vocabulary

TURTLE, JSON_LD = "vocabularies.ttl", "vocabularies.jsonld"
STANDARD = "https://www.w3.org/TR/skos-reference/"
SCHEMES = {
    "open-eligibility": ("Open Eligibility 2.0", "http://terminology.hl7.org/CodeSystem/OpenEligibilityTaxonomy"),
    "noc-2021": (
        "National Occupational Classification (NOC) 2021, version 1.0, Statistics Canada, August 2021",
        "https://www.statcan.gc.ca/en/subjects/standard/noc/2021/indexV1",
    ),
    "ircc-services": ("IRCC, services for newcomers", ""),
    "sgc-2021": ("Standard Geographical Classification (SGC) 2021, Statistics Canada", ""),
    "bcp-47": ("BCP 47 language tags", "https://www.rfc-editor.org/info/bcp47"),
}
_Said = list[tuple[str, Value]]


def export_turtle(publication: Publication, folder: Path) -> None:
    """Write vocabularies.ttl."""
    (folder / TURTLE).write_text(turtle(nodes(publication, TURTLE)), "utf-8", newline="\n")


def export_json_ld(publication: Publication, folder: Path) -> None:
    """Write vocabularies.jsonld, which says the same."""
    write_json(folder / JSON_LD, json_ld(nodes(publication, JSON_LD)))


def nodes(publication: Publication, file: str) -> Iterator[Node]:
    """Every scheme with its concepts, then the lists of others with the codes that are matched. The file is named where a
    list fails."""
    document = f"{publication.data_url}{TURTLE}"
    matches: dict[tuple[str, str], Match] = {}
    vocabularies = dict(sorted(publication.catalog.vocabularies.items()))
    yield from chain.from_iterable(
        each_written(file, vocabularies, partial(_vocabulary, publication.data_url, document))
    )
    for vocabulary in vocabularies.values():
        matches |= {(one.scheme, one.code): one for term in vocabulary.terms.values() for one in term.matches}
    if publication.facts.glossary:
        yield _glossary(f"{document}#glossary")
        for anchor, term in publication.facts.glossary.items():
            yield written(
                file,
                anchor,
                term,
                publication.facts.glossary.values(),
                partial(_defined, anchor, f"{document}#glossary"),
            )
    for scheme in sorted({scheme for scheme, _ in matches}):
        title, home = SCHEMES[scheme]
        source: _Said = [("dcterms:source", Iri(home))] if home else []
        yield Node(f"{document}#{scheme}", "skos:ConceptScheme", (("dcterms:title", Words(title)), *source))
        for _, code in sorted(key for key in matches if key[0] == scheme):
            held = (("skos:notation", Words(code)), ("skos:inScheme", Iri(f"{document}#{scheme}")))
            yield Node(_foreign(document, scheme, code), "skos:Concept", held)


def _foreign(document: str, scheme: str, code: str) -> str:
    return f"{document}#{scheme}-{code}"


def _vocabulary(data_url: str, document: str, vocabulary: Vocabulary) -> list[Node]:
    file = f"{data_url}vocabularies/{vocabulary.id}.json"
    top = [("skos:hasTopConcept", Iri(f"{file}#{code}")) for code, term in vocabulary.terms.items() if not term.under]
    licence = ("dcterms:license", Iri(LICENCE["url"]))
    made = [Node(file, "skos:ConceptScheme", (*_said("dcterms:title", vocabulary.title), licence, *top))]
    for code, term in vocabulary.terms.items():
        said: _Said = [("skos:inScheme", Iri(file)), ("skos:notation", Words(code))]
        said += [*_said("skos:prefLabel", term.label), *_said("skos:definition", term.description)]
        said += [("skos:broader", Iri(f"{file}#{wider}")) for wider in term.under]
        said += [] if term.under else [("skos:topConceptOf", Iri(file))]
        said += [_match(one, document) for one in term.matches]
        made.append(Node(f"{file}#{code}", "skos:Concept", tuple(said)))
    return made


def _match(one: Match, document: str) -> tuple[str, Value]:
    if one.scheme not in SCHEMES:
        raise RefusedError(f"nothing is known of a list {one.scheme}")
    return f"skos:{one.match}Match", Iri(_foreign(document, one.scheme, one.code))


def _glossary(scheme: str) -> Node:
    titles = (("dcterms:title", Words("Glossary", "en")), ("dcterms:title", Words("Glossaire", "fr")))
    return Node(scheme, "skos:ConceptScheme", titles)


def _defined(anchor: str, scheme: str, term: GlossaryTerm) -> Node:
    said: _Said = [("skos:inScheme", Iri(scheme)), ("skos:notation", Words(anchor))]
    said += [*_said("skos:prefLabel", term.term), *_said("skos:definition", term.definition)]
    if not term.confirmed:
        said.append(("skos:editorialNote", Words("French term not confirmed.", "en")))
    return Node(f"{scheme}-{anchor}", "skos:Concept", tuple(said))


def _said(name: str, text: Text | None) -> _Said:
    """A text in each language that it is in."""
    told = [(language, text.get(language)) for language in LANGUAGES] if text else []
    return [(name, Words(words, language)) for language, words in told if words]
