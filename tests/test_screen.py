"""`passerelle screen` as somebody beside a counsellor meets it: verdicts, reasons, ways in, and what is wrong with a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from passerelle.cli import main
from tests.listings import RECORD, ROOT, Listing

AS_OF = ["--as-of", "2026-11-22"]
OCISO = "ociso-career-mentoring"
RESIDENT = {
    "immigration_status": "permanent-resident",
    "area": "ottawa",
    "education_abroad": "post-secondary",
    "certified_abroad": False,
    "english_level": 6,
    "completed": ["job-search-workshop"],
    "belongs": [],
    "age": 34,
}


class Screen:
    """Runs the verb on one person."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.file, self._capsys = folder / "answers.yml", capsys

    def __call__(self, answers: Any, *more: str, root: Path = ROOT) -> tuple[int, str, str]:
        """Exit code, what was printed, and what was complained of."""
        text = answers if isinstance(answers, str) else yaml.safe_dump(answers)
        self.file.write_text(text, "utf-8")
        code = main(["screen", "--root", str(root), *AS_OF, "--answers", str(self.file), *more])
        printed = self._capsys.readouterr()
        return code, printed.out, printed.err

    def one(self, answers: Any, name: str, *more: str, root: Path = ROOT) -> dict[str, Any]:
        """What came of one program, as JSON."""
        code, out, err = self(answers, name, "--format", "json", *more, root=root)
        assert (code, err) == (0, "")
        found: dict[str, Any] = json.loads(out)[0]
        return found


@pytest.fixture
def screen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Screen:
    return Screen(tmp_path, capsys)


def steps(found: dict[str, Any]) -> list[str]:
    return [step["program"] or step["kind"] for step in found["path"]["steps"]]


def kind_of(program: str) -> str | None:
    """The kind of a program of the listing; None for what is no program."""
    return next(
        (yaml.safe_load(file.read_text("utf-8"))["kind"] for file in ROOT.glob(f"programs/*/{program}.yml")), None
    )


def truths(found: dict[str, Any]) -> dict[str, str]:
    return {reason["leaf"]: reason["truth"] for reason in found["reasons"]}


def test_low_level_and_no_workshop_is_not_yet_and_has_a_path(screen: Screen) -> None:
    found = screen.one(RESIDENT | {"english_level": 4, "completed": []}, OCISO)
    assert found["verdict"] == "not-yet"
    assert found["nearest"] == ["english_level", "completed"]
    assert {"language-training", "job-search-workshop"} <= {kind_of(step) for step in steps(found)}
    assert found["path"]["steps"][-1]["text"].startswith("Take this until you reach CLB 5: ")
    assert found["cautions"] == ["By rules last seen in 2012; they may have changed: ask."]


def test_path_of_somebody_not_tested_begins_with_the_test(screen: Screen) -> None:
    found = screen.one(RESIDENT | {"english_level": "not-tested", "completed": []}, OCISO)
    assert found["verdict"] == "not-yet"
    assert steps(found)[0] == "y-larc"
    assert found["path"]["notes"][0] == "If the test shows this: Your English is CLB 5 or higher."


def test_all_met_by_old_rules_is_to_be_asked(screen: Screen) -> None:
    found = screen.one(RESIDENT, OCISO)
    assert found["verdict"] == "ask-program"
    assert found["caps"] == ["old-record", "old-rules"]
    assert found["headline"] == "Nothing here rules you out: ask the program"


def test_refugee_claimant_is_shown_others_of_the_same_aim(screen: Screen) -> None:
    found = screen.one(RESIDENT | {"immigration_status": "refugee-claimant"}, OCISO)
    assert found["verdict"] == "not-this-one"
    assert found["path"] is None
    assert found["alternatives"]
    assert OCISO not in found["alternatives"]
    others = json.loads(screen(RESIDENT | {"immigration_status": "refugee-claimant"}, "--format", "json")[1])
    verdicts = {one["program"]: one["verdict"] for one in others}
    assert not {name for name in found["alternatives"] if verdicts[name] == "not-this-one"}


def test_no_answers_need_answers(screen: Screen) -> None:
    found = screen.one({}, OCISO)
    assert found["verdict"] == "need-answers"
    assert set(truths(found).values()) == {"unknown"}
    out = screen({}, OCISO)[1]
    assert "What is your immigration status now?" in out


def test_fresh_record_whose_whole_rule_is_met_fits(screen: Screen, listing: Listing) -> None:
    listing.edit(RECORD, "stated: some", "stated: all")
    listing.edit(RECORD, "expect: ask-program", "expect: fits")
    answers = RESIDENT | {"student": False, "arrival_month": "2024-03", "age": 34}
    found = screen.one(answers, "river-mentors", root=listing.root)
    assert (found["verdict"], found["caps"], found["cautions"]) == ("fits", [], [])
    assert [asset["truth"] for asset in found["assets"]] == ["met", "met"]
    assert "There may be more" not in screen(answers, "river-mentors", root=listing.root)[1]


def test_text_nests_choices_and_says_whose_word_it_is(screen: Screen) -> None:
    _, out, _ = screen(RESIDENT, OCISO)
    lines = out.splitlines()
    group = lines.index("    One of these:")
    assert lines[group + 1].startswith("      yes: You finished post-secondary studies or higher outside Canada.")
    assert lines[group + 1].endswith("[2012 Ottawa model, July 2012]")
    assert lines[group + 2].startswith("      no: You are certified")


