"""Inline Markdown: emphasis, code and safe links; everything else is text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from passerelle.records.markdown import is_allowed_address, link_addresses, paragraphs


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain", ["plain"]),
        ("one\n\ntwo\n \nthree", ["one", "two", "three"]),
        ("a\nb", ["a b"]),
        ("*a* **b** `c`", ["<em>a</em> <strong>b</strong> <code>c</code>"]),
        ("[a](https://b.example/?c=1&d=2)", ['<a href="https://b.example/?c=1&amp;d=2">a</a>']),
        ("[a](mailto:b@c.example)", ['<a href="mailto:b@c.example">a</a>']),
        ("[a](tel:+16135550100)", ['<a href="tel:+16135550100">a</a>']),
        ("<b>a</b> & 'c' \"d\"", ["&lt;b&gt;a&lt;/b&gt; &amp; 'c' &quot;d&quot;"]),
        ('5 > 3 "quoted"', ["5 &gt; 3 &quot;quoted&quot;"]),
        ("# not a heading", ["# not a heading"]),
        ("- not a list", ["- not a list"]),
        ("\\*a\\*", ["*a*"]),
    ],
)
def test_what_becomes_html(text: str, html: list[str]) -> None:
    found = [part.replace("\n", " ") for part in paragraphs(text)]
    assert found == html


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "//a.example",
        "/a",
        "a.md",
        "#a",
        "vbscript:x",
        "ftp://a.example",
        "file:///etc/passwd",
        "jav&#x09;ascript:alert(1)",
        "https:a",
        " https",
    ],
)
def test_address_that_is_no_link(address: str) -> None:
    assert not is_allowed_address(address)
    assert "<a " not in "".join(paragraphs(f"[text]({address})"))


@pytest.mark.parametrize("address", ["http://a.example", "javascript:alert(1)", "//a.example", "a.md"])
def test_refused_link_is_found_by_the_check(address: str) -> None:
    assert link_addresses(f"see [text]({address})") == [address]
    assert link_addresses("no link [here] (http://a.example) or <http://a.example>") == []


@settings(max_examples=300, deadline=None, database=None, derandomize=True)
@given(st.text(alphabet="<>&\"'`*_[]()!\\/:=ahrefscriptonjv \n#;%", max_size=60))
def test_no_text_makes_other_markup(text: str) -> None:
    for part in paragraphs(text):
        body = LexborHTMLParser(f"<div id=it>{part}</div>").css_first("#it")
        assert body
        for node in body.css("*"):
            assert node.tag in ("div", "em", "strong", "code", "a", "br")
            assert set(node.attributes) <= ({"id"} if node.tag == "div" else {"href", "title"})
            assert node.tag != "a" or is_allowed_address(node.attributes["href"] or "")
