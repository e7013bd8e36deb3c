"""Texts of two directions in one line, so that each reads as it is meant (Unicode, annex 9).

A page, a card and a word processor find the direction of a text by its first letter. That is wrong
for an Urdu sentence that begins with a Latin name, and what stands beside a name, such as a number
or a sign, goes astray. Two marks that nobody sees mend both: U+200E and U+200F are letters of a
direction and nothing else. (Isolates would say it better, but Word and some browsers do not know
them.)
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LTR, RTL = "ltr", "rtl"
MARKS = {LTR: "\u200e", RTL: "\u200f"}
OTHER = {LTR: RTL, RTL: LTR}
CLEARLY = 3
"""So many times as many letters of the other direction outweigh the first letter."""
_RIGHT = frozenset({"R", "AL"})
_ANY_RIGHT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

_ASCII_LETTER = re.compile("[A-Za-z]")
_ONLY_LEFT = frozenset({LTR})


def is_rtl(text: str) -> bool:
    """Whether a text runs from right to left: its first letter does, or clearly most of them."""
    if not _ANY_RIGHT.search(text):
        return False
    directions = [d for d in map(_direction, text) if d]
    right = directions.count(RTL)
    left = len(directions) - right
    if text[:1] in MARKS.values() or not directions:
        return directions[:1] == [RTL]
    return right >= left * CLEARLY if directions[0] == LTR else left < right * CLEARLY


def directions(*texts: str) -> frozenset[str]:
    """Return the directions of the letters in some texts."""
    return frozenset().union(*map(_directions, texts))


@lru_cache(maxsize=16384)
def _directions(text: str) -> frozenset[str]:
    if text.isascii():  # as most are: no letter need be looked at by itself
        return _ONLY_LEFT if _ASCII_LETTER.search(text) else frozenset()
    letters = set(text).difference(MARKS.values())
    return frozenset(d for d in map(_direction, letters) if d)


def led(text: str) -> str:
    """Return a text so that its first letter tells its direction."""
    return mark_of(text) + text


@lru_cache(maxsize=16384)
def mark_of(text: str) -> str:
    """Return the mark that a text has to begin with, if its first letter misleads."""
    if not _ANY_RIGHT.search(text):
        return ""
    begun_so = begun(text, RTL if is_rtl(text) else LTR)
    return begun_so[: len(begun_so) - len(text)]


def begun(text: str, direction: str) -> str:
    """Return a text so that its first letter has a direction."""
    if direction == LTR and "A" <= text[:1] <= "z" and text[0].isalpha():
        return text  # at once, as nearly all are
    first = next((d for d in map(_direction, text) if d), direction)
    return text if first == direction else MARKS[direction] + text


def embedded(text: str, direction: str) -> str:
    """Return a text to stand in one of a direction: if all its letters have the other, marked.

    What begins or ends with a sign or a digit would lose it to the other side: °C, C++, 8,611 m.
    """
    if direction == LTR and text.isascii():
        return text  # at once, as nearly all are
    directions_in = {d for d in map(_direction, text) if d}
    if len(directions_in) != 1 or direction in directions_in:
        return text
    (own,) = directions_in
    before = MARKS[own] if _direction(text[0]) is None else ""
    after = MARKS[own] if _direction(text[-1]) is None else ""
    return f"{before}{text}{after}"


@lru_cache(maxsize=8192)
def _direction(letter: str) -> str | None:
    """Return the direction of a letter, None of what has none."""
    name = unicodedata.bidirectional(letter)
    return LTR if name == "L" else RTL if name in _RIGHT else None
