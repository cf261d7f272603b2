"""Owns the search index: Pagefind over the search entries, once a language, and a count of what it indexed.

An entry holds what search should find of a page and nothing of its frame. Measured: indexing entries takes a third of the
time of indexing pages.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from passerelle.prose.synonyms import plain
from passerelle.records.text import Language
from passerelle.records.workers import PROCESSES, run_all
from passerelle.site.columns import order_mark

MEMORY = Path("/dev/shm")  # noqa: S108 - the folder made in it is ours alone
"""Where Linux keeps files in memory."""
MANY = 1000
"""Entries from which on it matters where they lie."""
ENTRY = 1 << 16
"""Bytes in memory set aside for an entry: many times what it takes."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_URL = re.compile(rb'"url":"/programs/([a-z0-9-]+)\.html"')


class IndexingError(RuntimeError):
    """Pagefind failed or lost pages; the message says which."""


@contextmanager
def entries_folder(work: Path, entries: int) -> Iterator[Path]:
    """A folder for search entries, gone when they are indexed: in `work`, but very many lie in memory if there is room.
    Files that live for seconds would keep a disk busy for longer."""
    in_memory = entries >= MANY and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > entries * ENTRY
    with TemporaryDirectory(prefix="search-", dir=MEMORY if in_memory else work) as folder:
        yield Path(folder)


@dataclass(frozen=True, slots=True)
class Indexing:
    """A Pagefind run at work over one language's entries."""

    language: Language
    process: subprocess.Popen[str]
    bundle: Path


def start_index(language: Language, search: Path, site: Path) -> Indexing:
    """Start indexing `search`/<language>/ into `site`/pagefind/<language>/, without waiting."""
    bundle = site / "pagefind" / language
    command = [sys.executable, "-m", "pagefind", "--site", str(search / language), "--output-path", str(bundle)]
    process = subprocess.Popen([*command, "--quiet"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603
    return Indexing(language, process, bundle)


def finish_index(run: Indexing) -> int:
    """Wait for an index. Returns how many pages it holds. Raises IndexingError."""
    said, _ = run.process.communicate()
    if run.process.returncode:
        raise IndexingError(f"Pagefind could not index the {run.language} pages:\n{said.strip()}")
    for unused in run.bundle.glob("pagefind-*ui.*"):
        unused.unlink()
    return sum(1 for _ in (run.bundle / "fragment").glob("*.pf_fragment"))


def tell_records(run: Indexing, slugs: Sequence[str]) -> None:
    """Write what the index calls each program, in an order of programs, so that the directory knows whom search found;
    and every word that it holds, so that a mistyped one is known.

    Raises IndexingError where a program has no entry. Cost: each fragment is read once.
    """
    files = sorted((run.bundle / "fragment").glob("*.pf_fragment"))
    shares = [files[begin::PROCESSES] for begin in range(PROCESSES)]
    read = run_all([partial(_names_and_words, share) for share in shares], len(slugs))
    named = {name: file for names, _ in read for name, file in names.items()}
    missing = [slug for slug in slugs if slug not in named]
    if missing:
        raise IndexingError(f"the {run.language} index lacks {missing[0]}")
    told = {"order": order_mark(slugs), "ids": [named[slug] for slug in slugs]}
    words = set[str]().union(*(words for _, words in read))
    (run.bundle / "words.json").write_bytes(msgspec.json.encode(sorted(words)))
    (run.bundle / "records.json").write_bytes(msgspec.json.encode(told))


def _names_and_words(fragments: Sequence[Path]) -> tuple[dict[str, str], set[str]]:
    """What the index calls the programs of some fragments, by their ids, and every word in these."""
    named: dict[str, str] = {}
    words: set[str] = set()
    for file in fragments:
        fragment = gzip.decompress(file.read_bytes())
        content = msgspec.json.decode(fragment[fragment.index(b"{") :])["content"]
        words.update(_WORD.findall(plain(content)))
        found = _URL.search(fragment)
        if found:
            named[found[1].decode()] = file.stem
    return named, words
