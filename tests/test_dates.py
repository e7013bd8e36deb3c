"""Dates keep their precision; the edtf package is the oracle."""

from __future__ import annotations

import datetime

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.dates import Edtf, Precision, days_between, era, parse, written

YEARS = st.integers(-9998, 9999)
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
        ("-0004-02-29", (-4, 2, 29), (-4, 2, 29), Precision.DAY),
        ("-004X", (-49, 1, 1), (-40, 12, 31), Precision.DECADE),
        ("-04XX", (-499, 1, 1), (-400, 12, 31), Precision.CENTURY),
        ("1988-XX", (1988, 1, 1), (1988, 12, 31), Precision.YEAR),
        ("1988-04-XX", (1988, 4, 1), (1988, 4, 30), Precision.MONTH),
        ("1988-XX-XX", (1988, 1, 1), (1988, 12, 31), Precision.YEAR),
        ("1988-24", (1988, 1, 1), (1988, 12, 31), Precision.SEASON),
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
    """|April 1988|88|1988-13|1988-04-31|19X8|198X-04|1990/1988|../..|/|-0000|-44|1988-25|1988-XX-04
    |1988-21-03|198X-21|-0043-03-32|1/2/3|-0040/-0049""".split("|"),
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


@given(YEARS, st.sampled_from(["", "-02", "-02-28", "-12-31"]), st.sampled_from(["", "~", "?"]))
def test_years_before_the_first_agree_with_the_edtf_package(
    year: int, rest: str, mark: str
) -> None:
    text = written(year) + rest
    ours, theirs = parse(text + mark), edtf.parse_edtf(text)
    assert ours.earliest == tuple(theirs.lower_strict())[:3]
    assert ours.latest == tuple(theirs.upper_strict())[:3]


@given(st.integers(0, 999), st.sampled_from(["X", "XX"]), st.sampled_from(["", "-"]))
def test_decades_and_centuries_agree_with_the_edtf_package(
    digits: int, unknown: str, sign: str
) -> None:
    text = f"{sign}{digits:03}X" if unknown == "X" else f"{sign}{digits % 100:02}XX"
    ours, theirs = parse(text), edtf.parse_edtf(text)
    ends = (theirs.lower_strict(), theirs.upper_strict())
    assert [ours.earliest, ours.latest] == sorted(tuple(end)[:3] for end in ends)


@given(DAYS, DAYS)
def test_the_days_between_two_are_counted_as_python_does(
    one: datetime.date, other: datetime.date
) -> None:
    days = [(day.year, day.month, day.day) for day in (one, other)]
    assert days_between(*days) == abs((one - other).days)


def test_there_is_no_gap_between_the_eras() -> None:
    assert days_between((0, 12, 31), (1, 1, 1)) == 1
    assert days_between((-4, 2, 28), (-4, 3, 1)) == 2
    assert [era(year) for year in (-1, 0, 1)] == [(2, True), (1, True), (1, False)]


@given(DAYS, DAYS, DAYS, DAYS)
def test_overlap_is_mutual_and_true(
    a: datetime.date, b: datetime.date, c: datetime.date, d: datetime.date
) -> None:
    one, other = _interval(a, b), _interval(c, d)
    expected = max(min(a, b), min(c, d)) <= min(max(a, b), max(c, d))
    assert one.overlaps(other) is other.overlaps(one) is expected


def _interval(a: datetime.date, b: datetime.date) -> Edtf:
    return parse(f"{min(a, b).isoformat()}/{max(a, b).isoformat()}")
