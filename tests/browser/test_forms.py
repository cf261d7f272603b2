"""Forms to print or to fill: a counsellor is quickly there, and what is typed stays on the page and dies with it."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Page, Request, expect
from pypdf import PdfReader

from passerelle.records.text import LANGUAGES, Language
from tests.browser.conftest import Opener
from tests.browser.places import PHONE, Site
from tests.browser.test_layout import PAPER
from tests.browser.test_privacy import KEPT, NOTHING
from tests.browser.words import said

TYPED = "Zanzibarplume"
MOST_CLICKS = 5
FORMS = (
    "needs-assessment", "action-plan", "consent", "referral", "answer", "mentoring-agreement", "check-in", "closing",
    "certificate", "follow-up",
)  # fmt: skip

FIELDS = ".paper-form :is(input[type=text], input[type=tel], input[type=email], textarea)"
BOXES = ".paper-form :is(input[type=checkbox], input[type=radio])"
POLICY = "meta[http-equiv=Content-Security-Policy]"
NAMED = """fields => fields.filter((field) => field.name && field.type !== "radio").length"""
UNLABELLED = (
    """fields => fields.filter((field) => !field.labels.length && !field.hasAttribute("aria-labelledby")).length"""
)
HIDDEN_TEXT = """fields => fields.filter((field) => field.scrollHeight > field.clientHeight + 2).length"""


def form_page(site: Site, name: str, language: Language) -> str:
    return site.page(f"refer/forms/{name}/", language)


def fill(page: Page) -> None:
    """Write into every field and tick every box."""
    for field in page.locator(FIELDS).all():
        field.fill(TYPED)
    for box in page.locator(BOXES).all():
        box.check()


def held(page: Page) -> tuple[list[str], int]:
    """What the fields hold, other than nothing, and how many boxes are ticked."""
    values: list[str] = page.locator(FIELDS).evaluate_all("fields => fields.map((field) => field.value)")
    ticked = page.locator(BOXES).evaluate_all("boxes => boxes.filter((box) => box.checked).length")
    return [value for value in values if value], int(ticked)


def listen(page: Page) -> list[str]:
    """Everything that leaves the page from now on: addresses, headers and bodies."""
    sent: list[str] = []

    def note(request: Request) -> None:
        sent.append(f"{request.url} {request.headers} {request.post_data}")

    page.context.on("request", note)
    return sent


def printed(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(format="Letter")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_home_to_a_filled_referral_in_few_clicks(language: Language, site: Site, page: Page) -> None:
    page.add_init_script("window.prints = 0; window.print = () => { window.prints += 1; }")
    page.goto(site.page("", language))
    sent = listen(page)
    clicks = [
        page.locator(".doors a[href$='/refer/']"),
        page.locator("main #now ~ ol a[href$='forms/referral/']"),
        page.get_by_role("button", name=said(language, "forms.print"), exact=True),
    ]
    assert len(clicks) <= MOST_CLICKS
    for click in clicks[:-1]:
        click.first.click()
    expect(page).to_have_url(form_page(site, "referral", language))
    fill(page)
    clicks[-1].click()
    assert page.evaluate("window.prints") == 1
    values, ticked = held(page)
    assert len(values) == page.locator(FIELDS).count() > 20
    assert ticked > 5
    page.emulate_media(media="print")
    expect(page.locator(FIELDS).first).to_be_visible()
    assert page.locator(".paper-form textarea").evaluate_all(HIDDEN_TEXT) == 0
    paper = printed(page)
    assert "".join(sheet.extract_text() for sheet in paper.pages).count(TYPED) == len(values)
    assert [one for one in sent if TYPED in one] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMS)
def test_nothing_typed_leaves_or_stays(name: str, language: Language, site: Site, page: Page) -> None:
    sent = listen(page)
    page.goto(form_page(site, name, language))
    before = len(sent)
    fill(page)
    for field in page.locator(FIELDS).all()[:1] + page.locator(".paper-form input").all()[:1]:
        field.press("Enter")
    # The browser fetches the page's icon when it likes; that is all that may follow.
    assert [one for one in sent[before:] if "favicon.svg" not in one] == []
    assert page.url == form_page(site, name, language)
    assert page.evaluate(KEPT) == NOTHING
    assert page.evaluate("history.state") is None
    assert page.context.storage_state() == {"cookies": [], "origins": []}
    page.goto(site.page("refer/forms/", language))
    page.go_back()
    expect(page.locator(FIELDS).first).to_be_visible()
    assert held(page) == ([], 0)
    assert [one for one in sent if TYPED in one] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMS)
def test_page_of_a_form_cannot_send(name: str, language: Language, site: Site, page: Page) -> None:
    page.goto(form_page(site, name, language))
    expect(page.locator("form")).to_have_count(0)
    assert "form-action 'none'" in (page.locator(POLICY).get_attribute("content") or "")
    every = page.locator(".paper-form :is(input, textarea)")
    assert every.evaluate_all(NAMED) == 0
    assert every.evaluate_all(UNLABELLED) == 0
    expect(page.locator(".find-link")).to_have_count(1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_clear_empties_and_says_so(language: Language, site: Site, page: Page) -> None:
    page.goto(form_page(site, "consent", language))
    fill(page)
    page.locator("textarea").first.fill("\n".join([TYPED] * 12))
    page.get_by_role("button", name=said(language, "forms.start_over"), exact=True).click()
    assert held(page) == ([], 0)
    expect(page.get_by_role("status")).to_have_text(said(language, "forms.cleared"))
    expect(page.locator(FIELDS).first).to_be_focused()


def test_long_text_is_not_cut(site: Site, page: Page) -> None:
    page.goto(form_page(site, "referral", "en"))
    for kind in (".tall", ".blank:not(.tall)", ".grid", ".options"):
        page.locator(f".paper-form {kind} textarea").first.fill(f"{TYPED} " * 40)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 900})
    assert page.locator(".paper-form textarea").evaluate_all(HIDDEN_TEXT) == 0


def test_form_prints_on_one_sheet_and_is_signed_where_it_is_agreed_to(site: Site, page: Page) -> None:
    """In French, which is longer: two sides at most, and the first choice stands on the side of the last signature."""
    for name in FORMS:
        page.goto(form_page(site, name, "fr"))
        sides = [sheet.extract_text() for sheet in printed(page).pages]
        assert 1 <= len(sides) <= 2, name
        if name == "consent":
            (signed,) = [side for side in sides if "Signature" in side]
            assert "Envoyer ces renseignements" in signed


@pytest.mark.parametrize("language", LANGUAGES)
def test_form_reads_without_scripts(language: Language, site: Site, open_page: Opener) -> None:
    page = open_page(PHONE, scripts=False)
    page.goto(form_page(site, "referral", language))
    sentence = page.locator("noscript .note")
    expect(sentence).to_be_visible()
    assert sentence.evaluate("note => note.textContent") == said(language, "forms.no_script")
    expect(page.locator("[data-form-tools]")).to_be_hidden()
    page.locator(FIELDS).first.fill(TYPED)
    page.locator(FIELDS).first.press("Enter")
    assert page.url == form_page(site, "referral", language)
