"""Estimates that err on the safe side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bidi import is_rtl
from quizgen.formats.fitting import count, lines, size


@given(st.text(max_size=300), st.integers(1, 60))
def test_no_line_is_longer_than_it_may_be(text: str, characters: int) -> None:
    assert all(len(line) <= characters for line in lines(text, characters))


@given(st.text(max_size=300), st.integers(5, 60))
def test_no_word_is_lost(text: str, characters: int) -> None:
    assert "".join("".join(lines(text, characters)).split()) == "".join(text.split())


@given(st.text(alphabet="ab-.  ", max_size=60) | st.text(max_size=60), st.integers(1, 20))
def test_lines_are_counted_as_they_are_broken(text: str, characters: int) -> None:
    assert count(text, characters) == len(lines(text, characters))


@given(st.lists(st.text(max_size=400), max_size=8))
def test_more_room_never_makes_smaller_type(texts: list[str]) -> None:
    tight, wide = size(texts, 40, 20, 14, 4), size(texts, 80, 60, 14, 4)
    assert 4 <= tight <= wide <= 14


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", False), ("1988", False), ("Geneva", False), ("١٩٨٨ جنیوا", True), ("(جنیوا) UN", True)],
)
def test_direction(text: str, expected: bool) -> None:
    assert is_rtl(text) is expected


def test_wide_characters_count_two() -> None:
    assert lines("日本語日本語", 6) == ["日本語", "日本語"]
