"""A small city of its own, Rivermouth, through the whole pipeline, as its readers get it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from passerelle.publish.build import Builder, BuildError, Built
from tests.listings import ROOT, TODAY, compare, plain_data

CITY = Path(__file__).parent / "mini_repo"
EXPECTED = CITY / "expected"
COMPARED = ("data/v1/programs.json", "data/v1/programs.csv", "data/v1/eligibility/harbour-mentors.json", "sitemap.xml")
BODIES = ("programs/harbour-mentors", "programs/river-internship", "programs/by/access/internal")
LISTS = 24
CHOSEN = 2
"""The comparison and the saved list."""
AUTHORED = 13
FORMER = 2
LANGUAGES = ("en", "fr")
LINK = re.compile(r'\s(?:href|src|action)="([^"]*)"')
ID = re.compile(r'\sid="([^"]*)"')
ENDED = ("river-internship", "nurse-circle")


def make_city(folder: Path) -> Path:
    """The city with the schemas of this repository."""
    shutil.copytree(CITY, folder, ignore=shutil.ignore_patterns("expected"))
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    return folder


def built(root: Path, site_url: str | None = None) -> Built:
    with Builder(root, site_url) as builder:
        return builder.build(TODAY)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """When each file was written, and its inode."""
    return {str(file): (file.stat().st_mtime_ns, file.stat().st_ino) for file in folder.rglob("*")}


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city's folder with its finished site."""
    root = make_city(tmp_path_factory.mktemp("city") / "rivermouth")
    result = built(root)
    assert result.checked.findings == []
    assert len(result.addresses) == AUTHORED + LISTS + CHOSEN + 9
    return root


@pytest.fixture(scope="session")
def site(city: Path) -> Path:
    return city / "site"


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, LexborHTMLParser]:
    """Every page, parsed, by path."""
    return {
        path: LexborHTMLParser(raw)
        for path, raw in sorted(contents(site).items())
        if path.endswith(".html") and not path.startswith("pagefind/")
    }


@pytest.mark.parametrize("name", COMPARED)
def test_published_file_is_as_expected(name: str, site: Path, bless: bool) -> None:
    compare(EXPECTED / name, (site / name).read_bytes(), bless)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", BODIES)
def test_page_body_is_as_expected(page: str, language: str, site: Path, bless: bool) -> None:
    html = (site / language / page / "index.html").read_text("utf-8")
    body = re.search(r"<main\b.*</main>", html, re.DOTALL)
    assert body
    compare(EXPECTED / language / f"{page}.html", body[0] + "\n", bless)


def test_same_listing_gives_same_bytes(site: Path, tmp_path: Path) -> None:
    again = make_city(tmp_path / "elsewhere")
    built(again)
    first, second = contents(site), contents(again / "site")
    assert fragments(first) == fragments(second)
    assert len(fragments(first)) == 2
    for files in (first, second):
        for path in [path for path in files if path.startswith("pagefind/")]:
            del files[path]
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []


def fragments(files: dict[str, bytes]) -> dict[str, int]:
    """How many pages each language's search holds."""
    names = [Path(path).name for path in files if path.endswith(".pf_fragment")]
    return {language: sum(name.startswith(f"{language}_") for name in names) for language in LANGUAGES}


def test_no_page_names_the_folder_it_was_built_in(site: Path, city: Path) -> None:
    told = [path for path, raw in contents(site).items() if str(city).encode() in raw]
    assert told == []


@pytest.mark.parametrize(
    ("path", "find", "put"),
    [
        ("programs/open-access/job-club.yml", "kind: job-search-workshop", "kind: job-search-workshops"),
        ("content/en/about.md", "Open access, embedded", "[Nowhere](nowhere.md). Open access, embedded"),
        ("content/fr/privacy.md", "Nous ne gardons rien.", "[Rien](../programs/no-such-program/)"),
        ("content/en/privacy.md", "We keep nothing.", "We keep zzqnothingqzz."),
        ("content/brand/brand.yml", "name: Rivermouth Path", "nom: Rivermouth Path"),
        ("content/brand/brand.yml", "https://example.org/issues", "javascript:alert(1)//"),
        ("content/brand/brand.yml", "facts@example.org", "facts"),
    ],
    ids=[
        "bad-record",
        "dead-link-to-a-page",
        "dead-link-to-a-program",
        "unknown-slot",
        "bad-brand",
        "bad-report-address",
        "bad-report-email",
    ],
)
def test_failed_build_leaves_the_last_good_site_alone(
    path: str, find: str, put: str, city: Path, tmp_path: Path
) -> None:
    root = tmp_path / "city"
    shutil.copytree(city, root)
    text = (root / path).read_text("utf-8")
    assert text.count(find) == 1
    (root / path).write_text(text.replace(find, put), "utf-8")
    files, times = contents(root / "site"), stamps(root / "site")
    try:
        failed = built(root).checked.has_errors
    except BuildError:
        failed = True
    assert failed
    assert contents(root / "site") == files
    assert stamps(root / "site") == times
    assert list((root / "build").iterdir()) == []


