"""Atoms of a formula, and the room between them (The TeXbook, chapter 18 and appendix G).

An atom is a MathML element and its sort. MathML leaves the room beside an operator to whoever
renders it; here it is written out, so that a formula is as wide everywhere, and ``-`` a sign or a
minus by what stands before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import IntEnum
from xml.etree.ElementTree import Element

from quizgen.records import dataclass
from quizgen.tex.commands import INTEGRALS, Sort, Symbol
from quizgen.tex.letters import letters


class Limits(IntEnum):
    """Where the scripts of an atom stand: beside it, over and under it, or as the style wants."""

    BESIDE = 0
    MOVABLE = 1
    ALWAYS = 2


@dataclass(frozen=True, slots=True)
class Atom:
    """An element with what TeX spaces and scripts it by; one without a sort is a space."""

    element: Element
    sort: Sort | None = Sort.ORD
    limits: Limits = Limits.BESIDE


@dataclass(frozen=True, slots=True)
class Look:
    """How letters are set: the alphabet they are of, and the style, from -1 (display) to 2."""

    style: int = 0
    font: str = ""

    @property
    def script(self) -> Look:
        """The look of a script."""
        return replace(self, style=1 if self.style < 1 else 2)

    @property
    def part(self) -> Look:
        """The look of a numerator or denominator."""
        return replace(self, style=min(2, self.style + 1))


THIN, MEDIUM, THICK = 3 / 18, 4 / 18, 5 / 18
BESIDE_BAR = 0.12
"""What keeps the bars of two fractions apart, in em: TeX's ``\\nulldelimiterspace``."""
_ORDER = (Sort.ORD, Sort.OP, Sort.BIN, Sort.REL, Sort.OPEN, Sort.CLOSE, Sort.PUNCT, Sort.INNER)
_ROOM = {
    Sort.ORD: "0 1 m t 0 0 0 n",
    Sort.OP: "1 1 0 t 0 0 0 n",
    Sort.BIN: "m m 0 0 m 0 0 m",
    Sort.REL: "t t 0 0 t 0 0 t",
    Sort.OPEN: "0 0 0 0 0 0 0 0",
    Sort.CLOSE: "0 1 m t 0 0 0 n",
    Sort.PUNCT: "n n 0 n n n n n",
    Sort.INNER: "n 1 m t n 0 n n",
}
_WIDTHS = {"0": (0.0, 0.0), "1": (THIN, THIN), "n": (THIN, 0.0), "m": (MEDIUM, 0.0)}
_WIDTHS["t"] = (THICK, 0.0)
"""The room that a letter of the table stands for: in a text, and in a script."""
_BEFORE_SIGN = frozenset({None, Sort.BIN, Sort.OP, Sort.REL, Sort.OPEN, Sort.PUNCT})
_AFTER_SIGN = frozenset({None, Sort.REL, Sort.CLOSE, Sort.PUNCT})


def em(width: float) -> str:
    """Return a width in em as MathML has it."""
    return f"{round(width, 4):g}em"


def element(tag: str, text: str = "", /, *children: Element, **attributes: str) -> Element:
    """Return a MathML element."""
    node = Element(tag, attributes)
    node.text = text or None
    node.extend(children)
    return node


def operator(text: str, **attributes: str) -> Element:
    """Return an operator that neither grows nor has room beside it, unless something says so."""
    usual = {"stretchy": "false", "lspace": "0em", "rspace": "0em"}
    return element("mo", text, **(usual | attributes))


def fence(text: str) -> Element:
    """Return a bracket that grows with what it stands beside."""
    return operator(text, stretchy="true", fence="true")


def space(width: float) -> Element:
    """Return a space of so many em."""
    return element("mspace", width=em(width))


def row(atoms: Sequence[Atom], look: Look) -> Element:
    """Return atoms side by side as one element."""
    elements = list(spaced(atoms, look))
    return elements[0] if len(elements) == 1 else element("mrow", "", *elements)


def spaced(atoms: Sequence[Atom], look: Look) -> Iterator[Element]:
    """Yield the elements of a row with the room between them."""
    before: Atom | None = None
    for atom in _signs(atoms):
        if atom.sort is not None:
            if before is not None:
                yield from _glue(before, atom, look)
            before = atom
        yield atom.element


