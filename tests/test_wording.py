"""Options as texts: whether two overlap, and what number each is."""

from __future__ import annotations

import pytest

from quizgen.language import language
from quizgen.wording import overlap, span

NOTATION = language("en-GB").notation


@pytest.mark.parametrize("text", [r"\(x^2\)", "x²", "H₂O", "①", "no digit"])
def test_digits_that_are_no_number_have_no_span(text: str) -> None:
    assert span(text, NOTATION) is None


def test_ranges_that_meet_overlap() -> None:
    assert overlap("1914 to 1918", "1916", NOTATION)
    assert not overlap("1914 to 1918", "1919", NOTATION)
