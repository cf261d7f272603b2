"""Owns how the published formats are shown: what each is for, how big it is, what it cannot hold, and as a data set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from babel.units import format_unit
from markupsafe import Markup

from passerelle.opendata.formats import MEDIA_TYPES, Published
from passerelle.opendata.publication import FOLDER, LICENCE, VERSION
from passerelle.opendata.registry import CHECKSUMS
from passerelle.prose.local import Brand
from passerelle.records.text import Language

_LOCALES: dict[Language, str] = {"en": "en_CA", "fr": "fr_CA"}


@dataclass(frozen=True, slots=True)
class FormatView:
    """One format. `entry` is a file of it to begin with, from the root of the site; `sha256` is empty for many files."""

    address: str
    entry: str
    title: str
    purpose: str
    files: int
    size: str
    sha256: str
    described_by: str


@dataclass(frozen=True, slots=True)
class DataView:
    """Everything that the page about the data shows. `url` is where the files are; `data_set` is JSON-LD."""

    url: str
    version: str
    checksums: str
    formats: tuple[FormatView, ...]
    lost: tuple[tuple[str, int], ...]
    data_set: Markup


def data_view(
    published: Sequence[Published], site_url: str, brand: Brand, words: Mapping[str, Any], language: Language
) -> DataView:
    """The formats of a build in one language, in the order of the registry."""
    url = f"{site_url}{FOLDER}/"
    lost = {name: count for one in published for name, count in one.lost.items()}
    return DataView(
        url=url,
        version=VERSION,
        checksums=f"{FOLDER}/{CHECKSUMS}",
        formats=tuple(_format(one, words["formats"], language) for one in published),
        lost=tuple((str(text), lost[name]) for name, text in words["lost"].items() if lost.get(name)),
        data_set=_data_set(published, site_url, brand, words, language),
    )


def _format(one: Published, words: Mapping[str, Any], language: Language) -> FormatView:
    told, by = words[one.format.name], one.format.described_by
    entry = one.format.example.replace("<language>", language)
    return FormatView(
        address=one.format.address,
        entry="" if "<" in entry else f"{FOLDER}/{entry}",
        title=told["title"],
        purpose=told["purpose"],
        files=one.files,
        size=worded_size(one.size, language),
        sha256=one.sha256,
        described_by=by if by.startswith("https://") else f"{FOLDER}/{by}",
    )


def worded_size(size: int, language: Language) -> str:
    """A number of bytes in kilobytes or megabytes of a thousand: 63 kB, 1.1 MB."""
    unit, number = ("megabyte", round(size / 1e6, 1)) if size >= 1e6 else ("kilobyte", max(1, round(size / 1e3)))
    return str(format_unit(number, f"digital-{unit}", length="short", locale=_LOCALES[language]))


def _data_set(
    published: Sequence[Published], site_url: str, brand: Brand, words: Mapping[str, Any], language: Language
) -> Markup:
    """The data as schema.org says it, the same `@id` in each language. Nothing in it can end the script around it."""
    single = [one for one in published if one.sha256]
    data = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{site_url}{FOLDER}/",
        "name": words["set_name"].format(brand=brand.name),
        "description": words["set_description"].format(
            brand=brand.name, tagline=brand.tagline.nearest(language)[0], region=brand.region.nearest(language)[0]
        ),
        "url": f"{site_url}{language}/data/",
        "inLanguage": ["en-CA", "fr-CA"],
        "version": VERSION,
        "license": LICENCE["url"],
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": brand.name, "url": site_url},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": words["formats"][one.format.name]["title"],
                "contentUrl": f"{site_url}{FOLDER}/{one.format.address}",
                "encodingFormat": MEDIA_TYPES[one.format.address.rpartition(".")[2]],
                "contentSize": f"{one.size} B",
                "sha256": one.sha256,
            }
            for one in single
        ],
    }
    encoded = msgspec.json.encode(data).decode()
    return Markup(encoded.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704 - made harmless here
