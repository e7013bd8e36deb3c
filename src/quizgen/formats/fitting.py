"""How much room a text takes: type is set by the browser, so this estimates, on the safe side."""

from __future__ import annotations

import math
import textwrap
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from quizgen.bidi import is_rtl
from quizgen.model import Paper

MM = 25.4 / 72
"""Millimetres in a point."""
SIZES_MM = {Paper.A4: (210.0, 297.0), Paper.LETTER: (215.9, 279.4)}
"""Width and height of paper."""
MARGIN_MM = 18
"""Round a page."""
WIDTH, LEADING, TALL_LEADING = 0.57, 1.3, 1.9
"""A character's width and a line's height in em; scripts with marks above and below need more."""


def lines(text: str, characters: int) -> list[str]:
    """Break a plain text into lines of so many characters; wide ones (as in Chinese) count two."""
    if not text.strip():
        return []
    narrow = characters if _is_narrow(text) else max(1, characters // 2)
    return textwrap.wrap(text, max(1, narrow), break_on_hyphens=False)


def size(
    texts: Iterable[str],
    width: float,
    height: float,
    largest: float,
    least: float,
    unbroken: float = 0.0,
) -> float:
    """Return the largest type in points in which texts, one below another, fit a box in mm.

    ``unbroken`` is the width in em of what stands in them and is not broken over two lines. Where
    they do not fit at all it is the least size.
    """
    broadest = width / (unbroken * MM) if unbroken else largest
    return _size(tuple(texts), width, height, min(largest, math.floor(2 * broadest) / 2), least)


@lru_cache(maxsize=65536)
def _size(
    texts: tuple[str, ...], width: float, height: float, largest: float, least: float
) -> float:
    """Return the size, once for a card that is on two pages and in a picture of each."""
    leading = TALL_LEADING if any(map(is_rtl, texts)) else LEADING
    points = largest
    while points > least:
        across = int(width / (points * WIDTH * MM))
        down = sum(count(text, across) for text in texts)
        if down * points * leading * MM <= height:
            break
        points -= 0.5
    return max(points, least)


def count(text: str, characters: int) -> int:
    """Return how many lines a text takes; of most that shows without breaking them."""
    if not (text.isascii() and text.isprintable()):
        return len(lines(text, characters))
    if len(text) <= characters:
        return int(text.strip() != "")
    lengths = [len(word) for word in text.split(" ")]
    if not 0 < min(lengths) <= max(lengths) <= characters:
        return len(lines(text, characters))
    rows = left = 0
    for length in lengths:
        if length > left:
            rows, left = rows + 1, characters
        left -= length + 1
    return rows


def _is_narrow(text: str) -> bool:
    if text.isascii():
        return True
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return wide * 4 < len(text)
