"""Owns referral sheets: what a counsellor sends with a person, one letter page in both languages at once.

A sheet stands above the languages and is made once. Its columns are the two languages, its rows the things to tick: what
is ticked or written is there once. What would not fit on the page is left out, and the sheet says so.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any, Literal

import msgspec
import zxingcpp
from markupsafe import Markup, escape

from passerelle.prose.interface import interface_words
from passerelle.prose.local import Brand
from passerelle.records.criteria import criteria_of
from passerelle.records.freshness import freshness, newest
from passerelle.records.model import Contact, Program
from passerelle.records.phrases import worded_date
from passerelle.records.text import LANGUAGES, Language
from passerelle.site.assets import assets_address
from passerelle.site.fill import content_security_policy
from passerelle.site.overview import caution_of
from passerelle.site.rules import Line, rule_views
from passerelle.site.sections import moves
from passerelle.site.templates import environment
from passerelle.site.wording import NOTHING, Wording, lowered

LETTERS_A_LINE = 58
"""How much of a language's column fits on a line of the printed sheet. Measured in Chromium with its widest usual fonts."""
LETTERS_A_ROOMY_LINE = 47
LETTERS_OF_BOX = 3
LINES_OF_HEADING = 2
LETTERS_OF_NAME, LETTERS_OF_ORGANIZATION = 24, 34
LINES_BESIDE_CODE = 3
ROOMY_LINES, CLOSE_LINES = 16, 23
"""How many lines of its own a sheet may have in the largest print, and in the middle one. The fullest such sheets leave
5 mm of the page."""
PrintSize = Literal["roomy", "close", "tight"]
LINES_OF_CRITERIA = 15
LINES_OF_MOVES = 8
MOST_DOCUMENTS = 9


@dataclass(frozen=True, slots=True)
class Pair:
    """The same thing in each language, escaped."""

    en: Markup
    fr: Markup

    def lines(self, letters: int = LETTERS_A_LINE) -> int:
        """How many printed lines it takes where a line holds so many letters."""
        return max(math.ceil(len(_said(text)) / letters) for text in (self.en, self.fr))


def _said(text: Markup) -> str:
    """What a reader reads of a text."""
    return text.striptags() if "<" in text or "&" in text else text