def test_an_export_that_fails_names_record_and_field(city: Path, tmp_path: Path) -> None:
    """An address that browsers put up with, but that no tool of the standard takes."""
    root = tmp_path / "city"
    shutil.copytree(city, root)
    record = root / "programs" / "embedded" / "bridge-class.yml"
    text = record.read_text("utf-8")
    (address,) = re.findall(r"url: (https://[^ ,}]+)", text)
    record.write_text(text.replace(address, "https://river.example/100%"), "utf-8")
    files = contents(root / "site")
    with pytest.raises(BuildError) as failed:
        built(root)
    told = "hsds/en: bridge-class: sources.page.url: https://river.example/100% is not an address that HSDS takes as url.url"
    assert str(failed.value) == told
    assert contents(root / "site") == files


def test_markup_in_records_comes_out_as_text(site: Path) -> None:
    for path, raw in contents(site).items():
        if path.endswith(".html"):
            assert b"<script>alert" not in raw, path
            assert b"<img src=x" not in raw, path
    page = (site / "en/programs/harbour-mentors/index.html").read_text("utf-8")
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 15


def test_what_a_record_leaves_out_leaves_no_trace(pages: dict[str, LexborHTMLParser]) -> None:
    for path, tree in pages.items():
        main = tree.css_first("main")
        shown = re.sub(r"<script.*?</script>", "", (main.html or "") if main else "", flags=re.DOTALL)
        said = LexborHTMLParser(shown).text(separator="|")
        assert not re.search(r"\|\s*None\s*\||\. None\b(?!\?)|undefined|\{[a-z_]+\}", said), path


def test_blocks_do_not_stand_in_paragraphs(site: Path) -> None:
    """A browser would close the paragraph and leave two empty ones."""
    for path, raw in contents(site).items():
        if path.endswith(".html"):
            assert not re.search(rb"<p>\s*<(div|section|p|ul|ol|dl|h[1-6]|nav)\b|</div>\s*</p>", raw), path


