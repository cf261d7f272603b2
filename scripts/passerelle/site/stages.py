"""Owns what an authored page may show of a program that goes by stages: its parts, and the stages inside each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from markupsafe import Markup

from passerelle.records.model import Program
from passerelle.site.sections import Part, parts
from passerelle.site.wording import NOTHING, Wording


def staged(programs: Iterable[Program], wording: Wording) -> dict[str, tuple[Part, ...]]:
    """The parts of every program that has parts within parts, by the slot that shows them: `stages` and its id without
    hyphens. Nothing is cited: the page around it names the record."""
    uncited: defaultdict[str | None, Markup] = defaultdict(lambda: NOTHING)
    return {
        f"stages{program.id.replace('-', '')}": parts(program.components, uncited, wording)
        for program in programs
        if any(component.components for component in program.components)
    }
