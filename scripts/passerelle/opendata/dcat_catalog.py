"""Owns catalog.jsonld: what is published, as DCAT 3 in both languages, for data portals and harvesters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from passerelle.opendata.formats import MEDIA_TYPES, Published
from passerelle.opendata.linked import Iri, Node, Value, Words, json_ld
from passerelle.opendata.publication import LICENCE, VERSION, Publication, write_json
from passerelle.prose.interface import interface_words
from passerelle.records.text import LANGUAGES

FILE = "catalog.jsonld"
STANDARD = "https://www.w3.org/TR/vocab-dcat-3/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_Said = list[tuple[str, Value]]


def write(publication: Publication, published: Iterable[Published], folder: Path) -> None:
    """Write the catalog of what was published before it."""
    write_json(folder / FILE, json_ld(nodes(publication, tuple(published))))


def nodes(publication: Publication, published: tuple[Published, ...]) -> Iterator[Node]:
    """The catalog, its one data set, who publishes it, and a distribution for each format."""
    brand, url = publication.facts.brand, publication.data_url
    titled = _worded("dcterms:title", lambda words: words["set_name"].format(brand=brand.name))
    described: _Said = [
        (
            "dcterms:description",
            Words(
                interface_words(language)["data"]["set_description"].format(
                    tagline=brand.tagline.nearest(language)[0], region=brand.region.nearest(language)[0]
                ),
                language,
            ),
        )
        for language in LANGUAGES
    ]
    publisher, data_set = f"{url}{FILE}#publisher", f"{url}{FILE}#programs"
    shared: _Said = [
        *titled,
        *described,
        ("dcterms:publisher", Iri(publisher)),
        ("dcterms:license", Iri(LICENCE["url"])),
        *(("dcterms:language", Words(language)) for language in LANGUAGES),
    ]
    yield Node(f"{url}{FILE}", "dcat:Catalog", (*shared, ("dcat:dataset", Iri(data_set))))
    yield Node(
        publisher, "foaf:Agent", (("foaf:name", Words(brand.name)), ("foaf:homepage", Iri(publication.site_url)))
    )
    pages: _Said = [("dcat:landingPage", Iri(f"{publication.site_url}{language}/data/")) for language in LANGUAGES]
    held: _Said = [("dcat:distribution", Iri(_address(url, one))) for one in published]
    dated: _Said = [
        ("dcat:version", Words(VERSION)),
        ("dcterms:modified", Words(publication.today.isoformat(), type="xsd:date")),
    ]
    yield Node(data_set, "dcat:Dataset", (*shared, *pages, *dated, *held))
    for one in published:
        yield from _distribution(url, one)


def _address(url: str, one: Published) -> str:
    return f"{url}{FILE}#{one.format.name}"


def _distribution(url: str, one: Published) -> Iterator[Node]:
    name, own = one.format.name, _address(url, one)
    by = one.format.described_by
    said: _Said = [
        *_worded("dcterms:title", lambda words: words["formats"][name]["title"]),
        *_worded("dcterms:description", lambda words: words["formats"][name]["purpose"]),
        ("dcat:accessURL", Iri(f"{url}{one.format.address}")),
        ("dcat:byteSize", Words(str(one.size), type="xsd:nonNegativeInteger")),
        ("dcterms:conformsTo", Iri(by if by.startswith("https://") else f"{url}{by}")),
        ("dcterms:license", Iri(LICENCE["url"])),
    ]
    if not one.sha256:
        yield Node(own, "dcat:Distribution", tuple(said))
        return
    media = MEDIA_TYPES[one.format.address.rpartition(".")[2]]
    said += [
        ("dcat:downloadURL", Iri(f"{url}{one.format.address}")),
        ("dcat:mediaType", Iri(f"{_MEDIA_TYPES}{media}")),
        ("spdx:checksum", Iri(f"{own}-checksum")),
    ]
    yield Node(own, "dcat:Distribution", tuple(said))
    checked: _Said = [
        ("spdx:algorithm", Iri("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")),
        ("spdx:checksumValue", Words(one.sha256, type="xsd:hexBinary")),
    ]
    yield Node(f"{own}-checksum", "spdx:Checksum", tuple(checked))


def _worded(name: str, told: Callable[[dict[str, Any]], str]) -> _Said:
    """What the interface's words of the data page tell, in each language."""
    return [(name, Words(told(interface_words(language)["data"]), language)) for language in LANGUAGES]