def test_no_script_in_data_blocks_can_break_out(pages: dict[str, LexborHTMLParser]) -> None:
    for path, tree in pages.items():
        for script in tree.css("script"):
            is_data = "json" in (script.attributes.get("type") or "")
            assert ("<" if is_data else "alert(1)") not in (script.text() or ""), path
        for node in tree.css("*"):
            assert not [name for name in node.attributes if name.startswith("on") or name == "style"], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_ended_programs_leave_the_lists_and_keep_their_pages(language: str, pages: dict[str, LexborHTMLParser]) -> None:
    listed = [f"{language}/programs/index.html"]
    listed += [
        f"{language}/programs/by/access/{access}/index.html" for access in ("open-access", "embedded", "internal")
    ]
    for path in listed:
        links = hrefs(pages[path])
        assert not [link for link in links if any(link.endswith(f"/{slug}/") for slug in ENDED)], path
    assert any(link.endswith("/guild-match/") for link in hrefs(pages[listed[-1]]))
    for slug, status in zip(ENDED, ("closed", "not-found"), strict=True):
        assert f"../../../../programs/{slug}/" in hrefs(pages[f"{language}/programs/by/status/{status}/index.html"])
        page = pages[f"{language}/programs/{slug}/index.html"]
        assert page.css_first("#instead") is not None
        assert [link for link in hrefs(page) if re.fullmatch(r"(\.\./)+programs/[a-z-]+/", link)]
        assert "tel:211" in hrefs(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_would_report_is_led_to_where_the_listing_says(
    language: str, pages: dict[str, LexborHTMLParser]
) -> None:
    links = hrefs(pages[f"{language}/contribute/index.html"])
    assert [link for link in links if link.startswith("https://example.org/issues/new?title=")]
    assert [link for link in links if link.startswith("mailto:facts@example.org?subject=")]


def hrefs(tree: LexborHTMLParser) -> list[str]:
    """Where the links of a page's body lead."""
    return [node.attributes.get("href") or "" for node in tree.css("main a[href]")]


def test_every_record_and_list_has_a_page_in_each_language(pages: dict[str, LexborHTMLParser]) -> None:
    records = sorted(file.stem for file in (CITY / "programs").rglob("*.yml"))
    for language in LANGUAGES:
        mine = [path for path in pages if path.startswith(f"{language}/programs/")]
        assert len(mine) == len(records) + LISTS + FORMER
        assert {f"{language}/programs/{slug}/index.html" for slug in records} <= set(mine)
    sheets = [path for path in pages if path.startswith("refer/sheet/")]
    assert len(sheets) == len(records) - len(ENDED)
    assert len(pages) == 2 * (len(records) + LISTS + CHOSEN + AUTHORED + FORMER) + len(sheets) + 2


def test_pages_say_their_language_and_lead_to_the_other(pages: dict[str, LexborHTMLParser]) -> None:
    for path, tree in pages.items():
        language = path.split("/")[0]
        if language not in LANGUAGES:
            continue
        root = tree.css_first("html")
        assert root
        assert root.attributes["lang"] == language
        assert len(tree.css("h1")) == 1, path
        other = "fr" if language == "en" else "en"
        alternate = tree.css_first(f'a[hreflang="{other}"]')
        assert alternate, path
        rest = path.removeprefix(language).removesuffix("index.html")
        assert (alternate.attributes["href"] or "").endswith(f"{other}{rest}"), path


def test_text_in_the_other_language_is_marked(pages: dict[str, LexborHTMLParser]) -> None:
    marked = [node.text() for node in pages["fr/programs/harbour-mentors/index.html"].css('main [lang="en"]')]
    assert any("The agency finds a mentor." in text for text in marked)


def test_french_signs_keep_their_space_in_titles_and_contents(pages: dict[str, LexborHTMLParser]) -> None:
    page = pages["fr/about/index.html"]
    for selector in ("h1", "title"):
        (node,) = page.css(selector)
        assert "À propos\u00a0: ce site" in node.text(), selector
    assert [node.text() for node in page.css("nav.contents a")][-1] == page.css("h2")[-1].text()
    assert page.css("h2")[-1].text() == "Une erreur\u00a0? Deux façons\u00a0: «\u00a0ici\u00a0» et là"


def test_search_finds_ligatures_as_people_type_them(site: Path) -> None:
    held = [
        json.loads(gzip.decompress(raw).removeprefix(b"pagefind_dcd"))
        for path, raw in contents(site / "pagefind").items()
        if Path(path).match("fr_*.pf_fragment")
    ]
    (page,) = (one for one in held if one["url"].endswith("programs/harbour-mentors.html"))
    for word in ("cœur", "coeur", "oeuvre", "613-555-0100", "6135550100"):
        assert word in json.dumps(page, ensure_ascii=False), word


def test_policy_covers_every_page_and_its_scripts(site: Path, pages: dict[str, LexborHTMLParser]) -> None:
    for path, tree in pages.items():
        meta = tree.css_first('meta[http-equiv="Content-Security-Policy"]')
        assert meta, path
        policy = meta.attributes["content"] or ""
        assert policy.startswith("default-src 'none'"), path
        assert "unsafe-inline" not in policy
        assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
        for body in inline_scripts((site / path).read_text("utf-8")):
            digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy, path


def inline_scripts(html: str) -> Iterator[str]:
    """Bodies of the scripts that a browser would run from the page itself."""
    for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL):
        if "src=" not in attributes and "json" not in attributes:
            yield body


def test_what_prepares_for_a_program_and_the_program_lead_to_each_other(pages: dict[str, LexborHTMLParser]) -> None:
    found = 0
    for path, tree in pages.items():
        for link in tree.css('section[aria-labelledby="prepares"] a'):
            there = pages[f"{path.split('/')[0]}/{(link.attributes['href'] or '').removeprefix('../../')}index.html"]
            back = [one.attributes["href"] for one in there.css(".preparations a")]
            assert f"../../{path.split('/', 1)[1].removesuffix('index.html')}" in back
            found += 1
    assert found


@pytest.mark.parametrize("language", LANGUAGES)
def test_machines_read_what_a_program_is(language: str, pages: dict[str, LexborHTMLParser]) -> None:
    kinds = {}
    for path, tree in pages.items():
        if not path.startswith(f"{language}/") or not tree.css_first("[data-program]"):
            continue
        (block,) = tree.css('script[type="application/ld+json"]')
        trail, *services = json.loads(block.text())["@graph"]
        assert trail["itemListElement"][-1]["item"].endswith(path.removesuffix("index.html"))
        kinds[path.split("/")[2]] = [service["@type"] for service in services]
    assert {slug for slug, found in kinds.items() if not found} == set(ENDED)
    assert ["Service"] in kinds.values()
    assert ["GovernmentService"] in kinds.values()


