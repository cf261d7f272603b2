"""What changed in the listing, told from a real repository, and told as not available where there is none."""

from __future__ import annotations

import json
import shutil
import time
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
import pytest
from selectolax.lexbor import LexborHTMLParser

from passerelle.cli import main
from passerelle.history.differences import Difference, differences
from passerelle.history.listing_changes import History, listing_history
from passerelle.history.wording import ChangeWording
from passerelle.prose.interface import interface_words
from passerelle.publish.build import Builder
from passerelle.records.catalog import Catalog, load_catalog
from passerelle.records.text import Language
from tests.gits import git, import_commits
from tests.listings import RECORD, ROOT, TODAY, Listing
from tests.test_mini_repo import make_city

CLB = "{ask: english_level, at_least: 6, skill: each, source: web}"


def seconds(day: int, hour: int = 12) -> int:
    """A moment in November 2026."""
    return int(datetime(2026, 11, day, hour, tzinfo=UTC).timestamp())


def record(root: Path) -> str:
    return (root / RECORD).read_text("utf-8")


@pytest.fixture
def repository(listing: Listing) -> Listing:
    """A listing in a repository of its own, without commits."""
    git(listing.root, "init", "--quiet", "--initial-branch", "main")
    return listing


def changes(listing: Listing, *more: str) -> int:
    return main(["changes", "--root", str(listing.root), *more])


def told(capsys: pytest.CaptureFixture[str], listing: Listing, *more: str) -> str:
    assert changes(listing, *more) == 0
    return capsys.readouterr().out


@cache
def words_of(language: Language) -> ChangeWording:
    return ChangeWording(catalog(), interface_words(language), language)


@cache
def catalog() -> Catalog:
    return load_catalog(ROOT).catalog


def line(language: Language, field: str, before: Any, after: Any) -> str:
    wording = words_of(language)
    return wording.line(wording.told(Difference(tuple(field.split(".")), before, after)))


