"""Dates and numbers as people write them, and strings that are all there."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.dates import parse, written
from quizgen.language import Language, UnknownWordError, categories, language, places, strings
from quizgen.numbers import Figure
from quizgen.resources import templates_dir
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("text", "british", "american"),
    [
        ("1988-04-14", "14 April 1988", "April 14, 1988"),
        ("1988-04", "April 1988", "April 1988"),
        ("1988", "1988", "1988"),
        ("1988~", "about 1988", "about 1988"),
        ("1988-04?", "April 1988 (uncertain)", "April 1988 (uncertain)"),
        ("198X", "1980s", "1980s"),
        ("19XX", "20th century", "20th century"),
        ("1982-06/1988-04", "June 1982 – April 1988", "June 1982 – April 1988"),
        ("1985/..", "since 1985", "since 1985"),
        ("../1985", "until 1985", "until 1985"),
        ("1988-XX", "1988", "1988"),
        ("1988-04-XX", "April 1988", "April 1988"),
        ("1988-22~", "about summer 1988", "about summer 1988"),
        ("-0043-03-15", "15 March 44 BCE", "March 15, 44 BCE"),
        ("-0043-03", "March 44 BCE", "March 44 BCE"),
        ("-0043-21", "spring 44 BCE", "spring 44 BCE"),
        ("-0489", "490 BCE", "490 BCE"),
        ("0000", "1 BCE", "1 BCE"),
        ("-0489~", "about 490 BCE", "about 490 BCE"),
        ("-0489%", "about 490 BCE (uncertain)", "about 490 BCE (uncertain)"),
        ("-0498/-0448", "499–449 BCE", "499–449 BCE"),
        ("-0026/0014", "27 BCE – 14 CE", "27 BCE – 14 CE"),
        ("-0026/0476", "27 BCE – 476 CE", "27 BCE – 476 CE"),
        ("../-0026", "until 27 BCE", "until 27 BCE"),
        ("-04XX", "5th century BCE", "5th century BCE"),
        ("-00XX", "1st century BCE", "1st century BCE"),
        ("-01XX~", "about the 2nd century BCE", "about the 2nd century BCE"),
        ("198X~", "about the 1980s", "about the 1980s"),
        ("18XX%", "about the 19th century (uncertain)", "about the 19th century (uncertain)"),
        ("-004X~", "about 50–41 BCE", "about 50–41 BCE"),
        ("-20XX", "21st century BCE", "21st century BCE"),
        ("-004X", "50–41 BCE", "50–41 BCE"),
        ("000X", "1 BCE – 9 CE", "1 BCE – 9 CE"),
        ("003X", "30–39 CE", "30–39 CE"),
        ("00XX", "1st century", "1st century"),
        ("0014-08-19", "19 August 14 CE", "August 19, 14 CE"),
        ("0476", "476", "476"),
    ],
)
def test_dates(text: str, british: str, american: str) -> None:
    assert language("en-GB").date(parse(text)) == british
    assert language("en-US").date(parse(text)) == american


@pytest.mark.parametrize(
    ("tag", "century"),
    [
        ("de", "20. Jahrhundert"),
        ("fr", "20e siècle"),
        ("es", "siglo 20"),
        ("hi", "20वीं शताब्दी"),
        ("ja", "20世紀"),
    ],
)
def test_a_century_is_called_by_its_number(tag: str, century: str) -> None:
    assert language(tag).date(parse("19XX")) == century


@pytest.mark.parametrize(
    ("tag", "date", "expected"),
    [
        ("en-GB", "-0299~", ["300 BCE", "300 BC"]),
        ("en-GB", "0014", ["14 AD", "14"]),
        ("en-GB", "1988-04-14", []),
        ("en-GB", "1985~/1990?", ["1985–1990"]),
        ("en-GB", "1985/..", ["1985"]),
        ("en-GB", "-0498/-0448", ["499–449 BC", "499 BCE – 449 BCE"]),
        ("de", "184X?", ["1840er Jahre"]),
        ("de", "12XX~", ["13. Jahrhundert"]),
        ("ja", "1988", ["1988"]),
    ],
)
def test_what_else_is_right_for_a_date(tag: str, date: str, expected: list[str]) -> None:
    assert list(language(tag).date_spellings(parse(date))) == expected


def test_terms_of_office() -> None:
    english = language("en")
    assert english.years(parse("2001/2005")) == "2001–2005"
    assert english.years(parse("2001/..")) == "2001–"
    assert english.years(parse("2001")) == "2001"
    assert english.years(parse("-0026/0014")) == "27 BCE – 14 CE"
    assert english.years(parse("-0099/-0043")) == "100–44 BCE"
    assert english.years(parse("../-0043")) == "–44 BCE"


@pytest.mark.parametrize(
    ("tag", "day", "year", "span"),
    [
        ("de", "15. März 44 v. Chr.", "490 v. Chr.", "27 v. Chr. – 14 n. Chr."),
        ("ur", "15 مارچ، 44 قبل مسیح", "490 قبل مسیح", "27 قبل مسیح – 14 عیسوی"),
        ("fr", "15 mars 44 av. J.-C.", "490 av. J.-C.", "27 av. J.-C. – 14 ap. J.-C."),
        ("es", "15 de marzo de 44 a. C.", "490 a. C.", "27 a. C. – 14 d. C."),
        ("ja", "紀元前44年3月15日", "紀元前490年", "紀元前27年～西暦14年"),
        ("th", "15 มีนาคม ก่อน ค.ศ. 44", "ก่อน ค.ศ. 490", "ก่อน ค.ศ. 27 – ค.ศ. 14"),
        ("ru", "15 марта 44\u202fг. до н. э.", "490 до н. э.", "27 до н. э. – 14 н. э."),
    ],
)
def test_years_before_the_first_in_many_languages(tag: str, day: str, year: str, span: str) -> None:
    spoken = language(tag, {} if tag in OTHERS else {tag: {}})
    shown = [spoken.date(parse(text)) for text in ("-0043-03-15", "-0489", "-0026/0014")]
    assert shown == [day, year, span]


@given(
    st.integers(-9998, 9999),
    st.sampled_from(["", "-07", "-07-15", "-23"]),
    st.sampled_from(["", "~", "?", "%"]),
    st.sampled_from(["en", "de", "ur"]),
)
def test_no_date_shows_a_minus_or_a_year_0(year: int, rest: str, mark: str, tag: str) -> None:
    shown = language(tag).date(parse(written(year) + rest + mark))
    assert "-" not in shown
    assert not re.search(r"(?<!\d)0", shown)


def test_a_language_may_name_its_eras() -> None:
    own = {"en": {"era.before": "BC", "era.after": "AD"}}
    assert language("en", own).years(parse("-0026/0014")) == "27 BC – 14 AD"
    assert language("fr", {"fr": {"era.before": "avant notre ère"}}).date(parse("-0043")) == (
        "44 avant notre ère"
    )


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("en", ["0 points", "1 point", "2 points", "1,000 points"]),
        ("de", ["0 Punkte", "1 Punkt", "2 Punkte", "1.000 Punkte"]),
        ("ur", ["0 نمبر", "1 نمبر", "2 نمبر", "1,000 نمبر"]),
        ("es", ["0 puntos", "1 punto", "2 puntos", "1.000 puntos"]),
        ("fr", ["0 point", "1 point", "2 points", "1\u202f000 points"]),
        ("ar", ["0 درجة", "درجة واحدة", "درجتان", "1,000 درجة"]),
        ("hi", ["0 अंक", "1 अंक", "2 अंक", "1,000 अंक"]),
        ("zh", ["0分", "1分", "2分", "1,000分"]),
        ("ja", ["0点", "1点", "2点", "1,000点"]),
    ],
)
def test_what_is_counted_has_its_plural(tag: str, shown: list[str]) -> None:
    assert [language(tag).say("paper.points", points=n) for n in (0, 1, 2, 1000)] == shown


def test_plurals_of_a_users_own_language() -> None:
    forms = {"zero": "0", "one": "1", "two": "2", "few": "few", "many": "many", "other": "other"}
    welsh = language("cy", {"cy": {"paper.questions": forms}})
    shown = [welsh.say("paper.questions", count=n) for n in (0, 1, 2, 3, 6, 100)]
    assert shown == ["0", "1", "2", "few", "many", "other"]
    assert welsh.say("paper.points", points=2) == "2 points", "English has no form for two"
    assert categories(welsh.locale, "paper.points") == tuple(forms)


def test_a_string_need_not_keep_its_places() -> None:
    own = {"en": {"paper.questions": "some questions", "event.year": "When was that?"}}
    assert language("en", own).say("paper.questions", count=3) == "some questions"


def test_numbers() -> None:
    english = language("en-GB")
    assert english.amount(Figure(Decimal(13000)), "men", "over") == "over 13,000 men"
    assert english.number(Decimal("1.60")) == "1.60"


def test_sorts_of_thing() -> None:
    assert language("en").sort_of("text") == "term"
    assert language("en").sort_of("armed-group") == "armed group"


@pytest.mark.parametrize("tag", ["xx-nowhere", "tlh", "", "not a tag", "cy"])
def test_an_unknown_language_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match=r"language tag|has no words"):
        language(tag)


def test_a_users_own_language_falls_back_to_english() -> None:
    italian = language("it", {"it": {"paper.name": "Nome"}})
    assert (italian.say("paper.name"), italian.say("paper.class")) == ("Nome", "Class")
    assert italian.date(parse("1988-04-14")) == "14 aprile 1988"
    assert language("fa", {"fa": {}}).direction == "rtl"


def test_a_users_own_words_go_before_the_shipped_ones() -> None:
    own = {"en": {"paper.class": "Form"}, "de": {"paper.name": "Dein Name"}}
    assert language("en-GB", own).say("paper.class") == "Form"
    german = language("de", own)
    assert (german.say("paper.name"), german.say("paper.class")) == ("Dein Name", "Klasse")
    assert language("de").say("paper.name") == "Name"


def test_a_string_that_is_nowhere_is_a_sentence() -> None:
    with pytest.raises(UnknownWordError, match=r"no language has a word 'nope'"):
        language("de").say("nope")


def test_every_string_can_be_filled() -> None:
    english: Language = language("en")
    for key, text in english.strings.items():
        values: dict[str, str | int] = dict.fromkeys(places(text), "x")
        assert english.say(key, **values)
        if not isinstance(text, str):
            assert set(text) <= set(categories(english.locale, key))
            assert {english.say(key, **dict.fromkeys(values, n)) for n in (1, 2)}, key


COUNTED = {"count", "points", "minutes", "facts", "cards", "number"}
"""Places of numbers by which a form is chosen."""
OTHERS = sorted(p.stem for p in (templates_dir() / "language").glob("*.yaml") if p.stem != "en")


LISTED = (ROOT / "tests" / "untranslated.txt").read_text("utf-8").splitlines()
UNTRANSLATED = frozenset(line for line in LISTED if not line.startswith("#"))
"""Words that a translation may lack for now."""


@pytest.mark.parametrize("tag", OTHERS)
def test_a_translation_is_complete_and_keeps_every_place(tag: str) -> None:
    english, theirs = strings("en"), strings(tag)
    missing = [word for word in english if word not in theirs and word not in UNTRANSLATED]
    assert not missing, f"write them into {tag}.yaml, or list them in tests/untranslated.txt"
    assert list(theirs) == [word for word in english if word in theirs]
    for key, text in theirs.items():
        assert places(text) == places(english[key]), key
        if not isinstance(text, str):
            assert list(text) == list(categories(language(tag).locale, key)), key


def test_what_is_translated_is_not_listed_as_untranslated() -> None:
    lacking = {word for tag in OTHERS for word in strings("en") if word not in strings(tag)}
    assert lacking >= UNTRANSLATED


@pytest.mark.parametrize("tag", OTHERS)
def test_a_translation_counts_in_each_of_its_forms(tag: str) -> None:
    spoken = language(tag)
    counts = (0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 21, 99, 100, 101, 102, 1_000_000)
    told = {spoken.locale.plural_form(n) for n in counts}
    assert told == {*spoken.locale.plural_form.tags, "other"}, "a number for each form"
    for key, text in strings(tag).items():
        if not isinstance(text, str):
            texts: dict[str, str | int] = dict.fromkeys(places(text) - {"count"}, "…")
            for n in counts:
                values = {**texts, **dict.fromkeys(places(strings("en")[key]) & COUNTED, n)}
                assert spoken.say(key, **values), (key, n)


@pytest.mark.parametrize("tag", OTHERS)
def test_a_translation_says_its_direction_as_babel_does(tag: str) -> None:
    spoken = language(tag)
    assert spoken.direction == spoken.locale.text_direction


def test_there_is_a_language_in_each_direction() -> None:
    assert {language(tag).direction for tag in OTHERS} == {"ltr", "rtl"}
