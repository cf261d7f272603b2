"""Owns the search index: Pagefind over the finished pages, once, and a count of what it indexed."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path


class IndexingError(RuntimeError):
    """Pagefind failed; the message is what it said."""


@dataclass(frozen=True, slots=True)
class Indexing:
    """A Pagefind run at work over a site."""

    process: subprocess.Popen[str]
    site: Path


NOT_FOR_SEARCH = ".src, .program h2, .program h3, .program dt, .program details, .stated, .note"
"""What stands on every page alike, or is about the facts rather than one of them."""


def start_index(site: Path) -> Indexing:
    """Start indexing a site into site/pagefind/, without waiting."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--exclude-selectors", NOT_FOR_SEARCH, "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603
    return Indexing(process, site)


def finish_index(indexing: Indexing) -> Counter[str]:
    """Wait for the index. Returns how many pages it holds, by language. Raises IndexingError."""
    said, _ = indexing.process.communicate()
    if indexing.process.returncode:
        raise IndexingError(f"Pagefind could not index the site:\n{said.strip()}")
    fragments = (indexing.site / "pagefind" / "fragment").glob("*.pf_fragment")
    return Counter(fragment.name.split("_")[0] for fragment in fragments)
