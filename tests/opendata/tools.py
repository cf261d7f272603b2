"""Tools that are not ours, as functions: empty text means that they found nothing wrong."""

from __future__ import annotations

from pathlib import Path

from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner


def faults(schema: Path, *files: Path) -> str:
    """What check-jsonschema says of files."""
    done = CliRunner().invoke(check_jsonschema, ["--schemafile", str(schema), *map(str, files)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return "" if done.exit_code == 0 else done.output
