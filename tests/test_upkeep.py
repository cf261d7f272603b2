"""Editing as a maintainer does it: a fact is fixed in a few lines, a wrong one does not pass, no file is half-written."""

from __future__ import annotations

import difflib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from passerelle.cli import main
from passerelle.records.diagnostics import Finding
from passerelle.upkeep.lookup import record_paths
from tests.listings import RECORD, ROOT, Listing, make_listing

AS_OF = "2026-11-22"
ID = "river-mentors"


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small valid listing whose files are in their canonical form."""
    made = make_listing(tmp_path_factory.mktemp("pattern") / "listing")
    assert run(made, "fmt") == 0
    return made.root


@pytest.fixture
def listing(pattern: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Listing:
    """The same, to be changed."""
    shutil.copytree(pattern, tmp_path / "listing")
    capsys.readouterr()
    return Listing(tmp_path / "listing")


def run(listing: Listing, verb: str, *more: str) -> int:
    return main([verb, "--root", str(listing.root), "--as-of", AS_OF, *more])


def refusal(listing: Listing, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a verb says when it refuses: one line, and every file as it was."""
    before = files_of(listing)
    assert run(listing, *arguments) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("passerelle: ")
    assert printed.err.count("\n") == 1
    assert files_of(listing) == before
    return printed.err


def files_of(listing: Listing) -> dict[str, bytes]:
    return {
        file.relative_to(listing.root).as_posix(): file.read_bytes()
        for file in listing.root.rglob("*.*")
        if file.is_file()
    }


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[:2] in ("- ", "+ ")]


def text_of(listing: Listing, path: str = RECORD) -> str:
    return (listing.root / path).read_bytes().decode()


NEW = "programs/internal/lake-mentors.yml"
ANSWERS = {
    "kind": "mentoring",
    "aims[0]": "find-mentor",
    "audience[0]": "newcomer",
    "status": "running",
    "name.en": "Lake Mentors",
    "name.fr": "Mentors du lac",
    "summary.en": "A person of your field meets you.",
    "summary.fr": "Une personne de votre domaine vous rencontre.",
    "areas[0]": "ottawa",
    "service_languages[0]": "en",
    "cost.kind": "free",
    "host.organizations[0]": "river-agency",
    "host.relation": "client",
    "eligibility.participant.stated": "some\n    all: [{ask: english_level, at_least: 5, source: website}]",
    "how_to_enter[0].owner": "person",
    "how_to_enter[0].text.en": "Call the agency.",
    "how_to_enter[0].text.fr": "Appelez l’organisme.",
    "contact.url": "https://lake.example/",
    "contact.phone": "+1 613 555 0111",
    "sources.website.title": "Lake Mentors",
    "sources.website.url": "https://lake.example/mentors",
    "sources.website.published": "2026-10",
    "sources.website.read_on": "2026-11-20",
    "sources.website.kind": "website",
}
EXAMPLES = """examples:
  - who: {en: At CLB 4, fr: Au niveau 4}
    answers: {english_level: 4, area: ottawa, belongs: ["client-of:river-agency"]}
    expect: not-yet
    because: [english_level]
  - who: {en: At CLB 5, fr: Au niveau 5}
    answers: {english_level: 5, area: ottawa, belongs: ["client-of:river-agency"]}
    expect: ask-program
  - who: {en: No client, fr: Hors clientèle}
    answers: {english_level: 5, area: ottawa, belongs: []}
    expect: not-yet
    because: [belongs]
"""


def follow(listing: Listing, finding: Finding) -> None:
    """Do what one finding asks."""
    file = listing.root / finding.path
    lines = file.read_text("utf-8").splitlines()
    if finding.rule == "record/to-do":
        field = finding.message.removesuffix(" is still to do")
        line = lines[finding.line - 1]
        assert line[finding.column - 1 :].startswith("TODO")
        word = ANSWERS[field]
        lines[finding.line - 1] = line[: finding.column - 1] + word + line[finding.column + 3 :]
    elif finding.rule == "examples/missing":
        at = next(number for number, line in enumerate(lines) if line.startswith("how_to_enter:"))
        lines.insert(at, EXAMPLES.rstrip())
    else:
        raise AssertionError(f"{finding.rule}: {finding.message}")
    file.write_text("\n".join(lines) + "\n", "utf-8")


