"""The watch that every other browser test relies on sees what it must see."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Watch
from tests.browser.places import Site

MISDEEDS = [
    ("asks elsewhere", "request", "() => { location.assign('http://127.0.0.1:9/') }"),
    ("asks for the sitemap", "request", "() => { void fetch('/sitemap.xml') }"),
    ("404", "console", "() => { void fetch('/nowhere') }"),
    ("console: broken", "console", "() => console.error('broken')"),
    ("error: oops", "weberror", "() => { setTimeout(() => { throw new Error('oops') }) }"),
    (
        "Content Security Policy",
        "console",
        "() => { document.body.append(Object.assign(document.createElement('script'), { text: '1' })) }",
    ),
    (
        "Content Security Policy",
        "console",
        "() => { document.body.setAttribute('style', 'color: red') }",
    ),
    (
        "Content Security Policy",
        "console",
        "() => { fetch('http://127.0.0.1:9/').catch(() => undefined) }",
    ),
]


@pytest.mark.parametrize(("fault", "event", "misdeed"), MISDEEDS)
def test_misdeed_is_noted(fault: str, event: str, misdeed: str, browser: Browser, site: Site) -> None:
    context = browser.new_context()
    watch = Watch((site.address,))
    watch.attach(context)
    page = context.new_page()
    page.goto(site.page("", "en"))
    assert watch.faults == []
    with context.expect_event(event):  # type: ignore[call-overload]
        page.evaluate(misdeed)
    assert [noted for noted in watch.faults if fault in noted]
    context.close()
