"""Dates with the precision they were given in: the useful part of EDTF (ISO 8601-2, level 1).

The `edtf` package parses more, at 4 ms a date; ten thousand events would take 40 seconds. It serves
as the oracle in this module's tests instead.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


Day = tuple[int, int, int]
T = TypeVar("T")

_ONE = re.compile(
    r"(?P<year>-?\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<mark>[~?%]?)"
)
_FORMS = "1988-04-14, 1988-04, 1988, 198X, 19XX, with ~ (about) or ? (uncertain), or a/b"


@dataclass(frozen=True, slots=True)
class Point:
    """One date: the first and last day it may mean, its precision, and how sure it is."""

    first: Day
    last: Day
    precision: Precision
    about: bool = False
    uncertain: bool = False


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
        return self.start.first if self.start else (-9999, 1, 1)

    @property
    def latest(self) -> Day:
        """The last day it may mean."""
        return self.end.last if self.end else (9999, 12, 31)

    @property
    def point(self) -> Point:
        """The date, or an interval's known end."""
        known = self.start or self.end
        assert known is not None  # noqa: S101 - parse() refuses "../.."
        return known

    def overlaps(self, other: Edtf) -> bool:
        """Whether some day may belong to both."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)
def parse(text: str) -> Edtf:
    """Read a date.

    Raises:
        ValueError: with a sentence for the curator, where the text is no date.

    """
    text = text.strip()
    if "/" not in text:
        point = _point(text)
        return Edtf(text, point, point)
    first, _, last = text.partition("/")
    start = None if first in ("", "..") else _point(first)
    end = None if last in ("", "..") else _point(last)
    if start is None and end is None:
        raise ValueError(f"'{text}' has no end that is known")
    if start and end and start.first > end.last:
        raise ValueError(f"'{text}' ends before it begins")
    return Edtf(text, start, end)


def without_ties(things: Iterable[T], date_of: Callable[[T], Edtf | None]) -> list[T]:
    """Return what has a date in time, each wholly after the one before; what ties is left out."""
    dated = [(date, thing) for thing in things if (date := date_of(thing))]
    apart: list[tuple[Edtf, T]] = []
    for date, thing in sorted(dated, key=lambda pair: pair[0].latest):
        if not apart or apart[-1][0].latest < date.earliest:
            apart.append((date, thing))
    return [thing for _, thing in apart]


def _point(text: str) -> Point:
    match = _ONE.fullmatch(text)
    if not match:
        raise ValueError(f"'{text}' is not a date (write {_FORMS})")
    year, month, day, mark = match.group("year", "month", "day", "mark")
    first, last, precision = _span(text, year, month, day)
    return Point(first, last, precision, about=mark in ("~", "%"), uncertain=mark in ("?", "%"))


def _span(text: str, year: str, month: str | None, day: str | None) -> tuple[Day, Day, Precision]:
    if "X" in year:
        if month:
            raise ValueError(f"'{text}' is not a date: a month needs a whole year")
        precision = Precision.CENTURY if year.endswith("XX") else Precision.DECADE
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return (low, 1, 1), (high, 12, 31), precision
    y = int(year)
    if month is None:
        return (y, 1, 1), (y, 12, 31), Precision.YEAR
    m = int(month)
    if not 1 <= m <= 12:
        raise ValueError(f"'{text}' is not a date: there is no month {month}")
    days = _days_in(y, m)
    if day is None:
        return (y, m, 1), (y, m, days), Precision.MONTH
    d = int(day)
    if not 1 <= d <= days:
        raise ValueError(f"'{text}' is not a date: that month has {days} days")
    return (y, m, d), (y, m, d), Precision.DAY


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(2000 if calendar.isleap(year) else 2001, month)[1]
