"""The generated reference is what the code says now, and leaves nothing out."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from passerelle.checks.explain import explanations
from passerelle.checks.run import check_listing
from passerelle.cli import main
from passerelle.records.diagnostics import RULES
from passerelle.records.source import read_source
from tests.listings import ROOT, TODAY, Listing

FOLDER = ROOT / "docs" / "reference"


@cache
def page(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text("utf-8")


def test_no_page_is_stale(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "--check", "--root", str(ROOT)]) == 0, capsys.readouterr().out


def test_every_rule_is_explained() -> None:
    assert set(explanations()) == set(RULES)


@pytest.mark.parametrize("name", sorted(RULES))
def test_rule_has_an_entry_and_examples_that_differ(name: str) -> None:
    told = explanations()[name]
    assert f'<a id="{RULES[name].anchor}"></a>`{name}`' in page("rules")
    assert told.bad != told.good
    assert told.why.rstrip().endswith(".")


@pytest.mark.parametrize("name", [name for name in sorted(RULES) if not name.startswith("yaml/")])
def test_examples_that_look_like_a_record_can_be_read(name: str) -> None:
    told = explanations()[name]
    for example in (told.bad, told.good):
        if re.match(r"[-{a-z_ ]+: [\[{\"']", example) and "   (" not in example and "}, expect" not in example:
            _, data, problems = read_source("example.yml", example.encode())
            assert isinstance(data, dict | list) or problems[0].rule.id == name, example


def test_every_verb_question_vocabulary_and_key_has_an_entry() -> None:
    catalog = check_listing(ROOT, TODAY).catalog
    for name in catalog.questions.questions:
        assert f'<a id="{name}"></a>' in page("questions")
    for name, vocabulary in catalog.vocabularies.items():
        assert name in page("vocabularies")
        for code in vocabulary.terms:
            assert f"`{code}`" in page("vocabularies"), code
    for key in ("kind", "how_to_enter", "replaced_by", "joining"):
        assert f"`{key}`" in page("fields")
    for verb in ("check", "rule", "build", "serve", "screen", "docs"):
        assert f"\n## {verb}\n" in page("cli")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    prose = re.sub(r"```.*?```", "", page(path.stem), flags=re.DOTALL)
    for target in re.findall(r"\]\(([\w./-]+\.md)", prose):
        assert (FOLDER / target).is_file(), target


@pytest.mark.parametrize("guide", ["add-a-program.md", "add-a-program.fr.md"])
def test_sample_of_the_guide_is_a_record_without_findings(guide: str, listing: Listing) -> None:
    text = (ROOT / "docs" / "maintainers" / guide).read_text("utf-8")
    listing.write("programs/open-access/sample.yml", text.split("```yaml\n", 1)[1].split("```", 1)[0])
    listing.write("organizations/harbour-agency.yml", (listing.root / "organizations/harbour-works.yml").read_bytes())
    listing.edit(
        "organizations/harbour-agency.yml", "{en: Harbour Works, fr: Harbour Works}", "{en: Agency, fr: Agency}"
    )
    assert listing.report() == ""