def _signs(atoms: Sequence[Atom]) -> list[Atom]:
    """Turn binary operators with nothing on one side into signs (appendix G, rules 5 and 6)."""
    signs: list[Atom] = []
    sorts = [atom.sort for atom in atoms if atom.sort is not None]
    before: Sort | None = None
    place = 0
    for atom in atoms:
        if atom.sort is not None:
            after = sorts[place + 1] if place + 1 < len(sorts) else None
            if atom.sort is Sort.BIN and (before in _BEFORE_SIGN or after in _AFTER_SIGN):
                atom = replace(atom, sort=Sort.ORD)
            before = atom.sort
            place += 1
        signs.append(atom)
    return signs


def _glue(left: Atom, right: Atom, look: Look) -> Iterable[Element]:
    """Put the room between two atoms into an operator, or return it as a space."""
    letter = _ROOM[left.sort or Sort.ORD].split()[_ORDER.index(right.sort or Sort.ORD)]
    width = _WIDTHS[letter][look.style > 0]
    if not width:
        return [space(BESIDE_BAR)] if _is_beside_bar(left, right) else []
    for atom, side in ((right, "lspace"), (left, "rspace")):
        if atom.element.tag == "mo":
            atom.element.set(side, em(width))
            return []
    return [space(width)]


# --- atoms from symbols and scripts ---------------------------------------------------------------

_SIGNS = frozenset("|‖/\\@.′‵:§¶")
"""Ordinary characters that are no letters of a kind."""
PRIME = "′"
RAISED_PRIME = "font-size:1.35em;position:relative;top:0.3em"
"""How a browser sets primes at what is tall: their glyph is small and stands up by itself."""
_PRIMES = ("", PRIME, "″", "‴", "⁗")


def _is_beside_bar(left: Atom, right: Atom) -> bool:
    beside = {left.sort, right.sort} <= {Sort.ORD, Sort.OP, Sort.INNER}
    return beside and (_has_bar(left.element) or _has_bar(right.element))


def _has_bar(element: Element) -> bool:
    inner = element[0] if element.tag == "mstyle" else element
    return inner.tag == "mfrac" and inner.get("linethickness") != "0"


def identifier(text: str, *, upright: bool) -> Element:
    """Return a variable or a word; a single letter is set in italics unless it is upright."""
    attributes = {"mathvariant": "normal"} if upright and len(text) == 1 else {}
    return element("mi", text, **attributes)


def symbol(sign: Symbol, look: Look) -> Atom:
    """Return a symbol as an atom."""
    if sign.letter:
        styled_letter = letters(sign.text, look.font) if look.font == "boldsymbol" else sign.text
        return Atom(identifier(styled_letter or sign.text, upright=False))
    if sign.sort is Sort.ORD and sign.text not in _SIGNS:
        return Atom(identifier(sign.text, upright=True))
    limits = Limits.BESIDE
    if sign.sort is Sort.OP and sign.text not in INTEGRALS:
        limits = Limits.MOVABLE
    return Atom(operator(sign.text), sign.sort, limits)


def primed(base: Atom, count: int) -> tuple[Atom, Element | None]:
    """Return an atom with so many primes, or else the primes as what stands up at it.

    The glyph of a prime stands up by itself: beside a letter it is set as it is.
    """
    marks = operator(_PRIMES[count] if count < len(_PRIMES) else PRIME * count)
    if base.element.tag in ("mi", "mn", "mo"):
        return replace(base, element=element("mrow", "", base.element, marks)), None
    marks.set("style", RAISED_PRIME)
    return base, marks


def joined(*parts: Element | None) -> Element | None:
    """Return what there is of some elements side by side, as one."""
    there = [part for part in parts if part is not None]
    return element("mrow", "", *there) if len(there) > 1 else next(iter(there), None)


def scripted(base: Atom, below: Element | None, above: Element | None, look: Look) -> Atom:
    """Return an atom with what stands below and above it, if anything does."""
    scripts = [script for script in (below, above) if script is not None]
    if not scripts:
        return base
    over = base.limits is Limits.ALWAYS or (base.limits is Limits.MOVABLE and look.style < 0)
    tags = ("munderover", "munder", "mover") if over else ("msubsup", "msub", "msup")
    tag = tags[0] if len(scripts) == 2 else tags[1] if above is None else tags[2]
    if over and base.element.tag == "mo":
        base.element.set("movablelimits", "false")
    return replace(base, element=element(tag, "", base.element, *scripts))


def styled(inner: Element, style: int) -> Element:
    """Return an element in a style of its own."""
    display = "true" if style < 0 else "false"
    return element("mstyle", "", inner, displaystyle=display, scriptlevel=str(max(0, style)))
