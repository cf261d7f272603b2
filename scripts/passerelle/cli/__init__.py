"""Owns the verbs: the only place that prints, exits, and reads the clock or the environment. Holds no logic.

What only one verb needs is imported where that verb runs: `check`, which is run most, must not wait for the site's parts.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from passerelle.checks.explain import nearest_rule, rule_as_text, rules_as_text
from passerelle.checks.report import FORMATS
from passerelle.checks.run import check_listing
from passerelle.cli import editing, keeping
from passerelle.cli.arguments import add_verb, day, today_of
from passerelle.eligibility.screener import AUDIENCE_OF, Screener
from passerelle.records.diagnostics import RULES
from passerelle.records.text import LANGUAGES
from passerelle.upkeep.refusal import RefusedError

if TYPE_CHECKING:
    from passerelle.publish.build import Built


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a verb. Returns 0 without errors, 1 with errors or a failed build, 2 on wrong usage."""
    options = make_parser().parse_args(arguments)
    root = options.root or _find_root(Path.cwd())
    if root is None:
        print("passerelle: no mkdocs.yml here or above; use --root", file=sys.stderr)
        return 2
    try:
        return int(options.verb(root, options))
    except RefusedError as error:
        print(f"passerelle: {error}", file=sys.stderr)
        return 1


def make_parser() -> argparse.ArgumentParser:
    """Every verb with its arguments."""
    parser = argparse.ArgumentParser(prog="passerelle", description="Records of programs become a bilingual site.")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--root", type=Path, help="folder of the listing (default: the nearest parent with mkdocs.yml)")
    common.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help="take this day for today")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    check = add_verb(
        verbs, common, "check", "check every record and say what is wrong, where", "passerelle check --format github"
    )
    check.add_argument("--format", choices=FORMATS, default="text", help="how findings are shown (default: text)")
    check.set_defaults(verb=_check)
    rule = add_verb(
        verbs,
        common,
        "rule",
        "explain a rule that check names, or list them all",
        "passerelle rule bilingual/missing-fr",
    )
    rule.add_argument(
        "rule", nargs="?", metavar="RULE", help="id of a rule, such as bilingual/missing-fr (default: all)"
    )
    rule.set_defaults(verb=_rule)
    build = add_verb(
        verbs,
        common,
        "build",
        "check the listing and build the site into site/",
        "passerelle build --site-url https://example.org/city/",
    )
    build.add_argument("--site-url", help="address of the site (default: site_url of mkdocs.yml)")
    build.add_argument("--timings", action="store_true", help="say how long each stage took")
    build.set_defaults(verb=_build)
    serve = add_verb(
        verbs, common, "serve", "build, serve on this machine, rebuild on change", "passerelle serve --port 8001"
    )
    serve.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (default: 8000)")
    serve.set_defaults(verb=_serve)
    screen = add_verb(
        verbs,
        common,
        "screen",
        "say which programs fit somebody's answers, and why",
        "passerelle screen harbour-mentors --answers answers.yml --language fr",
    )
    screen.add_argument("programs", nargs="*", metavar="ID", help="programs to screen for (default: all)")
    screen.add_argument("--answers", type=Path, required=True, metavar="FILE", help="answers by question: YAML or JSON")
    screen.add_argument("--role", choices=AUDIENCE_OF, default="participant", help="default: participant")
    screen.add_argument("--language", choices=LANGUAGES, default="en", help="language of the words (default: en)")
    screen.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    screen.set_defaults(verb=_screen)
    editing.add_verbs(verbs, common)
    keeping.add_verbs(verbs, common)
    docs = add_verb(verbs, common, "docs", "write docs/reference/ and docs/listing.md anew", "passerelle docs")
    docs.add_argument("--check", action="store_true", help="write nothing; fail if a page is stale")
    docs.set_defaults(verb=_docs)
    return parser


def _find_root(start: Path) -> Path | None:
    return next((folder for folder in (start, *start.parents) if (folder / "mkdocs.yml").is_file()), None)


def _check(root: Path, options: argparse.Namespace) -> int:
    checked = check_listing(root, today_of(options))
    print(FORMATS[options.format](checked.findings, checked.files))
    return 1 if checked.has_errors else 0


