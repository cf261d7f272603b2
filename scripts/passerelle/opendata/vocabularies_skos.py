"""Owns vocabularies.ttl and vocabularies.jsonld: code lists and glossary as SKOS, with matches to lists of others.

A term's address is that of its file, with its code as the fragment. Codes of others have no addresses that we could vouch
for: they are concepts of this document, with their code as notation and, where there is one, the address of their list.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from passerelle.opendata.linked import Iri, Node, Value, Words, json_ld, turtle
from passerelle.opendata.publication import LICENCE, Publication, write_json
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
    (folder / TURTLE).write_text(turtle(nodes(publication)), "utf-8", newline="\n")


def export_json_ld(publication: Publication, folder: Path) -> None:
    """Write vocabularies.jsonld, which says the same."""
    write_json(folder / JSON_LD, json_ld(nodes(publication)))


def nodes(publication: Publication) -> Iterator[Node]:
    """Every scheme with its concepts, then the lists of others with the codes that are matched."""
    document = f"{publication.data_url}{TURTLE}"
    matches: dict[tuple[str, str], Match] = {}
    for name, vocabulary in sorted(publication.catalog.vocabularies.items()):
        yield from _vocabulary(vocabulary, f"{publication.data_url}vocabularies/{name}.json", document)
        matches |= {(one.scheme, one.code): one for term in vocabulary.terms.values() for one in term.matches}
    if publication.facts.glossary:
        yield from _glossary(dict(publication.facts.glossary), f"{document}#glossary")
    for scheme in sorted({scheme for scheme, _ in matches}):
        title, home = SCHEMES[scheme]
        source: _Said = [("dcterms:source", Iri(home))] if home else []
        yield Node(f"{document}#{scheme}", "skos:ConceptScheme", (("dcterms:title", Words(title)), *source))
        for _, code in sorted(key for key in matches if key[0] == scheme):
            held = (("skos:notation", Words(code)), ("skos:inScheme", Iri(f"{document}#{scheme}")))
            yield Node(_foreign(document, scheme, code), "skos:Concept", held)


def _foreign(document: str, scheme: str, code: str) -> str:
    return f"{document}#{scheme}-{code}"


def _vocabulary(vocabulary: Vocabulary, file: str, document: str) -> Iterator[Node]:
    top = [("skos:hasTopConcept", Iri(f"{file}#{code}")) for code, term in vocabulary.terms.items() if not term.under]
    licence = ("dcterms:license", Iri(LICENCE["url"]))
    yield Node(file, "skos:ConceptScheme", (*_said("dcterms:title", vocabulary.title), licence, *top))
    for code, term in vocabulary.terms.items():
        said: _Said = [("skos:inScheme", Iri(file)), ("skos:notation", Words(code))]
        said += [*_said("skos:prefLabel", term.label), *_said("skos:definition", term.description)]
        said += [("skos:broader", Iri(f"{file}#{wider}")) for wider in term.under]
        said += [] if term.under else [("skos:topConceptOf", Iri(file))]
        said += [(f"skos:{one.match}Match", Iri(_foreign(document, one.scheme, one.code))) for one in term.matches]
        yield Node(f"{file}#{code}", "skos:Concept", tuple(said))


def _glossary(terms: dict[str, GlossaryTerm], scheme: str) -> Iterator[Node]:
    yield Node(
        scheme,
        "skos:ConceptScheme",
        (("dcterms:title", Words("Glossary", "en")), ("dcterms:title", Words("Glossaire", "fr"))),
    )
    for anchor, term in terms.items():
        said: _Said = [("skos:inScheme", Iri(scheme)), ("skos:notation", Words(anchor))]
        said += [*_said("skos:prefLabel", term.term), *_said("skos:definition", term.definition)]
        if not term.confirmed:
            said.append(("skos:editorialNote", Words("French term not confirmed.", "en")))
        yield Node(f"{scheme}-{anchor}", "skos:Concept", tuple(said))


def _said(name: str, text: Text | None) -> _Said:
    """A text in each language that it is in."""
    told = [(language, text.get(language)) for language in LANGUAGES] if text else []
    return [(name, Words(words, language)) for language, words in told if words]
