"""Owns the words for what changed in a record, in one language: "State: running → closed". Holds no label of its own.

Old records may hold codes and shapes that today's lists do not know: these are shown as they were typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from passerelle.eligibility.sentences import criterion_sentence
from passerelle.history.differences import CRITERIA, Difference
from passerelle.history.listing_changes import RecordChange
from passerelle.records.catalog import Catalog
from passerelle.records.criteria import Criterion, node_of
from passerelle.records.phrases import joined, worded_amount, worded_date, worded_duration
from passerelle.records.text import LANGUAGES, Language, Text

_VOCABULARIES = {
    ("kind",): "kinds", ("aims",): "aims", ("audience",): "audiences", ("status",): "statuses", ("areas",): "areas",
    ("sectors",): "sectors", ("service_languages",): "service-languages", ("formats",): "formats",
    ("supports",): "supports", ("matching",): "matching", ("cost", "kind"): "costs", ("intensity", "per"): "periods",
    ("host", "relation"): "relations", ("stated",): "stated",
}  # fmt: skip
_LONGEST = 160
"""A text of more characters than this is said to have changed, not shown twice."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that changed, in words. Without both sides it is only known that it changed."""

    label: str
    before: str = ""
    after: str = ""


class ChangeWording:
    """Words one language's changes over the catalog of today."""

    def __init__(self, catalog: Catalog, words: Mapping[str, Any], language: Language) -> None:
        self._catalog, self._words, self.language = catalog, words["changes"], language

    def name(self, change: RecordChange) -> str:
        """What the record is called, else its id."""
        texts = {code: change.name[code] for code in LANGUAGES if code in change.name}
        return Text(**texts).nearest(self.language)[0] or change.id

    def headline(self, change: RecordChange) -> str:
        """What happened to a record, in a few words."""
        former = (change.former or "").removesuffix(".yml")
        return str(self._words["what"][change.what]).format(former=former)

    def total(self, count: int) -> str:
        """How many records changed."""
        form = "none" if count == 0 else "one" if count == 1 else "other"
        return str(self._words["total"][form]).format(count=count)

    def facts(self, change: RecordChange) -> list[Told]:
        """The facts of a record that changed."""
        return list(dict.fromkeys(self.told(one) for one in change.differences))

    def line(self, told: Told) -> str:
        """A fact that changed on one line."""
        shape = {(True, True): "both", (False, True): "after", (True, False): "before", (False, False): "neither"}
        template = str(self._words["fact"][shape[bool(told.before), bool(told.after)]])
        return template.format(label=told.label, before=told.before, after=told.after)

    def told(self, one: Difference) -> Told:
        """A difference in words."""
        if one.field[0] == "eligibility":
            return self._rule(one)
        label = self._label(one.field)
        if _is_text(one.before) and _is_text(one.after):
            return self._text(label, one.before, one.after)
        if isinstance(one.before, list | None) and isinstance(one.after, list | None):
            return self._lists(label, one)
        return _cut(Told(label, self._value(one.field, one.before), self._value(one.field, one.after)))

    def _label(self, field: tuple[str, ...]) -> str:
        label, *parts = str(self._words["fields"].get(field[0], field[0])), *field[1:]
        return ", ".join([label, *(str(self._words["parts"].get(part, part)) for part in parts)])

    def _text(self, label: str, before: Mapping[str, str], after: Mapping[str, str]) -> Told:
        here = before.get(self.language, ""), after.get(self.language, "")
        if here[0] == here[1]:
            return Told(str(self._words["other_language"]).format(label=label))
        return _cut(Told(label, *here))

    def _lists(self, label: str, one: Difference) -> Told:
        """What left a list, and what came into it; of longer entries, only that the list changed."""
        old, new = one.before or [], one.after or []
        left, came = [item for item in old if item not in new], [item for item in new if item not in old]
        if not all(isinstance(item, str | int | float) for item in (*left, *came)):
            return Told(label, *self._addresses(left, came)) if one.field == ("sites",) else Told(label)
        before, after = (self._joined([self._value(one.field, item) for item in side]) for side in (left, came))
        return _cut(Told(label, before, after))

    def _addresses(self, left: list[Any], came: list[Any]) -> tuple[str, str]:
        sides = ([_site(item) for item in side] for side in (left, came))
        before, after = (self._joined(side) for side in sides)
        return ("", "") if before == after else (before, after)

    def _joined(self, words: list[str]) -> str:
        return joined(words, "standard", self.language) if words else ""

    def _value(self, field: tuple[str, ...], value: Any) -> str:
        if value is None or isinstance(value, bool | list):
            return ""
        if isinstance(value, dict):
            return Text(**value).nearest(self.language)[0] if _is_text(value) else ""
        written = str(value)
        vocabulary = self._catalog.vocabularies.get(_VOCABULARIES.get(field, ""))
        if vocabulary and written in vocabulary.terms:
            return vocabulary.label(written, self.language)
        if field == ("organization",) and written in self._catalog.organizations:
            return self._catalog.organizations[written].name.nearest(self.language)[0]
        if field == ("duration",):
            return worded_duration(written, self.language) or written
        if field == ("cost", "amount") and isinstance(value, int | float):
            return worded_amount(value, self.language)
        if field[-1] in ("on", "opens", "closes", "starts", "last_seen"):
            return worded_date(written, self.language)
        return written

    def _rule(self, one: Difference) -> Told:
        _, role, *rest = one.field
        roles = self._words["roles"]
        if rest[0] == CRITERIA:
            label = str(roles.get(role, "{label}")).format(label=self._words["rule"]["criterion"])
            return Told(label, self._criterion(one.before), self._criterion(one.after))
        label = str(roles.get(role, "{label}")).format(label=self._words["rule"].get(rest[0], rest[0]))
        if rest[0] == "stated":
            return Told(label, self._value(("stated",), one.before), self._value(("stated",), one.after))
        return Told(label)

    def _criterion(self, data: Any) -> str:
        """A criterion as a sentence; as it was typed where today's questions have no words for it."""
        if data is None:
            return ""
        try:
            node = node_of({**data, "source": ""})
            if isinstance(node, Criterion):
                return criterion_sentence(node, self._catalog.questions, self._catalog.vocabularies, self.language)
        except (KeyError, TypeError, ValueError, StopIteration):
            pass
        return ", ".join(f"{key}: {value}" for key, value in data.items())


def _is_text(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and 0 < len(value) <= len(LANGUAGES)
        and all(key in LANGUAGES and isinstance(words, str) for key, words in value.items())
    )


def _cut(told: Told) -> Told:
    return Told(told.label) if max(len(told.before), len(told.after)) > _LONGEST else told


def _site(site: Any) -> str:
    """An address with its phone number on one line."""
    return " · ".join(str(site[key]) for key in ("address", "phone") if key in site) if isinstance(site, dict) else ""
