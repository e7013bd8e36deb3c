"""A formula as a line of text: for titles, for what is read aloud, and to compare answers.

Digits and signs stand up and down as Unicode has them (``H₂O``, ``x²``); all else is written with
``^`` and ``_``, and brackets show what belongs together: ``(a + b)/2``, ``(1 2; 3 4)``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from quizgen.tex.commands import ACCENTS, BRACES

_PLAIN = "0123456789+−=()ni"
_UP = str.maketrans(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_DOWN = str.maketrans(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙᵢ")
_RAISED = frozenset(_PLAIN)
_COMBINING = {accent.text: accent.combining for accent in ACCENTS.values()}
_LABELS = frozenset(accent.text for accent in BRACES.values())
_ALPHABETS = range(0x1D400, 0x1D800)
_ALONE = re.compile(r"[^\W\d_]+[⁰-₎²³¹]*|[\d.,]+|.?")
"""A word, with small digits behind it, a number, or one sign."""
ROOM = 0.1
"""From so many em on, room is a space."""


def linear(formula: Element) -> str:
    """Return a ``<math>`` element, or any other of a formula, as text."""
    return " ".join(_text(formula).split())


def _text(element: Element) -> str:
    match element.tag, list(element):
        case "mo", []:
            before, after = (_is_room(element.get(side, "")) for side in ("lspace", "rspace"))
            return " " * before + _leaf(element) + " " * after
        case "mspace", []:
            return " " if _is_room(element.get("width", "")) else ""
        case "mphantom", _:
            return ""
        case "mfrac", [above, below] if element.get("linethickness") == "0":
            return f"{_text(above)} ¦ {_text(below)}"
        case "mfrac", [above, below]:
            return f"{_grouped(above)}/{_divisor(below)}"
        case "msqrt", [of]:
            return f"√{_grouped(of)}"
        case "mroot", [of, index]:
            return f"{_raised(index, _UP, '^')}√{_grouped(of)}"
        case (("mover" | "munder"), [base, mark]) if mark.text in _COMBINING and mark.tag == "mo":
            return _marked(base, mark.text or "")
        case (("mover" | "munder"), [base, mark]) if mark.text in _LABELS:
            return _text(base)
        case (("msup" | "mover"), [base, above]):
            return _base(base) + _raised(above, _UP, "^")
        case (("msub" | "munder"), [base, below]):
            return _base(base) + _raised(below, _DOWN, "_")
        case (("msubsup" | "munderover"), [base, below, above]):
            scripts = (_raised(below, _DOWN, "_"), _raised(above, _UP, "^"))
            return _base(base) + "".join(scripts if _base(base) else reversed(scripts))
        case "mtable", rows:
            return _table(element, rows)
        case _, children:
            return _leaf(element) + "".join(map(_text, children))


def _leaf(element: Element) -> str:
    """Return the text of an element, with letters of mathematical alphabets as everyday ones."""
    text = element.text or ""
    return "".join(
        unicodedata.normalize("NFKC", c) if ord(c) in _ALPHABETS else c
        for c in text.replace("\u00a0", " ")
    )


def _is_room(width: str) -> bool:
    return float(width.removesuffix("em") or 0) >= ROOM


def _base(element: Element) -> str:
    """Return what scripts stand at; one in brackets of its own needs no more."""
    inner = list(element)
    simple = element.tag != "mrow" or not inner or inner[-1].tag == "mo" or len(inner) == 1
    return _text(element) if simple else _grouped(element)


def _raised(element: Element, table: dict[int, int], sign: str) -> str:
    """Return a script: in small characters if there are such, else after a sign."""
    text = "".join(_text(element).split())
    if not text or (sign == "^" and text == "∘"):
        return "°" if text else ""
    if set(text) <= _RAISED:
        return text.translate(table)
    return sign + (text if len(text) == 1 or text.isdecimal() else f"({_text(element).strip()})")


def _grouped(element: Element) -> str:
    """Return an element in brackets, unless it is a number, a word or in brackets already."""
    text = _text(element).strip()
    whole = text.startswith("(") and text.find(")") == len(text) - 1
    return text if whole or _ALONE.fullmatch(text) else f"({text})"


def _divisor(element: Element) -> str:
    """Return what stands below a line, in brackets if it is a product of letters: 1/(RT)."""
    letters = [leaf for leaf in element.iter() if (leaf.text or "").strip()]
    text = _grouped(element)
    return f"({text})" if text.isalpha() and len(letters) > 1 else text


def _marked(base: Element, mark: str) -> str:
    """Return a letter with its mark, or several in brackets with theirs; lines are over each."""
    text, combining = _text(base).strip(), _COMBINING[mark]
    if combining in ("\u0305", "\u0304", "\u0332"):
        return "".join(c + combining if c.strip() else c for c in text)
    return unicodedata.normalize("NFC", (text if len(text) == 1 else f"({text})") + combining)


def _table(element: Element, rows: Sequence[Element]) -> str:
    """Return rows with a semicolon between them, and cells with a space or a comma."""
    cells = [[_text(cell).strip() for cell in row] for row in rows]
    if element.get("columnspacing", "").startswith("0em"):
        return "; ".join(" ".join(filter(None, row)) for row in cells)
    plain = not any(" " in cell for row in cells for cell in row)
    return "; ".join((" " if plain else ", ").join(row) for row in cells)
