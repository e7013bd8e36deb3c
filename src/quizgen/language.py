"""The words quizgen adds of its own, and dates and numbers, in the collection's language."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import yaml
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from quizgen.dates import Edtf, Point, Precision
from quizgen.resources import templates_dir

_SKELETONS = {Precision.DAY: "long", Precision.MONTH: "yMMMM", Precision.YEAR: "y"}


@dataclass(frozen=True)
class Language:
    """A language: its tag (BCP 47), locale, direction and strings."""

    tag: str
    locale: Locale
    strings: Mapping[str, str]

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return self.strings["direction"]

    @property
    def anki_voice(self) -> str:
        """The language as Anki's speech wants it, with a country: ``en_GB``."""
        likely = get_global("likely_subtags").get(self.locale.language, "")
        country = self.locale.territory or likely.rpartition("_")[2]
        return f"{self.locale.language}_{country}"

    def say(self, key: str, **values: str) -> str:
        """Return one string with its places filled."""
        return self.strings[key].format(**values)

    def sort_of(self, type_: str) -> str:
        """Return the word for a sort of thing, as in "Which organisation is this?"."""
        return self.strings.get(f"type.{type_}", type_.replace("-", " "))

    def date(self, date: Edtf) -> str:
        """Return a date as people write it, no more precise than it is known."""
        if not date.is_interval:
            return self._point(date.point)
        if date.start is None:
            return self.say("date.until", end=self._point(date.point))
        if date.end is None:
            return self.say("date.from", start=self._point(date.point))
        return self.say("date.interval", start=self._point(date.start), end=self._point(date.end))

    def years(self, date: Edtf) -> str:
        """Return a term of office compactly: ``2001–2005``."""
        ends = [self._point(p) if p else "" for p in (date.start, date.end)]
        return "–".join(ends if date.is_interval else ends[:1])

    def number(self, number: Decimal, qualifier: str = "") -> str:
        """Return a number with the language's separators, e.g. ``over 13,000``."""
        written = format_decimal(number, locale=self.locale, decimal_quantization=False)
        return self.say(f"number.{qualifier}", number=written) if qualifier else written

    def _point(self, point: Point) -> str:
        shown = self._bare(point)
        if point.about:
            shown = self.say("date.about", date=shown)
        return self.say("date.uncertain", date=shown) if point.uncertain else shown

    def _bare(self, point: Point) -> str:
        if point.precision in (Precision.DECADE, Precision.CENTURY):
            return self.say(f"date.{point.precision}", year=str(point.first[0]))
        if not datetime.MINYEAR <= point.first[0] <= datetime.MAXYEAR:
            return str(point.first[0])
        day = datetime.date(*point.first)
        if point.precision is Precision.DAY:
            return format_date(day, "long", locale=self.locale)
        return format_skeleton(_SKELETONS[point.precision], day, locale=self.locale)


@lru_cache(maxsize=16)
def language(tag: str) -> Language:
    """Return a language by its tag; a string that it lacks comes from English.

    Raises:
        ValueError: when the tag is no language, or quizgen has no strings in it.

    """
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(f"'{tag}' is not a language tag such as en-GB") from error
    strings = _strings("en")
    if locale.language != "en":
        strings = strings | _strings(locale.language)
    return Language(tag, locale, strings)


@lru_cache(maxsize=16)
def _strings(name: str) -> dict[str, str]:
    path = templates_dir() / "language" / f"{name}.yaml"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in path.parent.glob("*.yaml")))
        raise ValueError(f"quizgen has no words in '{name}' yet (it has: {known})")
    loaded: dict[str, str] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    return loaded
