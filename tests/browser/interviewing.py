"""Somebody who uses the checker: finds the question that is asked, answers it as a hand would, goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from passerelle.records.text import Language
from tests.browser.words import said

SKIPPED = object()
RESIDENT: Mapping[str, Any] = {
    "area": "ottawa",
    "immigration_status": "permanent-resident",
    "education_abroad": "post-secondary",
    "certified_abroad": False,
    "english_level": 4,
    "completed": [],
    "belongs": [],
    "age": 34,
}
"""The permanent resident whose English is CLB 4 and who has done no workshop."""


@dataclass(frozen=True, slots=True)
class Interviewed:
    """A person at the checker, in a language."""

    page: Page
    language: Language

    def said(self, path: str) -> str:
        """A short string of the checker."""
        return said(self.language, f"check.{path}")

    def press(self, path: str) -> None:
        """Press the button of a name."""
        self.page.get_by_role("button", name=self.said(path), exact=True).click()

    @property
    def asked(self) -> str | None:
        """The question on the page."""
        legend = self.page.locator(".question legend")
        return (legend.get_attribute("id") or "").removeprefix("legend-") if legend.count() else None

    def expect_asked(self, name: str) -> None:
        """Wait until a question is asked."""
        expect(self.page.locator(f"#legend-{name}")).to_be_visible()

    def leave(self, name: str, button: str) -> None:
        """Press a button that leads away from a question, and wait until it has."""
        self.press(button)
        expect(self.page.locator(f"#legend-{name}")).to_have_count(0)

    def skip_to(self, name: str) -> None:
        """Skip what is asked until a question is."""
        while (asked := self.asked) != name:
            assert asked, name
            self.leave(asked, "skip")

    def answer_all(self, answers: Mapping[str, Any]) -> list[str]:
        """Answer what is asked until nothing more is; skip what there is no answer to. Gives the questions asked."""
        asked: list[str] = []
        while name := self.asked:
            assert len(asked) < 40, asked
            asked.append(name)
            if name in answers:
                self.give(self.page.locator(".question"), name, answers[name])
            self.leave(name, "next" if name in answers else "skip")
        return asked

    def give(self, place: Locator, name: str, answer: Any) -> None:
        """Put an answer into the field of a question that stands in a place."""
        selects = place.locator("select")
        if isinstance(answer, list):
            self._tick(place, answer)
        elif isinstance(answer, bool):
            place.get_by_text(self.said("yes" if answer else "no"), exact=True).click()
        elif name.endswith("_level"):
            selects.first.select_option(str(answer))
        elif name.endswith("_month"):
            year, month = answer.split("-")
            selects.first.select_option(month)
            place.locator("input[inputmode=numeric]").fill(year)
        elif isinstance(answer, int | float):
            place.locator("input[inputmode=decimal]").fill(str(answer))
        elif selects.count():
            selects.first.select_option(answer)
        else:
            place.locator(f"input[data-code='{answer}']").check()

    def _tick(self, place: Locator, codes: list[str]) -> None:
        for code in codes:
            place.locator(f"input[data-code='{code}']").check()
        if not codes:
            place.get_by_text(self.said("none"), exact=True).click()

    def see_results(self) -> None:
        """From the review to the results."""
        self.press("see_results")
        expect(self.page.get_by_role("heading", level=1, name=self.said("results"))).to_be_visible()

    def program(self, name: str) -> Locator:
        """What the results say of a program."""
        return self.page.locator(f"article[data-program='{name}']")

    def expect_verdict(self, name: str, verdict: str) -> None:
        """Wait until the results give a program this verdict."""
        expect(self.program(name)).to_contain_class(f"verdict {verdict}")
