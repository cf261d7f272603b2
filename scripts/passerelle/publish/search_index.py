"""Owns the search index: Pagefind over the finished pages, once, and a count of what it indexed."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path


class IndexingError(RuntimeError):
    """Pagefind failed; the message is what it said."""


def build_index(site: Path) -> Counter[str]:
    """Index a site into site/pagefind/. Returns how many pages were indexed, by language."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--quiet"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if run.returncode:
        raise IndexingError(f"Pagefind could not index the site:\n{run.stdout}{run.stderr}".strip())
    fragments = (site / "pagefind" / "fragment").glob("*.pf_fragment")
    return Counter(fragment.name.split("_")[0] for fragment in fragments)
