r"""mhchem's ``\ce{…}`` in plain TeX, which every MathJax and our own reader set alike.

Read are formulas, amounts, charges, states, isotopes, hydrates, bonds, precipitates and gases, cell
diagrams and arrows with what stands over and under them, as the mhchem manual has them
(https://mhchem.github.io/MathJax-mhchem/). What else it knows is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import takewhile
from types import MappingProxyType

from quizgen.tex import commands
from quizgen.tex.errors import TexError

ARROWS: Mapping[str, str] = MappingProxyType(
    {
        "<=>": r"\rightleftharpoons",
        "<-->": r"\rightleftarrows",
        "<->": r"\longleftrightarrow",
        "->": r"\longrightarrow",
        "<-": r"\longleftarrow",
        "→": r"\longrightarrow",
        "⟶": r"\longrightarrow",
        "←": r"\longleftarrow",
        "↔": r"\longleftrightarrow",
        "⇌": r"\rightleftharpoons",
    }
)
_LABELLED = {r"\longrightarrow": r"\xrightarrow", r"\longleftarrow": r"\xleftarrow"}
BONDS: Mapping[str, str] = MappingProxyType(
    {
        "-": "{-}",
        "=": "{=}",
        "#": r"{\equiv}",
        "1": "{-}",
        "2": "{=}",
        "3": r"{\equiv}",
        "...": r"{\cdots}",
        "....": r"{\cdots}",
        "->": r"{\rightarrow}",
        "<-": r"{\leftarrow}",
    }
)
_GREEK = {name for name, symbol in commands.SYMBOLS.items() if "Α" <= symbol.text[0] <= "ϵ"}
_KEPT = _GREEK | set(r"pm cdot circ bullet infty ldots ; ! % quad".split()) | {" ", ","}
"""Commands that stand in a formula as they are."""
_STATES = "aq|s|l|g|cr|am|sln|vap|ads|mon|pol|lc|vit|fl|cd"
_AMOUNT = r"(?:\d+/\d+|\(\d+/\d+\)|\d+[.,]\d+|\d+|[a-z](?=\s*[A-Z]))"
_CHARGE = r"\^(?P<script>\{[^{}]*\}|\d*[+-](?![\d])|[+-]?\d+|[IVX]+|[A-Za-z.*•])"


class _Writer:
    r"""Turns the inside of ``\ce{…}`` into TeX, from left to right.

    ``based`` tells that something stands to the left that a script belongs to; ``fresh`` that a
    word begins, where a digit is an amount; ``open_ended`` that it began with a bond to what is
    not drawn.
    """

    def __init__(self, body: str, at: int) -> None:
        self.body = body
        self.start = at
        self.at = 0
        self.parts: list[str] = []
        self.based = False
        self.fresh = True
        self.scripted = ""
        self.open_ended = body.startswith("-")

    def written(self) -> str:
        """Return the TeX."""
        while self.at < len(self.body):
            for pattern, write in _RULES:
                if match := pattern.match(self.body, self.at):
                    self.at = match.end()
                    write(self, match)
                    break
            else:
                raise self.refused(self.body[self.at])
        return "".join(self.parts)

    def refused(self, what: str) -> TexError:
        """Say that something is not read."""
        message = f"has '{what}' in '\\ce', which is not read there"
        hint = r"docs/formulas.md lists what is; write words as \text{…}"
        return TexError(message, hint, self.start)

    def put(self, tex: str, *, based: bool = False, fresh: bool = False) -> None:
        """Add TeX, and note what may follow it."""
        self.parts.append(tex)
        self.based, self.fresh, self.scripted = based, fresh, ""

    # --- between words ------------------------------------------------------------------------

    def blank(self, match: re.Match[str]) -> None:
        """Keep a space between words that would else run together."""
        rest = self.body[self.at :]
        self.open_ended = rest.startswith("-")
        words = self.based and rest[:1] not in ("", "+", "=", "<", ">", "*", ".", "(", "^")
        alone = re.match(r"(?:v|-+)(?=\s|$)|->|[→⟶←↔⇌]", rest)
        if words and not alone:
            self.put(r"\ ")
        self.based, self.fresh, self.scripted = False, True, ""

    def arrow(self, match: re.Match[str]) -> None:
        """Write an arrow with what stands over and under it."""
        sign = ARROWS[match[0]]
        above, below = (self._label() for _ in range(2))
        if not above and not below:
            drawn = sign
        elif sign in _LABELLED:
            drawn = _LABELLED[sign] + (f"[{{{below}}}]" if below else "") + f"{{{above}}}"
        else:
            drawn = rf"\overset{{{above}}}{{{sign}}}" if above else sign
            drawn = rf"\underset{{{below}}}{{{drawn}}}" if below else drawn
        self.put(rf"\mathrel{{{drawn}}}" if drawn != sign else f"{sign} ", fresh=True)

    def _label(self) -> str:
        match = re.compile(r"(?P<kind>[TC]?)\[").match(self.body, self.at)
        if not match:
            return ""
        depth, end = 0, match.end() - 1
        for end in range(match.end() - 1, len(self.body)):
            depth += {"[": 1, "]": -1, "{": 1, "}": -1}.get(self.body[end], 0)
            if not depth:
                break
        if depth:
            raise TexError(r"has a '[' after an arrow that is never closed", "write its ']'")
        inner = self.body[match.end() : end]
        self.at = end + 1
        return (
            rf"\text{{{inner}}}" if match["kind"] == "T" else _Writer(inner, self.start).written()
        )

    def alone(self, match: re.Match[str]) -> None:
        """Write an operator, a precipitate or a gas, which stands by itself."""
        sign = {"v": r"\,{\downarrow}", "^": r"\,{\uparrow}", "*": r"\,{\cdot}\,"}.get(match[1])
        self.put(sign or match[1], fresh=True)

    # --- in words -----------------------------------------------------------------------------

    def amount(self, match: re.Match[str]) -> None:
        """Write how much there is of what follows."""
        if not self.fresh:
            self.digits(match)
            return
        text = match["amount"]
        if "/" in text:
            above, _, below = text.strip("()").partition("/")
            text = rf"\tfrac{{{above}}}{{{below}}}"
        self.put(text.replace(",", "{,}") + r"\,")

    def digits(self, match: re.Match[str]) -> None:
        """Write digits: below what stands before them, or else on the line."""
        self.at = match.start()
        figures = "".join(takewhile(str.isdigit, self.body[self.at :])) or self.body[self.at]
        self.at += len(figures)
        if not self.based:
            self.put(figures, based=figures.isalpha())
        else:
            self._script("_", figures)

    def letters(self, match: re.Match[str]) -> None:
        """Write elements, upright."""
        self.put(rf"\mathrm{{{match[0]}}}", based=True)

    def script(self, match: re.Match[str]) -> None:
        """Write what stands up or down, before an element or after it."""
        sign, text = match[0][0], match["script"].removeprefix("{").removesuffix("}")
        if self.based:
            self._script(sign, text)
            return
        other = re.compile(r"[_^](\{[^{}]*\}|[+-]?\d+|.)").match(self.body, self.at)
        scripts = {sign: text}
        if other and other[0][0] != sign:
            self.at = other.end()
            scripts[other[0][0]] = other[1].removeprefix("{").removesuffix("}")
        width = max(map(len, scripts.values()))
        longest = max(scripts.values(), key=len)
        padded = {
            sign: (rf"\hphantom{{{longest[: width - len(text)]}}}" if len(text) < width else "")
            + _inside(text)
            for sign, text in scripts.items()
        }
        self.put("{}" + "".join(f"{sign}{{{text}}}" for sign, text in padded.items()))

    def _script(self, sign: str, text: str) -> None:
        """Write a script behind what is there; a second one stands behind the first."""
        lead = "{}" if self.scripted else ""
        self.put(f"{lead}{sign}{{{_inside(text)}}}", based=True)
        self.scripted = sign

    def charge(self, match: re.Match[str]) -> None:
        """Write a sign after an element: a charge, unless it ends what a bond began."""
        if not self.based:
            self.put(match[0], fresh=True)
        elif match[0] == "-" and self.open_ended:
            self.put(BONDS["-"])
        else:
            self._script("^", match[0])

    def bond(self, match: re.Match[str]) -> None:
        """Write a bond between atoms, or an operator between words."""
        sign = match["bond"] or match[0]
        if self.parts and self.parts[-1].strip().removeprefix("\\") in _GREEK:
            self.put(r"\text{-}")
        elif sign not in BONDS:
            raise self.refused(match[0])
        else:
            self.put(BONDS[sign] if self.based else {"#": r"\equiv "}.get(sign, sign))

    def state(self, match: re.Match[str]) -> None:
        """Write a state of aggregation."""
        self.put(rf"\,(\mathrm{{{match[1]}}})", based=True)

    def bracket(self, match: re.Match[str]) -> None:
        """Write a bracket."""
        text = match[0].removeprefix("\\")
        closing = text in ")]}"
        self.put(match[0], based=closing, fresh=False)

    def dot(self, match: re.Match[str]) -> None:
        """Write the dot of a hydrate, or that of a radical at the end of a word."""
        followed = re.match(r"\s*[\dA-Z(\[n]", self.body[self.at :])
        self.put(r"\,{\cdot}\," if followed else r"{\cdot}", fresh=True)

    def command(self, match: re.Match[str]) -> None:
        """Write a Greek letter, or another command that is as at home here."""
        if match[1] not in _KEPT:
            raise self.refused(match[0])
        self.put(f"{match[0]} " if match[1].isalpha() else match[0], based=match[1] in _GREEK)

    def text(self, match: re.Match[str]) -> None:
        """Write words; nothing in braces keeps two scripts apart."""
        words = match["words"]
        if not words:
            self.put("")
            return
        self.put(rf"\text{{{words}}}", based=True)

    def degree(self, match: re.Match[str]) -> None:
        """Write a degree, as over an arrow."""
        self.put(r"{}^{\circ}")

    def mark(self, match: re.Match[str]) -> None:
        """Write a mark of punctuation; one between half-cells has room on both sides."""
        bars = {"|": r"\,|\,", "||": r"\,\|\,"}
        self.put(bars.get(match[0], match[0]), fresh=match[0] in bars, based=match[0] == "'")


_RULES: tuple[tuple[re.Pattern[str], Callable[[_Writer, re.Match[str]], None]], ...] = tuple(
    (re.compile(pattern, re.ASCII), rule)
    for pattern, rule in (
        (r"\s+", _Writer.blank),
        ("|".join(map(re.escape, ARROWS)), _Writer.arrow),
        (r"(?:(?<=\s)|(?<![^\s]))(v|\^|\*|[+=<>-])(?=\s|$)", _Writer.alone),
        (rf"\(({_STATES})\)", _Writer.state),
        (rf"(?P<amount>{_AMOUNT})", _Writer.amount),
        (r"\d+", _Writer.digits),
        (r"[A-Za-z]+", _Writer.letters),
        (_CHARGE, _Writer.script),
        (r"_(?P<script>\{[^{}]*\}|\d+|[A-Za-z])", _Writer.script),
        (r"\+|-(?=[\s)\],}|(]|$)", _Writer.charge),
        (r"\\bond\{(?P<bond>[^{}]*)\}", _Writer.bond),
        (r"(?P<bond>[-=#])", _Writer.bond),
        (r"[*.·•]", _Writer.dot),
        (r"(?:\\(?:text|textrm|mathrm|mbox))?\{(?P<words>[^{}\\$]*)\}", _Writer.text),
        (r"\\[{}]|[()\[\]]", _Writer.bracket),
        (r"\\([A-Za-z]+|.)", _Writer.command),
        (r"°", _Writer.degree),
        (r"\|\|?|[,;:/'~]", _Writer.mark),
    )
)


def _inside(text: str) -> str:
    """Return a script: digits and signs, upright letters, and variables of one small letter."""
    words = r"(?<![A-Za-z\\])(?:[A-Z][A-Za-z]*|[A-Za-z]{2,})"
    marked = re.sub(words, lambda match: rf"\mathrm{{{match[0]}}}", text)
    return re.sub(r"[.•](?!\d)", r"\\bullet ", marked)


def tex(body: str, at: int) -> str:
    r"""Return what stands in ``\ce{…}`` as plain TeX.

    Raises:
        TexError: when something is not read; ``at`` is the place it names.

    """
    if not body.strip():
        raise TexError(r"has a '\ce' that lacks what it is of", r"write \ce{H2O}", at)
    return _Writer(body, at).written().strip()
