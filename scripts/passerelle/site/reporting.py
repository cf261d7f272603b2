"""Owns the links by which a reader says that something on a program's page is wrong: an issue and a mail, begun for them."""

from __future__ import annotations

from dataclasses import dataclass
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
    title = str(words["title"]).format(name=program.name.nearest(wording.language)[0])
    body = str(words["body"]).format(page=page, record=program.path)
    return _begun(title, body, brand)


def general_report(brand: Brand, wording: Wording) -> Reporting:
    """How to report what no program's page tells of."""
    words = wording.words["report"]
    return _begun(str(words["any_title"]), str(words["any_body"]), brand)


def _begun(title: str, body: str, brand: Brand) -> Reporting:
    quoted = {"title": quote(title, safe=""), "body": quote(body, safe="")}
    return Reporting(
        issue=brand.report_address.format(**quoted) if brand.report_address else "",
        mail=f"mailto:{brand.report_email}?subject={quoted['title']}&body={quoted['body']}"
        if brand.report_email
        else "",
    )
