"""Checks of text: what each finds, and what only looks like it."""

from __future__ import annotations

import pytest

from passerelle.checks.editorial import sentences_begin_and_end, signs_are_right
from passerelle.checks.parity import french_is_not_english, links_agree, months_agree, numbers_agree
from passerelle.checks.passages import Pair, Passage, Sort, passages_of
from passerelle.checks.plain import words_are_plain
from passerelle.checks.sameness import same_words
from passerelle.prose.interface import interface_words
from passerelle.prose.numbers import numbers_of
from passerelle.prose.plain_words import FILE, replaced_words, tokens_of
from passerelle.prose.readability import measure, plain, sentences_of, syllables, word_count
from passerelle.records.text import LANGUAGES, Language, Text
from tests.listings import plain_data


def found(text: str, language: Language, sort: Sort = "record") -> set[str]:
    passage = Passage("a.yml", ("text", language), language, text, sort)
    checks = (signs_are_right, sentences_begin_and_end, words_are_plain)
    return {problem.rule.id for check in checks for problem in check(passage)}


def found_in_pair(en: str, fr: str, field: str = "text") -> set[str]:
    pair = Pair("a.yml", (field,), en, fr, "record")
    checks = (french_is_not_english, numbers_agree, months_agree, links_agree)
    return {problem.rule.id for check in checks for problem in check(pair)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Call +1 613 555 0100 ext. 12 or 211 from 9:30 a.m. to 5 p.m."),
        ("en", 'They say "yes": see [the form](https://a.example/b?c=1-613-555-0100).'),
        ("en", "It costs $1,000 (about 60% of it is paid back)."),
        ("en", "The 2023–24 plan, e.g. in St. John’s… It ended."),
        ("en", "LASI and OCISO help, and CLB 5 is asked."),
        ("en", "The members’ list is long. Who’s on it?"),
        ("fr", "Composez le +1 613 555 0100, poste 12, de 9 h 30 à 17 h."),
        ("fr", "Est-ce pour vous\u00a0? Oui\u00a0: «\u00a0bienvenue\u00a0»\u00a0!"),
        ("fr", "Le site https://a.example:80/b?c=d et l’adresse a@b.example."),
        ("fr", "Cela coûte 1\u00a0000\u00a0$, dont 60\u00a0% en mars 2026."),
        ("fr", "Il ouvre le lundi\u202f; le mardi, non."),
        ("fr", "Mars 2026 est le premier mois."),
        ("fr", "Le rapport entre 2:1 et 3:1."),
    ],
)
def test_right_signs_are_left_alone(language: Language, text: str) -> None:
    assert found(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text", "rule"),
    [
        ("en", "The agency's list.", "apostrophe"),
        ("en", "The members' list.", "apostrophe"),
        ("fr", "Le « port ».", "no-break-space"),
        ("fr", "Oui: venez.", "no-break-space"),
        ("fr", "Oui : venez.", "no-break-space"),
        ("fr", "Il coûte 5$.", "no-break-space"),
        ("fr", "Voir [ici](https://a.example)!", "no-break-space"),
        ("en", "One , two.", "spaces"),
        ("en", "One (two ).", "spaces"),
        ("en", "Is it ?", "spaces"),
        ("en", "Wait...", "stops"),
        ("en", "Really!!", "stops"),
        ("en", "Call 613.555.0100.", "phone"),
        ("en", "Call 1 (613) 555-0100.", "phone"),
        ("fr", "Venez le 3 Mars.", "capitals"),
        ("en", "Fix XXX later.", "leftover"),
    ],
)
def test_wrong_signs_are_found(language: Language, text: str, rule: str) -> None:
    assert f"editorial/{rule}" in found(text, language)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Dr. Ahmed’s office", set()),
        ("World Skills Inc.", set()),
        ("River Mentors.", {"editorial/stops"}),
        ("de 9 à 5", set()),
    ],
)
def test_names_are_no_sentences(text: str, rules: set[str]) -> None:
    assert found(text, "en", "label") == rules


@pytest.mark.parametrize(
    ("en", "fr"),
    [
        ("2,200 people by 2.5 hours", "2\u00a0200 personnes en 2,5 heures"),
        ("from 9 to 5 p.m.", "de 9 h à 17 h"),
        ("six months, then 10 weeks", "6 mois, puis dix semaines"),
        ("in 2015-16 and 2023–24", "en 2015-2016 et 2023-2024"),
        ("67 of 100 people", "67\u00a0% des gens"),
        ("Call +1 613 555 0100.", "Composez le 613-555-0100."),
        ("See [it](https://a.example/2).", "Voir [ceci](https://a.example/deux)."),
        ("MAPLE 2.0", "MAPLE 2.0"),
        ("about 20 pairs", "une vingtaine de jumelages"),
        ("Orientation to Ontario (O2O)", "Orientation en Ontario"),
        ("You may come in March.", "Venez en mars."),
        ("Come in May.", "Venez en mai."),
    ],
)
def test_languages_that_agree(en: str, fr: str) -> None:
    assert found_in_pair(en, fr) == set()