def test_words_are_those_of_the_language_asked_for(screen: Screen) -> None:
    _, out, _ = screen(RESIDENT | {"english_level": 4}, OCISO, "--language", "fr")
    assert "Pas encore\u00a0: comment vous préparer" in out
    assert "Votre anglais est au niveau CLB 5 ou plus." in out
    assert "(Votre réponse\u00a0: niveau CLB 4)" in out


def test_everything_is_shown_most_promising_first(screen: Screen) -> None:
    found = json.loads(screen(RESIDENT, "--format", "json")[1])
    order = ["fits", "ask-program", "need-answers", "not-yet", "not-this-one"]
    ranks = [order.index(one["verdict"]) for one in found]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 2


def test_mentors_are_judged_by_the_mentor_rule(screen: Screen) -> None:
    answers = {"mentor_years_local": 1, "mentor_networks": True, "mentor_months": 1, "mentor_employed": True}
    found = screen.one(answers, OCISO, "--role", "mentor")
    assert found["verdict"] == "not-yet"
    assert [step["kind"] for step in found["path"]["steps"]] == ["choose", "wait"]
    code, _, err = screen(answers, "linc-clic", "--role", "mentor")
    assert (code, err) == (1, "passerelle: `linc-clic` is not for this role\n")


def test_level_of_one_number_means_every_skill(screen: Screen) -> None:
    levels = {"listening": 6, "speaking": 6, "reading": 6, "writing": 4}
    assert screen.one(RESIDENT | {"english_level": 6}, OCISO)["verdict"] == "ask-program"
    assert screen.one(RESIDENT | {"english_level": levels}, OCISO)["verdict"] == "not-yet"


def test_json_answers_are_read_too(screen: Screen) -> None:
    assert screen.one(json.dumps(RESIDENT), OCISO)["verdict"] == "ask-program"


def test_contradictory_answers_are_named_and_left_out(screen: Screen) -> None:
    answers = RESIDENT | {"years_work_canada": 0, "years_work_canada_own_profession": 3}
    code, _, err = screen(answers, OCISO)
    assert code == 0
    assert "`years_work_canada_own_profession` is not asked after this answer to `years_work_canada`; left out" in err


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"english_level": 99}, "`99` is not a level"),
        ({"english_level": 5.5}, "`5.5` is not a level"),
        ({"english_level": {"smelling": 5}}, "there is no language skill `smelling`"),
        ({"landing_month": "2031-01"}, "is not a month such as 2024-03 that is not in the future"),
        ({"landing_month": "2024-3"}, "is not a month such as 2024-03"),
        ({"landing_month": "1024-03"}, "is not a month such as 2024-03"),
        ({"age": "old"}, "`old` is not a number from 0 to 120"),
        ({"age": True}, "true is not a number from 0 to 120"),
        ({"student": "yes"}, "`yes` is not true or false"),
        ({"completed": "job-search-workshop"}, "is not a list"),
        ({"completed": ["workshop-of-jobs"]}, "`workshop-of-jobs` is not an answer to `completed`"),
        ({"belongs": ["client-of:nobody"]}, "`client-of:nobody` is not an answer to `belongs`"),
        ({"completed": [["job-search-workshop"]]}, "a list is not an answer to `completed`"),
        ({"landing_month": "2024-+3"}, "is not a month such as 2024-03"),
        ({"area": "otawa"}, "did you mean `ottawa`?"),
        ({"immigration_status": ["citizen"]}, "a list is not a code"),
        ({"agee": 3}, "there is no question `agee`; did you mean `age`?"),
        ("- area: ottawa", "this is not a mapping of questions to answers"),
        ("area: [", "answers.yml:2:1: "),
        ("area: ottawa\narea: toronto", "answers.yml:2:1: "),
        ("", "answers.yml:1:1: "),
    ],
)
def test_impossible_answers_are_told_in_a_line(answers: Any, said: str, screen: Screen) -> None:
    code, out, err = screen(answers, OCISO)
    assert (code, out) == (1, "")
    assert said in err
    assert "Traceback" not in err


def test_all_impossible_answers_are_told_at_once(screen: Screen) -> None:
    _, _, err = screen({"age": -1, "area": "nowhere", "student": 1}, OCISO)
    assert len(err.splitlines()) == 3


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "ociso-career-mentorin",
            "there is no program `ociso-career-mentorin`; did you mean `ociso-career-mentoring`?",
        ),
        ("oseb", "`oseb` is closed: nobody is screened for it"),
    ],
)
def test_programs_that_cannot_be_screened_for(name: str, said: str, screen: Screen) -> None:
    code, out, err = screen(RESIDENT, name)
    assert (code, out, err) == (1, "", f"passerelle: {said}\n")


def test_missing_file_and_broken_listing(screen: Screen, listing: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screen", "--root", str(ROOT), "--answers", "no/such/file.yml"]) == 2
    assert "cannot read no/such/file.yml" in capsys.readouterr().err
    listing.edit("programs/open-access/river-mentors.yml", "status: running", "status: runing")
    code, out, err = screen({}, root=listing.root)
    assert (code, out) == (1, "")
    assert "error[schema/unknown-code]" in err
