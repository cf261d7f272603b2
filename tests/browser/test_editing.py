"""Correcting a fact without git: what the form writes is the record with those lines changed, and it sends nothing itself."""

from __future__ import annotations

import difflib
import gzip
import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Response, Route, expect

from passerelle.checks.run import check_one_program
from passerelle.cli import main
from passerelle.records.catalog import load_catalog
from passerelle.records.schema import Shapes
from passerelle.records.source import read_source
from passerelle.records.text import LANGUAGES, Language
from tests.browser.conftest import Opener
from tests.browser.places import PHONE, Site
from tests.browser.test_axe import broken_rules
from tests.browser.test_forms import NAMED, POLICY, TYPED, listen
from tests.browser.test_privacy import KEPT, NOTHING
from tests.browser.test_sheets import printed
from tests.browser.words import said
from tests.listings import ROOT, TODAY

RECORD = "ociso-career-mentoring"
PATH = f"programs/open-access/{RECORD}.yml"
LIMIT = 40 * 1024
OURS = ("/editing/", "edit.css", "elements.js", "/contribute/edit/")
OWN_PART = re.compile(rb'<div class="wrap page editing".*?</section>\s*</div>', re.DOTALL)
AS_OF = TODAY.isoformat()
HOSTILE = [
    "plain words", " leads", "ends ", "a: b", "a:", "a #b", "#a", "- a", "-", "?", ": a", "{a: b}", "[a, b]", "a, b", "a]b", "a}b",
    "&a", "*a", "!a", "!!python/object:os.system", "|", ">", "> a", "|-", "%a", "@a", "`a", "'a'", '"a"', 'a "b" c', "it's", "a\\b",
    "\\", "\\n", "true", "False", "NULL", "~", "yes", "No", "on", "off", "y", "12", "0123", "1.5", "-1", "+1", "1e3", "0x1f", "9:30",
    "2026-11-22", "2026", "=", "<<", "---", "...", "--- a", "a\nb", "a\n\nb\n", "\n", "\ta", "a\tb", "a\rb", "\u0000", "\u0007", "\u0085",
    "a\u2028b", "a\u2029b", "\ufeffa", "\u00a0a\u00a0", "\u202eabc", "مرحبا: #1", "שלום", "émoji 😀: #", "👩\u200d👧", "\U000e0041", "\ufffe", "<script>alert(1)</script>",
    "{{ 7 * 7 }}", "%s", "x" * 5000, "TODO", "a  # b", "+1 613 725 5671", "https://example.org/?a=1&b=2#c", "ﬁn\u00ad", "é\u0301", "key: |\n  x",
]  # fmt: skip
WRITTEN = """async ([yaml, values]) => {
    const { entry, flow } = await import(yaml);
    return values.map((held) => [
        entry("a", held, 0), `a: ${flow({ b: held, c: [held] })}`, entry("a", [{ b: held, c: { en: held, fr: held } }], 0),
    ]);
}"""


def edit_page(site: Site, language: Language, record: str = RECORD) -> str:
    return site.page(f"contribute/edit/?id={record}", language)


def opened(page: Page, address: str) -> Page:
    """The page for editing, ready."""
    page.goto(address)
    expect(page.locator(".editing .parts")).to_be_visible()
    return page


def part(page: Page, language: Language, key: str) -> Locator:
    """A part of the form, opened."""
    label = said(language, f"changes.fields.{key}")
    found = page.locator("details.part").filter(has=page.locator("summary", has_text=label)).first
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    return found


def field(place: Page | Locator, language: Language, key: str) -> Locator:
    return place.get_by_label(said(language, f"edit.labels.{key}"), exact=True).first


def text_field(place: Page | Locator, language: Language, label: str, text_language: Language) -> Locator:
    return place.get_by_label(f"{said(language, label)} {said(language, f'edit.form.in_{text_language}')}", exact=True)


def written(page: Page) -> str:
    """The record as the form would hand it in, once the page has caught up with the hand: timers run in their order."""
    page.evaluate("() => new Promise((done) => setTimeout(done, 250))")
    return page.locator("#yaml").input_value()


