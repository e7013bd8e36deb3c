"""Dates as people write them, by the patterns of a language (CLDR, through Babel).

Python's dates begin with the year 1. So the year and the era are put into the pattern as they are
to be read, and only the day and the month are formatted, in a leap year that has every day.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, tokenize_pattern, untokenize_pattern

from quizgen.dates import Day, Precision, era

EARLY = 100
"""Years before this are written with their era, or 14 would be taken for a day or 2014."""
LEAP = 2000
_SKELETONS: Mapping[Precision, str] = {Precision.MONTH: "yMMMM", Precision.YEAR: "y"}

Token = tuple[str, str | tuple[str, int]]


@lru_cache(maxsize=65536)
def date_text(
    day: Day, precision: Precision, locale: Locale, eras: tuple[str, str], *, in_era: bool = False
) -> str:
    """Return a day, a month or a year as it is written in a language.

    ``eras`` are what years before and after the first are marked with; ``in_era`` asks for the mark
    where it could be left out.
    """
    year, before = era(day[0])
    mark = eras[0] if before else eras[1] if in_era or year < EARLY else ""
    tokens: list[Token] = []
    for kind, value in _pattern(locale, precision, bool(mark)):
        if kind == "field" and value[0] == "y":
            tokens.append(("chars", str(year)))
        elif kind == "field" and value[0] == "G":
            tokens.append(("chars", mark or locale.eras["abbreviated"][1]))
        else:
            tokens.append((kind, value))
    pattern: str = untokenize_pattern(tokens)
    return format_date(datetime.date(LEAP, *day[1:]), pattern, locale=locale)


@lru_cache(maxsize=64)
def _pattern(locale: Locale, precision: Precision, in_era: bool) -> Sequence[Token]:
    """Return the pattern for a precision, with its era where the language puts it."""
    if precision is Precision.DAY:
        pattern = locale.date_formats["long"].pattern
    else:
        pattern = locale.datetime_skeletons[_SKELETONS[precision]].pattern
    tokens: list[Token] = list(tokenize_pattern(pattern))
    if not in_era or "G" in _fields(tokens):
        return tokens
    year = _fields(tokens).index("y")
    own: list[Token] = list(tokenize_pattern(locale.datetime_skeletons["Gy"].pattern))
    mark, its_year = _fields(own).index("G"), _fields(own).index("y")
    if mark < its_year:  # 公元前44年3月15日
        return [*tokens[:year], *own[mark:its_year], *tokens[year:]]
    if any(_fields(tokens)[year + 1 :]):  # a year first, as in Lithuanian
        return [*tokens[: year + 1], ("chars", " "), own[mark], *tokens[year + 1 :]]
    return [*tokens, ("chars", " "), own[mark]]


def _fields(tokens: Sequence[Token]) -> list[str]:
    """Return the letter of each field, empty for what stands between them."""
    return [value[0] if kind == "field" else "" for kind, value in tokens]
