"""Owns writing files so that each is there whole or as it was: beside it first, then in its place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from passerelle.upkeep.refusal import RefusedError

Changes = Mapping[str, bytes | None]
"""What files hold afterwards, by path from the root; None for a file that goes."""


def write_all(root: Path, changes: Changes) -> None:
    """Make every change, or none. Raises RefusedError where a folder cannot be written."""
    try:
        _write_all(root, changes)
    except OSError as error:
        first, *more = changes
        others = f" and {len(more)} more" if more else ""
        raise RefusedError(f"cannot write {first}{others}: {error.strerror}; nothing is changed") from error


def _write_all(root: Path, changes: Changes) -> None:
    with ExitStack() as undo:
        staged = {path: _staged(root / path, raw, undo) for path, raw in changes.items() if raw is not None}
        for path, beside in staged.items():
            target = root / path
            undo.callback(_restore, target, target.read_bytes() if target.exists() else None)
            beside.replace(target)
        for path, raw in changes.items():
            if raw is None:
                undo.callback(_restore, root / path, (root / path).read_bytes())
                (root / path).unlink()
        undo.pop_all()


def _staged(target: Path, raw: bytes, undo: ExitStack) -> Path:
    """The bytes in a file beside their target, with its permissions."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
        beside = Path(file.name)
        undo.callback(_remove, beside)
        file.write(raw)
    if target.exists():
        shutil.copymode(target, beside)
    else:
        beside.chmod(0o644)
    return beside


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink()


def _restore(file: Path, raw: bytes | None) -> None:
    with suppress(OSError):
        if raw is None:
            file.unlink()
        else:
            file.write_bytes(raw)
