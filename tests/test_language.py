"""Dates and numbers as people write them, and strings that are all there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quizgen.dates import parse
from quizgen.language import Language, language, places, strings
from quizgen.resources import templates_dir


@pytest.mark.parametrize(
    ("text", "british", "american"),
    [
        ("1988-04-14", "14 April 1988", "April 14, 1988"),
        ("1988-04", "April 1988", "April 1988"),
        ("1988", "1988", "1988"),
        ("1988~", "about 1988", "about 1988"),
        ("1988-04?", "April 1988 (uncertain)", "April 1988 (uncertain)"),
        ("198X", "1980s", "1980s"),
        ("19XX", "1900s", "1900s"),
        ("1982-06/1988-04", "June 1982 – April 1988", "June 1982 – April 1988"),
        ("1985/..", "from 1985", "from 1985"),
        ("../1985", "until 1985", "until 1985"),
        ("-0044", "-44", "-44"),
    ],
)
def test_dates(text: str, british: str, american: str) -> None:
    assert language("en-GB").date(parse(text)) == british
    assert language("en-US").date(parse(text)) == american


def test_terms_of_office() -> None:
    english = language("en")
    assert english.years(parse("2001/2005")) == "2001–2005"
    assert english.years(parse("2001/..")) == "2001–"
    assert english.years(parse("2001")) == "2001"


def test_numbers() -> None:
    english = language("en-GB")
    assert english.number(Decimal(13000), "over") == "over 13,000"
    assert english.number(Decimal("1.6")) == "1.6"


def test_sorts_of_thing() -> None:
    assert language("en").sort_of("text") == "term"
    assert language("en").sort_of("armed-group") == "armed group"


@pytest.mark.parametrize("tag", ["xx-nowhere", "tlh", "", "not a tag", "fr"])
def test_an_unknown_language_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match=r"language tag|has no words"):
        language(tag)


def test_a_users_own_language_falls_back_to_english() -> None:
    french = language("fr", {"fr": {"paper.name": "Nom"}})
    assert (french.say("paper.name"), french.say("paper.class")) == ("Nom", "Class")
    assert french.date(parse("1988-04-14")) == "14 avril 1988"
    assert language("fa", {"fa": {}}).direction == "rtl"


def test_a_users_own_words_go_before_the_shipped_ones() -> None:
    own = {"en": {"paper.class": "Form"}, "de": {"paper.name": "Dein Name"}}
    assert language("en-GB", own).say("paper.class") == "Form"
    german = language("de", own)
    assert (german.say("paper.name"), german.say("paper.class")) == ("Dein Name", "Klasse")
    assert language("de").say("paper.name") == "Name"


def test_every_string_can_be_filled() -> None:
    english: Language = language("en")
    for key, text in english.strings.items():
        assert english.say(key, **dict.fromkeys(places(text), "x"))


OTHERS = sorted(p.stem for p in (templates_dir() / "language").glob("*.yaml") if p.stem != "en")


@pytest.mark.parametrize("tag", OTHERS)
def test_a_translation_is_complete_and_keeps_every_place(tag: str) -> None:
    english, theirs = strings("en"), strings(tag)
    assert list(theirs) == list(english)
    for key, text in theirs.items():
        assert places(text) == places(english[key]), key


@pytest.mark.parametrize("tag", OTHERS)
def test_a_translation_says_its_direction_as_babel_does(tag: str) -> None:
    spoken = language(tag)
    assert spoken.direction == spoken.locale.text_direction


def test_there_is_a_language_in_each_direction() -> None:
    assert {language(tag).direction for tag in OTHERS} == {"ltr", "rtl"}
