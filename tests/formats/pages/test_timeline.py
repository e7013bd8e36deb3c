"""A timeline's labels stand in time, inside the drawing, and never on one another."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.dates import parse
from quizgen.formats.pages.timeline import MARK, Dated, drawing, timeline
from quizgen.language import language

ENGLISH = language("en-GB")
DATES = st.one_of(
    st.dates().map(str),
    st.integers(1000, 2030).map(str),
    st.integers(1000, 2030).map(lambda year: f"{year}~"),
    st.tuples(st.integers(1000, 1500), st.integers(1500, 2030)).map(lambda y: f"{y[0]}/{y[1]}"),
    st.sampled_from(["198X", "19XX", "1985/..", "../1985", "-0044", "1988-04?"]),
)
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=90)
EVENTS = st.lists(
    st.builds(lambda text, date: Dated(text, parse(date)), TEXTS, DATES),
    min_size=1,
    max_size=40,
)


@given(EVENTS, st.sampled_from([160.0, 240.0, 500.0]))
def test_labels_do_not_collide(events: list[Dated], width: float) -> None:
    made = drawing(events, width, ENGLISH)
    assert len(made.marks) == len(events)
    bottoms = [mark.top + (1 + len(mark.lines)) * made.leading for mark in made.marks]
    for above, mark in zip(bottoms, made.marks[1:], strict=False):
        assert mark.top > above
    assert min(mark.top for mark in made.marks) >= 0
    assert max(bottoms) <= made.height


@given(EVENTS)
def test_marks_stand_in_time_and_on_the_axis(events: list[Dated]) -> None:
    made = drawing(events, 240, ENGLISH)
    starts = [mark.start for mark in made.marks]
    assert starts == sorted(starts)
    assert all(0 <= mark.start <= mark.end <= made.height for mark in made.marks)


@given(EVENTS)
def test_it_is_well_formed(events: list[Dated]) -> None:
    root = ElementTree.fromstring(timeline(events, 240, ENGLISH).replace("<br>", "<br/>"))  # noqa: S314 - our own
    assert [child.tag.rpartition("}")[2] for child in root] == ["svg", "ol"]


@pytest.mark.parametrize(
    ("date", "shape"),
    [
        ("1988-04-14", '<circle cx="8.0" cy="5.85" r="3" fill="#000"'),
        ("1988", '<circle cx="8.0" cy="5.85" r="3" fill="#fff"'),
        ("1988-04-14~", "stroke-dasharray"),
        ("1982/1988", "<rect"),
    ],
)
def test_a_shape_says_how_well_a_date_is_known(date: str, shape: str) -> None:
    assert shape in timeline([Dated("It", parse(date))], 240, ENGLISH)


def test_no_events_no_timeline() -> None:
    assert timeline([], 240, ENGLISH) == ""


def test_from_right_to_left_the_axis_stands_on_the_right() -> None:
    made = timeline([Dated("جنیوا میں", parse("1988"))], 240, language("ur"))
    assert '<line x1="18.0"' in made
    assert "right: 26.0pt" in made


def test_near_dates_are_apart_and_points_stay_points() -> None:
    """Only what lasted is drawn as a period, wherever its mark has been moved."""
    near = [("1982-06", "a"), ("1988-03-02", "b"), ("1988-04-08", "c"), ("1988-04-14", "d")]
    made = drawing([Dated(text, parse(date)) for date, text in near], 190, ENGLISH)
    assert all(mark.start == mark.end for mark in made.marks)
    assert all(after.start - mark.start >= MARK for mark, after in pairwise(made.marks))
    period = Dated("e", parse("1982-06/1988-04"))
    lasted = drawing([period, Dated("f", parse("1988-04-14"))], 190, ENGLISH)
    assert lasted.marks[0].end > lasted.marks[0].start
