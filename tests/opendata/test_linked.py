"""Our linked data, read by rdflib and held against shapes by pyshacl."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SKOS

from passerelle.opendata.linked import Node, Words, turtle
from passerelle.opendata.publication import Publication
from tests.opendata.conftest import SITE_URL

SHAPES = Path(__file__).parent / "shapes.ttl"
KINDS = f"{SITE_URL}data/v1/vocabularies/kinds.json#"


@pytest.fixture(scope="session")
def vocabularies(data: Path) -> Graph:
    return Graph().parse(data / "vocabularies.ttl")


def broken(graph: Graph) -> str:
    """What pyshacl says of a graph; empty when it conforms."""
    conforms, _, told = validate(graph, shacl_graph=Graph().parse(SHAPES), inference="none", abort_on_first=False)
    return "" if conforms else str(told)


def test_vocabularies_have_their_shape(vocabularies: Graph) -> None:
    assert broken(vocabularies) == ""


@pytest.mark.parametrize(
    ("subject", "predicate"),
    [("mentoring", SKOS.notation), ("mentoring", SKOS.inScheme), ("mentoring", SKOS.prefLabel)],
)
def test_shapes_see_what_is_missing(vocabularies: Graph, subject: str, predicate: URIRef) -> None:
    less = Graph() + vocabularies
    less.remove((URIRef(KINDS + subject), predicate, None))
    assert broken(less) != ""


def test_both_forms_say_the_same(vocabularies: Graph, data: Path) -> None:
    assert isomorphic(vocabularies, Graph().parse(data / "vocabularies.jsonld", format="json-ld"))


def test_every_term_is_a_concept(publication: Publication, vocabularies: Graph) -> None:
    for name, vocabulary in publication.catalog.vocabularies.items():
        for code, term in vocabulary.terms.items():
            concept = URIRef(f"{SITE_URL}data/v1/vocabularies/{name}.json#{code}")
            assert (concept, RDF.type, SKOS.Concept) in vocabularies
            assert Literal(term.label.en, lang="en") in set(vocabularies.objects(concept, SKOS.prefLabel))
    glossary = list(vocabularies.subjects(SKOS.inScheme, URIRef(f"{SITE_URL}data/v1/vocabularies.ttl#glossary")))
    assert len(glossary) == len(publication.facts.glossary)


def test_mentoring_is_known_elsewhere(vocabularies: Graph) -> None:
    (same,) = vocabularies.objects(URIRef(f"{KINDS}mentoring"), SKOS.exactMatch)
    assert list(vocabularies.objects(same, SKOS.notation)) == [Literal("1308")]


@pytest.mark.parametrize("text", ['"', "\\", "a\nb", "é", "\t", "<b>", "@en", "\x07"])
def test_any_text_survives_turtle(text: str) -> None:
    node = Node("https://river.example/x", "skos:Concept", (("skos:prefLabel", Words(text, "en")),))
    graph = Graph().parse(data=turtle([node]), format="turtle")
    assert list(graph.objects(predicate=SKOS.prefLabel)) == [Literal(text, lang="en")]