@dataclass(frozen=True, slots=True)
class SheetMove:
    """A step and who makes it."""

    owner: Pair
    text: Pair

    @property
    def whole(self) -> Pair:
        """As it is printed: whose move it is, then what to do."""
        return Pair(self.owner.en + ": " + self.text.en, self.owner.fr + ": " + self.text.fr)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that a referral sheet shows."""

    id: str
    name: Pair
    organization: Pair
    contact: Contact | None
    caution: Pair | None
    stated: Pair
    criteria: tuple[Pair, ...]
    decisions: tuple[Pair, ...]
    criteria_cut: bool
    documents: tuple[Pair, ...]
    documents_cut: bool
    moves: tuple[SheetMove, ...]
    moves_cut: bool
    reply_days: int | None
    rules_version: str
    rules_from: Pair
    made_on: Pair
    codes: Mapping[Language, Markup]

    @property
    def print_size(self) -> PrintSize:
        """The largest print in which all that it says fits on its page."""
        lines = self._roomy_lines()
        return "roomy" if lines <= ROOMY_LINES else "close" if lines <= CLOSE_LINES else "tight"

    def _roomy_lines(self) -> int:
        head = self.name.lines(LETTERS_OF_NAME) + self.organization.lines(LETTERS_OF_ORGANIZATION)
        said = [*self.criteria, *self.decisions, *(move.whole for move in self.moves)]
        said += [self.caution] if self.caution else []
        headings = bool(self.decisions) + self.criteria_cut + self.moves_cut
        documents = sum(len(_said(text)) + LETTERS_OF_BOX for pair in self.documents for text in (pair.en, pair.fr))
        return (
            max(0, head - LINES_BESIDE_CODE)
            + sum(pair.lines(LETTERS_A_ROOMY_LINE) for pair in said)
            + headings
            + (math.ceil(documents / (2 * LETTERS_A_ROOMY_LINE)) + LINES_OF_HEADING if documents else 0)
        )


def sheet_address(program: Program) -> str:
    """Where a program's sheet stands, from the site's root."""
    return f"refer/sheet/{program.id}/"


class SheetMaker:
    """Makes the referral sheets of one edition as of a day; a program needs one as long as it is listed."""

    def __init__(self, wordings: Mapping[Language, Wording], brand: Brand, today: date, site_url: str) -> None:
        self._wordings, self._today, self._site_url = wordings, today, site_url
        jinja = environment({language: interface_words(language) for language in LANGUAGES})
        self._template = jinja.get_template("root/sheet.html")
        parts = jinja.get_template("root/sheet-parts.html").module
        shared: dict[str, Any] = {"brand": brand, "assets": f"../../../{assets_address()}", "root": "../../../"}
        # What is the same on every sheet is made once: in the template it would take half of the time.
        shared["part"] = cache(lambda name, *keys: getattr(parts, name)(*keys))
        self._shared = {**shared, "csp": content_security_policy("")}

    def pages(self, programs: Iterable[Program]) -> Iterator[tuple[str, str]]:
        """The address and the HTML of every listed program's sheet."""
        for program in programs:
            if program.is_listed:
                yield sheet_address(program), self._template.render(self._shared, sheet=self.sheet(program))

    def sheet(self, program: Program) -> Sheet:
        """What the sheet of a program shows."""
        said = {language: _Said.of(program, self._today, wording) for language, wording in self._wordings.items()}
        en, fr = said["en"], said["fr"]
        criteria, decisions = _paired(en.criteria, fr.criteria), _paired(en.decisions, fr.decisions)
        shown = within(criteria, LINES_OF_CRITERIA)
        room = LINES_OF_CRITERIA - sum(pair.lines() for pair in shown) - 1
        steps = _moves(en.moves, fr.moves)
        taken = len(within([move.text for move in steps], LINES_OF_MOVES))
        documents = _paired(en.documents, fr.documents)
        judged = within(decisions, room) if len(shown) == len(criteria) else ()
        return Sheet(
            id=program.id,
            name=Pair(en.name, fr.name),
            organization=Pair(en.organization, fr.organization),
            contact=program.contact,
            caution=Pair(en.caution, fr.caution) if en.caution else None,
            stated=Pair(en.stated, fr.stated),
            criteria=shown,
            decisions=judged,
            criteria_cut=len(shown) + len(judged) < len(criteria) + len(decisions),
            documents=documents[:MOST_DOCUMENTS],
            documents_cut=len(documents) > MOST_DOCUMENTS,
            moves=steps[:taken],
            moves_cut=taken < len(steps),
            reply_days=program.referral.reply_within_days if program.referral else None,
            rules_version=rules_version(program),
            rules_from=Pair(en.rules_from, fr.rules_from),
            made_on=_paired(*([escape(worded_date(self._today.isoformat(), code))] for code in LANGUAGES))[0],
            codes={code: quick_response(f"{self._site_url}{code}/programs/{program.id}/") for code in LANGUAGES},
        )


def rules_version(program: Program) -> str:
    """A short name of a program's rules as they are authored; another rule has another name."""
    authored = msgspec.json.encode(
        (program.eligibility, program.host, program.embedded_in, program.areas), order="sorted"
    )
    return hashlib.sha256(authored).hexdigest()[:8]


def quick_response(address: str) -> Markup:
    """A QR code of an address as SVG, with the quiet zone around it that a reader needs: a stroke a run of dark modules.

    The mask is set beforehand: any is read, and to choose one takes six times as long.
    """
    image = zxingcpp.create_barcode(address, _QR, ec_level="M", data_mask=3).to_image(scale=1)
    modules = memoryview(image).tobytes().translate(_AS_DIGITS)  # type: ignore[arg-type] # its stub hides the buffer
    side = math.isqrt(len(modules))
    rows = [modules[start : start + side] for start in range(0, len(modules), side)]
    lines = [f"M0 {number}.5{_strokes(row)}" for number, row in enumerate(rows) if b"1" in row]
    return Markup(f'<svg viewBox="0 0 {side} {side}"><path stroke="#000" d="{"".join(lines)}"/></svg>')  # noqa: S704 - numbers


