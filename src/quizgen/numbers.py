"""Numbers as a language writes them, read and written (CLDR, through Babel).

German groups by points and has a decimal comma, Hindi groups by twos, Swiss by apostrophes, French
by thin spaces; all of them may write powers of ten. A number is read by the rules of its language
alone: "1.234" is a good thousand in German, and to guess would be to guess wrong in silence. What
is a number in another language is told with the cure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from babel import Locale

from quizgen.diagnostics import Unreadable
from quizgen.records import dataclass

LARGEST = 30
"""Digits of a number that is written out; a larger one wants a power of ten."""
HIGHEST = 999
"""The highest power of ten, up or down."""
NBSP = "\u00a0"
MINUS = "-\u2212\u2013\ufe63\uff0d"
"""What may stand before a number to make it negative, typed or typeset."""
_SPACES = " \u00a0\u2009\u202f\u2007"
_APOSTROPHES = "'\u2019"
_HIGH, _LOW = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+"
_RAISED, _LOWERED = str.maketrans(_LOW, _HIGH), str.maketrans(_HIGH, _LOW)
_DIRECTIONS = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))
"""Marks that only tell the direction of a text."""
_ARABIC = dict.fromkeys("\u0660\u06f0", ("\u066b", "\u066c"))
"""The decimal and the grouping mark that go with Arabic digits, by the digit zero."""
_EXPONENT = (
    rf"(?:(?:\^|\*\*)\s?\{{?(?P<caret>[{MINUS}+]?\d{{1,4}})\}}?"
    rf"|(?P<high>[⁻⁺]?[{_HIGH[:10]}]{{1,4}}))"
)
_TIMES = re.compile(rf"\s?[×x*·⋅]\s?10\s?{_EXPONENT}(?!\d)|[eE](?P<e>[{MINUS}+]?\d{{1,4}})(?!\w)")
_MACHINE = re.compile(r"[-+]?\d+(?:\.\d+)?[eE][-+]?\d{1,4}")
"""A power of ten as programs write it: with a point in any language."""
_ALONE = re.compile(rf"{_EXPONENT}(?!\d)")


class Style(StrEnum):
    """How a number is written: out in full, with a power of ten, or as such a power alone."""

    PLAIN = "plain"
    SCIENTIFIC = "scientific"
    POWER = "power"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as its author wrote it.

    The exponent of ``value`` keeps the digits that say something: 12.50 is not 12.5. ``zero`` is
    the digit zero of the script that it was written in.
    """

    value: Decimal
    style: Style = Style.PLAIN
    zero: str = "0"

    def of(self, value: Decimal) -> Figure:
        """Return another number in the same style."""
        return replace(self, value=value)

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole number."""
        return self.value == self.value.to_integral_value()

    @property
    def exponent(self) -> int:
        """The power of ten of its last digit: -2 for 12.50."""
        exponent = self.value.as_tuple().exponent
        assert isinstance(exponent, int)  # noqa: S101 - read() makes finite numbers alone
        return exponent

    @property
    def mantissa(self) -> Figure:
        """Its digits as a plain number from 1 to 10, without its sign."""
        digits = self.value.as_tuple().digits
        return Figure(Decimal((0, digits, 1 - len(digits))), zero=self.zero)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text, where it begins and ends, and whether its digits are in groups."""

    start: int
    end: int
    figure: Figure
    is_grouped: bool = False


@dataclass(frozen=True, slots=True)
class Notation:
    """How a language writes numbers.

    ``name`` is the language in English; ``groups`` are the sizes of the last group of digits and of
    those before it; ``times`` stands before a power of ten; ``eras`` after a year, to say that it
    is counted back from the first year, or on from it.
    """

    name: str
    decimal: str = "."
    group: str = ","
    groups: tuple[int, int] = (3, 3)
    minus: str = "-"
    times: str = "×"
    eras: tuple[str, str] = ("BCE", "CE")

    def write(self, figure: Figure) -> str:
        """Return a number with the marks of the language, with all its digits and in its style."""
        minus = self.minus if figure.value < 0 else ""
        if figure.style is Style.PLAIN or not figure.value:
            return minus + self._marked(f"{figure.value.copy_abs():f}", figure.zero)
        power = _power(figure.value.adjusted(), figure.zero)
        if figure.style is Style.POWER and figure.mantissa.value == 1:
            return minus + power
        mantissa = self._marked(f"{figure.mantissa.value:f}", figure.zero)
        return f"{minus}{mantissa}{NBSP}{self.times}{NBSP}{power}"

    def _marked(self, number: str, zero: str) -> str:
        """Return plain digits, as ``12345.60``, with their marks and in the digits of a script."""
        decimal, group = _ARABIC.get(zero, (self.decimal, self.group))
        whole, _, part = number.partition(".")
        last, before = self.groups
        parts, whole = [whole[-last:]], whole[:-last]
        while whole:
            parts, whole = [whole[-before:], *parts], whole[:-before]
        return _in_digits(group.join(parts) + (decimal + part if part else ""), zero)

    def read(self, text: str) -> Figure:
        """Read a number that stands alone.

        Raises:
            Unreadable: with the cure, where it is none in this language.

        """
        figure = self._alone(text)
        if figure is None:
            where = f" in {self.name}" if any(map(str.isdigit, text)) else ""
            raise Unreadable(f"'{text}' is not a number{where}", self._cure(text))
        if abs(figure.value.adjusted()) > (LARGEST if figure.style is Style.PLAIN else HIGHEST):
            raise Unreadable(f"'{text}' is out of reach", "write a power of ten such as 6.022e23")
        return figure

    def _alone(self, text: str) -> Figure | None:
        digits = text.translate(_DIRECTIONS).strip()
        if _MACHINE.fullmatch(digits):
            return Figure(Decimal(digits), Style.SCIENTIFIC)
        number = next(self.numbers(digits, lenient=True), None)
        if number is None or (number.start, number.end) != (0, len(digits)):
            return None
        is_odd = number.figure.style is Style.SCIENTIFIC and number.is_grouped
        return None if is_odd else number.figure  # 6,022 × 10^23 means 6.022 × 10^23

    def _cure(self, text: str) -> str:
        """Return what was meant, if the text is a number where points and commas are swapped."""
        decimal = "," if self.decimal == "." else "."
        other = replace(self, decimal=decimal, group=self.decimal)
        if meant := other._alone(text):
            return f"write {self.write(meant)}"
        first = next(other.numbers(text), None)  # a number with its unit
        mine = next(self.numbers(text), None)
        if mine and first and mine.end >= first.end:
            first = None  # the marks are where they belong; it is the rest that is none of it
        unit = text[first.end :] if first and first.start == 0 else ""
        if first and unit.strip(" .,;:!?") and not any(map(str.isdigit, unit)):
            return f"write {self.write(first.figure)}{unit}"
        examples = (Figure(Decimal(13000)), Figure(Decimal("1.6")))
        return f"write one such as {', '.join(map(self.write, examples))} or 6.022e23"

    def numbers(self, text: str, *, lenient: bool = False) -> Iterator[Number]:
        """Yield the numbers in a text, in their order.

        With ``lenient``, digits may also be grouped as any language does it that is no other's
        decimal: by spaces, by apostrophes, by low lines.
        """
        latin, zero = _latin(text)
        pattern = _pattern(self.decimal, self.group, lenient)
        place = 0
        while match := pattern.search(latin, place):
            figure, place = _with_power(_figure(match, zero), latin, match.end())
            yield Number(match.start(), place, figure, bool(match["a"] or match["b"]))


