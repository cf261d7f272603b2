"""Owns sitemap.xml: every page of both languages, each with its alternates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from passerelle.records.text import LANGUAGES

MOST_ADDRESSES = 50_000
"""A sitemap may name this many pages. Source: sitemaps.org protocol."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def sitemaps(site_url: str, addresses: Sequence[str]) -> Iterator[tuple[str, str]]:
    """File names and texts: sitemap.xml alone, or an index over sitemap-1.xml, … `addresses` exist in each language."""
    per_file = MOST_ADDRESSES // len(LANGUAGES)
    cut = [addresses[start : start + per_file] for start in range(0, len(addresses), per_file)] or [addresses]
    if len(cut) == 1:
        yield "sitemap.xml", _sitemap(site_url, cut[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(cut) + 1)]
    for name, part in zip(names, cut, strict=True):
        yield name, _sitemap(site_url, part)
    entries = "".join(f"<sitemap><loc>{escape(site_url + name)}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", f"{_HEAD}<sitemapindex {_NAMESPACES}>\n{entries}</sitemapindex>\n"


def _sitemap(site_url: str, addresses: Sequence[str]) -> str:
    entries = "".join(_entry(site_url, language, address) for address in addresses for language in LANGUAGES)
    return f"{_HEAD}<urlset {_NAMESPACES}>\n{entries}</urlset>\n"


def _entry(site_url: str, language: str, address: str) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(f"{site_url}{code}/{address}")}/>'
        for code in LANGUAGES
    )
    return f"<url><loc>{escape(f'{site_url}{language}/{address}')}</loc>{links}</url>\n"