def changed_lines(text: str, path: str = PATH) -> list[str]:
    before = (ROOT / path).read_text("utf-8")
    found = difflib.unified_diff(before.splitlines(), text.splitlines(), n=0, lineterm="")
    return [line for line in found if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def data_of(text: str) -> Any:
    _, data, problems = read_source(PATH, text.encode())
    assert problems == []
    return data


@pytest.fixture(scope="module")
def listing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the listing, for the verbs of the command line."""
    root = tmp_path_factory.mktemp("edited")
    for name in ("programs", "organizations", "content", "schemas"):
        shutil.copytree(ROOT / name, root / name)
    for file in ROOT.glob("mkdocs*.yml"):
        shutil.copyfile(file, root / file.name)
    return root


def findings_of(text: str, path: str) -> list[str]:
    """What is wrong with a record as a part of the listing."""
    catalog = load_catalog(ROOT).catalog
    codes = {name: one.terms for name, one in catalog.vocabularies.items()}
    shapes = Shapes.read(ROOT / "schemas").with_vocabularies(codes)
    return [
        one.message for one in check_one_program(path, text.encode(), catalog, shapes, TODAY) if one.level == "error"
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_phone_is_corrected_in_its_line_alone(language: Language, site: Site, page: Page, listing: Path) -> None:
    page.goto(site.page(f"programs/{RECORD}/", language))
    page.get_by_role("link", name=said(language, "report.edit")).click()
    expect(page).to_have_url(edit_page(site, language))
    phone = field(part(page, language, "contact"), language, "phone")
    phone.fill("613-555-0199")
    text = written(page)
    wrong = page.locator(".problems")
    expect(wrong).to_contain_text("+1 613 555 0199")
    if language == "en":
        assert findings_of(text, PATH)[0] in wrong.inner_text()
    phone.fill("+1 613 555 0199")
    text = written(page)
    assert changed_lines(text) == ["-  phone: +1 613 725 0202", "+  phone: +1 613 555 0199"]
    assert page.locator(".lines ins").all_inner_texts() == ["  phone: +1 613 555 0199"]
    assert page.locator(".lines del").all_inner_texts() == ["  phone: +1 613 725 0202"]
    expect(page.locator(".problems .problem")).to_have_count(0)
    file = listing / PATH
    before = file.read_bytes()
    file.write_text(text, "utf-8")
    assert main(["check", "--root", str(listing), "--as-of", AS_OF]) == 0
    assert main(["fmt", "--root", str(listing), "--check", str(file)]) == 0
    file.write_bytes(before)


def test_every_text_comes_out_as_it_was_typed(site: Site, page: Page) -> None:
    opened(page, edit_page(site, "en"))
    (module,) = (site.folder / "assets").glob("*/editing/yaml.js")
    address = site.page(module.relative_to(site.folder).as_posix())
    for held, texts in zip(HOSTILE, page.evaluate(WRITTEN, [address, HOSTILE]), strict=True):
        block, inline, nested = (data_of(text) for text in texts)
        assert block == {"a": held}
        assert inline == {"a": {"b": held, "c": [held]}}
        assert nested == {"a": [{"b": held, "c": {"en": held, "fr": held}}]}
    both = text_field(part(page, "en", "contact"), "en", "edit.labels.note", "fr")
    for held in (" \"x\": 'y' #z\n- {a}", "مرحبا: 😀 \u202e", "yes"):
        both.fill(held)
        text = written(page)
        assert data_of(text)["contact"]["note"]["fr"] == held
        assert len(changed_lines(text)) == 2


def test_form_changes_what_the_verbs_change(site: Site, page: Page, listing: Path) -> None:
    """Closing and verifying write what `close` and `verify` write."""
    file = listing / PATH
    before = file.read_bytes()
    opened(page, edit_page(site, "en"))
    part(page, "en", "status").get_by_role("combobox").select_option("closed")
    page.get_by_label(said("en", "changes.fields.replaced_by"), exact=True).fill("career-transitions")
    assert main(["close", "--root", str(listing), RECORD, "--replaced-by", "career-transitions"]) == 0
    assert written(page) == file.read_text("utf-8")
    file.write_bytes(before)
    opened(page, edit_page(site, "en"))
    check = part(page, "en", "verification")
    field(check, "en", "by").select_option("website")
    field(check, "en", "on").fill("2026-11-21")
    assert (
        main(["verify", "--root", str(listing), RECORD, "--by", "website", "--on", "2026-11-21", "--as-of", AS_OF]) == 0
    )
    assert written(page) == file.read_text("utf-8")
    file.write_bytes(before)


def test_lists_and_whole_parts_change(site: Site, page: Page) -> None:
    opened(page, edit_page(site, "fr"))
    before = data_of((ROOT / PATH).read_text("utf-8"))
    steps = part(page, "fr", "how_to_enter")
    steps.locator(".remove").nth(1).click()
    steps.locator(".button").click()
    fresh = steps.locator(".items > div").last
    field(fresh, "fr", "owner").select_option("person")
    text_field(fresh, "fr", "edit.labels.text", "en").fill("Call: ask for a form.")
    text_field(fresh, "fr", "edit.labels.text", "fr").fill("Appelez : demandez un formulaire.")
    source = page.locator("details.part").last
    source.locator("summary").click()
    field(source, "fr", "title").fill("Page # 1")
    field(source, "fr", "published").fill("2026")
    field(source, "fr", "read_on").fill("2026-11-20")
    field(source, "fr", "sources_website_kind").select_option("website")
    field(fresh, "fr", "source").focus()
    field(fresh, "fr", "source").select_option("+")
    intake = part(page, "fr", "intake")
    field(intake, "fr", "intake_kind").select_option("dated")
    field(intake, "fr", "opens").fill("2027-02-01")
    field(intake, "fr", "closes").fill("2027-01-01")
    field(intake, "fr", "source").select_option("model-2012")
    expect(page.locator(".problems")).to_contain_text("intake.opens")
    field(intake, "fr", "closes").fill("2027-03-01")
    text = written(page)
    expect(page.locator(".problems .problem")).to_have_count(0)
    steps_before = before["how_to_enter"]
    added = {
        "owner": "person",
        "text": {"en": "Call: ask for a form.", "fr": "Appelez : demandez un formulaire."},
        "source": "website-2026",
    }
    told = {
        **before,
        "how_to_enter": [steps_before[0], *steps_before[2:], added],
        "intake": {
            "kind": "dated",
            "opens": "2027-02-01",
            "closes": "2027-03-01",
            "source": "model-2012",
        },
        "sources": {
            **before["sources"],
            "website-2026": {"title": "Page # 1", "published": 2026, "read_on": "2026-11-20", "kind": "website"},
        },
    }
    assert data_of(text) == told
    assert findings_of(text, PATH) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_program_passes_check_once_it_is_filled(language: Language, site: Site, open_page: Opener) -> None:
    page = opened(open_page(PHONE), site.page("contribute/edit/", language))
    assert broken_rules(page) == []
    skeleton = written(page)
    assert "name: {en: TODO, fr: TODO}" in skeleton
    for key in ("name", "summary"):
        for one in LANGUAGES:
            text_field(page, language, f"changes.fields.{key}", one).fill(f"Été: {key} #1")
    text_field(page, language, "edit.labels.text", "en").fill("Write to the office.")
    text_field(page, language, "edit.labels.text", "fr").fill("Écrivez au bureau.")
    chosen = {"organization": "ociso", "kind": "mentoring", "status": "running"}
    for key, code in chosen.items():
        page.get_by_label(said(language, f"changes.fields.{key}"), exact=True).select_option(code)
    for key, code in {
        "cost_kind": "free",
        "stated": "none",
        "owner": "person",
        "sources_website_kind": "website",
    }.items():
        field(page, language, key).select_option(code)
    for key in ("aims", "audience", "areas", "service_languages"):
        page.get_by_role("group", name=said(language, f"changes.fields.{key}"), exact=True).get_by_role(
            "checkbox"
        ).first.check()
    field(page, language, "title").fill("A page")
    field(page, language, "read_on").fill("2026-11-20")
    field(page, language, "phone").fill("+1 613 555 0100")
    steps = page.locator(".items")
    page.locator(".items + .button").click()
    field(steps.locator("> div").last, language, "owner").select_option("program")
    for one in LANGUAGES:
        text_field(steps.locator("> div").last, language, "edit.labels.text", one).fill(f"2. Step: {one}")
    text = written(page)
    assert "TODO" not in text
    assert data_of(text)["how_to_enter"][1]["source"] == "website"
    expect(page.locator(".problems .problem")).to_have_count(0)
    expect(page.locator(".editing code")).to_have_text("programs/open-access/ete-name-1.yml")
    assert findings_of(text, "programs/open-access/ete-name-1.yml") == []
    page.locator("#class").select_option("internal")
    assert "host:" in written(page)
    assert 'name: {en: "Été: name #1"' in page.locator("#yaml").input_value()


UNKNOWN = "no-such-program"
GARBAGE = [
    "", "%3Cscript%3Ealert(1)%3C/script%3E", "../../index", "x" * 5000, "%00", "%26", "%F0%9F%98%80", UNKNOWN,
]  # fmt: skip


def test_paper_cuts_nothing(site: Site, page: Page) -> None:
    opened(page, edit_page(site, "en"))
    contact = part(page, "en", "contact")
    address = "https://ociso.org/" + "a-very-long-address/" * 12
    field(contact, "en", "url").fill(address)
    written(page)
    paper = printed(page)
    text = re.sub(r"\s", "", "".join(sheet.extract_text() for sheet in paper.pages))
    chosen = field(contact, "en", "source").locator("option:checked").inner_text()
    assert text.count(address) == 2
    assert re.sub(r"\s", "", chosen) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_garbage_in_the_address_is_said_and_harms_nothing(language: Language, site: Site, open_page: Opener) -> None:
    page = open_page(missing=site.page(f"edit/{UNKNOWN}.json"))
    for garbage in GARBAGE:
        page.goto(edit_page(site, language, garbage))
        expect(page.locator(".editing .note.stop:visible")).to_have_count(1)
        expect(page.locator(".editing .parts")).to_have_count(0)
        assert page.locator(".editing script").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_record_edited_meanwhile_is_said(language: Language, site: Site, page: Page) -> None:
    opened(page, edit_page(site, language))
    expect(page.locator(".editing")).to_contain_text(said(language, "edit.record.same"))
    record = json.loads((site.folder / "edit" / f"{RECORD}.json").read_text("utf-8"))

    def changed(route: Route) -> None:
        route.fulfill(json={**record, "sha256": "0" * 64})

    page.route("**/edit/*.json", changed)
    copy = page.get_by_role("button", name=said(language, "edit.copy"))
    copy.click()
    expect(page.locator(".editing .note.stop:visible")).to_have_text(said(language, "edit.record.changed_meanwhile"))


def test_form_works_without_a_network_once_it_is_loaded(site: Site, page: Page) -> None:
    opened(page, edit_page(site, "en"))
    expect(page.locator(".editing")).to_contain_text(said("en", "edit.record.same"))
    page.route("**/*", lambda route: route.fulfill(status=200, body="<p>Log in to this network</p>"))
    field(part(page, "en", "contact"), "en", "phone").fill("+1 613 555 0199")
    assert "+1 613 555 0199" in written(page)
    page.get_by_role("button", name=said("en", "edit.copy")).click()
    expect(page.locator(".editing .note:visible").first).to_have_text(
        f"{said('en', 'edit.record.copy_of').format(date=AS_OF)} {said('en', 'edit.record.not_checked')}"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_typed_leaves_or_stays(language: Language, city: Site, page: Page) -> None:
    """Only the links that the reader follows carry what was typed; the listing names where they lead."""
    address = edit_page(city, language, "harbour-mentors")
    sent = listen(page)
    opened(page, address)
    for box in page.locator(".editing input[type=text], .editing textarea:not(#yaml)").all():
        if box.is_visible():
            box.fill(TYPED)
            box.press("Enter") if box.evaluate("field => field.tagName") == "INPUT" else None
    assert TYPED in written(page)
    every = page.locator(".editing :is(input, textarea, select)")
    assert every.evaluate_all(NAMED) == 0
    expect(page.locator("form")).to_have_count(0)
    assert "form-action 'none'" in (page.locator(POLICY).get_attribute("content") or "")
    issue = page.get_by_role("link", name=said(language, "edit.issue")).get_attribute("href") or ""
    mail = page.get_by_role("link", name=said(language, "edit.mail")).get_attribute("href") or ""
    assert TYPED in parse_qs(urlsplit(issue).query)["body"][0]
    assert mail.startswith("mailto:facts@example.org?")
    assert TYPED in unquote(mail)
    assert max(len(issue), len(mail)) <= 7000
    assert page.url == address
    assert page.evaluate(KEPT) == NOTHING
    assert page.evaluate("history.state") is None
    page.goto(city.page("contribute/", language))
    page.go_back()
    expect(page.locator(".editing .parts")).to_be_visible()
    assert TYPED not in written(page)
    assert [one for one in sent if TYPED in one] == []


def test_keyboard_alone_corrects_and_copies(site: Site, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, edit_page(site, "en"))
    phone = field(page, "en", "phone")
    for _ in range(60):
        if phone.evaluate("field => field === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("+1 613 555 0199")
    copy = page.get_by_role("button", name=said("en", "edit.copy"))
    for _ in range(60):
        if copy.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".editing [role=status]")).to_have_text(said("en", "edit.form.copied"))
    assert changed_lines(page.evaluate("navigator.clipboard.readText()"))[1:] == ["+  phone: +1 613 555 0199"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_light_and_says_another_way_without_scripts(
    language: Language, site: Site, city: Site, open_page: Opener
) -> None:
    """What the page carries beyond the record and the frame of every page, neither packed nor left out: its scripts, its
    sheet, its form, and its own part of the markup."""
    page = open_page()
    bodies: dict[str, bytes] = {}

    def keep(response: Response) -> None:
        if any(one in response.url for one in OURS):
            bodies[response.url] = response.body()

    page.on("response", keep)
    opened(page, edit_page(site, language))
    html = bodies.pop(edit_page(site, language))
    part = OWN_PART.search(html)
    assert part
    assert len(bodies) >= 10
    assert not any("new" in address.rpartition("/")[2] for address in bodies)
    assert 20_000 < sum(len(body) for body in [*bodies.values(), part[0]]) <= LIMIT
    assert 5_000 < sum(len(gzip.compress(body, 6)) for body in [*bodies.values(), html]) <= LIMIT / 2
    plain = open_page(scripts=False)
    plain.goto(edit_page(city, language, "harbour-mentors"))
    expect(plain.locator("noscript .note")).to_be_visible()
    expect(plain.get_by_role("link", name=said(language, "report.mail"))).to_be_visible()
    expect(plain.get_by_role("link", name=said(language, "report.issue"))).to_be_visible()