def test_a_report_begins_with_what_it_is_about(pages: dict[str, LexborHTMLParser]) -> None:
    tree = pages["fr/programs/job-club/index.html"]
    issue, mail = (node.attributes["href"] or "" for node in tree.css(".fix-this .button"))
    for link, start in ((issue, "https://example.org/issues/new?title="), (mail, "mailto:facts@example.org?subject=")):
        assert link.startswith(start)
        assert "fr/programs/job-club/" in unquote(link)
        assert "programs/open-access/job-club.yml" in unquote(link)
        assert not re.search(r"[\s<>]", link)


def test_output_check_sees_every_link_and_id(site: Path, pages: dict[str, LexborHTMLParser]) -> None:
    """The output check reads pages by pattern: each attribute must stand in the form that it looks for."""
    for path, tree in pages.items():
        html = (site / path).read_text("utf-8")
        for name, pattern in (("href", LINK), ("src", LINK), ("action", LINK), ("id", ID)):
            parsed = {node.attributes[name] or "" for node in tree.css(f"[{name}]")}
            assert parsed <= {unescape(found) for found in pattern.findall(html)}, path


def test_every_link_leads_somewhere(site: Path, pages: dict[str, LexborHTMLParser]) -> None:
    for path, tree in pages.items():
        for node in tree.css("a[href], link[href], script[src], img[src], form[action]"):
            link = node.attributes.get("href") or node.attributes.get("src") or node.attributes.get("action") or ""
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            folder = site if parts.path.startswith("/") else (site / path).parent
            target = (folder / parts.path.lstrip("/")).resolve() if parts.path else site / path
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), f"{path}: {link}"
            if parts.fragment and "=" not in parts.fragment:
                there = pages[target.relative_to(site.resolve()).as_posix()]
                assert there.css_first(f'[id="{parts.fragment}"]') is not None, f"{path}: {link}"


def test_nothing_is_loaded_from_elsewhere(pages: dict[str, LexborHTMLParser]) -> None:
    for path, tree in pages.items():
        for node in tree.css("[src], link[href], form[action]"):
            if node.attributes.get("rel") in ("canonical", "alternate"):
                continue
            link = node.attributes.get("src") or node.attributes.get("href") or node.attributes.get("action") or ""
            assert not re.match(r"https?:|//", link), f"{path}: {link}"


def test_site_works_below_a_path(tmp_path: Path) -> None:
    root = make_city(tmp_path / "city")
    built(root, "https://example.org/repo/")
    tree = LexborHTMLParser((root / "site/404.html").read_bytes())
    links = [node.attributes.get("href") or node.attributes.get("src") or "" for node in tree.css("[href], [src]")]
    assert len(links) > 3
    assert [link for link in links if not link.startswith(("/repo/", "https://", "tel:", "#"))] == []
    for language in LANGUAGES:
        page = LexborHTMLParser((root / f"site/{language}/programs/job-club/index.html").read_bytes())
        assert [link for link in hrefs(page) if link.startswith("/")] == []
    sitemap = (root / "site/sitemap.xml").read_text("utf-8")
    places = re.findall(r"<loc>(.*?)</loc>", sitemap)
    assert places
    assert all(place.startswith("https://example.org/repo/") for place in places)


def test_open_data_is_lossless(site: Path) -> None:
    published = json.loads((site / "data/v1/programs.json").read_text("utf-8"))
    records: dict[str, Any] = {item["id"]: item["record"] for item in published["programs"]}
    for file in (CITY / "programs").rglob("*.yml"):
        assert records.pop(file.stem) == plain_data(file)
    assert records == {}


def test_freshness_follows_the_calendar(tmp_path: Path) -> None:
    root = make_city(tmp_path / "city")
    with Builder(root) as builder:
        states = []
        for day in (TODAY, date(2028, 1, 1), date(2032, 1, 1)):
            builder.build(day)
            published = json.loads((root / "site/data/v1/programs.json").read_text("utf-8"))
            states.append({item["id"]: item["freshness"]["state"] for item in published["programs"]})
    assert [state["harbour-mentors"] for state in states] == ["confirmed", "seen", "old"]
    assert [state["job-club"] for state in states] == ["old", "old", "old"]
    assert [state["guild-match"] for state in states] == ["seen", "old", "old"]
    assert [state["house-coaching"] for state in states] == ["old", "old", "old"]
