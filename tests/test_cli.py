"""The verbs as a maintainer meets them: exit codes, what is printed, and never a traceback."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from passerelle.cli import main
from passerelle.records.diagnostics import RULES
from tests.listings import RECORD, Listing
from tests.test_bad_records import BAD, lay_over

AS_OF = ["--as-of", "2026-11-22"]


def check(listing: Listing, *more: str) -> int:
    return main(["check", "--root", str(listing.root), *AS_OF, *more])


def test_clean_listing(listing: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(listing) == 0
    assert capsys.readouterr().out.startswith("no findings in ")


def test_warnings_are_printed_and_pass(listing: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    lay_over(listing, BAD / "wording-long-summary" / "both-languages")
    assert check(listing) == 0
    assert "warning[wording/long-summary]" in capsys.readouterr().out


def test_all_findings_of_all_files_in_one_run(listing: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    lay_over(listing, BAD / "schema-wrong-type" / "several-files-at-once")
    assert check(listing) == 1
    printed = capsys.readouterr()
    assert printed.err == ""
    for path in (RECORD, "programs/embedded/bridge-circle.yml", "programs/internal/harbour-match.yml"):
        assert f"{path}:" in printed.out
    assert "organizations/river-agency.yml:" in printed.out
    assert "Traceback" not in printed.out
    assert "4 errors in 4 of " in printed.out


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_every_bad_record_at_once(form: str, listing: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    """Fifty broken copies of a record and fifty good ones."""
    for number in range(50):
        for name, put in (("bad", f"status: runing{number}"), ("good", "status: running")):
            text = (listing.root / RECORD).read_text("utf-8").replace("former_ids: [old-river-mentors]\n", "")
            text = re.sub("River Mentor|Mentors de la rivière", f"{name} {number} ", text).replace(
                "  url: https://river.example/\n", ""
            )
            listing.write(f"programs/open-access/{name}-{number}.yml", text.replace("status: running", put))
    assert check(listing, "--format", form) == 1
    printed = capsys.readouterr().out
    if form == "json":
        assert len(json.loads(printed)["findings"]) == 50
    elif form == "github":
        assert len(printed.splitlines()) == 11
    else:
        assert printed.count("error[schema/unknown-code]") == 50
        assert "50 errors in 50 of " in printed


def test_day_is_an_argument(listing: Listing) -> None:
    listing.edit(RECORD, "verification: {by: website, on: 2026-11-20}", "verification: {by: website, on: 2027-01-01}")
    assert check(listing) == 1
    assert main(["check", "--root", str(listing.root), "--as-of", "2027-01-01"]) == 0


def test_root_is_found_from_a_folder_inside(
    listing: Listing, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(listing.root / "programs" / "embedded")
    assert main(["check", *AS_OF]) == 0
    assert "no findings" in capsys.readouterr().out


def test_folder_that_is_no_listing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", *AS_OF]) == 2
    assert "--root" in capsys.readouterr().err
    assert main(["check", "--root", str(tmp_path), *AS_OF]) == 1
    assert "listing/missing-file" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [[], ["no-such-verb"], ["check", "--no-such-option"], ["check", "--as-of", "22/11/2026"]]
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: passerelle" in capsys.readouterr().err


def test_build_of_a_bad_listing_is_refused(listing: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    listing.edit(RECORD, "status: running", "status: runing")
    assert main(["build", "--root", str(listing.root), *AS_OF]) == 1
    printed = capsys.readouterr()
    assert "did you mean `running`?" in printed.out
    assert "not built" in printed.err
    assert not (listing.root / "site").exists()


def test_rule_is_explained(capsys: pytest.CaptureFixture[str], listing: Listing) -> None:
    assert main(["rule", "bilingual/missing-fr", "--root", str(listing.root), *AS_OF]) == 0
    told = capsys.readouterr().out
    assert told.startswith("bilingual/missing-fr (error)\n\nEvery text has French")
    assert "Bad:\n    summary: {en: A person" in told
    assert "translation: {pending: [summary]}" in told
    assert told.endswith("More: docs/reference/rules.md#bilingual-missing-fr\n")


def test_new_rule_says_from_when_it_is_an_error(capsys: pytest.CaptureFixture[str], listing: Listing) -> None:
    for day, level in (("2027-02-28", "(warning, an error from 2027-03-01)"), ("2027-03-01", "(error)")):
        assert main(["rule", "editorial/phone", "--root", str(listing.root), "--as-of", day]) == 0
        assert level in capsys.readouterr().out.splitlines()[0]


def test_unknown_rule_is_wrong_usage(capsys: pytest.CaptureFixture[str], listing: Listing) -> None:
    assert main(["rule", "missing-fr", "--root", str(listing.root)]) == 2
    assert "did you mean `bilingual/missing-fr`?" in capsys.readouterr().err
    assert main(["rule", "zzzzzz", "--root", str(listing.root)]) == 2
    assert "names them all" in capsys.readouterr().err


def test_all_rules_are_listed(capsys: pytest.CaptureFixture[str], listing: Listing) -> None:
    assert main(["rule", "--root", str(listing.root), *AS_OF]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == sorted(RULES)
