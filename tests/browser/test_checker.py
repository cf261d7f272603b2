"""The checker as six people use it: what they are told, what is kept of them (nothing), what happens when things go wrong."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from passerelle.records.text import LANGUAGES, Language
from tests.browser.conftest import Opener
from tests.browser.interviewing import RESIDENT, Interviewed
from tests.browser.places import DESKTOP, PHONE, Site
from tests.browser.test_axe import broken_rules
from tests.browser.test_layout import assert_fits
from tests.browser.test_privacy import KEPT, NOTHING
from tests.browser.words import said

OCISO = "ociso-career-mentoring"
INTERNSHIP = "federal-internship-newcomers"
REFUGEE: Mapping[str, Any] = {
    "area": "winnipeg", "immigration_status": "permanent-resident", "landing_month": "2020-03", "accepted_as_refugee": True,
    "english_level": 8,
}  # fmt: skip
REVEALED = {**RESIDENT, "employment_insurance": "receiving", "groups": ["women"], "accepted_as_refugee": False}
LOOSE_INPUTS = """() => [...document.querySelectorAll("input, select, textarea")]
    .filter((field) => field.form || (field.name && field.type !== "radio")).map((field) => field.outerHTML)"""


def at(page: Page, site: Site, language: Language, mode: str = "") -> Interviewed:
    """Somebody who has just opened the checker."""
    page.goto(site.page(f"check/{mode}", language))
    expect(page.locator("[data-checker-app] > *").first).to_be_visible()
    return Interviewed(page, language)


def about(page: Page, site: Site, language: Language, program: str = OCISO) -> Interviewed:
    """Somebody who came from a program's page with the question whether they can join it."""
    page.goto(site.page(f"programs/{program}/", language))
    page.get_by_role("link", name=said(language, "check.can_i_join")).click()
    expect(page.locator("#legend-area")).to_be_visible()
    return Interviewed(page, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_resident_is_led_to_not_yet_then_to_ask(language: Language, site: Site, open_page: Opener) -> None:
    page = open_page(PHONE)
    person = at(page, site, language)
    person.answer_all({**RESIDENT, "aims": ["find-mentor"]})
    person.see_results()
    program = person.program(OCISO)
    person.expect_verdict(OCISO, "not-yet")
    kinds = [kind_of(site, link.get_attribute("href") or "") for link in program.locator(".path a").all()]
    assert kinds.count("language-training") == kinds.count("job-search-workshop") == 1
    expect(program.locator(".path")).to_contain_text("CLB 5")
    expect(program.locator(".caution").first).to_contain_text("2012")
    person.press("change_answers")
    for name, answer in (("english_level", 5), ("completed", ["job-search-workshop"])):
        row = page.locator(".answers > div").filter(has=page.get_by_text(question(site, language, name), exact=True))
        row.get_by_role("button").click()
        person.give(page.locator(".question"), name, answer)
        person.press("next")
        person.answer_all({})
    person.see_results()
    person.expect_verdict(OCISO, "ask-program")
    section = page.locator("section.verdicts").filter(has=person.program(OCISO))
    expect(section.get_by_role("heading", level=2)).to_contain_text(
        {"en": "Nothing here rules you out: ask the program", "fr": "Rien ne vous en écarte"}[language]
    )


def kind_of(site: Site, address: str) -> str:
    """The kind of the program whose page stands at an address."""
    name = address.rstrip("/").rpartition("/")[2]
    program = site.program(lambda one: one["id"] == name)
    assert program, name
    return str(program["record"]["kind"])


def question(site: Site, language: Language, name: str) -> str:
    """How a question is asked."""
    return str(listing(site, language)["questions"][name]["wording"])


def listing(site: Site, language: Language) -> dict[str, Any]:
    """What the checker's pages load."""
    (file,) = (site.folder / language / "check").glob("listing-*.json")
    loaded: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return loaded


@pytest.mark.parametrize("language", LANGUAGES)
def test_refugee_claimant_is_shown_why_not_and_what_else(language: Language, site: Site, page: Page) -> None:
    person = about(page, site, language)
    person.answer_all({**RESIDENT, "english_level": 6, "immigration_status": "refugee-claimant"})
    person.see_results()
    program = person.program(OCISO)
    person.expect_verdict(OCISO, "not-this-one")
    expect(program.locator("> .criteria > li")).to_have_count(1)
    expect(program.get_by_text(person.said("instead"))).to_be_visible()
    expect(page.locator("a[href='tel:211']")).to_be_visible()
    expect(page.locator("[data-checker-app] .note").first).to_contain_text(person.said("only_program"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_mentor_gets_mentor_verdicts(language: Language, site: Site, page: Page) -> None:
    person = at(page, site, language, "mentor/")
    asked = person.answer_all(
        {
            "area": "ottawa",
            "mentor_years": 8,
            "mentor_years_local": 3,
            "mentor_networks": True,
            "mentor_months": 6,
            "mentor_employed": True,
        }
    )
    assert all(name == "area" or name.startswith("mentor_") for name in asked)
    person.see_results()
    person.expect_verdict(OCISO, "ask-program")
    expect(person.program("linc-clic")).to_have_count(0)


def test_link_of_a_program_asks_only_what_it_needs(site: Site, page: Page) -> None:
    person = about(page, site, "en")
    assert set(person.answer_all({})) == {
        "area", "immigration_status", "education_abroad", "certified_abroad", "english_level", "completed",
    }  # fmt: skip
    person.see_results()
    expect(page.locator("article[data-program]")).to_have_count(1)
    page.get_by_role("link", name=person.said("all_programs")).click()
    expect(page.locator("#legend-aims")).to_be_visible()


def test_question_whose_answer_changes_nothing_is_not_asked(site: Site, page: Page) -> None:
    person = about(page, site, "en")
    asked = person.answer_all({"area": "ottawa", "immigration_status": "refugee-claimant"})
    assert asked[-1] == "immigration_status"
    expect(page.get_by_text(person.said("settled"))).to_be_visible()


def test_somebody_not_here_yet_is_asked_where_they_will_live(site: Site, page: Page) -> None:
    person = about(page, site, "en")
    answers = {
        **RESIDENT,
        "english_level": 6,
        "completed": ["job-search-workshop"],
        "area": "outside-canada",
        "area_planned": "ottawa",
    }
    assert "area_planned" in person.answer_all(answers)
    person.see_results()
    person.expect_verdict(OCISO, "not-yet")
    expect(person.program(OCISO).locator(".path")).to_contain_text("After you arrive")


def test_browser_goes_back_question_by_question(site: Site, page: Page) -> None:
    person = at(page, site, "en")
    person.give(page.locator(".question"), "aims", ["find-job"])
    person.leave("aims", "next")
    second = person.asked
    assert second
    person.leave(second, "skip")
    page.go_back()
    expect(page.locator(f"#legend-{second}")).to_be_visible()
    person.press("back")
    expect(page.locator("input[data-code='find-job']")).to_be_checked()
    page.go_forward()
    expect(page.locator(f"#legend-{second}")).to_be_visible()


def test_what_is_missing_or_impossible_is_said_and_nothing_moves(site: Site, page: Page) -> None:
    person = at(page, site, "en")
    person.press("next")
    expect(page.get_by_role("alert")).to_have_text(person.said("answer_first"))
    person.skip_to("age")
    page.locator("input[inputmode=decimal]").fill("400")
    person.press("next")
    expect(page.get_by_role("alert")).to_have_text("Write a number from 0 to 120.")
    person.expect_asked("age")


def test_answer_that_another_contradicts_is_taken_out_and_named(site: Site, page: Page) -> None:
    person = about(page, site, "en", "federal-internship-newcomers")
    person.answer_all({"area": "ottawa", "immigration_status": "permanent-resident", "landing_month": "2020-03"})
    row = page.locator(".answers > div").filter(
        has=page.get_by_text(question(site, "en", "immigration_status"), exact=True)
    )
    row.get_by_role("button").click()
    person.give(page.locator(".question"), "immigration_status", "worker")
    person.press("next")
    expect(page.locator(".note").filter(has_text=question(site, "en", "landing_month"))).to_be_visible()


@pytest.mark.parametrize("mode", ["", "client/", "mentor/"])
def test_nothing_is_asked_of_the_network_kept_or_sent(mode: str, site: Site, open_page: Opener) -> None:
    page = open_page()
    asked: list[str] = []
    person = at(page, site, "en", mode)
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked.append(request.url))
    states: list[Any] = []
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    assert "form-action 'none'" in policy
    if mode == "client/":
        for name, answer in REVEALED.items():
            field = page.locator(f"[data-question={name}]")
            if field.is_visible():
                person.give(field, name, answer)
        assert page.evaluate(LOOSE_INPUTS) == []
    else:
        for state in walk(person, REVEALED):
            states.append(state)
            assert page.evaluate(LOOSE_INPUTS) == []
        person.see_results()
        states.append(page.evaluate("history.state"))
    assert page.locator("form").count() == 0
    assert page.evaluate("document.forms.length") == 0
    assert asked == []
    assert page.evaluate(KEPT) == NOTHING
    known = {*listing(site, "en")["questions"], "review", "results"}
    assert all(set(state) == {"question"} and state["question"] in known for state in states)
    assert page.url.endswith(f"/check/{mode}")
    assert page.context.storage_state() == {"cookies": [], "origins": []}


def walk(person: Interviewed, answers: Mapping[str, Any]) -> Iterator[Any]:
    """The browser's history state at every question, while they are answered."""
    while name := person.asked:
        yield person.page.evaluate("history.state")
        if name in answers:
            person.give(person.page.locator(".question"), name, answers[name])
        person.leave(name, "next" if name in answers else "skip")


def test_enter_in_a_field_sends_nothing(site: Site, page: Page) -> None:
    person = at(page, site, "en")
    person.skip_to("age")
    field = page.locator("input[inputmode=decimal]")
    field.fill("30")
    before = page.url
    field.press("Enter")
    assert page.url == before
    expect(page.locator("article[data-program], .question").first).to_be_visible()


def test_answers_are_gone_when_the_page_is_left_or_cleared(site: Site, page: Page) -> None:
    person = at(page, site, "en")
    person.give(page.locator(".question"), "aims", ["find-job"])
    person.leave("aims", "next")
    page.goto(site.page("about/", "en"))
    page.go_back()
    expect(page.locator("[data-checker-app] legend")).to_be_visible()
    expect(page.locator("input:checked")).to_have_count(0)
    person.answer_all({"area": "ottawa"})
    person.press("clear")
    expect(page.get_by_text(person.said("cleared"))).to_be_visible()
    person.expect_asked("aims")


def test_two_tabs_know_nothing_of_each_other(site: Site, page: Page) -> None:
    first = at(page, site, "en")
    second = at(page.context.new_page(), site, "en")
    first.page.bring_to_front()
    first.answer_all(RESIDENT)
    second.expect_asked("aims")
    expect(second.page.locator("input:checked")).to_have_count(0)
    first.see_results()
    second.expect_asked("aims")
    expect(second.page.locator("input:checked")).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_link_reaches_another_profile_without_what_is_sensitive(
    language: Language, site: Site, open_page: Opener
) -> None:
    person = about(open_page(), site, language, INTERNSHIP)
    assert "accepted_as_refugee" in person.answer_all(REFUGEE)
    person.see_results()
    person.expect_verdict(INTERNSHIP, "ask-program")
    plain, whole = links(person)
    there = received(open_page(), plain, language)
    there.expect_verdict(INTERNSHIP, "need-answers")
    expect(there.page.locator("[data-checker-app] .note.calm").first).to_contain_text(there.said("share_same"))
    assert there.page.url == plain.split("#")[0]
    assert answered(there) == set(REFUGEE) - {"accepted_as_refugee"}
    there = received(open_page(), whole, language)
    there.expect_verdict(INTERNSHIP, "ask-program")
    assert answered(there) == set(REFUGEE)


def links(person: Interviewed) -> tuple[str, str]:
    """The link without sensitive answers, and the one with them."""
    sharing = person.page.locator(".sharing")
    sharing.locator("summary").click()
    expect(sharing.get_by_text(person.said("share_text"))).to_be_visible()
    field = sharing.get_by_role("textbox", name=person.said("share_title"))
    plain = field.input_value()
    for tick in sharing.get_by_role("checkbox").all():
        tick.check()
    return plain, field.input_value()


def received(page: Page, link: str, language: Language) -> Interviewed:
    """Somebody who opened a link."""
    page.goto(link)
    person = Interviewed(page, language)
    expect(page.get_by_role("heading", level=1, name=person.said("results"))).to_be_visible()
    return person


def answered(person: Interviewed) -> set[str]:
    """The questions that have an answer, as a new link of this page carries them."""
    fragment = links(person)[1].split("#answers=")[1]
    read: dict[str, Any] = json.loads(base64.urlsafe_b64decode(fragment + "=" * (-len(fragment) % 4)))
    return set(read["answers"])


def fragment_of(**shared: Any) -> str:
    """What stands behind the # of a link."""
    encoded = base64.urlsafe_b64encode(json.dumps(shared).encode()).decode().rstrip("=")
    return f"#answers={encoded}"


SHARED = {"v": 1, "on": "2026-11-01", "rules": "old", "answers": {"area": "ottawa"}}


@pytest.mark.parametrize(
    "fragment",
    [
        "#answers=",
        "#answers=%%%",
        fragment_of(**SHARED)[:-9],
        fragment_of(**(SHARED | {"v": 2})),
        fragment_of(**(SHARED | {"on": "<img src=x onerror=alert(1)>"})),
        fragment_of(**(SHARED | {"answers": ["area"]})),
        fragment_of(**(SHARED | {"answers": None})),
        "#answers=" + "A" * 20000,
    ],
)
def test_link_that_cannot_be_read_says_so_and_goes_on(fragment: str, site: Site, page: Page) -> None:
    page.goto(site.page("check/", "en") + fragment)
    person = Interviewed(page, "en")
    expect(page.locator("[data-checker-app] .note").first).to_contain_text(person.said("share_broken"))
    person.expect_asked("aims")
    assert "#" not in page.url


def test_old_and_hostile_link_keeps_only_what_is_possible(site: Site, page: Page) -> None:
    hostile = "<img src=x onerror=document.title='hit'>"
    answers = {
        "area": "ottawa", "english_level": 99, "age": -4, "landing_month": "2031-01", "no_longer_asked": 3,
        "completed": [hostile], "profession": hostile, "student": "yes", "__proto__": {"x": 1}, "constructor": 1,
    }  # fmt: skip
    page.goto(site.page("check/", "en") + fragment_of(**(SHARED | {"answers": answers})))
    person = Interviewed(page, "en")
    note = page.locator("[data-checker-app] .note.calm").first
    expect(note).to_contain_text(person.said("share_changed"))
    expect(note).to_contain_text("answers in the link are no longer possible")
    assert answered(person) == {"area"}
    assert page.title() != "hit"
    expect(page.locator("img")).to_have_count(0)


def test_program_of_a_link_that_is_none_is_said(site: Site, page: Page) -> None:
    page.goto(site.page("check/", "en") + "#program=<b>x</b>")
    expect(page.locator("[data-checker-app] .note").first).to_contain_text(said("en", "check.unknown_program"))
    Interviewed(page, "en").expect_asked("aims")


@pytest.mark.parametrize("blocked", ["eligibility/plan.js", "checker/results.js", "listing-"])
def test_page_that_fails_half_way_falls_back_to_its_lists(blocked: str, site: Site, browser: Any) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route(re.compile(re.escape(blocked)), lambda route: route.abort())
        page.goto(site.page("check/", "en"))
        expect(page.get_by_text(said("en", "check.static_text"))).to_be_visible()
        expect(page.get_by_text(said("en", "check.failed"))).to_be_visible()
        expect(page.locator("[data-checker-static] .rules a").first).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_the_page_lists_questions_and_rules(language: Language, site: Site, open_page: Opener) -> None:
    page = open_page(scripts=False)
    page.goto(site.page("check/", language))
    expect(page.locator(".asked dt")).to_have_count(len(listing(site, language)["questions"]))
    links_ = page.locator("[data-checker-static] .rules a")
    assert links_.count() == sum(program["record"]["status"] in ("running", "paused") for program in site.programs)
    links_.first.click()
    expect(page.locator("#who")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_counsellor_by_keyboard_alone_to_paper(language: Language, site: Site, page: Page) -> None:
    person = at(page, site, language, "client/")
    focus(page, "[data-question=area] select")
    page.keyboard.type("Ottawa")
    while page.locator("[data-question=area] select").input_value() != "ottawa":
        page.keyboard.press("ArrowDown")
    for name, keys in (("immigration_status", ["ArrowDown"]), ("english_level", ["ArrowDown"] * 5)):
        focus(page, f"[data-question={name}] select")
        for key in keys:
            page.keyboard.press(key)
    focus(page, "[data-question=completed] label:nth-last-child(2) input")
    page.keyboard.press("Space")
    status = page.locator("[data-checker-status]")
    expect(status).to_have_text(page.locator("[data-live]").inner_text())
    expect(person.program(OCISO)).to_be_attached()
    focus(page, "[data-question=education_abroad] select", "Shift+Tab")
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    person.expect_verdict(OCISO, "not-yet")
    expect(page.get_by_role("heading", level=2, name=person.said("client.results"))).to_be_visible()
    prints_reasons(page, person)


def focus(page: Page, selector: str, key: str = "Tab") -> None:
    """Press Tab until a field has focus."""
    for _ in range(160):
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} cannot be reached by keyboard")


def prints_reasons(page: Page, person: Interviewed) -> None:
    """Paper holds the reasons, the way there, and no fields."""
    document = page.pdf(format="Letter")
    assert document.startswith(b"%PDF")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    program = person.program(OCISO)
    expect(program.locator(".criteria li").first).to_be_visible()
    expect(program.locator(".path li").first).to_be_visible()
    expect(page.locator("select").first).to_be_hidden()
    expect(page.locator(":has(> .asks)").first).to_be_hidden()


def test_idle_page_of_a_counsellor_clears_itself(site: Site, open_page: Opener) -> None:
    page = open_page()
    page.clock.install()
    person = at(page, site, "en", "client/")
    person.give(page.locator("[data-question=area]"), "area", "ottawa")
    page.clock.fast_forward("14:00")
    expect(page.locator("[data-question=area] select")).to_have_value("ottawa")
    page.clock.fast_forward("02:00")
    expect(page.get_by_text(person.said("cleared_idle"))).to_be_visible()
    expect(page.locator("[data-question=area] select")).to_have_value("")


def test_counsellor_reads_of_a_client_and_sees_what_applies(site: Site, page: Page) -> None:
    person = at(page, site, "en", "client/")
    expect(page.locator("#legend-area")).to_have_text("Where does your client live?")
    expect(page.locator(".asks li").first).to_have_text("Where does your client live?")
    landing = page.locator("[data-question=landing_month]")
    expect(landing).to_be_hidden()
    person.give(page.locator("[data-question=immigration_status]"), "immigration_status", "permanent-resident")
    expect(landing).to_be_visible()
    person.press("clear")
    expect(landing).to_be_hidden()


def test_screen_reader_is_told_how_many_are_left_and_focus_moves_on(site: Site, page: Page) -> None:
    person = at(page, site, "en")
    status = page.get_by_role("status").first
    expect(page.locator("[data-checker-status]")).to_have_text(re.compile(r"^\d+ of \d+ programs left to decide$"))
    assert status.count() == 1
    person.give(page.locator(".question"), "aims", ["find-mentor"])
    person.press("next")
    expect(page.locator("legend")).to_be_focused()
    group = page.get_by_role("group", name=question(site, "en", person.asked or ""))
    expect(group).to_have_count(1)
    person.answer_all(RESIDENT)
    person.see_results()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator("[data-checker-status]")).to_contain_text("may fit")


STATES = ["question", "level", "review", "results"]


def brought_to(state: str, person: Interviewed) -> None:
    """Lead a person to a state of the checker."""
    page = person.page
    if state == "question":
        person.press("skip")
    elif state == "level":
        person.skip_to("english_level")
        page.get_by_text(person.said("by_skill")).click()
        person.press("next")
    else:
        person.answer_all({**RESIDENT, "aims": ["find-mentor", "find-job"]})
        if state == "results":
            person.see_results()
            open_some(page)


def open_some(page: Page) -> None:
    """Unfold all that the first programs of each verdict say: the others look alike, and a hundred take minutes to look at."""
    for place in (".questions", ".verdicts article:nth-of-type(-n + 3)"):
        folded = page.locator(f"{place} details:not([open]) > summary")
        folded.evaluate_all("all => all.forEach((one) => one.click())")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_state_breaks_no_rule_and_fits(language: Language, state: str, site: Site, open_page: Opener) -> None:
    pages = [open_page(PHONE), open_page(DESKTOP)]
    for page in pages:
        brought_to(state, at(page, site, language))
    assert broken_rules(*pages) == []
    pages[0].set_viewport_size({"width": 320, "height": 640})
    assert_fits(pages[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_client_page_with_answers_breaks_no_rule_and_fits(language: Language, site: Site, open_page: Opener) -> None:
    page = open_page(DESKTOP)
    person = at(page, site, language, "client/")
    for name in ("area", "immigration_status", "english_level"):
        person.give(page.locator(f"[data-question={name}]"), name, RESIDENT[name])
    open_some(page)
    assert broken_rules(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert_fits(page)


@pytest.mark.parametrize("mode", ["", "client/"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_checker_is_light(language: Language, mode: str, site: Site, page: Page) -> None:
    (file,) = (site.folder / language / "check").glob("listing-*.json")
    assert len(gzip.compress(file.read_bytes(), 6)) <= 30 * 1024
    loaded: list[Request] = []
    page.on("requestfinished", lambda request: loaded.append(request))
    at(page, site, language, mode)
    page.wait_for_load_state("networkidle")
    weights = {
        request.url: len(gzip.compress(response.body(), 6)) for request in loaded if (response := request.response())
    }
    code = [weight for url, weight in weights.items() if "/checker/" in url or "/eligibility/" in url]
    assert len(code) > 10
    assert sum(code) <= 25 * 1024
    assert sum(weights.values()) <= 150 * 1024


def test_of_very_many_results_most_are_names_until_somebody_looks(site: Site, page: Page) -> None:
    (file,) = (site.folder / "en/check").glob("listing-*.json")
    listing = json.loads(file.read_text("utf-8"))
    programs = listing["programs"].items()
    listing["programs"] = {f"{slug}-{number}": told for number in range(3) for slug, told in programs}
    page.route("**/check/listing-*.json", lambda route: route.fulfill(json=listing))
    at(page, site, "en", "client/")
    found = page.locator("article.verdict")
    drawn = page.locator("article.verdict .meta")
    expect(found).to_have_count(len(listing["programs"]))
    expect(drawn).not_to_have_count(0)
    begun = drawn.count()
    assert begun <= 100 < len(listing["programs"])
    expect(found.last).to_have_text(re.compile(r"\w"))
    page.mouse.wheel(0, 500)
    expect(drawn).not_to_have_count(begun)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(drawn).to_have_count(len(listing["programs"]))
