"""Links against a server on this machine with every kind of failure, and as a maintainer runs the verb."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from passerelle.cli import main
from passerelle.upkeep.fetching import Limits, Reply, fetch
from passerelle.upkeep.link_exceptions import FILE
from passerelle.upkeep.link_places import addresses_named
from passerelle.upkeep.link_verdicts import BROKEN, MEANINGS, verdict_of
from passerelle.upkeep.links import MEMORY, Asking, ask_all
from tests.failing_server import ANSWERS, FailingServer, answer, failing_server
from tests.listings import RECORD, Listing

LIMITS = Limits(seconds=0.4, connect_seconds=0.3, pause=0.0)
EXPECTED = {
    "/ok": "found", "/": "found", "/gone": "gone", "/gone-for-good": "gone", "/soft": "soft-gone",
    "/soft-fr": "soft-gone", "/to-the-home-page": "soft-gone", "/forbidden": "refused", "/broken": "failing",
    "/moved": "moved", "/for-now": "found", "/loop": "loop", "/redirect-without-place": "failing",
    "/to-a-script": "malformed", "/silent": "no-answer", "/slow-head": "no-answer", "/slow-body": "no-answer",
    "/stops": "no-answer", "/claims-more": "unreadable", "/claims-less": "found", "/garbage": "unreadable",
    "/bad-length": "found", "/bad-chunks": "unreadable", "/long-head": "unreadable", "/many-heads": "unreadable",
    "/hangs-up": "no-answer", "/endless": "found",
}  # fmt: skip


@pytest.fixture
def server() -> Iterator[FailingServer]:
    with failing_server() as running:
        yield running


def test_every_failure_is_expected_something_of() -> None:
    assert set(EXPECTED) == set(ANSWERS)
    assert set(BROKEN) < set(MEANINGS)


@pytest.mark.parametrize("path", EXPECTED)
def test_failure_is_told_apart_and_in_time(path: str, server: FailingServer) -> None:
    address = server.address + path
    began = time.perf_counter()
    reply = fetch(address, "test", LIMITS)
    assert time.perf_counter() - began < 10
    assert verdict_of(address, reply).state == EXPECTED[path], reply


def test_endless_page_is_cut_and_lie_is_named(server: FailingServer) -> None:
    assert len(fetch(f"{server.address}/endless", "test", LIMITS).page) == LIMITS.most_bytes
    assert fetch(f"{server.address}/claims-more", "test", LIMITS).detail == "100 bytes announced, 4 sent"


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("http://127.0.0.1:1/", "no-answer"), ("http://nowhere.invalid/", "no-host"), ("http://", "malformed"),
        ("http://[::1", "malformed"), ("http://a..b/", "malformed"), ("http://127.0.0.1:99999/", "malformed"),
        ("ftp://example.org/", "malformed"), ("http://exa mple.org/", "malformed"), ("not an address", "malformed"),
    ],
)  # fmt: skip
def test_address_that_leads_nowhere(address: str, state: str) -> None:
    assert verdict_of(address, fetch(address, "test", LIMITS)).state == state


def test_safe_address_of_an_unsafe_server(server: FailingServer) -> None:
    address = server.address.replace("http:", "https:") + "/ok"
    assert verdict_of(address, fetch(address, "test", LIMITS)).state == "insecure"


def test_letters_of_any_alphabet_and_spaces_are_asked_for(server: FailingServer) -> None:
    assert fetch(f"{server.address}/é à?q=œ&p=100%25", "test", LIMITS).status == 200
    assert server.asked[0][0] == "/%C3%A9%20%C3%A0?q=%C5%93&p=100%25"


@pytest.mark.parametrize(
    ("headline", "state"),
    [("Found a job", "found"), ("Room 4040", "found"), ("404 - Page", "soft-gone"), ("Nothing can’t be found", "soft-gone"),
     ("La page n’existe plus", "soft-gone"), ("Oops! That page doesn’t exist", "soft-gone")],
)  # fmt: skip
def test_headline_of_a_page_that_is_not_there(headline: str, state: str) -> None:
    reply = Reply("https://a.example/x/", 200, page=f"<title>{headline}</title>".encode())
    assert verdict_of("https://a.example/x/", reply).state == state


def test_host_is_asked_one_at_a_time_with_pauses_and_left_alone_when_busy() -> None:
    busy = {"/b": [answer("429 Slow down", "", "Retry-After: 60")], "/c": [answer("200 OK")]}
    told: list[str] = []
    with failing_server(busy) as one, failing_server({}) as other:
        addresses = [f"{one.address}/{name}" for name in "abc"] + [f"{other.address}/{name}" for name in "ab"]
        asking = Asking("our-name", Limits(seconds=2, pause=0.2), watch=told.append)
        states = {address: verdict.state for address, verdict in ask_all(addresses, asking).items()}
        assert [states[address] for address in addresses] == ["found", "busy", "busy", "found", "found"]
        assert [path for path, _ in one.asked] == ["/a", "/b"]
        assert one.asked[1][1] - one.asked[0][1] >= 0.2
        assert one.agents == {b"User-Agent: our-name\r\n"}
        assert sorted(told) == sorted(address for address in addresses if not address.endswith("/c"))


def test_addresses_are_found_where_they_stand(listing: Listing) -> None:
    listing.write(
        "content/en/extra.md", "---\ntitle: x\n---\n\n[a](https://a.example/x_(1), b) <https://b.example/y>.\n"
    )
    found = addresses_named(listing.root)
    assert [(one.path, one.line) for one in found["https://b.example/y"]] == [("content/en/extra.md", 5)]
    text = (listing.root / RECORD).read_text("utf-8").splitlines()
    (place,) = [one for one in found["https://river.example/"] if one.path == RECORD]
    assert "https://river.example/" in text[place.line - 1]
    assert set(addresses_named(listing.root, RECORD)) < set(found)


def links(listing: Listing, *more: str, day: str = "2026-11-22") -> int:
    return main(["links", "--root", str(listing.root), "--as-of", day, "--pause", "0", "--seconds", "0.5", *more])


@pytest.fixture
def small(listing: Listing, server: FailingServer) -> Listing:
    """A listing that names nothing but pages of the failing server."""
    listing.remove("programs")
    listing.remove("organizations")
    for file in [*(listing.root / "content").rglob("*.md"), *(listing.root / "content").rglob("*.yml")]:
        file.unlink()
    listing.write("content/en/a.md", "\n".join(f"[a]({server.address}{path})" for path in EXPECTED))
    listing.write("content/fr/a.md", f"[a]({server.address}/gone)")
    return listing


def test_verb_ranks_what_is_broken(small: Listing, server: FailingServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert links(small) == 1
    said = capsys.readouterr()
    assert f"asked {server.address}/ok\n" in said.err
    first, *rest = said.out.splitlines()
    assert first == f"{server.address}/gone is gone: status 404"
    assert rest[:2] == ["  content/en/a.md:3", "  content/fr/a.md:1"]
    assert f"{server.address}/forbidden refuses programs, so look with a browser: status 403" in rest
    assert f"{server.address}/moved has moved for good: {server.address}/ok" in rest
    assert rest[-1].startswith(f"{len(EXPECTED)} addresses: 2 gone, 3 soft-gone")
    assert links(small, "--format", "json") == 1
    states = {one["url"]: one["state"] for one in json.loads(capsys.readouterr().out)["links"]}
    assert states == {server.address + path: state for path, state in EXPECTED.items()}
    assert links(small, "--format", "markdown") == 1
    assert f"| 1 | <{server.address}/gone> | is gone: status 404 | `content/en/a.md:3`" in capsys.readouterr().out


def test_what_was_found_lately_is_not_asked_again(small: Listing, server: FailingServer) -> None:
    small.write("content/en/a.md", f"{server.address}/ok {server.address}/gone")
    asked = []
    for day, more in (("2026-11-01", ()), ("2026-11-08", ()), ("2026-11-09", ()), ("2026-11-09", ("--fresh",))):
        server.asked.clear()
        links(small, *more, day=day)
        asked.append(sorted({path for path, _ in server.asked}))
    assert asked == [["/gone", "/ok"], ["/gone"], ["/gone", "/ok"], ["/gone", "/ok"]]
    small.write(MEMORY, "no JSON")
    assert links(small) == 1


def test_exception_holds_until_its_day(
    small: Listing, server: FailingServer, capsys: pytest.CaptureFixture[str]
) -> None:
    small.write("content/en/a.md", f"{server.address}/gone {server.address}/ok")
    small.write(
        FILE,
        f"- {{url: '{server.address}/gone', reason: back in spring, until: 2026-11-30}}\n"
        f"- {{url: '{server.address}/ok', reason: none, until: 2026-11-30}}\n",
    )
    assert links(small, day="2026-11-30") == 0
    said = capsys.readouterr().out
    assert "(excepted until 2026-11-30: back in spring)" in said
    assert f"the exception for {server.address}/ok has run out or is not needed" in said
    assert links(small, day=date(2026, 12, 1).isoformat()) == 1
    assert f"the exception for {server.address}/gone has run out" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text", ["- {url: x, reason: y}", "{a: b}", "- 7", "- [", "- {url: x, reason: y, until: soon}"]
)
def test_exceptions_of_another_shape_are_one_line(
    text: str, small: Listing, server: FailingServer, capsys: pytest.CaptureFixture[str]
) -> None:
    small.write(FILE, text)
    assert links(small) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"passerelle: {FILE}")
    assert said.count("\n") == 1
    assert server.asked == []


def test_one_record(listing: Listing, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert links(listing, "no-such") == 1
    assert "there is no record `no-such`" in capsys.readouterr().err
    assert links(listing, "river-mentors") == 1
    assert "leads to no host" in capsys.readouterr().out
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    assert main(["links", "--root", str(tmp_path)]) == 1
    assert "site_url is not an address" in capsys.readouterr().err
