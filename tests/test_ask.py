"""The draft of a mail to a program, as a maintainer gets it."""

from __future__ import annotations

import pytest

from passerelle.cli import main
from tests.listings import RECORD, ROOT, Listing


def ask(listing: Listing, named: str) -> int:
    return main(["ask", "--root", str(listing.root), "--as-of", "2026-11-22", named])


def test_draft_lists_the_facts_in_both_languages(listing: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(listing, "river-mentors") == 0
    draft = capsys.readouterr().out
    english, french = draft.split("\n* * *\n")
    assert english.startswith(
        "To: mentors@river.example\nSubject: Is this still right? River Mentors / Est-ce toujours"
    )
    assert "- Status: Running\n" in english
    assert "is from 2026." in english
    assert english.rstrip().endswith("/en/programs/river-mentors/\n\nThank you.")
    assert "- État\u00a0: En activité\n" in french
    assert french.rstrip().endswith("/fr/programs/river-mentors/\n\nMerci beaucoup.")
    assert not any(sign in draft for sign in ("&amp;", "&#39;", "<span", "None", "\n\n\n\n"))


def test_email_of_the_organization_and_plain_signs(listing: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    text = (listing.root / RECORD).read_text("utf-8").replace("  email: mentors@river.example\n", "")
    text = text.replace("status: running", "status: paused").replace("{en: River Mentors,", "{en: R&D <Mentors>,")
    listing.write(RECORD, text)
    contact = "contact: {url: https://river.example/, source: page}"
    listing.edit(
        "organizations/river-agency.yml",
        contact,
        contact.replace("url: https://river", "email: office@river").replace("/,", ","),
    )
    assert ask(listing, RECORD) == 0
    draft = capsys.readouterr().out
    assert draft.startswith("To: office@river.example\n")
    assert "“R&D <Mentors>”" in draft
    assert "- Status: Paused\n" in draft


def test_alternatives_of_a_rule_stay_together(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--root", str(ROOT), "ociso-career-mentoring"]) == 0
    draft = capsys.readouterr().out
    assert "    One of these: You finished post-secondary studies or higher outside Canada. / You are" in draft
    assert draft.startswith("To: (no email known)\n")
    assert "- Email: We do not know this. Can you tell us?\n" in draft
    assert "- What you decide yourself:\n    You have a clear career goal" in draft


@pytest.mark.parametrize(
    ("named", "said"), [("nobody", "there is no record `nobody`"), ("river-agency", "is an organization")]
)
def test_what_cannot_be_asked_is_one_line(
    named: str, said: str, listing: Listing, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(listing, named) == 1
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.err.count("\n") == 1


def test_broken_record_is_one_line(listing: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    listing.edit(RECORD, "status: running", "status: 7")
    assert ask(listing, "river-mentors") == 1
    assert "cannot be read: run `passerelle check`" in capsys.readouterr().err
