"""What the forge reads: forms whose ids are keys of records, workflows that are pinned and may do little."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from passerelle.cli import main
from tests.listings import ROOT, plain_data

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(file for file in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if file.stem != "config")
BESIDE = {"program", "wrong"}
"""Ids of forms that are no key of a record: which program, and the words as they are."""
WRITES = {"deploy.yml": {"deploy"}, "upkeep.yml": {"tell"}, "snapshot.yml": {"keep"}}


def schema() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((ROOT / "schemas" / "program.schema.json").read_text("utf-8"))
    return data


def validate(builtin: str, files: list[Path]) -> str:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", builtin, *map(str, files)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if said.returncode == 0 else said.stdout + said.stderr


def test_workflows_have_their_shape(tmp_path: Path) -> None:
    assert validate("vendor.github-workflows", WORKFLOWS) == ""
    (tmp_path / "bad.yml").write_text("on: push\njobs: {a: {steps: 7}}\n")
    assert validate("vendor.github-workflows", [tmp_path / "bad.yml"]) != ""


def test_forms_have_their_shape() -> None:
    assert {file.stem for file in FORMS} == {"new-program", "correction", "closed", "translation"}
    assert validate("vendor.github-issue-forms", FORMS) == ""


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_ids_of_a_form_are_keys_of_a_record(file: Path) -> None:
    keys = schema()["properties"]
    for field in plain_data(file)["body"]:
        if field["type"] != "markdown":
            assert field["id"] in {*keys, *BESIDE}
            assert " · " in field["attributes"]["label"]
        if field["type"] == "dropdown":
            vocabulary = {"status": "statuses", "cost": "costs"}[field["id"]]
            codes = plain_data(ROOT / "schemas" / "vocabularies" / f"{vocabulary}.yml")["terms"]
            assert set(field["attributes"]["options"]) <= set(codes)


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_workflow_is_pinned_and_may_do_little(file: Path) -> None:
    text, data = file.read_text("utf-8"), plain_data(file)
    used = re.findall(r"uses: (.*)", text)
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+(\.\d+)*", one)] == []
    assert data["permissions"] == {}
    assert "pull_request_target" not in text
    assert not re.search(r"secrets\.|persist-credentials: true", text)
    assert text.count("persist-credentials: false") == text.count("actions/checkout@")
    for name, job in data["jobs"].items():
        assert job["timeout-minutes"] <= 60
        writes = "write" in job["permissions"].values()
        assert writes == (name in WRITES.get(file.name, set()))
        # What may write runs no code of the repository.
        assert not (writes and any("checkout" in step.get("uses", "") for step in job["steps"]))
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "an expression in a script is code that others may write"


def test_an_action_has_one_pin() -> None:
    pins = {pin for file in WORKFLOWS for pin in re.findall(r"uses: (.*)", file.read_text("utf-8"))}
    assert len({pin.split("@")[0] for pin in pins}) == len(pins)


def test_site_is_built_when_main_changes_and_daily() -> None:
    when = plain_data(GITHUB / "workflows" / "deploy.yml")["on"]
    assert when["push"] == {"branches": ["main"]}
    assert when["schedule"][0]["cron"].endswith("* * *")


def test_verbs_in_workflows_exist() -> None:
    text = "".join(file.read_text("utf-8") for file in WORKFLOWS)
    verbs = set(re.findall(r"bin/passerelle ([a-z]+)", text))
    assert verbs >= {"check", "build", "changes", "links", "stale"}
    for verb in verbs:
        with pytest.raises(SystemExit) as left:
            main([verb, "--help"])
        assert left.value.code == 0


def test_owners_name_paths_that_exist_and_no_team_that_was_made_up() -> None:
    """Rules that wait for their teams are comments: a team that does not exist is an error to the forge."""
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    rules = [re.fullmatch(r"(# )?(\*|/\S+) +(@[\w-]+(?:/[\w-]+)?(?: @[\w-]+(?:/[\w-]+)?)*)", line) for line in lines]
    found = [(bool(rule[1]), rule[2], rule[3].split()) for rule in rules if rule]
    assert {"*", "/programs/", "/content/", "/schemas/", "/.github/"} <= {path for _, path, _ in found}
    assert {len(line) > 0 and line[0] == "#" for line, rule in zip(lines, rules, strict=True) if rule is None} == {True}
    for waits, path, owners in found:
        assert path == "*" or (ROOT / path.strip("/")).exists(), path
        assert waits or not any(owner.startswith("@OWNER/") for owner in owners), path
