"""The words quizgen adds of its own, and dates and numbers, in a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from string import Formatter
from types import MappingProxyType

import yaml
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.lists import format_list

from quizgen import bidi
from quizgen.date_text import EARLY, date_text
from quizgen.dates import Day, Edtf, Point, Precision, era
from quizgen.diagnostics import Unreadable
from quizgen.numbers import Figure, Notation, notation
from quizgen.records import dataclass
from quizgen.resources import template_text, templates_dir
from quizgen.units import Sort, Unit, unit

Phrase = str | Mapping[str, str]
"""A text, or a form of it for each plural category (CLDR's zero, one, two, few, many, other)."""

ORDINALS = frozenset({"date.century", "date.century.before"})
"""Strings whose forms go by the categories of ordinal numbers: 1st, 2nd, 3rd, 4th."""
_Loader: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_PLACE = re.compile(r"\{\w*\}")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
DASHES = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")
"""What a text may begin with before which no dash stands."""
MOST_LETTERS = 4
"""Letters of a language's tag without its country."""
_NONE: Mapping[str, Phrase] = MappingProxyType({})
_NONE_OF_OWN: Mapping[str, Mapping[str, Phrase]] = MappingProxyType({})


class UnknownWordError(LookupError):
    """Raised when a string is asked for that no language has."""


@dataclass(frozen=True)
class Language:
    """A language: its tag (BCP 47), locale, direction and strings."""

    tag: str
    locale: Locale
    strings: Mapping[str, Phrase]

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return self._way

    def way(self, *texts: str) -> str:
        """Return the direction of a line that is made of some texts: its own, if it is in one."""
        directions = bidi.directions(*texts)
        return self._way if not directions or self._way in directions else bidi.OTHER[self._way]

    @property
    def between(self) -> str:
        """What parts the parts of a line, so that each stays on its side: a middle dot."""
        return f"{bidi.MARKS[self._way]} · " if self._way == bidi.RTL else " · "

    def joined(self, texts: Iterable[str]) -> str:
        """Return texts on one line, with what the language sets between the entries of a list."""
        return self.say("list.between").join(texts)

    def labelled(self, label: str, text: str) -> str:
        """Return a text with its label before it, on the side that the language begins at."""
        mark = bidi.MARKS[self._way]
        dash = ":" if text.lstrip("*_").startswith(DASHES) else " –"
        if self._way == bidi.LTR and bidi.RTL not in bidi.directions(text):
            return f"{label}{dash} {text}"
        return f"{mark}{label}{mark}{dash} {bidi.embedded(text, self._way)}"

    @property
    def anki_voice(self) -> str:
        """The language as Anki's speech wants it, with a country: ``en_GB``."""
        likely = get_global("likely_subtags").get(self.locale.language, "")
        country = self.locale.territory or likely.rpartition("_")[2]
        return f"{self.locale.language}_{country}"

    def say(self, key: str, **values: str | int) -> str:
        """Return one string with its places filled.

        Where it has several forms, the first whole number among the values chooses one, by the
        plural rules of the language. Whole numbers are written as the language writes them.

        Raises:
            UnknownWordError: when there is no such string, as a template of one's own may ask for.

        """
        phrase = self.strings.get(key)
        if phrase is None:
            raise UnknownWordError(
                f"no language has a word '{key}': see templates/language/en.yaml"
            )
        if not isinstance(phrase, str):
            counted = [value for value in values.values() if isinstance(value, int)]
            category = self._category(key, counted[0]) if counted else "other"
            phrase = phrase.get(category, phrase["other"])
        plain = self._way == bidi.LTR  # where a text in ASCII stands as it is, as nearly all do
        texts = {
            name: value
            if plain and isinstance(value, str) and value.isascii()
            else self._filled(value)
            for name, value in values.items()
        }
        filled = phrase.format(**texts)
        return bidi.begun(filled, self._way) if _is_sentence(phrase, self._way) else filled

    def _category(self, key: str, count: int) -> str:
        rule = self.locale.ordinal_form if key in ORDINALS else self.locale.plural_form
        return rule(count)

    def _filled(self, value: str | int) -> str:
        return bidi.embedded(value if isinstance(value, str) else self.number(value), self._way)

    @cached_property
    def _way(self) -> str:
        direction = self.strings["direction"]
        return direction if isinstance(direction, str) else bidi.LTR

    def sort_of(self, type_: str) -> str:
        """Return the word for a sort of thing, as in "Which organisation is this?"."""
        key = f"type.{type_}"
        return self.say(key) if key in self.strings else type_.replace("-", " ")

    # --- dates --------------------------------------------------------------------------------

    def date(self, date: Edtf, *, in_era: bool = False) -> str:
        """Return a date as people write it, no more precise than it is known.

        ``in_era`` asks for the era of a single date, where it could be left out.
        """
        if not date.is_interval:
            return self._point(date.point, in_era=in_era)
        if date.start is None:
            return self.say("date.until", end=self._point(date.point))
        if date.end is None:
            return self.say("date.from", start=self._point(date.point))
        return self._range(*self._ends(date))

    def _range(self, start: str, end: str) -> str:
        """Return a range: ``499–449 BCE``, ``June 1982 – April 1988``.

        An era that both of two years have is said once, and a dash between two words has no spaces.
        """
        for mark in self.notation.eras:
            if start.endswith(mark) and end.endswith(mark):
                bare = start.removesuffix(mark).rstrip()
                start = start if _has_space(bare) else bare
        bare = end
        for mark in self.notation.eras:
            bare = bare.removesuffix(mark).rstrip() if not _has_space(start) else bare
        is_long = _has_space(start) or _has_space(bare)
        key = "date.interval" if is_long else "date.interval.short"
        return self.say(key, start=start, end=end)

    def date_spellings(self, date: Edtf) -> tuple[str, ...]:
        """Return what else a learner may rightly write for a date.

        It may be without "about" and "uncertain", and with the other name of its era, 300 BC; and a
        year may be its number alone.
        """
        sure = replace(date, start=_sure(date.start), end=_sure(date.end))
        texts = [self.date(sure), self._with_other_eras.date(sure)]
        if sure.start and sure.end and sure.is_interval:
            start, end = self._ends(sure)
            whole = self.say("date.interval", start=start, end=end)
            is_other = "".join(whole.split()) != "".join(texts[0].split())
            texts += [whole] if is_other else []
        elif sure.is_interval:
            texts.append(self._point(sure.point))
        year = date.point.first[0]
        if not date.is_interval and date.point.precision is Precision.YEAR and year > 0:
            texts.append(str(year))
        return tuple(text for text in dict.fromkeys(texts) if text != self.date(date))

    @cached_property
    def _with_other_eras(self) -> Language:
        """The language with the names of eras that CLDR has, where ours are others."""
        return replace(self, strings={**self.strings, **_by_itself(self.locale)})

    def years(self, date: Edtf) -> str:
        """Return a term of office compactly: ``2001–2005``."""
        if date.start and date.end and date.is_interval:
            return self._range(*self._ends(date))
        return "–".join(self._ends(date) if date.is_interval else [self._point(date.point)])

    def _ends(self, date: Edtf) -> list[str]:
        """Return both ends, empty where one is open; an end in another era says its own."""
        across = date.start is not None and era(date.start.first[0])[1]
        start = self._point(date.start) if date.start else ""
        return [start, self._point(date.end, in_era=across) if date.end else ""]

    def _point(self, point: Point, *, in_era: bool = False) -> str:
        text = self._bare(point, in_era=in_era)
        if point.about:
            text = self.say(f"date.about{_name_of(point)}", date=text)
        return self.say("date.uncertain", date=text) if point.uncertain else text

    def _bare(self, point: Point, *, in_era: bool) -> str:
        if point.precision in (Precision.DECADE, Precision.CENTURY):
            return self._years_of(point)
        if point.precision is Precision.SEASON:
            year = self._written(point.first, Precision.YEAR, in_era=in_era)
            return self.say(f"date.{point.season}", year=year)
        return self._written(point.first, point.precision, in_era=in_era)

    def _written(self, day: Day, precision: Precision, *, in_era: bool = False) -> str:
        return date_text(day, precision, self.locale, self.notation.eras, in_era=in_era)

    def _years_of(self, point: Point) -> str:
        """Return a decade or a century: "1980s", "20th century", "5th century BCE".

        EDTF counts them by their digits: -004X is 50 to 41 BCE, which nobody calls the forties, and
        000X begins with 1 BCE. So a decade without a short name is given by its first and last
        year. The century 19XX has one year more and one fewer than the 20th, which it is called.
        """
        first, last = point.first[0], point.last[0]
        if name := _name_of(point):
            number = first // 100 + 1 if last > 0 else era(first)[0] // 100
            return self.say(f"date{name}", year=str(first), number=number)
        start, end = (
            self._written((year, 1, 1), Precision.YEAR, in_era=True) for year in (first, last)
        )
        return self._range(start, end)

    # --- numbers ------------------------------------------------------------------------------

    @cached_property
    def notation(self) -> Notation:
        """How numbers are read and written."""
        eras = (self.say("era.before"), self.say("era.after"))
        return replace(notation(self.locale), eras=eras)

    def unit(self, text: str) -> Unit:
        """Return a unit with the side of a number that it stands on."""
        return unit(text, self.locale)

    def number(self, number: Figure | Decimal | int) -> str:
        """Return a number with the language's separators: ``13,000``."""
        figure = number if isinstance(number, Figure) else Figure(Decimal(number))
        return self.notation.write(figure)

    def amount(self, figure: Figure, unit: str = "", qualifier: str = "") -> str:
        """Return a number with its unit, and what qualifies it: ``over 13,000 soldiers``."""
        placed = self.unit(unit)
        if figure.value < 0 and placed.before:
            amount = self.notation.minus + placed.around(self.number(figure.of(-figure.value)))
        elif qualifier and placed.sort is Sort.COUNT:
            return placed.around(self.say(f"number.{qualifier}", number=self.number(figure)))
        else:
            amount = placed.around(self.number(figure))
        amount = bidi.embedded(amount, self._way)
        return self.say(f"number.{qualifier}", number=amount) if qualifier else amount

    def listed(self, texts: Sequence[str]) -> str:
        """Return some texts as one: ``red, white and blue``."""
        return format_list(list(texts), locale=self.locale)


def _has_space(text: str) -> bool:
    """Whether a text is more than one word."""
    return len(text.split()) > 1


@lru_cache(maxsize=4096)
def _is_sentence(phrase: str, way: str) -> bool:
    """Whether a phrase has letters of its own in a direction, beside what it is filled with."""
    return way in bidi.directions(_PLACE.sub("", phrase))


def _sure(point: Point | None) -> Point | None:
    """Return a date without its marks of doubt."""
    return replace(point, about=False, uncertain=False) if point else None


def _name_of(point: Point) -> str:
    """Return the end of the string that names a decade or a century, empty of what has no name."""
    if point.precision not in (Precision.DECADE, Precision.CENTURY):
        return ""
    if point.precision is Precision.CENTURY:
        return ".century" if point.last[0] > 0 else ".century.before"
    return ".decade" if point.first[0] >= EARLY else ""


def language(tag: str, own: Mapping[str, Mapping[str, Phrase]] = _NONE_OF_OWN) -> Language:
    """Return a language by its tag; a string that it lacks comes from English.

    ``own`` are a user's strings by the name of their file, ``fr`` or ``pt-BR``; they go before the
    shipped ones.

    Raises:
        Unreadable: when the tag is no language, or there are no strings in it.

    """
    return _combined(tag, own) if own else _shipped_language(tag)


@cache
def _shipped_language(tag: str) -> Language:
    """Return a language without a user's strings: each deck asks for it, time and again."""
    return _combined(tag, _NONE_OF_OWN)


def _combined(tag: str, own: Mapping[str, Mapping[str, Phrase]]) -> Language:
    """Return a language of its strings, from the most general to a user's own."""
    locale = _locale(tag)
    if locale is None:
        raise Unreadable(f"'{tag}' is not a language tag such as en-GB", _meant(tag))
    name = locale.language
    tags = sorted({*_shipped(), *own})
    if name not in tags and tag not in tags:
        message = f"quizgen has no words in '{name}' yet (it has: {', '.join(tags)})"
        hint = f"another language is one file: translate templates/language/en.yaml as {name}.yaml"
        raise Unreadable(message, hint)
    mine = [own[key] for key in dict.fromkeys((name, tag)) if key in own]
    layers = (strings("en"), own.get("en", {}), _by_itself(locale), strings(name), *mine)
    return Language(tag, locale, {key: text for layer in layers for key, text in layer.items()})


def check_tag(tag: str) -> None:
    """Refuse what is no language tag. Quizgen need not have words in the language.

    Raises:
        Unreadable: with what was meant, where that is clear.

    """
    if not is_tag(tag):
        raise Unreadable(f"'{tag}' is not a language tag such as en-GB", _meant(tag))


def is_tag(text: str) -> bool:
    """Whether a text is the tag of a language that has a name."""
    return bool(_TAG.fullmatch(text)) and text.partition("-")[0].lower() in _names()


def within(tag: str, asking: Language) -> Language:
    """Return the language of a part of what is asked in another, whose words it takes.

    Its numbers and dates are written as in itself, as far as that is known.
    """
    locale = _locale(tag) or asking.locale
    direction = {"direction": locale.text_direction if _locale(tag) else bidi.LTR}
    return Language(tag, locale, {**asking.strings, **direction})


def as_language(
    tag: str, asking: Language, own: Mapping[str, Mapping[str, Phrase]] = _NONE_OF_OWN
) -> Language:
    """Return a language by its tag: with its own words where there are some."""
    try:
        return language(tag, own)
    except Unreadable:
        return within(tag, asking)


def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    """Return the English names of languages by their tags."""
    return Locale("en").languages


def _meant(tag: str) -> str:
    """Return what to write where a language is called by its name."""
    wanted = tag.casefold()
    own = (name for name in _names() if len(name) < MOST_LETTERS)
    meant = next((name for name in own if _names()[name].casefold() == wanted), "")
    return f"write '{meant}'" if meant else ""


def _by_itself(locale: Locale) -> Mapping[str, str]:
    """Return the strings that Babel knows in any language."""
    before, after = (locale.eras["abbreviated"][number] for number in (0, 1))
    return {"direction": locale.text_direction, "era.before": before, "era.after": after}


@lru_cache(maxsize=16)
def strings(name: str) -> Mapping[str, Phrase]:
    """Return the shipped strings of a language, none where it is not shipped."""
    if name not in _shipped():
        return _NONE
    text = template_text(f"language/{name}.yaml")
    loaded: dict[str, Phrase] = yaml.load(text, _Loader)  # noqa: S506
    return MappingProxyType(loaded)


def categories(locale: Locale, key: str) -> tuple[str, ...]:
    """Return the plural categories that a language tells apart in a string, "other" the last."""
    rule = locale.ordinal_form if key in ORDINALS else locale.plural_form
    order = ("zero", "one", "two", "few", "many")
    return (*(name for name in order if name in rule.tags), "other")


def places(phrase: Phrase) -> frozenset[str]:
    """Return the names in braces that a string has filled in, in any of its forms.

    Raises:
        ValueError: when a brace is left open, or there is more than a name in it.

    """
    if not isinstance(phrase, str):
        return frozenset().union(*map(places, phrase.values()))
    fields = [part for part in Formatter().parse(phrase) if part[1] is not None]
    for _, name, spec, conversion in fields:
        if spec or conversion:
            raise ValueError(f"write {{{name}}} and no more in the braces")
    return frozenset(name or "" for _, name, _, _ in fields)


@lru_cache(maxsize=1)
def _shipped() -> frozenset[str]:
    return frozenset(path.stem for path in (templates_dir() / "language").glob("*.yaml"))
