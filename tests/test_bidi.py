"""Two directions in one line: the first letter tells, and nothing beside a name goes astray."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bidi import LTR, MARKS, RTL, begun, directions, embedded, is_rtl, led
from quizgen.language import language
from quizgen.text import anki_html, html, page_html

L, R = MARKS[LTR], MARKS[RTL]


@pytest.mark.parametrize(
    ("text", "rtl"),
    [
        ("جنیوا", True),
        ("Geneva", False),
        ("1988", False),
        ("", False),
        ("جنیوا Geneva", True),
        ("WTO کا صدر دفتر کس شہر میں ہے؟", True),
        ("الله means God in Arabic", False),
        ("Qur'an (القرآن)", False),
        ("القرآن (Qur'an)", True),
        ("12 کتابیں", True),
    ],
)
def test_the_direction_of_a_text(text: str, rtl: bool) -> None:
    assert is_rtl(text) is rtl


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("WTO کا صدر دفتر کس شہر میں ہے؟", f"{R}WTO کا صدر دفتر کس شہر میں ہے؟"),
        ("الله means God in Arabic", f"{L}الله means God in Arabic"),
        ("کتاب", "کتاب"),
        ("a book", "a book"),
        (f"{L}کتاب means", f"{L}کتاب means"),
    ],
)
def test_the_first_letter_tells_the_direction(text: str, shown: str) -> None:
    assert led(text) == shown
    assert str(html(text)) == str(page_html(text)) == str(anki_html(text)) == shown


def test_markup_is_no_letter() -> None:
    assert html("**WTO** کا صدر دفتر کس شہر میں ہے؟").startswith(f"{R}<strong>WTO</strong>")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("°C", f"{L}°C"),
        ("C++", f"C++{L}"),
        ("8,611 m", f"{L}8,611 m"),
        ("(x)", f"{L}(x){L}"),
        ("Geneva", "Geneva"),
        ("1988", "1988"),
        ("جنیوا!", "جنیوا!"),
        ("Geneva جنیوا", "Geneva جنیوا"),
    ],
)
def test_what_stands_in_a_line_of_the_other_direction(text: str, shown: str) -> None:
    assert embedded(text, RTL) == shown


@given(st.text(alphabet="ab1 .ابج۱", max_size=12), st.sampled_from([LTR, RTL]))
def test_marks_are_added_once(text: str, direction: str) -> None:
    assert led(led(text)) == led(text)
    assert begun(begun(text, direction), direction) == begun(text, direction)
    assert embedded(embedded(text, direction), direction) == embedded(text, direction)
    assert directions(embedded(text, direction)) == directions(text)


def test_a_sentence_of_the_language_begins_in_its_direction() -> None:
    urdu, english = language("ur"), language("en")
    assert urdu.say("term.means", term="ISAF") == f"{R}ISAF کا کیا مطلب ہے؟"
    assert urdu.say("number.measure", unit="°C", of="درجہ") == f"{R}{L}°C میں کتنا ہے؟ درجہ"
    assert english.say("why.low", text="کتاب") == f"{L}کتاب: too low"
    assert english.say("term.means", term="کتاب!") == f"What is کتاب!{R}?"
    assert english.say("term.means", term="ISAF") == "What is ISAF?"
    assert english.say("person.years", years="1988") == " (1988)"


def test_a_line_with_its_label() -> None:
    urdu, english = language("ur"), language("en")
    assert english.labelled("A", "Geneva") == "A – Geneva"
    assert english.labelled("A", "**−393.5**") == "A: **−393.5**"
    assert english.labelled("A", "جنیوا") == f"{L}A{L} – جنیوا"
    assert urdu.labelled("A", "8 m") == f"{R}A{R} – {L}8 m"
    assert (urdu.way("8 m", "کتاب"), urdu.way("8 m"), urdu.way("8")) == (RTL, LTR, RTL)
    assert (english.way("کتاب"), english.way("کتاب", "book")) == (RTL, LTR)
