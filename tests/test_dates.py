"""Dates keep their precision; the edtf package is the oracle."""

from __future__ import annotations

import datetime

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.dates import Edtf, Precision, parse

DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(9999, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("1988-04-14", (1988, 4, 14), (1988, 4, 14), Precision.DAY),
        ("1988-02", (1988, 2, 1), (1988, 2, 29), Precision.MONTH),
        ("1973", (1973, 1, 1), (1973, 12, 31), Precision.YEAR),
        ("198X", (1980, 1, 1), (1989, 12, 31), Precision.DECADE),
        ("19XX", (1900, 1, 1), (1999, 12, 31), Precision.CENTURY),
        ("-0044-03-15", (-44, 3, 15), (-44, 3, 15), Precision.DAY),
        ("1900-02", (1900, 2, 1), (1900, 2, 28), Precision.MONTH),
    ],
)
def test_a_date_spans_what_it_may_mean(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int], precision: Precision
) -> None:
    date = parse(text)
    assert (date.earliest, date.latest, date.point.precision) == (first, last, precision)


def test_marks() -> None:
    assert (parse("1988~").point.about, parse("1988~").point.uncertain) == (True, False)
    assert (parse("1988?").point.about, parse("1988?").point.uncertain) == (False, True)
    assert (parse("1988%").point.about, parse("1988%").point.uncertain) == (True, True)


def test_intervals() -> None:
    assert parse("1982-06/1988-04").latest == (1988, 4, 30)
    assert parse("1985/..").end is None
    assert parse("../1985").start is None
    assert parse("/1985").earliest == (-9999, 1, 1)
    assert parse("1985/").latest == (9999, 12, 31)
    assert str(parse("1985/..")) == "1985/.."


@pytest.mark.parametrize(
    "text",
    ["", "April 1988", "88", "1988-13", "1988-04-31", "19X8", "198X-04", "1990/1988", "../..", "/"],
)
def test_what_is_no_date_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="'"):
        parse(text)


@given(DAYS, st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]), st.sampled_from(["", "~", "?"]))
def test_spans_agree_with_the_edtf_package(day: datetime.date, form: str, mark: str) -> None:
    text = day.strftime(form).zfill(4)
    ours, theirs = parse(text + mark), edtf.parse_edtf(text)
    assert ours.earliest == tuple(theirs.lower_strict())[:3]
    assert ours.latest == tuple(theirs.upper_strict())[:3]


@given(DAYS, DAYS, DAYS, DAYS)
def test_overlap_is_mutual_and_true(
    a: datetime.date, b: datetime.date, c: datetime.date, d: datetime.date
) -> None:
    one, other = _interval(a, b), _interval(c, d)
    expected = max(min(a, b), min(c, d)) <= min(max(a, b), max(c, d))
    assert one.overlaps(other) is other.overlaps(one) is expected


def _interval(a: datetime.date, b: datetime.date) -> Edtf:
    return parse(f"{min(a, b).isoformat()}/{max(a, b).isoformat()}")
