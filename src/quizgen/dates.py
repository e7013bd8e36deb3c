"""Dates with the precision they were given in: EDTF (ISO 8601-2), most of level 1.

Years are counted as astronomers do: 0 is 1 BCE and -43 is 44 BCE, so that distances are differences
and dates sort by themselves. :func:`era` turns a year into the one that people write.

The `edtf` package parses more, at 4 ms a date; ten thousand events would take 40 seconds. It serves
as the oracle in this module's tests instead.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from quizgen.diagnostics import Unreadable
from quizgen.records import dataclass


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


Day = tuple[int, int, int]
"""Year, month and day; the year may be 0 or less."""
FIRST_YEAR, LAST_YEAR = -9999, 9999
"""Those that four digits tell."""
T = TypeVar("T")

_ONE = re.compile(
    r"(?P<year>-?(?:\d{4}|\d{3}X|\d{2}XX))(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?"
    r"(?P<mark>[~?%]?)"
)
FORMS = "1988-04-14, 1988-04, 1988, 198X, 19XX, with ~ (about) or ? (uncertain), or a/b"
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
"""What stands in the place of a month."""


@dataclass(frozen=True, slots=True)
class Point:
    """One date: the first and last day it may mean, its precision, and how sure it is.

    A ``season`` is one of :data:`SEASONS`, empty but for that precision. It may mean any day of its
    year, for it falls in other months south of the equator.
    """

    first: Day
    last: Day
    precision: Precision
    about: bool = False
    uncertain: bool = False
    season: str = ""


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval as written; ``start`` or ``end`` is None where an interval is open."""

    text: str
    start: Point | None
    end: Point | None

    @property
    def is_interval(self) -> bool:
        """Whether two ends were given."""
        return "/" in self.text

    @property
    def earliest(self) -> Day:
        """The first day it may mean."""
        return self.start.first if self.start else (FIRST_YEAR, 1, 1)

    @property
    def latest(self) -> Day:
        """The last day it may mean."""
        return self.end.last if self.end else (LAST_YEAR, 12, 31)

    @property
    def point(self) -> Point:
        """The date, or an interval's known end."""
        end = self.start or self.end
        assert end is not None  # noqa: S101 - parse() refuses "../.."
        return end

    def overlaps(self, other: Edtf) -> bool:
        """Whether some day may belong to both."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)
def parse(text: str) -> Edtf:
    """Read a date.

    Raises:
        Unreadable: with a sentence for the curator, where the text is no date.

    """
    text = text.strip()
    if "/" not in text:
        point = _point(text)
        return Edtf(text, point, point)
    first, _, last = text.partition("/")
    start = None if first in ("", "..") else _point(first, text)
    end = None if last in ("", "..") else _point(last, text)
    if start is None and end is None:
        raise Unreadable(f"'{text}' has no end that is known")
    if start and end and start.first > end.last:
        raise Unreadable(f"'{text}' ends before it begins")
    return Edtf(text, start, end)


def written(year: int, month: int | None = None, day: int | None = None) -> str:
    """Return a date as EDTF has it: ``-0043-03-15``."""
    parts = [f"{'-' if year < 0 else ''}{abs(year):04}"]
    parts += [f"{part:02}" for part in (month, day) if part is not None]
    return "-".join(parts)


def era(year: int) -> tuple[int, bool]:
    """Return the number that people give a year, and whether it lies before 1 CE."""
    return (1 - year, True) if year < 1 else (year, False)


def days_between(day: Day, other: Day) -> int:
    """Return how many days lie between two days of the (proleptic) Gregorian calendar."""
    return abs(_ordinal(day) - _ordinal(other))


def _ordinal(day: Day) -> int:
    """Count days from an arbitrary one, in years that begin in March, as leap days end them."""
    year, month, date = day
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + date


def without_ties(things: Iterable[T], date_of: Callable[[T], Edtf | None]) -> list[T]:
    """Return what has a date in time, each wholly after the one before; what ties is left out."""
    dated = [(date, thing) for thing in things if (date := date_of(thing))]
    apart: list[tuple[Edtf, T]] = []
    for date, thing in sorted(dated, key=lambda pair: pair[0].latest):
        if not apart or apart[-1][0].latest < date.earliest:
            apart.append((date, thing))
    return [thing for _, thing in apart]


def _point(text: str, whole: str = "") -> Point:
    """Read one date; ``whole`` is the interval that it stands in."""
    match = _ONE.fullmatch(text)
    if not match:
        raise Unreadable(f"'{whole or text}' is not a date", f"write {FORMS}")
    year, month, day, mark = match.group("year", "month", "day", "mark")
    if year.startswith("-0000"):
        raise Unreadable(
            f"'{text}' is not a date", "write 0000: there is one year 0, which is 1 BCE"
        )
    about, uncertain = mark in ("~", "%"), mark in ("?", "%")
    if month in map(str, SEASONS) and day is None and "X" not in year:
        first, last = (int(year), 1, 1), (int(year), 12, 31)
        return Point(first, last, Precision.SEASON, about, uncertain, SEASONS[int(month)])
    first, last, precision = _span(text, year, month, day)
    return Point(first, last, precision, about, uncertain)


def _span(text: str, year: str, month: str | None, day: str | None) -> tuple[Day, Day, Precision]:
    if "X" in year:
        if month:
            raise Unreadable(f"'{text}' is not a date: a month needs a whole year")
        precision = Precision.CENTURY if year.endswith("XX") else Precision.DECADE
        low, high = sorted((int(year.replace("X", "0")), int(year.replace("X", "9"))))
        return (low, 1, 1), (high, 12, 31), precision
    y = int(year)
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise Unreadable(f"'{text}' is not a date: a day needs a month")
        return (y, 1, 1), (y, 12, 31), Precision.YEAR
    m = int(month)
    if not 1 <= m <= 12:
        raise Unreadable(f"'{text}' is not a date: there is no month {month}")
    days = _days_in(y, m)
    if day is None or day == "XX":
        return (y, m, 1), (y, m, days), Precision.MONTH
    d = int(day)
    if not 1 <= d <= days:
        raise Unreadable(f"'{text}' is not a date: that month has {days} days")
    return (y, m, d), (y, m, d), Precision.DAY


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(2000 if calendar.isleap(year) else 2001, month)[1]
