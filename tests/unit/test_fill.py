"""Shells are cut once and joined per page; the policy names exactly the scripts of the page."""

from __future__ import annotations

import base64
import hashlib

import pytest

from passerelle.site.fill import Shell, SlotError, content_security_policy, sentinel


def test_filling_puts_every_value_in_its_place() -> None:
    shell = Shell.cut(f"<title>{sentinel('title')}</title>{sentinel('body')}|{sentinel('title')}")
    assert shell.fill({"title": "T", "body": "B", "spare": "S"}) == "<title>T</title>B|T"


def test_value_that_looks_like_a_slot_is_left_alone() -> None:
    shell = Shell.cut(f"{sentinel('body')}")
    assert shell.fill({"body": sentinel("title")}) == sentinel("title")


def test_page_without_slots_is_itself() -> None:
    assert Shell.cut("plain").fill({}) == "plain"


def test_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        Shell.cut(sentinel("body")).fill({"title": "T"})


def test_shell_that_lost_or_gained_a_slot_is_refused() -> None:
    shell = Shell.cut(f"{sentinel('title')} {sentinel('extra')}")
    with pytest.raises(SlotError, match=r"missing: \['body'\], unknown: \['extra'\]"):
        shell.expect({"title", "body"}, "shell")
    assert shell.expect({"title", "extra"}, "shell") is shell


def digest(body: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'"


def test_policy_names_inline_scripts_by_their_hash() -> None:
    html = (
        "<script>one()</script><script type=module>\ntwo('é')\n</script>"
        '<script src="three.js"></script><script type="application/json">{"four": 4}</script>'
    )
    policy = content_security_policy(html)
    assert digest("one()") in policy
    assert digest("\ntwo('é')\n") in policy
    assert policy.count("sha256-") == 2
    assert "unsafe-inline" not in policy


def test_policy_of_a_page_without_scripts() -> None:
    policy = content_security_policy("<p>text</p>")
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy
    assert policy.startswith("default-src 'none';")