def _rule(_: Path, options: argparse.Namespace) -> int:
    if options.rule is None:
        print(rules_as_text(today_of(options)))
    elif options.rule in RULES:
        print(rule_as_text(RULES[options.rule], today_of(options)))
    else:
        print(f"passerelle: there is no rule `{options.rule}`: {nearest_rule(options.rule)}", file=sys.stderr)
        return 2
    return 0


def _build(root: Path, options: argparse.Namespace) -> int:
    from passerelle.publish.build import Builder, BuildError

    began = time.perf_counter()
    try:
        with Builder(root, options.site_url) as builder:
            built = builder.build(today_of(options))
    except BuildError as error:
        print(f"passerelle: {error}", file=sys.stderr)
        return 1
    if options.timings:
        for name, seconds in built.seconds.items():
            print(f"{seconds:8.2f} s  {name}")
    return _report(built, time.perf_counter() - began)


def _report(built: Built, seconds: float) -> int:
    if built.checked.findings:
        print(FORMATS["text"](built.checked.findings, built.checked.files))
    if built.checked.has_errors:
        print("passerelle: not built; the last good site is untouched", file=sys.stderr)
        return 1
    pages = len(built.addresses) * len(LANGUAGES)
    print(f"built {pages} pages about {len(built.checked.catalog.programs)} programs in {seconds:.1f} s: site/")
    return 0


def _serve(root: Path, options: argparse.Namespace) -> int:
    from passerelle.publish.build import Builder, BuildError
    from passerelle.publish.serve import HOST, rebuild_on_change, serving

    with Builder(root, f"http://{HOST}:{options.port}/") as builder:

        def rebuild() -> int:
            began = time.perf_counter()
            try:
                return _report(builder.build(today_of(options)), time.perf_counter() - began)
            except BuildError as error:
                print(f"passerelle: {error}", file=sys.stderr)
                return 1

        failed = rebuild()
        if failed and not (root / "site").is_dir():
            return failed
        with ExitStack() as open_until_the_end:
            try:
                address = open_until_the_end.enter_context(serving(root / "site", options.port))
            except OSError as error:
                print(f"passerelle: cannot serve on port {options.port}: {error.strerror}; try --port", file=sys.stderr)
                return 1
            print(f"serving {address} (Ctrl+C ends it)", flush=True)
            rebuild_on_change(root, rebuild)
    return 0


def _screen(root: Path, options: argparse.Namespace) -> int:
    from passerelle.eligibility.answers_file import UnusableError, answers_of
    from passerelle.eligibility.explain import Explainer
    from passerelle.eligibility.report import Report
    from passerelle.prose.interface import interface_words

    checked = check_listing(root, today_of(options))
    if checked.has_errors:
        print(FORMATS["text"](checked.findings, checked.files), file=sys.stderr)
        return 1
    screener = Screener(checked.catalog, today_of(options), options.role)
    try:
        raw = options.answers.read_bytes()
        answers, left_out = answers_of(str(options.answers), raw, screener.meanings, screener.today)
        names = screener.known(options.programs)
    except OSError as error:
        print(f"passerelle: cannot read {options.answers}: {error.strerror}", file=sys.stderr)
        return 2
    except UnusableError as error:
        print(f"passerelle: {error}", file=sys.stderr)
        return 1
    person = screener.person(answers)
    found = screener.screened(person, names)
    for message in left_out:
        print(f"passerelle: {message}", file=sys.stderr)
    words = interface_words(options.language)
    explainer = Explainer(screener, words, options.language)
    report = Report(explainer, checked.catalog.vocabularies["verdicts"], words, options.language)
    print(report.as_json(found, person) if options.format == "json" else report.as_text(found, person))
    return 0


def _docs(root: Path, options: argparse.Namespace) -> int:
    from passerelle.publish import reference
    from passerelle.upkeep import survey

    if not options.check:
        reference.write_pages(root, make_parser())
        survey.write_survey(root, today_of(options))
        return 0
    stale = [*reference.stale_pages(root, make_parser()), *([survey.PAGE] if survey.stale_survey(root) else [])]
    for path in stale:
        print(f"{path} is stale: run `passerelle docs`")
    return 1 if stale else 0