def test_new_record_is_finished_by_following_findings(listing: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(listing, "new", "lake-mentors", "--class", "internal", "--organization", "river-agency") == 0
    assert capsys.readouterr().out.startswith(NEW)
    skeleton = text_of(listing, NEW)
    assert "  # What it is. " in skeleton
    assert "job-search-workshop" in skeleton
    steps = 0
    while findings := listing.check().findings:
        assert {finding.path for finding in findings} == {NEW}
        follow(listing, findings[0])
        steps += 1
        assert steps < 50
    assert steps == len(ANSWERS) + 1
    assert run(listing, "fmt", "--check") == 0


@pytest.mark.parametrize("access", ["open-access", "embedded", "internal", "organization"])
def test_new_record_is_nothing_but_gaps(access: str, listing: Listing) -> None:
    assert run(listing, "new", "lake", "--class", access) == 0
    rules = {finding.rule for finding in listing.check().findings}
    assert rules == {"record/to-do"}
    assert run(listing, "fmt", "--check") == 0


def test_phone_corrected_and_verified_changes_those_lines_alone(listing: Listing) -> None:
    before = text_of(listing)
    listing.edit(RECORD, "+1 613 555 0100 ext. 12", "+1 613 555 0199")
    assert run(listing, "verify", ID, "--by", "provider", "--on", "2026-11-21") == 0
    assert changed_lines(before, text_of(listing)) == [
        "-   phone: +1 613 555 0100 ext. 12",
        "+   phone: +1 613 555 0199",
        "- verification: {by: website, on: 2026-11-20}",
        "+ verification: {by: provider, on: 2026-11-21}",
    ]
    assert listing.check().findings == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_first_check_is_one_line_in_a_file_as_it_was_typed(end: str, mark: str, listing: Listing) -> None:
    listing.edit(RECORD, "verification: {by: website, on: 2026-11-20}\n", "# every year\n")
    before = mark + text_of(listing).replace("\n", end)
    listing.write(RECORD, before)
    assert run(listing, "verify", RECORD, "--by", "website", "--on", "2026-11-21") == 0
    line = f"verification: {{by: website, on: 2026-11-21}}{end}"
    assert text_of(listing) == before.replace("# every year", f"{line}# every year")
    assert run(listing, "fmt") == 0
    plain = before.removeprefix("\ufeff").replace(end, "\n")
    assert text_of(listing) == plain.replace("# every year", f"{line.rstrip()}\n# every year")


def test_verification_written_below_its_key_keeps_its_comments(listing: Listing) -> None:
    listing.edit(RECORD, "{by: website, on: 2026-11-20}\n", "\n  on: 2026-11-20  # by phone\n  by: website\n")
    assert run(listing, "verify", ID, "--by", "provider") == 0
    assert "verification: \n  on: 2026-11-22  # by phone\n  by: provider\n" in text_of(listing)


def test_same_check_again_is_no_change(listing: Listing) -> None:
    before = text_of(listing)
    assert run(listing, "verify", ID, "--by", "website", "--on", "2026-11-20") == 0
    assert text_of(listing) == before


def test_loosened_criterion_fails_the_example_that_guards_it(
    listing: Listing, capsys: pytest.CaptureFixture[str]
) -> None:
    listing.edit(RECORD, "ask: english_level, at_least: 5", "ask: english_level, at_least: 4")
    assert run(listing, "check") == 1
    printed = capsys.readouterr().out
    where = next(number for number, line in enumerate(text_of(listing).splitlines(), 1) if "expect: not-yet" in line)
    assert f"{RECORD}:{where}:13: error[examples/wrong-verdict] examples[0].expect" in printed


def test_closing_says_what_is_left_to_do(listing: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    listing.edit(RECORD, "replaced_by: harbour-match\n", "")
    before = text_of(listing)
    assert run(listing, "close", ID, "--replaced-by", "harbour-match") == 0
    assert changed_lines(before, text_of(listing)) == [
        "- status: running",
        "+ status: closed",
        "+   - about: status",
        "+     text: {en: TODO, fr: TODO}",
        "+     source: TODO",
        "+ replaced_by: harbour-match",
    ]
    assert [finding.message for finding in listing.check().findings] == [
        "notes[1].text.en is still to do",
        "notes[1].text.fr is still to do",
        "notes[1].source is still to do",
    ]
    listing.edit(RECORD, "{en: TODO, fr: TODO}\n    source: TODO", "{en: It ended., fr: Fini.}\n    source: page")
    assert listing.check().findings == []
    capsys.readouterr()
    assert "closed already" in refusal(listing, capsys, "close", ID)


def test_closing_adds_notes_where_there_are_none(listing: Listing) -> None:
    text = text_of(listing)
    start, end = text.index("notes:"), text.index("sources:")
    listing.write(RECORD, text[:start] + text[end:])
    assert run(listing, "close", ID) == 0
    assert "notes:\n  - about: status\n    text: {en: TODO, fr: TODO}\n    source: TODO\nsources:\n" in text_of(listing)


def test_program_is_renamed_wherever_it_is_named(listing: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    other, old = "programs/embedded/bridge-circle.yml", "harbour-match"
    assert f"replaced_by: {old}" in text_of(listing)
    listing.edit(other, "embedded_in: {program: river-mentors}", f"embedded_in: {{program: {old}}}")
    listing.write(
        "content/en/note.md",
        f"See [it](../programs/{old}/) and `programs/internal/{old}.yml`, not programs/{old}-2/.\n",
    )
    findings = [(finding.path, finding.rule, finding.message) for finding in listing.check().findings]
    assert run(listing, "rename", old, "harbour-pairs") == 0
    written = capsys.readouterr().out.split()
    assert written == ["programs/internal/harbour-pairs.yml", RECORD, other, "content/en/note.md"]
    assert not (listing.root / f"programs/internal/{old}.yml").exists()
    assert f"former_ids: [{old}]" in text_of(listing, "programs/internal/harbour-pairs.yml")
    assert "replaced_by: harbour-pairs" in text_of(listing)
    assert "embedded_in: {program: harbour-pairs}" in text_of(listing, other)
    expected = (
        f"See [it](../programs/harbour-pairs/) and `programs/internal/harbour-pairs.yml`, not programs/{old}-2/.\n"
    )
    assert text_of(listing, "content/en/note.md") == expected
    moved = [tuple(part.replace(old, "harbour-pairs") for part in finding) for finding in findings]
    assert sorted((one.path, one.rule, one.message) for one in listing.check().findings) == sorted(moved)
    assert "never used again" in refusal(listing, capsys, "rename", ID, old)


def test_every_record_of_this_listing_can_be_renamed(tmp_path: Path) -> None:
    """Nothing is the worse for it: no reference is left behind."""
    for name in ("programs", "organizations", "schemas", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    listing = Listing(tmp_path)
    before = sorted(finding.rule for finding in listing.check().findings)
    paths = list(record_paths(tmp_path))
    for number, path in enumerate(paths):
        assert run(listing, "rename", path, f"renamed-{number}") == 0
    assert sorted(finding.rule for finding in listing.check().findings) == before
    assert len(paths) > 40
    assert {Path(path).stem for path in record_paths(tmp_path)} == {f"renamed-{number}" for number in range(len(paths))}


def test_organization_is_renamed_wherever_it_is_named(listing: Listing) -> None:
    before = [finding.rule for finding in listing.check().findings]
    assert run(listing, "rename", "river-agency", "river-house") == 0
    assert [finding.rule for finding in listing.check().findings] == before
    assert "organization: river-house" in text_of(listing)
    assert "former_ids: [river-office, river-agency]" in text_of(listing, "organizations/river-house.yml")
    for path, raw in files_of(listing).items():
        if path.startswith("programs/"):
            assert b"river-agency" not in raw, path


def test_what_to_check_again_first(listing: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    def ranked() -> list[tuple[str, str]]:
        assert run(listing, "stale", "--format", "json") == 0
        return [(one["id"], one["why"]) for one in json.loads(capsys.readouterr().out)]

    listing.edit(RECORD, "review_every_months: 12", "review_every_months: 1")
    last = (ID, "confirmed, but only until 2026-12-20")
    assert ranked()[-1] == last
    assert [why.partition(":")[0] for _, why in ranked()[:-1]] == sorted(
        why.partition(":")[0] for _, why in ranked()[:-1]
    )
    assert run(listing, "verify", ID, "--by", "website", "--on", "2026-11-22") == 0
    listing.edit(RECORD, "review_every_months: 1", "review_every_months: 12")
    capsys.readouterr()
    assert last not in ranked()
    assert ID not in dict(ranked())
    assert run(listing, "stale") == 0
    printed = capsys.readouterr().out
    assert printed.splitlines()[0] == f"1. programs/internal/{ranked()[0][0]}.yml"
    assert printed.endswith("passerelle verify ID --by website\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["verify", "river-mentor", "--by", "website"], "there is no record `river-mentor`; did you mean `river-mentors`?"),
        (["close", "zzz"], "there is no record `zzz`"),
        (["rename", "zzz", "yyy"], "there is no record `zzz`"),
        (["rename", ID, "Not An Id"], "`Not An Id` is no id"),
        (["rename", ID, "../up"], "is no id"),
        (["rename", ID, "harbour-match"], "`harbour-match` is the id of programs/internal/harbour-match.yml"),
        (["new", "old-river-mentors", "--class", "internal"], "is a former id of"),
        (["new", ID, "--class", "embedded"], f"`{ID}` is the id of {RECORD}"),
        (["new", "lake", "--class", "embedded", "--organization", "a: b"], "is no YAML"),
        (["verify", "river-agency", "--by", "website"], "is an organization; this verb is for programs"),
        (["verify", ID, "--by", "website", "--on", "2026-11-23"], "2026-11-23 is still to come"),
        (["close", ID, "--replaced-by", ID], "a program is not replaced by itself"),
        (["close", ID, "--replaced-by", "nothing"], "there is no record `nothing`"),
        (["fmt", "no-such-file.yml"], "no-such-file.yml is not there"),
        (["fmt", "/"], "/ is not in this listing"),
    ],
)  # fmt: skip
def test_refusals(arguments: list[str], said: str, listing: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    assert said in refusal(listing, capsys, *arguments)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"kind: [mentoring\n", f"{RECORD}:1:7: not readable as YAML from here"),
        (b"kind: mentoring\nkind: funding\n", f"{RECORD}:2:1: the key `kind` stands twice"),
        (b"kind: \xff\n", f"{RECORD}:1:7: this file is not UTF-8 text"),
        (b"", f"{RECORD}:1:1: this file is empty"),
        (b"- mentoring\n", f"{RECORD}: write its keys on lines of their own first"),
        (b"{kind: mentoring}\n", f"{RECORD}: write its keys on lines of their own first"),
    ],
)
@pytest.mark.parametrize("verb", [["verify", ID, "--by", "website"], ["close", ID], ["rename", ID, "lake"]])
def test_record_that_cannot_be_edited(
    verb: list[str], text: bytes, said: str, listing: Listing, capsys: pytest.CaptureFixture[str]
) -> None:
    listing.write(RECORD, text)
    assert said in refusal(listing, capsys, *verb)


def test_form_of_a_file_that_cannot_be_read(listing: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    """It is named; the others are formatted all the same."""
    listing.write(RECORD, "kind: [mentoring\n")
    listing.write("programs/internal/harbour-match.yml", "? a key\n  of two lines\n: 1\n")
    agency = "organizations/river-agency.yml"
    listing.write(agency, text_of(listing, agency).replace("name: {en: ", "name:   {en:  "))
    assert run(listing, "fmt", "--check") == 1
    printed = capsys.readouterr().out
    assert f"{RECORD}:1:7: not readable as YAML" in printed
    assert "programs/internal/harbour-match.yml:1:1: this file would read differently" in printed
    assert f"{agency}:2:1: would change" in printed
    assert run(listing, "fmt", "--check", "--format", "github") == 1
    assert f"::error file={agency},line=2,col=1,title=fmt::" in capsys.readouterr().out
    assert run(listing, "fmt", "--check", "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)
    assert {one["path"] for one in found["findings"]} == {RECORD, agency, "programs/internal/harbour-match.yml"}
    assert run(listing, "fmt") == 1
    assert "name: {en: River Agency" in text_of(listing, agency)
    assert run(listing, "fmt", str(listing.root / "organizations")) == 0


@pytest.fixture
def locked() -> Iterator[Listing]:
    """A listing whose programs cannot be written, whoever runs the tests."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    listing = make_listing(folder / "listing")
    folders = [listing.root / "programs", *(listing.root / "programs").iterdir()]
    for one in folders:
        one.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield listing
    os.seteuid(user)
    for one in folders:
        one.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    "arguments",
    [
        ["verify", ID, "--by", "provider"],
        ["close", ID],
        ["rename", ID, "lake"],
        ["new", "lake", "--class", "internal"],
        ["fmt"],
    ],
)
def test_folder_that_cannot_be_written(
    arguments: list[str], locked: Listing, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refusal(locked, capsys, *arguments)
    assert "cannot write programs/" in said
    assert "nothing is changed" in said


def git(folder: Path, *arguments: str) -> None:
    names = ("-c", "user.name=A", "-c", "user.email=a@river.example")
    subprocess.run(["git", "-C", str(folder), *names, *arguments], check=True, capture_output=True)


def test_renaming_tells_which_uncommitted_changes_it_mixes_with(
    listing: Listing, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    git(listing.root, "init")
    git(listing.root, "add", ".")
    git(listing.root, "commit", "-m", "Begin")
    listing.edit(RECORD, "status: running", "status: paused")
    assert run(listing, "rename", "harbour-match", "harbour-pairs") == 0
    said = capsys.readouterr().err
    assert said == f"passerelle: {RECORD} held changes that were not committed; they are mixed in now\n"
    monkeypatch.setenv("PATH", "")
    assert run(listing, "rename", "harbour-pairs", "harbour-twos") == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("verb", [["fmt"], ["new", "lake", "--class", "internal"], ["close", ID]])
def test_schemas_that_are_missing(verb: list[str], listing: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    listing.remove("schemas/question.schema.json")
    assert "restore them" in refusal(listing, capsys, *verb)
