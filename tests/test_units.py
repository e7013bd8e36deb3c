"""Units: on which side, with what space, and whether one counts with them."""

from __future__ import annotations

import pytest
from babel import Locale

from quizgen.units import Sort, unit


def around(tag: str, text: str) -> str:
    made = unit(text, Locale.parse(tag)).around("5")
    return made.replace("\u00a0", "~").replace("\u202f", "'")


@pytest.mark.parametrize(
    ("text", "english", "german", "french"),
    [
        ("%", "5%", "5~%", "5~%"),
        ("% of GDP", "5% of GDP", "5~% of GDP", "5~% of GDP"),
        ("°", "5°", "5°", "5°"),
        ("° N", "5° N", "5° N", "5° N"),
        ("°C", "5°C", "5~°C", "5'°C"),
        ("K", "5~K", "5~K", "5'K"),
        ("km/h", "5~km/h", "5~km/h", "5'km/h"),
        ("€", "€5", "5~€", "5~€"),
        ("$", "$5", "5~$", "5~$"),
        ("US$", "US$5", "5~US$", "5~US$"),
        ("EUR", "EUR~5", "5~EUR", "5~EUR"),
        ("CHF", "CHF~5", "5~CHF", "5~CHF"),
        ("million €", "€5 million", "5 million €", "5 million €"),
        ("€bn", "€5bn", "5~€bn", "5~€bn"),
        ("$ per barrel", "$5 per barrel", "5~$ per barrel", "5~$ per barrel"),
        ("€/m²", "€5/m²", "5~€/m²", "5~€/m²"),
        ("¢", "5¢", "5¢", "5¢"),
        ("pH", "pH~5", "pH~5", "pH~5"),
        ("soldiers", "5 soldiers", "5 soldiers", "5 soldiers"),
        ("", "5", "5", "5"),
    ],
)
def test_the_side_and_the_space(text: str, english: str, german: str, french: str) -> None:
    assert [around(tag, text) for tag in ("en_GB", "de", "fr")] == [english, german, french]


@pytest.mark.parametrize(
    ("tag", "text", "shown"),
    [
        ("de_CH", "€", "€~5"),
        ("tr", "%", "%5"),
        ("hi", "₹", "₹5"),
        ("ja", "¥", "¥5"),
        ("es", "€", "5~€"),
        ("pt_BR", "R$", "R$~5"),
        ("ur", "Rs", "Rs~5"),
    ],
)
def test_other_languages(tag: str, text: str, shown: str) -> None:
    assert around(tag, text) == shown


MEASURES = """°C °F K km m/s² m·s⁻² g/mol kJ/mol kWh mg/dL ppm dB € US$ EUR ‰ ° people/km² kg/person
pH AU µm"""
COUNTS = """soldiers months kilometres degrees cups F-16s US_Marines light-years in_prison a_head
billion_US_dollars members_of_parliament"""


@pytest.mark.parametrize("text", MEASURES.split())
def test_what_has_a_sign_is_measured(text: str) -> None:
    assert unit(text, Locale("en")).sort is Sort.MEASURE


@pytest.mark.parametrize("text", [text.replace("_", " ") for text in COUNTS.split()])
def test_what_has_a_word_is_counted(text: str) -> None:
    assert unit(text, Locale("en")).sort is Sort.COUNT


@pytest.mark.parametrize(
    ("tag", "text"),
    [("en", "%"), ("en", "per cent"), ("en", "percent"), ("de", "Prozent"), ("ur", "فیصد")],
)
def test_percentages(tag: str, text: str) -> None:
    assert unit(text, Locale(tag)).sort is Sort.PERCENT


@pytest.mark.parametrize(
    ("tag", "text"), [("ru", "км"), ("hi", "कि॰मी॰"), ("ar", "كم"), ("de", "Std."), ("ja", "℃")]
)
def test_signs_of_other_scripts(tag: str, text: str) -> None:
    assert unit(text, Locale(tag)).sort is Sort.MEASURE


def test_signs_before_words() -> None:
    assert unit("m above sea level", Locale("en")).sort is Sort.MEASURE
    assert around("en", "m above sea level") == "5~m above sea level"
