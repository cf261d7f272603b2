"""Owns the sentences that `check` and the form for editing both say of a value: English for both, French for the form."""

from __future__ import annotations

from collections.abc import Mapping

from passerelle.records.text import Language

SENTENCES: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "missing": "{name} is missing",
        "add": "add `{key}:`",
        "not_the_form": "{name}: {value} is not {expected}",
        "write": "write {expected}",
        "meant": "did you mean `{meant}`?",
        "less": "{name} is {value}, less than {bound}",
        "at_least": "write {bound} or more",
        "not_more": "{name} is {value}, not more than {bound}",
        "above": "write more than {bound}",
        "no_such_day": "{name}: {value} is not in the calendar",
        "correct_day": "correct the day or month",
        "future": "{name}: {value} is after today, {today}",
        "correct_date": "correct the date",
        "before": "{name}: {value} is before {other}, {earlier}",
        "correct_one": "correct one of the two",
        "to_do": "{name} is still to do",
    },
    "fr": {
        "missing": "{name} manque",
        "add": "ajoutez `{key}:`",
        "not_the_form": "{name} : {value} n’est pas {expected}",
        "write": "écrivez {expected}",
        "meant": "vouliez-vous dire `{meant}` ?",
        "less": "{name} vaut {value}, moins que {bound}",
        "at_least": "écrivez {bound} ou plus",
        "not_more": "{name} vaut {value}, pas plus que {bound}",
        "above": "écrivez plus que {bound}",
        "no_such_day": "{name} : {value} n’existe pas dans le calendrier",
        "correct_day": "corrigez le jour ou le mois",
        "future": "{name} : {value} vient après aujourd’hui, {today}",
        "correct_date": "corrigez la date",
        "before": "{name} : {value} vient avant {other}, {earlier}",
        "correct_one": "corrigez l’une des deux dates",
        "to_do": "{name} reste à remplir",
    },
}
"""By language: a sentence with {placeholders}, by name. What is wrong, then what to do, as `check` pairs them."""


def said(name: str, /, **values: object) -> str:
    """A sentence in English, as `check` says it."""
    return SENTENCES["en"][name].format(**values)
