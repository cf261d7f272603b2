"""Owns the rules on what may stand in a text: links that are safe, and summaries that are short."""

from __future__ import annotations

import re
from collections.abc import Iterator

from passerelle.checks.registry import Context, for_each_program, for_each_record
from passerelle.records.diagnostics import Problem, field_name, rule
from passerelle.records.markdown import is_allowed_address, link_addresses
from passerelle.records.model import Program, Record
from passerelle.records.text import LANGUAGES, Text
from passerelle.records.walk import Part

LINK = rule("wording/link", "error", "A link in a text begins with https:, mailto: or tel:.")
LONG = rule("wording/long-summary", "warning", "A summary is one sentence of at most 20 words.")

LONGEST_SUMMARY = 20
_WORD = re.compile(r"[\w’'.-]*\w")


@for_each_record
def links_are_safe(record: Record, parts: list[Part], _: Context) -> Iterator[Problem]:
    """Only addresses that open a secure page, a letter or a call are linked."""
    for where, part in parts:
        if type(part) is Text:
            for language in LANGUAGES:
                for address in link_addresses(part.get(language) or ""):
                    if not is_allowed_address(address):
                        name = field_name((*where, language))
                        message = f'{name}: the link to "{address}" is not https, mailto or tel'
                        yield Problem(
                            LINK, record.path, (*where, language), message, "use an https address, or plain text"
                        )


@for_each_program
def summary_is_short(program: Program, _: list[Part], __: Context) -> Iterator[Problem]:
    """Counted in words, in each language."""
    for language in LANGUAGES:
        words = len(_WORD.findall(program.summary.get(language) or ""))
        if words > LONGEST_SUMMARY:
            message = f"summary.{language} has {words} words, more than {LONGEST_SUMMARY}"
            yield Problem(
                LONG, program.path, ("summary", language), message, "say it shorter; the rest goes in description"
            )