def test_corrected_phone_is_told_in_words(repository: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    old = record(repository.root).replace("status: running", "status: paused")
    import_commits(repository.root, [(seconds(20), {RECORD: old}), (seconds(21), {RECORD: record(repository.root)})])
    said = told(capsys, repository, "HEAD~1")
    assert said.splitlines()[0].startswith(f"{RECORD}: River Mentors")
    assert said.splitlines()[1:] == ["  Status: Paused → Running", "", "1 record changed"]
    *_, fact, _, total = told(capsys, repository, "HEAD~1", "HEAD", "--language", "fr").splitlines()
    assert fact.startswith("  État\u00a0: ")
    assert total == "1 fiche modifiée"
    found = json.loads(told(capsys, repository, "HEAD~1", "--format", "json"))
    assert found[0]["differences"][0] == {
        "field": "status", "before": "paused", "after": "running", "words": "Status: Paused → Running",
    }  # fmt: skip
    assert told(capsys, repository, "HEAD", "--format", "markdown") == "no record changed\n"
    assert told(capsys, repository, "HEAD", "--language", "fr") == "aucune fiche modifiée\n"


def test_new_removed_renamed_and_moved(repository: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    text = record(repository.root)
    renamed = text.replace("former_ids: [old-river-mentors]", "former_ids: [old-river-mentors, river-mentors]")
    before = {RECORD: text, "programs/embedded/a.yml": text, "programs/embedded/gone.yml": text}
    after = {
        RECORD: None, "programs/open-access/lake-mentors.yml": renamed, "programs/embedded/a.yml": None,
        "programs/internal/a.yml": text, "programs/embedded/gone.yml": None, "organizations/new.yml": "name: {en: New}",
    }  # fmt: skip
    import_commits(repository.root, [(seconds(20), before), (seconds(21), after)])
    said = told(capsys, repository, "HEAD~1")
    assert "programs/open-access/lake-mentors.yml: River Mentors: Moved from programs/open-access/river-mentors" in said
    assert "programs/internal/a.yml: River Mentors: Moved from programs/embedded/a" in said
    assert "programs/embedded/gone.yml: River Mentors: Taken out" in said
    assert "organizations/new.yml: New: New in this list" in said
    assert said.endswith("4 records changed\n")


def test_broken_version_is_one_line_and_the_rest_goes_on(
    repository: Listing, capsys: pytest.CaptureFixture[str]
) -> None:
    text = record(repository.root)
    other = "programs/embedded/bridge-circle.yml"
    first = {RECORD: "name: [\n\x00", other: text, "programs/embedded/é o.yml": "- 1\n"}
    second = {RECORD: text, other: text.replace("kind: mentoring", "kind: 7"), "programs/embedded/é o.yml": "x: 1\n"}
    import_commits(repository.root, [(seconds(20), first), (seconds(21), second)])
    said = told(capsys, repository, "HEAD~1")
    assert f"{RECORD}: River Mentors: One version cannot be read" in said
    assert "programs/embedded/é o.yml: é o: One version cannot be read" in said
    assert f"{other}: River Mentors: Changed\n  What it is: Mentoring → 7\n" in said


@pytest.mark.parametrize("revision", ["nowhere", "HEAD~9", ""])
def test_unknown_revision_is_one_line(revision: str, repository: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    import_commits(repository.root, [(seconds(20), {RECORD: record(repository.root)})])
    assert changes(repository, revision) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"passerelle: there is no revision `{revision}` here")
    assert said.err.count("\n") == 1


def test_no_history_is_said(listing: Listing, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert changes(listing, "HEAD~1") == 1
    assert "history not available: this folder is no checkout" in capsys.readouterr().err
    assert listing_history(listing.root, TODAY) == History(gap="no-repository")
    git(listing.root, "init", "--quiet", "--initial-branch", "main")
    assert listing_history(listing.root, TODAY).gap == "no-repository"
    commits = [(seconds(day), {RECORD: record(listing.root) + f"# {day}\n"}) for day in (20, 21)]
    import_commits(listing.root, commits)
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{listing.root}", "shallow")
    assert listing_history(tmp_path / "shallow", TODAY).gap == "shallow"
    assert main(["changes", "--root", str(tmp_path / "shallow"), "HEAD"]) == 1
    assert "git fetch --unshallow" in capsys.readouterr().err


def test_folder_inside_a_repository_that_does_not_hold_it(listing: Listing, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    import_commits(tmp_path, [(seconds(20), {"a.txt": "x"})])
    assert listing_history(listing.root, TODAY).gap == "no-repository"
    git(tmp_path, "add", "listing/programs")
    git(tmp_path, "commit", "--quiet", "--message", "Add the listing")
    assert listing_history(listing.root, TODAY).gap is None


def test_days_are_taken_together_and_end_today(repository: Listing) -> None:
    text = record(repository.root)
    paused, closed = (text.replace("status: running", f"status: {status}") for status in ("paused", "closed"))
    commits = [
        (seconds(18), {RECORD: text}), (seconds(19, 8), {RECORD: paused}), (seconds(19, 9), {RECORD: closed}),
        (seconds(20, 8), {RECORD: text}), (seconds(20, 9), {RECORD: closed}), (seconds(25), {RECORD: text}),
    ]  # fmt: skip
    import_commits(repository.root, commits)
    found = listing_history(repository.root, TODAY)
    assert [one.day for one in found.days] == [date(2026, 11, 19), date(2026, 11, 18)]
    assert found.days[0].changes[0].differences == (Difference(("status",), "running", "closed"),)
    assert [change.what for change in found.days[1].changes] == ["added"]


def test_two_hundred_commits_take_a_moment(repository: Listing) -> None:
    text = record(repository.root)
    commits = [
        (seconds(1) + 7000 * number, {f"programs/open-access/p-{number % 40}.yml": f"{text}# {number}\nx: {number}\n"})
        for number in range(240)
    ]
    import_commits(repository.root, commits)
    began = time.perf_counter()
    found = listing_history(repository.root, TODAY)
    assert time.perf_counter() - began < 30
    assert len(found.days) == 20


MENTORS = "programs/open-access/harbour-mentors.yml"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A small city with the page that shows changes."""
    root = make_city(tmp_path / "rivermouth")
    for language in ("en", "fr"):
        shutil.copyfile(ROOT / "content" / language / "changes.md", root / "content" / language / "changes.md")
    return root


def test_site_shows_changes_and_has_a_feed_in_each_language(city: Path) -> None:
    text = (city / MENTORS).read_text("utf-8")
    evil = text.replace("status: running", "status: paused").replace("Harbour Mentors", "Harbour <b>& Mentors")
    evil = evil.replace("Old name <script>alert(1)</script>", "R&D <b>")
    git(city, "init", "--quiet", "--initial-branch", "main")
    import_commits(city, [(seconds(20), {MENTORS: evil}), (seconds(21), {MENTORS: text})])
    with Builder(city) as builder:
        assert builder.build(TODAY).addresses
    for language, state, day in (("en", "Status:", "November 21, 2026"), ("fr", "État\u00a0:", "21 novembre 2026")):
        page = (city / "site" / language / "changes" / "index.html").read_text("utf-8")
        assert day in page
        assert f"{state} <del>" in page
        assert "R&amp;D &lt;b&gt;" in page
        assert '<link rel="alternate" type="application/atom+xml"' in page
        feed = feedparser.parse((city / "site" / language / "changes" / "feed.xml").read_bytes())
        assert not feed.bozo
        assert feed.version == "atom10"
        assert feed.feed.language == language
        assert [entry.updated for entry in feed.entries] == ["2026-11-21T12:00:00+00:00", "2026-11-20T12:00:00+00:00"]
        assert feed.entries[0].link.endswith(f"/{language}/programs/harbour-mentors/")
        assert state in feed.entries[0].content[0].value
        assert len({entry.id for entry in feed.entries}) == 2


def section(city: Path, language: str) -> str:
    """What the page of a program says of its history, as text."""
    tree = LexborHTMLParser((city / "site" / language / "programs/harbour-mentors/index.html").read_bytes())
    (heading,) = tree.css("#changed")
    assert heading.parent is not None
    return " ".join(heading.parent.text(separator=" ").split())


def test_page_of_a_program_tells_its_own_history(city: Path) -> None:
    """Under its former id too, the newest days only, and one day with many facts is cut."""
    text = (city / MENTORS).read_text("utf-8")
    former = "programs/embedded/old-harbour-mentors.yml"
    phones = [
        text.replace("status: running", f"status: running\nshort_name: {{en: N{day}, fr: N{day}}}")
        for day in range(1, 7)
    ]
    commits: list[tuple[int, dict[str, str | None]]] = [(seconds(1), {former: text, "programs/embedded/x.yml": text})]
    commits += [(seconds(day + 1), {former: phone}) for day, phone in enumerate(phones, start=1)]
    many = "".join(f"fact_{number}: {number}\n" for number in range(11))
    commits += [(seconds(20), {former: None, MENTORS: text + many}), (seconds(21), {MENTORS: text})]
    git(city, "init", "--quiet", "--initial-branch", "main")
    import_commits(city, commits)
    with Builder(city) as builder:
        assert builder.build(TODAY).addresses
    told = section(city, "en")
    assert "November 21, 2026 : Changed fact_0: 0 fact_1: 1" in told
    assert "fact_7: 7 Other facts that changed: 3 November 20, 2026 : Moved from programs/embedded/old-harbour" in told
    assert "Short name: N4 → N5" in told
    assert "November 4, 2026" not in told
    assert told.endswith("Only the newest changes are shown. What changed in the whole list")
    assert "Nom court : N4 → N5" in section(city, "fr").replace("\u00a0", " ")


def test_site_without_history_says_so_and_old_addresses_lead_on(city: Path) -> None:
    with Builder(city) as builder:
        assert builder.build(TODAY).addresses
    site = city / "site"
    assert "history of this list is not available" in (site / "en" / "changes" / "index.html").read_text("utf-8")
    assert not feedparser.parse((site / "fr" / "changes" / "feed.xml").read_bytes()).bozo
    assert "The history of this page is not available in this copy of the site." in section(city, "en")
    assert "L’historique de cette page n’est pas disponible dans cette copie du site." in section(city, "fr")
    moved = (site / "fr" / "programs" / "old-harbour-mentors" / "index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../harbour-mentors/">' in moved
    assert '<meta name="robots" content="noindex">' in moved
    assert '<a href="../harbour-mentors/">' in moved
    assert "old-harbour-mentors" not in (site / "sitemap.xml").read_text("utf-8")


def test_level_of_a_criterion_is_told_as_a_sentence() -> None:
    old, new = ({"eligibility": {"participant": {"all": [{"ask": "english_level", "at_least": level, "source": "a"}]}}} for level in (6, 5))  # fmt: skip
    (found,) = differences(old, new)
    wording = words_of("en")
    before, after = wording.line(wording.told(found)).split(" → ")
    assert before.startswith("Criterion, for participants: ")
    assert "6" in before
    assert "5" in after
    assert differences(new, {"eligibility": {"participant": {"all": [{"ask": "english_level", "at_least": 5, "source": "b"}]}}}) == []  # fmt: skip


def test_same_criteria_in_another_combination() -> None:
    parts = [{"ask": "age", "at_least": 18}, {"ask": "area", "within": ["ottawa"]}]
    (found,) = differences({"eligibility": {"participant": {"all": parts}}}, {"eligibility": {"participant": {"any": parts}}})  # fmt: skip
    assert words_of("en").line(words_of("en").told(found)) == "How the criteria go together, for participants: changed"


@pytest.mark.parametrize(
    ("field", "before", "after", "expected"),
    [
        ("areas", ["ottawa"], ["ottawa", "ontario"], "Places served: Ontario (new)"),
        ("contact.phone", "+1 613 555 0100", "+1 613 555 0101", "Contact, phone: +1 613 555 0100 → +1 613 555 0101"),
        ("verification.on", None, "2026-11-20", "Last check, date: November 20, 2026 (new)"),
        ("duration", "P3M", "P1Y", "Length: 3 months → 1 year"),
        ("cost.amount", 20, None, "Cost, amount: $20 (removed)"),
        ("description", {"en": "a", "fr": "b"}, {"en": "a", "fr": "c"}, "Description, in French: changed"),
        ("description", {"en": "a", "fr": "b"}, {"en": "c" * 200, "fr": "b"}, "Description: changed"),
        ("name", {"en": "A"}, {"en": "B"}, "Name: A → B"),
        ("sites", [{"address": "1 A St"}], [{"address": "2 A St", "phone": "1"}], "Addresses: 1 A St → 2 A St · 1"),
        ("sites", [{"address": "1 A St", "name": 1}], [{"address": "1 A St"}], "Addresses: changed"),
        ("areas", "ottawa", ["ottawa"], "Places served: Ottawa (removed)"),
        ("nobody_knows", None, {"a": [1]}, "nobody_knows: changed"),
        ("eligibility.participant.stated", "some", "all", "How much of the rule is known, for participants: "),
        ("eligibility.participant.criteria.x", {"ask": "x", "is": 1}, None, "Criterion, for participants: ask: x, is: 1 (removed)"),
    ],
)  # fmt: skip
def test_fact_in_words(field: str, before: Any, after: Any, expected: str) -> None:
    assert line("en", field, before, after).startswith(expected)


def test_every_key_of_a_record_has_a_label() -> None:
    words = interface_words("en")["changes"]["fields"]
    for shape in ("program", "organization"):
        schema = json.loads((ROOT / "schemas" / f"{shape}.schema.json").read_text("utf-8"))
        assert set(schema["properties"]) <= set(words)
