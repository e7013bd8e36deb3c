"""How large a picture is printed with its question."""

from __future__ import annotations

import pytest

from quizgen.formats.sizes import option_style, style
from quizgen.model import Media

WORDS = '<svg viewBox="0 0 {} {}"><text font-size="{}">Kabul</text><text font-size="90"/></svg>'


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        ('<svg viewBox="0 0 3 2"><path/></svg>', "max-height: calc(32mm * var(--enlarged))"),
        (WORDS.format(1000, 500, 23), "width: calc(100mm * var(--enlarged)); max-height: none"),
        (WORDS.format(1000, 500, 80), "width: calc(64mm * var(--enlarged)); max-height: none"),
        (WORDS.format(1000, 1000, 9), "width: calc(80mm * var(--enlarged)); max-height: none"),
        (WORDS.format(1000, 0, 9), ""),
        (WORDS.format(1000, "1.2.3", 9), ""),
        ("<svg><text font-size='9'>Kabul</text></svg>", ""),
        ('<svg viewBox="0 0 3 2"><text>Kabul</text></svg>', ""),
    ],
)
def test_a_drawing_is_as_large_as_its_words_need(drawing: str, expected: str) -> None:
    assert style(Media("a-1.svg", drawing.encode())) == expected


def test_a_width_of_its_own_goes_before_and_a_photograph_has_none() -> None:
    own = Media("a-1.svg", b"<svg/>", width=40)
    assert style(own) == "width: 40mm; max-height: none"
    assert style(Media("a-1.png", b"PNG")) == ""


def test_an_option_with_words_in_it_is_as_large_as_they_need() -> None:
    named = WORDS.format(1000, 500, 23).encode()
    assert (
        option_style(Media("a-1.svg", named)) == f"{style(Media('a-1.svg', named))}; max-width: 88%"
    )
    assert option_style(Media("a-1.svg", b'<svg viewBox="0 0 3 2"/>')) == ""
