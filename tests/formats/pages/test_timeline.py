"""A timeline's events stand in time, each with what is known of its date."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.dates import parse
from quizgen.formats.pages.timeline import LEAST, MOST, Dated, marks, timeline
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


@given(EVENTS)
def test_every_event_is_there_in_time_and_in_bounds(events: list[Dated]) -> None:
    drawn = marks(events, ENGLISH)
    assert sorted(mark.text for mark in drawn) == sorted(event.text for event in events)
    assert all(LEAST <= mark.space <= MOST for mark in drawn)
    years = [int(mark.when[-4:]) for mark in drawn if mark.when[-4:].isdecimal()]
    points = [event for event in events if not event.date.is_interval]
    assert len(points) < len(events) or years == sorted(years)


@given(EVENTS)
def test_it_is_well_formed(events: list[Dated]) -> None:
    html = timeline(events, ENGLISH).replace("<br>", "<br/>").replace("&nbsp;", " ")
    root = ElementTree.fromstring(html)  # noqa: S314 - our own
    assert [child.tag for child in root] == ["ol", "p"]


@pytest.mark.parametrize(
    ("date", "mark", "legend"),
    [
        ("1988-04-14", "spot day", "● day known"),
        ("1988", "spot part", "○ only the month or the year known"),
        ("1988-04-14~", "spot day about", "● day known · dashed: about"),
        ("1982/1988", "spot lasted", "▯ lasted"),
    ],
)
def test_a_shape_says_how_well_a_date_is_known_and_the_legend_no_more(
    date: str, mark: str, legend: str
) -> None:
    html = timeline([Dated("It", parse(date))], ENGLISH)
    assert f'class="{mark}"' in html
    assert f'<p class="legend">{legend}</p>' in html


def test_no_events_no_timeline() -> None:
    assert timeline([], ENGLISH) == ""


def test_the_axis_is_broken_where_a_gap_would_crowd_all_else() -> None:
    dates = ["1982-06", "1983-03", "1988-03-02", "1988-04-08", "1988-04-14"]
    drawn = marks([Dated(date, parse(date)) for date in dates], ENGLISH)
    assert [mark.is_broken for mark in drawn] == [False, True, False, False, False]
    spaces = [mark.space for mark in drawn]
    assert spaces[1] == MOST
    assert spaces[1] > spaces[0] > spaces[2] > spaces[3]
    assert "// time left out" in timeline([Dated(d, parse(d)) for d in dates], ENGLISH)
