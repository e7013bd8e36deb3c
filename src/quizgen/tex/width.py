"""How wide a formula is, in em of the text around it.

What sets formulas (a browser, Word, a PDF's drawings, MathJax) has a font and rules of its own, so
this is an estimate: the usual widths of letters and signs in a font for mathematics, scripts at
seven tenths, and the spaces that a formula has between its parts. The drawings of a PDF are within
a tenth of it, and a browser's formulas, too.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache, partial
from itertools import zip_longest
from xml.etree.ElementTree import Element

SCRIPT = 0.72
"""The size of what stands raised or lowered, beside that of what it stands at."""
SIZE = 1.06
"""The size of a formula beside that of the text."""
_NARROW, _SLIM, _BROAD, _BROADEST = (
    set("ijlIJ!'|.,:;′∣"),
    set("frstzJ()[]{}/⌊⌋⌈⌉⟨⟩-"),
    set("wABCDGHKNOQRUVXYΓΔΘΛΞΠΥΨ+−=<>≤≥≈≠±×÷∼≡∈∉⊂⊃∪∩∓"),
    set("mMWΦΩ∑∏→←↔⇌⇒⇔⟶∞⋯…"),
)
_ROOT, _BAR = 0.75, 0.15
"""The sign of a root, and what a fraction's bar is longer than what stands on it."""
_SPACE = 0.25


def width(formula: Element) -> float:
    """Return the width of a ``<math>`` element, in em."""
    return _width(formula, is_large=False) * SIZE


def _width(element: Element, *, is_large: bool) -> float:
    """Return the width of a part; ``is_large`` says that fractions in it are as in a display."""
    parts = list(element)
    if "displaystyle" in element.attrib:
        is_large = element.get("displaystyle") == "true"
    wide = partial(_width, is_large=is_large)
    small = partial(_width, is_large=False)
    match element.tag, parts:
        case "mspace", _:
            return _em(element, "width")
        case "mtext", []:
            return sum(map(_letter, (element.text or "").replace("\u00a0", " ")))
        case "mo", []:
            return _leaf(element) + _em(element, "lspace") + _em(element, "rspace")
        case "mfrac", [above, below]:
            return max(small(above), small(below)) * (1.0 if is_large else SCRIPT) + _BAR
        case "msqrt", _:
            return _ROOT + sum(map(wide, parts))
        case "mroot", [of, _]:
            return _ROOT + wide(of)
        case (("msub" | "msup"), [base, script]):
            return wide(base) + small(script) * SCRIPT
        case "msubsup", [base, *scripts]:
            return wide(base) + max(map(small, scripts)) * SCRIPT
        case (("mover" | "munder" | "munderover"), [base, *marks]):
            return max(wide(base), *(small(mark) * SCRIPT for mark in marks))
        case "mtable", rows:
            return _table(element, rows)
        case _:
            return _leaf(element) + sum(map(wide, parts))


def _table(element: Element, rows: list[Element]) -> float:
    """Return the width of a grid: of each column the widest cell, and what is between them."""
    cells = partial(_width, is_large=element.get("displaystyle") == "true")
    rows_of_widths = [[cells(cell) for cell in row] for row in rows]
    widths = [max(column) for column in zip_longest(*rows_of_widths, fillvalue=0.0)]
    gaps = [_number(gap) for gap in element.get("columnspacing", "").split()]
    between = [gaps[min(n, len(gaps) - 1)] if gaps else 0.8 for n in range(len(widths) - 1)]
    return sum(widths) + sum(between)


def _leaf(element: Element) -> float:
    return sum(map(_letter, (element.text or "").strip()))


@lru_cache(maxsize=4096)
def _letter(letter: str) -> float:
    """Return the width of a character; what goes on top of another has none."""
    if letter.isspace():
        return _SPACE
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    plain = unicodedata.normalize("NFKC", letter)[:1]
    if plain in _NARROW:
        return 0.3
    if plain in _SLIM:
        return 0.37
    if plain in _BROADEST:
        return 0.9
    return 0.7 if plain in _BROAD else 0.53


def _em(element: Element, name: str) -> float:
    return _number(element.get(name, ""))


def _number(length: str) -> float:
    return float(length.removesuffix("em") or 0)
