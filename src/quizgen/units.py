"""Units of numbers: on which side they stand, with what space, and whether one counts with them.

People count soldiers and countries, and words of measure too: "How many kilometres?" But nobody
says "How many °C?"; what has a sign for its unit is measured. Where signs stand is told by CLDR:
€5 in English, 5 € in German; 20°C and 20 °C; 5% and 5 %.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from babel.units import format_unit

from quizgen.records import dataclass

NBSP = "\u00a0"
_PERCENT = frozenset("%٪﹪％")
_DEGREES = ("°", "º", "′", "″", "'", '"')
_BEFORE = frozenset({"pH"})
"""Signs that are no currency and stand before the number."""
_PREFIX = "(?:da|[QRYZEPTGMkhdcmµμunpfazyrq])?"
_BASE = (
    "m|g|s|A|K|mol|cd|Hz|N|Pa|J|W|C|V|F|Ω|ohm|S|Wb|T|H|lm|lx|Bq|Gy|Sv|kat|l|L|t|eV|u|Da|bar|B|bit"
    "|Ah|Wh|cal|ha|pc|ly|M|rad|sr|b|Torr|G|Bd|VA|var"
)
_OTHERS = (
    "min|h|d|a|in|ft|yd|mi|oz|lb|lbs|gal|pt|qt|mph|kph|psi|hp|PS|kn|nmi|sm|atm|mmHg|AU|au|AE|dB|rpm"
    "|ppm|ppb|ppt|dpi|px|kcal|Cal|BTU|Std|Min|Sek|Lj|c|e|amu|bpm|fps|°[CFRK]|[°%‰]"
)
_FACTOR = re.compile(rf"(?:{_PREFIX}(?:{_BASE})|{_OTHERS})\.?(?:\^?[-−]?\d+|[⁻⁺]?[⁰¹²³⁴-⁹]+)?")
_WORDS = frozenset("a am as in".split())
"""What is a sign alone, and a word before others."""
_BETWEEN = re.compile(r"\s*[/·⋅*×]\s*|\s+")


class Sort(StrEnum):
    """What a number with a unit is: so many of something, a share of a hundred, or a measure."""

    COUNT = "count"
    PERCENT = "percent"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, and what stands before and after the number, with its spaces.

    ``word`` is what a sign is called that cannot stand alone.
    """

    text: str
    sort: Sort
    before: str = ""
    after: str = ""
    word: str = ""

    @property
    def name(self) -> str:
        """What it is called without a number."""
        return self.word or self.text

    def around(self, number: str) -> str:
        """Return a written number with its unit."""
        return f"{self.before}{number}{self.after}"


NONE = Unit("", Sort.COUNT)


@lru_cache(maxsize=1024)
def unit(text: str, locale: Locale) -> Unit:
    """Return a unit as it is written in a language."""
    if not text:
        return NONE
    if text[0] in _PERCENT | {"‰", "‱"}:
        sort = Sort.PERCENT if text in _PERCENT else Sort.MEASURE
        before, after = (side.replace("%", text[0]) for side in _percent(locale))
        return Unit(text, sort, before, after + text[1:])
    if text[0] in _DEGREES and text[1:2] not in ("C", "F", "R", "K"):
        degrees = locale.unit_display_names["angle-degree"]["long"] if text == "°" else ""
        return Unit(text, Sort.MEASURE, after=text, word=degrees)
    if text in _BEFORE:
        return Unit(text, Sort.MEASURE, before=text + NBSP)
    if amount := _currency(text, locale):
        return amount
    if text[0] in "°℃℉":
        return Unit(text, Sort.MEASURE, after=_gap(locale, "temperature-celsius", "°") + text)
    if is_sign(text, locale):
        return Unit(text, Sort.MEASURE, after=_gap(locale, "length-kilometer", "km") + text)
    sort = Sort.PERCENT if text.casefold() in _percent_words(locale) else Sort.COUNT
    return Unit(text, sort, after=f" {text}")