@pytest.mark.parametrize(
    ("en", "fr", "rule"),
    [
        ("12 weeks", "10 semaines", "numbers"),
        ("12 weeks", "des semaines", "numbers"),
        ("some weeks", "12 semaines", "numbers"),
        ("at 5 p.m.", "à 16 h", "numbers"),
        ("1,500 people", "1\u00a0050 personnes", "numbers"),
        ("in March", "en avril", "months"),
        ("[a](https://a.example)", "a", "links"),
        ("You can ask for it at the office.", "You can ask for it at the office.", "identical"),
    ],
)
def test_languages_that_differ(en: str, fr: str, rule: str) -> None:
    assert found_in_pair(en, fr) == {f"bilingual/{rule}"}


def test_an_english_name_in_french_is_english() -> None:
    name = Text(en="From One to One: Work", fr="From One to One: Work")
    assert [passage.language for passage in passages_of("a.yml", ("name",), name, "label")] == ["en"]
    assert [passage.language for passage in passages_of("a.yml", ("text",), name, "record")] == ["en", "fr"]


def test_names_may_be_the_same_in_both_languages() -> None:
    assert found_in_pair("Women in the Trades for You", "Women in the Trades for You", "name") == set()
    assert found_in_pair("Conversation Circle", "Conversation Circle") == set()


@pytest.mark.parametrize(
    ("language", "figures", "text"),
    [
        ("en", ("1000", "2.5"), "1,000 and 2.50 and 2.5"),
        ("fr", ("1000", "2.5"), "1\u202f000 et 2,5"),
        ("en", ("17",), "5 p.m."),
    ],
)
def test_figures_are_read_as_each_language_writes_them(language: Language, figures: tuple[str, ...], text: str) -> None:
    assert {figure.rstrip("0") if "." in figure else figure for figure in numbers_of(text, language).figures} == set(
        figures
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two? Three!", 3),
        ("It is at St. John’s, e.g. by Dr. Ahmed. Call.", 2),
        ("First line\nof one sentence.", 1),
        ("A list\n\n- one item\n- another", 3),
        ("He said «\u00a0oui.\u00a0» Then he left.", 2),
        ("Version 2.0 is out.", 1),
    ],
)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert len(sentences_of(text)) == count


@pytest.mark.parametrize(
    ("word", "language", "count"),
    [
        ("people", "en", 2), ("use", "en", 1), ("courses", "en", 2), ("helped", "en", 1), ("wanted", "en", 2),
        ("organization", "en", 5), ("the", "en", 1), ("rivière", "fr", 2), ("personnes", "fr", 2), ("parlent", "fr", 1),
        ("mentorat", "fr", 3), ("employeur", "fr", 3), ("a", "fr", 1),
    ],
)  # fmt: skip
def test_syllables_are_about_right(word: str, language: Language, count: int) -> None:
    assert syllables(word, language) == count


def test_known_texts_come_out_in_the_known_order() -> None:
    easy = ["The cat sat on the mat."] * 20
    hard = ["Considerable organizational responsibilities characterize accreditation procedures."] * 20
    graded = [measure(text, "en") for text in (easy, hard)]
    assert graded[0]
    assert graded[1]
    assert graded[0].score < 2 < 20 < graded[1].score
    eased = [
        measure(text, "fr")
        for text in (
            ["Le chat dort sur le lit."] * 20,
            ["L’accréditation professionnelle caractérise l’organisation."] * 30,
        )
    ]
    assert eased[0]
    assert eased[1]
    assert eased[0].score > 90 > 20 > eased[1].score


def test_few_words_have_no_score_and_names_do_not_count() -> None:
    assert measure(["Short."] * 99, "en") is None
    plain_words = ["You meet with a mentor from your field at work."] * 20
    names = ["You meet with a mentor from Immigrant Organizations International at work."] * 20
    one, other = measure(plain_words, "en"), measure(names, "en")
    assert one
    assert other
    assert abs(one.score - other.score) < 1.5


def test_words_and_marks() -> None:
    assert plain("**See** [the *form*](https://a.example){ .x } `now`.") == "See the form now."
    assert word_count("A well-known, on-the-job test: CLB 4.5 at O’Neil’s for $20.") == 10


def test_same_words_whatever_their_dress() -> None:
    assert same_words("The Days") == same_words("day")
    assert same_words("Métiers de la santé") == same_words("metier sante")
    assert same_words("River Mentors") != same_words("River Friends")


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_the_interface_keep_the_same_rules(language: Language) -> None:
    def told(part: object) -> list[str]:
        return [word for item in part.values() for word in told(item)] if isinstance(part, dict) else [str(part)]

    for words in told(interface_words(language)):
        (passage,) = passages_of("interface.yml", ("words",), Text(**{language: words}), "page")
        assert [problem.message for problem in signs_are_right(passage)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_plain_word_is_itself_on_the_list(language: Language) -> None:
    listed = plain_data(FILE)[language]
    for instead, forms in listed.items():
        assert forms
        assert list(replaced_words(instead, tokens_of(instead), language)) == [], instead
        for form in forms:
            assert next(replaced_words(f"X {form} y.", tokens_of(f"X {form} y."), language)).found in form
