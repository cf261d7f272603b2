"""Owns which formats are published, and under which address. Addresses and field names never change meaning."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from passerelle.opendata import (
    dcat_catalog,
    eligibility_json,
    hsds,
    hsds_shape,
    openapi_json,
    programs_csv,
    programs_json,
    programs_ndjson,
    questions_json,
    sqlite_database,
    tables_csv,
    vocabularies_json,
    vocabularies_skos,
)
from passerelle.opendata.formats import Format, Published
from passerelle.opendata.publication import FOLDER, ExportError, Publication, files_below
from passerelle.records.workers import WorkerError, run_all

CHECKSUMS = "checksums.txt"


FORMATS = (
    Format("programs_json", "programs.json", programs_json.export, "programs.json", programs_json.SCHEMA_FILE),
    Format("programs_ndjson", "programs.ndjson", programs_ndjson.export, "programs.ndjson", programs_json.SCHEMA_FILE),
    Format(
        "programs_csv", "programs.csv", programs_csv.export, "programs.csv", "https://www.rfc-editor.org/rfc/rfc4180"
    ),
    Format("tables_csv", "csv/", tables_csv.export, "csv/programs.csv", "csv/datapackage.json"),
    Format("sqlite", sqlite_database.FILE, sqlite_database.export, sqlite_database.FILE, "csv/datapackage.json"),
    Format("hsds", "hsds/", hsds.export, "hsds/<language>/services.json", hsds_shape.DOCUMENTATION),
    Format(
        "eligibility", "eligibility/", eligibility_json.export, "eligibility/<id>.json", eligibility_json.SCHEMA_FILE
    ),
    Format(
        "vocabularies", "vocabularies/", vocabularies_json.export, "vocabularies/kinds.json",
        vocabularies_json.SCHEMA_FILE,
    ),
    Format(
        "skos_turtle", vocabularies_skos.TURTLE, vocabularies_skos.export_turtle, vocabularies_skos.TURTLE,
        vocabularies_skos.STANDARD,
    ),
    Format(
        "skos_json", vocabularies_skos.JSON_LD, vocabularies_skos.export_json_ld, vocabularies_skos.JSON_LD,
        vocabularies_skos.STANDARD,
    ),
    Format("questions", "questions.json", questions_json.export, "questions.json", questions_json.SCHEMA_FILE),
    Format("openapi", openapi_json.FILE, openapi_json.export, openapi_json.FILE, openapi_json.STANDARD),
)  # fmt: skip
_LAST = [one for one in FORMATS if one.export is openapi_json.export]
"""Shows files of the others as examples, and so is written after them."""
_HSDS = [one for one in FORMATS if one.export is hsds.export]
_TABLES = [one for one in FORMATS if one.export in (tables_csv.export, sqlite_database.export)]
SHARES = (_HSDS, _TABLES, [one for one in FORMATS if one not in (*_HSDS, *_TABLES, *_LAST)])
"""What is written side by side: each takes about as long as the others."""


CATALOG = Format("catalog", dcat_catalog.FILE, lambda *_: None, dcat_catalog.FILE, dcat_catalog.STANDARD)
"""Tells what the others came to, and so is written after them."""


def export_all(publication: Publication, site: Path) -> tuple[Published, ...]:
    """Write every format into a site, and the checksums of every file. Raises ExportError."""
    folder = site / FOLDER
    folder.mkdir(parents=True)
    tasks = [partial(_exported, share, publication, folder) for share in SHARES]
    lost = dict(chain.from_iterable(run_all(tasks, len(publication.catalog.programs))))
    lost.update(_exported(_LAST, publication, folder))
    names = files_below(folder)
    halves = names[::2], names[1::2]
    sums = dict(chain.from_iterable(run_all([partial(_sums, half, folder) for half in halves], len(names))))
    published = tuple(_published(one, sums, lost[one.name]) for one in FORMATS)
    dcat_catalog.write(publication, published, folder)
    sums.update(_sums([dcat_catalog.FILE], folder))
    lines = [f"{digest}  {name}\n" for name, (digest, _) in sorted(sums.items())]
    (folder / CHECKSUMS).write_text("".join(lines), "utf-8", newline="\n")
    return (*published, _published(CATALOG, sums, {}))


def _exported(share: Sequence[Format], publication: Publication, folder: Path) -> list[tuple[str, Mapping[str, int]]]:
    """What each format of a share lost. Whatever goes wrong in one is told as one line."""
    lost: list[tuple[str, Mapping[str, int]]] = []
    for one in share:
        try:
            lost.append((one.name, one.export(publication, folder) or {}))
        except (ExportError, WorkerError):
            raise
        except Exception as error:
            raise ExportError(f"{one.address}: {type(error).__name__}: {error}") from error
    return lost


def _sums(names: Sequence[str], folder: Path) -> list[tuple[str, tuple[str, int]]]:
    """The SHA-256 of files of a folder and their sizes in bytes, each with its path."""
    sums: list[tuple[str, tuple[str, int]]] = []
    for name in names:
        with open(f"{folder}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - there are tens of thousands
            raw = file.read()
        sums.append((name, (hashlib.sha256(raw).hexdigest(), len(raw))))
    return sums


def _published(one: Format, sums: Mapping[str, tuple[str, int]], lost: Mapping[str, int]) -> Published:
    if not one.address.endswith("/"):
        digest, size = sums[one.address]
        return Published(one, 1, size, digest, lost)
    sizes = [size for name, (_, size) in sums.items() if name.startswith(one.address)]
    return Published(one, len(sizes), sum(sizes), "", lost)
