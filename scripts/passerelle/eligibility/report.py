"""Owns how screenings are shown in a terminal: as text for people, as JSON for tools. Prints nothing itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from passerelle.eligibility.explain import Explainer, Reason
from passerelle.eligibility.person import Person
from passerelle.eligibility.plan import Plan
from passerelle.eligibility.requirements import All, Condition, Leaf
from passerelle.eligibility.screener import Screened
from passerelle.records.text import Language
from passerelle.records.vocabularies import Vocabulary


class Report:
    """Shows screenings in one language. `words` are the interface's words in it, `verdicts` the list of verdicts."""

    def __init__(
        self, explainer: Explainer, verdicts: Vocabulary, words: Mapping[str, Any], language: Language
    ) -> None:
        self._explainer, self._verdicts, self._language = explainer, verdicts, language
        self._words, self._joining, self._colon = words["screening"], words["rule"], words["program"]["colon"]

    def as_text(self, found: Sequence[Screened], person: Person) -> str:
        """Every program with its verdict, the reasons, and what to do next."""
        return "\n\n".join("\n".join(self._block(one, person)) for one in found)

    def _block(self, one: Screened, person: Person) -> list[str]:
        program = one.program
        lines = [f"{self._explainer.name(program)} [{program.id}]"]
        lines += [f"  {self._verdicts.label(one.screening.verdict, self._language)}"]
        lines += [f"  {caution}" for caution in self._explainer.cautions(one.screening, one.standing.rules_from)]
        reasons = {reason.leaf: reason for reason in self._explainer.reasons(one.screening, person)}
        lines += self._conditions(one.screening.requirements.condition.parts, reasons, "    ")
        asked = self._explainer.unanswered(one.screening) if one.screening.verdict == "need-answers" else ()
        lines += [f"  {self._words['next_question']}", *(f"    - {text}" for text in asked)] if asked else []
        assets = [f"    {self._reason(reason)}" for reason in self._explainer.assets(one.screening, person)]
        lines += [f"  {self._joining['assets']}", *assets] if assets else []
        decided = self._explainer.decides(one.rule)
        lines += [f"  {self._words['decides']}", *(f"    - {text}" for text in decided)] if decided else []
        lines += self._path(one)
        others = [f"    - {self._explainer.name(other)} [{other.id}]" for other in one.alternatives]
        return lines + ([f"  {self._words['alternatives']}", *others] if others else [])

    def _conditions(self, parts: Iterable[Condition], reasons: Mapping[str, Reason], indent: str) -> list[str]:
        """The criteria as the rule nests them: a line each, a group under the word that joins it."""
        lines: list[str] = []
        for part in parts:
            if isinstance(part, Leaf):
                lines.append(indent + self._reason(reasons[part.id]))
            else:
                joining = self._joining["all" if isinstance(part, All) else "any"]
                lines += [indent + joining, *self._conditions(part.parts, reasons, f"{indent}  ")]
        return lines

    def _reason(self, reason: Reason) -> str:
        answer = f" ({self._words['your_answer']} {reason.answer})"
        source = f" [{reason.cited}]" if reason.cited else ""
        hints = "".join(f" {hint}" for hint in reason.hints)
        truth = f"{self._words['truth'][reason.truth]}{self._colon}"
        return f"{truth} {reason.criterion}{answer}{hints}{source}"

    def _path(self, one: Screened) -> list[str]:
        if one.screening.verdict != "not-yet":
            return []
        if one.plan is None:
            return [f"  {self._words['no_path']}"]
        path = self._explainer.path(one.plan, one.screening)
        steps = [f"    {number}. {step}" for number, step in enumerate(path.steps, 1)]
        return [f"  {self._words['path']}", *steps, *(f"    {note}" for note in path.notes)]

    def as_json(self, found: Sequence[Screened], person: Person) -> str:
        """The same as one JSON list, with codes beside the words."""
        return json.dumps([self._item(one, person) for one in found], ensure_ascii=False, indent=1)

    def _item(self, one: Screened, person: Person) -> dict[str, Any]:
        screening = one.screening
        return {
            "program": one.program.id,
            "name": self._explainer.name(one.program),
            "verdict": screening.verdict,
            "headline": self._verdicts.label(screening.verdict, self._language),
            "cautions": list(self._explainer.cautions(screening, one.standing.rules_from)),
            "caps": list(screening.caps),
            "rests_on_old": screening.rests_on_old,
            "rules_from": one.standing.rules_from.isoformat() if one.standing.rules_from else None,
            "reasons": [_told(reason) for reason in self._explainer.reasons(screening, person)],
            "assets": [_told(reason) for reason in self._explainer.assets(screening, person)],
            "program_decides": list(self._explainer.decides(one.rule)),
            "nearest": list(screening.nearest),
            "open": list(screening.open),
            "path": self._plan(one.plan, one),
            "alternatives": [other.id for other in one.alternatives],
        }

    def _plan(self, plan: Plan | None, one: Screened) -> dict[str, Any] | None:
        if plan is None:
            return None
        worded = self._explainer.path(plan, one.screening)
        return {
            "steps": [
                {"kind": step.kind, "program": step.program, "text": text}
                for step, text in zip(plan.steps, worded.steps, strict=True)
            ],
            "notes": list(worded.notes),
        }


def _told(reason: Reason) -> dict[str, Any]:
    names = ("leaf", "ask", "truth", "cause", "way", "criterion", "answer", "source", "cited")
    return {name: getattr(reason, name) for name in names} | {"hints": list(reason.hints)}
