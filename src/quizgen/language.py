"""The words quizgen adds of its own, and dates and numbers, in the collection's language."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from string import Formatter
from types import MappingProxyType

import yaml
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from quizgen.dates import Edtf, Point, Precision
from quizgen.resources import template_text, templates_dir

_NONE: Mapping[str, str] = MappingProxyType({})
_NONE_OF_OWN: Mapping[str, Mapping[str, str]] = MappingProxyType({})
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


def language(tag: str, own: Mapping[str, Mapping[str, str]] = _NONE_OF_OWN) -> Language:
    """Return a language by its tag; a string that it lacks comes from English.

    ``own`` are a user's strings by the name of their file, ``fr`` or ``pt-BR``; they go before the
    shipped ones.

    Raises:
        ValueError: when the tag is no language, or there are no strings in it.

    """
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(f"'{tag}' is not a language tag such as en-GB") from error
    name = locale.language
    known = sorted({*_shipped(), *own})
    if name not in known and tag not in known:
        raise ValueError(f"quizgen has no words in '{name}' yet (it has: {', '.join(known)})")
    mine = [own[key] for key in dict.fromkeys((name, tag)) if key in own]
    direction = {"direction": locale.text_direction}
    layers = (strings("en"), own.get("en", {}), direction, strings(name), *mine)
    return Language(tag, locale, {key: text for layer in layers for key, text in layer.items()})


@lru_cache(maxsize=16)
def strings(name: str) -> Mapping[str, str]:
    """Return the shipped strings of a language, none where it is not shipped."""
    if name not in _shipped():
        return _NONE
    text = template_text(f"language/{name}.yaml")
    loaded: dict[str, str] = yaml.load(text, yaml.BaseLoader)  # noqa: S506
    return MappingProxyType(loaded)


def places(text: str) -> frozenset[str]:
    """Return the names in braces that a string has filled in.

    Raises:
        ValueError: when a brace is left open, or there is more than a name in it.

    """
    found = [part for part in Formatter().parse(text) if part[1] is not None]
    for _, name, spec, conversion in found:
        if spec or conversion:
            raise ValueError(f"write {{{name}}} and no more in the braces")
    return frozenset(name or "" for _, name, _, _ in found)


@lru_cache(maxsize=1)
def _shipped() -> frozenset[str]:
    return frozenset(path.stem for path in (templates_dir() / "language").glob("*.yaml"))
