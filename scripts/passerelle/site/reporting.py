"""Owns the links by which a reader says that something on a program's page is wrong: an issue and a mail, begun for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from passerelle.prose.local import Brand
from passerelle.records.model import Program
from passerelle.site.wording import Wording


@dataclass(frozen=True, slots=True)
class Reporting:
    """Addresses that begin a report; empty where the listing names none."""

    issue: str = ""
    mail: str = ""


def reporting(program: Program, brand: Brand, page: str, wording: Wording) -> Reporting:
    """How to report a mistake on a program's page, of which `page` is the address."""
    words = wording.words["report"]
    title = _filled(words["title"], name=program.name.nearest(wording.language)[0])
    return _begun(title, _filled(words["body"], page=page, record=program.path), brand)


def general_report(brand: Brand, wording: Wording) -> Reporting:
    """How to report what no program's page tells of."""
    words = wording.words["report"]
    return _begun(_filled(words["any_title"]), _filled(words["any_body"]), brand)


def _filled(words: str, **values: str) -> str:
    """Words with values in them, as an address takes them."""
    return _as_in_address(words).format(**{name: quote(value, safe="") for name, value in values.items()})


@cache
def _as_in_address(words: str) -> str:
    """Words as an address takes them, but for the braces of what is filled in."""
    return quote(words, safe="{}")


def _begun(title: str, body: str, brand: Brand) -> Reporting:
    mail = f"mailto:{brand.report_email}?subject={title}&body={body}"
    return Reporting(
        issue=brand.report_address.format(title=title, body=body) if brand.report_address else "",
        mail=mail if brand.report_email else "",
    )
