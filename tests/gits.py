"""Git repositories of small listings, made for tests."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

WHO = "Test <test@example.org>"


def git(root: Path, *arguments: str, given: bytes = b"") -> str:
    """What git says in a folder."""
    settings = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main")
    said = subprocess.run(["git", "-C", str(root), *settings, *arguments], input=given, capture_output=True, check=True)
    return said.stdout.decode()


def import_commits(root: Path, commits: Sequence[tuple[int, Mapping[str, str | None]]]) -> None:
    """Make commits, each at a second since 1970 and with the files it writes; None takes a file away."""
    lines: list[bytes] = []
    for moment, files in commits:
        head = f"commit refs/heads/main\ncommitter {WHO} {moment} +0000\ndata 6\nChange\n"
        lines.append(head.encode())
        for path, text in files.items():
            raw = (text or "").encode()
            written = f"M 100644 inline {path}\ndata {len(raw)}\n".encode() + raw + b"\n"
            lines.append(f"D {path}\n".encode() if text is None else written)
    git(root, "fast-import", "--quiet", given=b"".join(lines))
