"""Owns telling which files hold changes that git has not recorded. Without git, or outside a repository: none."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path


def uncommitted(root: Path, paths: Sequence[str]) -> list[str]:
    """Those of the paths that git knows and whose changes it does not."""
    git = shutil.which("git")
    if git is None or not paths:
        return []
    command = [git, "-C", str(root), "diff", "--name-only", "--relative", "-z", "HEAD", "--", *paths]
    said = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return [path for path in said.stdout.split("\0") if path] if said.returncode == 0 else []
