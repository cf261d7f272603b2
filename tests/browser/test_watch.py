"""The watch that every other browser test relies on sees what it must see."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Watch
from tests.browser.places import Site

MISDEEDS = [
    ("asks elsewhere", "request", "() => { location.assign('http://elsewhere.invalid/') }"),
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
        "() => { fetch('http://elsewhere.invalid/').catch(() => undefined) }",
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
    with context.expect_event(event, lambda _: any(fault in noted for noted in watch.faults)):
        page.evaluate(misdeed)
    context.close()