_QR = zxingcpp.BarcodeFormat.QRCode
_AS_DIGITS = bytes.maketrans(b"\x00\xff", b"10")
_PIECE = 7


def _strokes(modules: bytes) -> str:
    """A row of dark (1) and light (0) modules as a path from its left end."""
    return "".join(_piece(modules[place : place + _PIECE]) for place in range(0, len(modules), _PIECE))


@cache
def _piece(modules: bytes) -> str:
    runs = ((dark, len(list(run))) for dark, run in groupby(modules))
    return "".join(f"h{length}" if dark == ord("1") else f"m{length} 0" for dark, length in runs)


def within(pairs: Sequence[Pair], lines: int) -> tuple[Pair, ...]:
    """As many pairs, from the first, as fit on so many printed lines."""
    shown: list[Pair] = []
    for pair in pairs:
        lines -= pair.lines()
        if lines < 0:
            break
        shown.append(pair)
    return tuple(shown)


@dataclass(frozen=True, slots=True)
class _Said:
    """The half of a sheet that is in one language."""

    name: Markup
    organization: Markup
    caution: Markup
    stated: Markup
    criteria: tuple[Markup, ...]
    decisions: tuple[Markup, ...]
    documents: tuple[Markup, ...]
    moves: tuple[tuple[Markup, Markup], ...]
    rules_from: Markup

    @classmethod
    def of(cls, program: Program, today: date, wording: Wording) -> _Said:
        organization = wording.catalog.organizations.get(program.organization)
        caution = caution_of(program, freshness(program, today), today, wording)
        referral, unsourced = program.referral, defaultdict[str | None, Markup](lambda: NOTHING)
        rule = next((one for one in rule_views(program, unsourced, wording) if one.role == "participant"), None)
        criteria = [line_in_words(line, wording) for line in rule.lines] if rule else []
        if rule and rule.gate:
            criteria.insert(0, rule.gate.sentence)
        steps = (referral.steps if referral else ()) or program.how_to_enter
        person = wording.words["program"]["person"]
        return cls(
            name=wording.name(program),
            organization=wording.name(organization) if organization else NOTHING,
            caution=escape(f"{caution.title} {caution.text}") if caution else NOTHING,
            stated=escape(rule.stated.description or rule.stated.label)
            if rule
            else escape(wording.words["rule"]["nothing"]),
            criteria=tuple(escape(sentence) for sentence in criteria),
            decisions=tuple(decision.text for decision in rule.decisions) if rule else (),
            documents=tuple(map(escape, wording.labels("documents", referral.documents))) if referral else (),
            moves=tuple((escape(move.owner), move.text) for move in moves(steps, unsourced, wording, person)),
            rules_from=_rules_from(program, wording),
        )


def _rules_from(program: Program, wording: Wording) -> Markup:
    rule = program.eligibility.participant
    keys = {criterion.source for criterion in criteria_of(rule.root)} if rule and rule.root else set()
    evidence = newest(program.sources[key] for key in keys)
    return escape(worded_date(evidence.isoformat()[:7], wording.language)) if evidence else NOTHING


def line_in_words(line: Line, wording: Wording) -> str:
    """A criterion or a group of them as running text: "One of these: you …; or you …"."""
    words: Mapping[str, Any] = wording.words["rule"]
    if line.kind == "criterion":
        return f"{line.sentence} {words['or_equivalent']}" if line.or_equivalent else line.sentence
    between = f"; {words['and_word' if line.kind == 'all' else 'or_word']} "
    told = (lowered(line_in_words(part, wording)).removesuffix(".") for part in line.parts)
    return f"{words[line.kind]} {between.join(told)}."


def _paired(en: Iterable[Markup], fr: Iterable[Markup]) -> tuple[Pair, ...]:
    return tuple(Pair(*both) for both in zip(en, fr, strict=True))


def _moves(en: Iterable[tuple[Markup, Markup]], fr: Iterable[tuple[Markup, Markup]]) -> tuple[SheetMove, ...]:
    both = zip(en, fr, strict=True)
    return tuple(SheetMove(Pair(one[0], two[0]), Pair(one[1], two[1])) for one, two in both)
