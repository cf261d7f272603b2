"""Owns vocabularies and questions as taxonomies of HSDS, and the ids of everything in a feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha1
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from passerelle.opendata.publication import Publication
from passerelle.prose.interface import interface_words
from passerelle.records.text import Language, Text
from passerelle.records.vocabularies import Question, Vocabulary

Object = dict[str, Any]
QUESTIONS = "questions"
CODED = {"kind": "kinds", "access_class": "access-classes"}
LISTED = {"formats": "formats", "aims": "aims", "sectors": "sectors"}
"""The vocabulary of each key of a record that becomes an attribute: those with one code, and those with several."""
VOCABULARIES = sorted({*CODED.values(), *LISTED.values()})
"""Those that are taxonomies."""


def namespace_of(publication: Publication) -> UUID:
    """What ids are made in: the same for every build of a listing, wherever its site is."""
    brand = publication.facts.brand
    return uuid5(NAMESPACE_URL, f"passerelle/{brand.area or brand.name}")


def name_based_id(namespace: bytes, name: str) -> str:
    """What `uuid.uuid5` gives, as text and in a fifth of the time: a large listing needs a million of them."""
    text = sha1(namespace + name.encode(), usedforsecurity=False).hexdigest()
    return f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{_VARIANT[text[16]]}{text[17:20]}-{text[20:32]}"


_VARIANT = {f"{digit:x}": f"{digit & 3 | 8:x}" for digit in range(16)}
"""RFC 9562: the two highest bits of the ninth byte are 10."""


def stated(made: Object) -> Object:
    return {key: value for key, value in made.items() if value is not None and value != []}


class Taxonomies:
    """Ids of one listing, and its taxonomies in one language."""

    def __init__(self, publication: Publication, language: Language) -> None:
        self._publication, self.language = publication, language
        self._words = interface_words(language)["hsds"]
        self._namespace = namespace_of(publication).bytes
        self.term_id = cache(lambda vocabulary, code: self.id("term", vocabulary, code))

    def id(self, *key: str) -> str:
        """The id of an object, the same in every language and every build."""
        return name_based_id(self._namespace, "/".join(key))

    def of_vocabulary(self, name: str, one: Vocabulary) -> Iterator[Object]:
        """A vocabulary as the only taxonomy."""
        uri = f"{self._publication.data_url}vocabularies/{name}.json"
        yield self._taxonomy(name, self._say(one.title), uri)

    def terms(self, name: str, one: Vocabulary) -> Iterator[Object]:
        """The terms of a vocabulary."""
        for code, term in one.terms.items():
            label, description = one.label(code, self.language), one.description(code, self.language)
            yield self._term(name, code, label, description, term.under)

    def of_questions(self) -> Object:
        """The taxonomy of what rules ask."""
        return self._taxonomy(QUESTIONS, self._words["questions"], f"{self._publication.data_url}questions.json")

    def question(self, name: str, one: Question) -> Iterator[Object]:
        """A question as the only term."""
        yield self._term(QUESTIONS, name, self._say(one.wording), self._words["summary_only"])

    def _taxonomy(self, name: str, title: str, uri: str) -> Object:
        return {"id": self.id("taxonomy", name), "name": name, "description": title, "uri": uri, "version": "1"}

    def _term(self, vocabulary: str, code: str, name: str, description: str, under: Iterable[str] = ()) -> Object:
        parents = [self.term_id(vocabulary, wider) for wider in under][:1]
        return stated(
            {
                "id": self.term_id(vocabulary, code),
                # HSDS asks for codes that are unique over all taxonomies.
                "code": f"{vocabulary}:{code}",
                "name": name,
                "description": description or name,
                "parent_id": parents[0] if parents else None,
                "taxonomy": vocabulary,
                "language": self.language,
                "taxonomy_id": self.id("taxonomy", vocabulary),
                "term_uri": self.uri(vocabulary, code),
            }
        )

    def uri(self, vocabulary: str, code: str) -> str:
        """The address of a term: its file, and its code as the fragment."""
        file = "questions.json" if vocabulary == QUESTIONS else f"vocabularies/{vocabulary}.json"
        return f"{self._publication.data_url}{file}#{code}"

    def _say(self, text: Text) -> str:
        return text.nearest(self.language)[0]