def for_programs(value: Decimal) -> str:
    """Return a number as programs read it: ``13000``, ``6.022E+23``."""
    return f"{value:f}" if abs(value.adjusted()) <= LARGEST else str(value)


@lru_cache(maxsize=64)
def notation(locale: Locale) -> Notation:
    """Return how a language writes numbers."""
    symbols = locale.number_symbols.get("latn", {})
    pattern = locale.decimal_formats[None]
    return Notation(
        name=locale.get_display_name("en") or str(locale),
        decimal=symbols.get("decimal", "."),
        group=symbols.get("group", ",").replace("'", "’"),
        groups=pattern.grouping,
        minus=symbols.get("minusSign", "-"),
        times=symbols.get("superscriptingExponent", "×"),
    )


@lru_cache(maxsize=64)
def _pattern(decimal: str, group: str, lenient: bool) -> re.Pattern[str]:
    """Return what a number without a power of ten looks like, in Latin digits."""
    marks = {group, "\u066c"}
    for alike in (_SPACES, _APOSTROPHES):
        marks |= set(alike) if lenient or group in alike else set()
    marks |= {"_"} if lenient else set()
    by = re.escape("".join(sorted(marks - {decimal})))
    threes = rf"[1-9]\d{{0,2}}(?P<a>[{by}])\d{{3}}(?:(?P=a)\d{{3}})*"
    twos = rf"[1-9]\d?(?:(?P<b>[{by}])\d\d)(?:(?P=b)\d\d)*(?P=b)\d{{3}}"
    point = rf"[{re.escape(decimal)}\u066b]"
    return re.compile(
        rf"(?:(?<![\w.,])(?P<minus>[{MINUS}]))?"
        rf"(?:(?P<whole>(?:{threes}|{twos})(?!\d)|\d+)(?:{point}(?P<part>\d+))?"
        rf"|(?<!\d){point}(?P<only>\d+))"
    )


def _figure(match: re.Match[str], zero: str) -> Figure:
    whole = re.sub(r"\D", "", match["whole"] or "0")
    part = match["part"] or match["only"]
    digits = f"{whole}.{part}" if part else whole
    return Figure(Decimal(f"-{digits}" if match["minus"] else digits), zero=zero)


def _with_power(figure: Figure, text: str, place: int) -> tuple[Figure, int]:
    """Return a number times the power of ten that follows it, and where that ends."""
    if match := _TIMES.match(text, place):
        style = Style.SCIENTIFIC
    elif abs(figure.value) == 10 and (match := _ALONE.match(text, place)):
        style = Style.POWER
        figure = figure.of(Decimal(1).copy_sign(figure.value))
    else:
        return figure, place
    raised = match.groupdict().get("e") or match["caret"] or match["high"].translate(_LOWERED)
    power = int(re.sub(f"[{MINUS}]", "-", raised))
    sign, digits, _ = figure.value.as_tuple()
    value = Decimal((sign, digits, figure.exponent + power))
    return replace(figure, value=value, style=style), match.end()


def _power(exponent: int, zero: str) -> str:
    return _in_digits("10", zero) + str(exponent).translate(_RAISED)


def _latin(text: str) -> tuple[str, str]:
    """Return a text with Latin digits, letter for letter, and the zero of those it had."""
    if text.isascii():
        return text, "0"
    zero = "0"
    letters = []
    for letter in text:
        if letter.isdecimal() and not letter.isascii():
            value = unicodedata.digit(letter)
            zero = chr(ord(letter) - value)
            letter = str(value)
        letters.append(letter)
    return "".join(letters), zero


def _in_digits(text: str, zero: str) -> str:
    if zero == "0":
        return text
    return text.translate({ord("0") + n: chr(ord(zero) + n) for n in range(10)})