def is_sign(text: str, locale: Locale) -> bool:
    """Whether a unit is a sign, or made of signs, and no word that one counts with."""
    factors = [factor for factor in _BETWEEN.split(text) if factor]
    if factors and (all(map(_FACTOR.fullmatch, factors)) or text.startswith("\\(")):
        return True
    first, _, words = text.partition(" ")
    if words and first not in _WORDS and is_sign(first, locale):
        return True  # m above sea level
    is_made_of_some = re.search(r"[/·⋅×]", text) and any(map(_FACTOR.fullmatch, factors))
    return bool(is_made_of_some) or text in _signs(locale)  # people/km²


@lru_cache(maxsize=32)
def _signs(locale: Locale) -> frozenset[str]:
    """Return the signs of a language that are not Latin: short names of units, but no words."""
    names = locale.unit_display_names.values()
    short = {name for each in names for width, name in each.items() if width != "long"}
    words = {each["long"] for each in names if "long" in each}
    return frozenset(name for name in short - words if not name.isascii() and len(name) < 8)


def _gap(locale: Locale, name: str, sign: str) -> str:
    """Return what a language puts between a number and a sign."""
    example = format_unit("0", name, length="short", locale=locale)
    between = example.partition("0")[2].partition(sign)[0]
    return between if sign in example and not between.strip("\u200e\u200f\u061c\u202f") else NBSP


def _percent(locale: Locale) -> tuple[str, str]:
    """Return what stands before and after a percentage."""
    before, _, after = re.split(r"([#0,.]+)", locale.percent_formats[None].pattern, maxsplit=1)
    return before, after


@lru_cache(maxsize=32)
def _percent_words(locale: Locale) -> frozenset[str]:
    named = locale.unit_display_names.get("concentr-percent", {}).get("long", "")
    return frozenset({"percent", "per cent", named.casefold()})


# --- currencies -------------------------------------------------------------------------------


def _currency(text: str, locale: Locale) -> Unit | None:
    """Return an amount of money: the sign where the language has it, the words after the number.

    "million €" and "€ per barrel" are money, too: €3 million, 3 million €, €70 per barrel.
    """
    first, last = _split(text, locale)
    sign = first or last
    if not sign:
        return None
    words = text.removeprefix(sign) if first else text.removesuffix(sign)
    before, after = _money(sign, locale)
    if first:
        return Unit(text, Sort.MEASURE, before, after + words)
    gap = f" {words.strip()}" if words.strip() else ""
    return Unit(text, Sort.MEASURE, before, gap + (f" {sign}" if gap and after else after))


def _split(text: str, locale: Locale) -> tuple[str, str]:
    """Return the currency that a unit begins or ends with, each empty where there is none."""
    signs = _currencies(locale)
    head, tail = re.split(r"[\s/]", text, maxsplit=1)[0], re.split(r"\s", text)[-1]
    if unicodedata.category(text[0]) == "Sc" and not _is_currency(head, signs):
        head = text[0]  # €bn
    return (head if _is_currency(head, signs) else ""), (tail if _is_currency(tail, signs) else "")


def _is_currency(text: str, signs: frozenset[str]) -> bool:
    marked = [unicodedata.category(letter) == "Sc" for letter in text]
    is_marked = any(marked) and all(
        mark or letter.isupper() for mark, letter in zip(marked, text, strict=True)
    )
    return is_marked or text in signs


@lru_cache(maxsize=32)
def _currencies(locale: Locale) -> frozenset[str]:
    """Return the codes of all currencies, and the signs that a language has for some."""
    codes = set(get_global("all_currencies"))
    signs = {sign for code, sign in locale.currency_symbols.items() if sign != code}
    return frozenset(codes | signs | {"Rs", "Rs.", "₨", "kr", "zł", "Kč", "Ft", "Fr.", "CHF"})


def _money(sign: str, locale: Locale) -> tuple[str, str]:
    """Return what stands before and after an amount in a currency.

    A sign of letters is parted from the digits even where one such as "$" is not (CLDR's rule).
    """
    if sign == "¢":
        return "", sign
    pattern = locale.currency_formats["standard"].pattern.partition(";")[0]
    before, _, after = re.split(r"([#0,.]+)", pattern, maxsplit=1)
    if "¤" in before:
        touching = before.endswith("¤") and sign[-1:].isalpha()
        return before.replace("¤", sign) + (NBSP if touching else ""), after
    touching = after.startswith("¤") and sign[:1].isalpha()
    return before, (NBSP if touching else "") + after.replace("¤", sign)
