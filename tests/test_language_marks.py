"""Marks of languages and readings within a text: how they are set, and what each output sees."""

from __future__ import annotations

import pytest

from quizgen.comparison import loosely
from quizgen.formats.documents.word.runs import LANGUAGE, READING, runs, value_of
from quizgen.language_marks import BEGIN, tagged, unmarked, with_readings
from quizgen.text import by_language, html, lines, plain


def ruby(base: str, reading: str) -> str:
    return f"<ruby>{base}<rp>(</rp><rt>{reading}</rt><rp>)</rp></ruby>"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("食[た]べる", f"{ruby('食', 'た')}べる"),
        ("お願[ねが]いする", f"お{ruby('願', 'ねが')}いする"),
        ("食[た]べ物[もの]", f"{ruby('食', 'た')}べ{ruby('物', 'もの')}"),
        ("日本[にほん] 人[じん]", f"{ruby('日本', 'にほん')}{ruby('人', 'じん')}"),
        ("中[zhōng]国[guó]", f"{ruby('中', 'zhōng')}{ruby('国', 'guó')}"),
        ("the word[its reading]", f"the{ruby('word', 'its reading')}"),
        ("**食[た]べる**", f"<strong>{ruby('食', 'た')}べる</strong>"),
        ("食[た](https://example.org)", '食<a href="https://example.org">た</a>'),
        ("nothing", "nothing"),
        ("食[]べる", "食[]べる"),
    ],
)
def test_a_reading_belongs_to_the_characters_before_it(written: str, shown: str) -> None:
    assert html(with_readings(written)) == shown


def test_words_alone_have_no_reading() -> None:
    text = with_readings("食[た]べる")
    assert plain(text) == unmarked(text) == "食べる"
    assert lines(text) == ("食べる",)
    assert loosely(text) == loosely("食べる")


def test_a_part_in_another_language_is_marked_and_compared_as_ever() -> None:
    text = f"What does **{tagged('el *perro*', 'es')}** mean?"
    assert html(text) == (
        'What does <strong><span lang="es">el <em>perro</em></span></strong> mean?'
    )
    assert plain(text) == "What does el perro mean?"
    assert loosely(text) == loosely("What does el perro mean?")
    assert unmarked(text) == "What does **el *perro*** mean?"


def test_emphasis_does_not_cross_the_ends_of_a_part() -> None:
    assert html(f"{tagged('*a', 'es')} b*") == '<span lang="es">*a</span> b*'


def test_a_mark_that_is_not_closed_is_a_text_like_any_other() -> None:
    stray = f"{BEGIN}\U000e0065 word"
    assert "<span" not in html(stray)
    assert unmarked(stray).strip() == "word"
    assert list(by_language(stray)) == [(plain(stray), "")]


def test_a_part_within_a_part() -> None:
    text = tagged(f"Das Wort {tagged('mot', 'fr')} ist kurz", "de")
    assert by_language(f"Say: {text}!") == (
        ("Say:", ""),
        ("Das Wort", "de"),
        ("mot", "fr"),
        ("ist kurz", "de"),
        ("!", ""),
    )


def test_a_document_has_runs_with_their_language_and_reading() -> None:
    text = f"Read {tagged(with_readings('食[た]べる'), 'ja')}"
    found = [(text, value_of(m, LANGUAGE), value_of(m, READING)) for text, m in runs(text)]
    assert found == [("Read ", "", ""), ("食", "ja", "た"), ("べる", "ja", "")]
