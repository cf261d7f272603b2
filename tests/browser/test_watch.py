"""The watch that every other browser test relies on sees what it must see."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Watch
from tests.browser.places import Site

MISDEEDS = {
    "asks elsewhere": "() => { fetch('http://127.0.0.1:9/').catch(() => undefined) }",
    "asks for the sitemap": "() => fetch('/sitemap.xml')",
    "Content Security Policy": "() => { document.body.append(Object.assign(document.createElement('script'), {text: '1'})) }",
    "console: broken": "() => console.error('broken')",
    "404": "() => fetch('/nowhere')",
    "error: Error: oops": "() => { setTimeout(() => { throw new Error('oops') }) }",
}


@pytest.mark.parametrize("fault", MISDEEDS)
def test_misdeed_is_noted(fault: str, browser: Browser, site: Site) -> None:
    context = browser.new_context()
    watch = Watch((site.address,))
    watch.attach(context)
    page = context.new_page()
    page.goto(site.page("", "en"))
    assert watch.faults == []
    page.evaluate(MISDEEDS[fault])
    while not any(fault in noted for noted in watch.faults):
        page.wait_for_event("console", timeout=2000)
    context.close()
