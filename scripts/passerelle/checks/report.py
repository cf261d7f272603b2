"""Owns how findings are shown: text for people, JSON for tools, annotations for CI. Prints nothing itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from passerelle.records.diagnostics import RULES, Finding

MOST_ANNOTATIONS = 9
LONGEST_EXCERPT = 240


def as_text(findings: Sequence[Finding], files: int) -> str:
    """Every finding with its line, its remedy and its documentation, and a line of totals."""
    blocks = [_block(finding) for finding in findings]
    return "\n".join([*blocks, _totals(findings, files)])


def _block(finding: Finding) -> str:
    head = f"{finding.path}:{finding.line}:{finding.column}: {finding.level}[{finding.rule}] {finding.message}"
    line = finding.excerpt.rstrip()
    shown = line if len(line) <= LONGEST_EXCERPT else f"{line[:LONGEST_EXCERPT]}…"
    excerpt = f"{finding.line:>5} | {shown}\n" if line.strip() else ""
    docs = f"docs/reference/rules.md#{RULES[finding.rule].anchor}"
    later = RULES[finding.rule].error_from if finding.level == "warning" else None
    when = f"   then: an error from {later}\n" if later else ""
    return f"{head}\n{excerpt}   help: {finding.help}\n   docs: {docs}\n{when}"


def _totals(findings: Sequence[Finding], files: int) -> str:
    if not findings:
        return f"no findings in {files} files"
    errors = sum(finding.level == "error" for finding in findings)
    counts = [_count(errors, "error"), _count(len(findings) - errors, "warning")]
    broken = len({finding.path for finding in findings})
    return f"{', '.join(count for count in counts if count)} in {broken} of {files} files"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number != 1 else ''}" if number else ""


def as_json(findings: Sequence[Finding], files: int) -> str:
    """The same as one JSON object: {"files", "findings": [{path, line, column, rule, level, message, help, …}]}."""
    return json.dumps(
        {"files": files, "findings": [asdict(finding) for finding in findings]}, ensure_ascii=False, indent=1
    )


def as_annotations(findings: Sequence[Finding], files: int) -> str:
    """Errors first, the first findings as workflow commands of GitHub Actions, the rest rolled into one."""
    by_weight = sorted(findings, key=lambda finding: finding.level != "error")
    lines = [_annotation(finding) for finding in by_weight[:MOST_ANNOTATIONS]]
    more = by_weight[MOST_ANNOTATIONS:]
    if more:
        heading = f"::{more[0].level} title={len(more)} more findings"
        lines.append(f"{heading}::run `passerelle check` to see all {len(findings)}")
    return "\n".join([*lines, _totals(findings, files)])


def _annotation(finding: Finding) -> str:
    place = f"file={_property(finding.path)},line={finding.line},col={finding.column}"
    message = _data(f"{finding.message} ({finding.help})")
    return f"::{finding.level} {place},title={_property(finding.rule)}::{message}"


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


FORMATS = {"text": as_text, "json": as_json, "github": as_annotations}
