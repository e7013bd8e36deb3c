r"""TeX to MathML: a reader of the commands in :mod:`quizgen.tex.commands`, and of no others.

It reads what MathJax reads as MathJax reads it, and refuses the rest with a sentence: the grammar
is smaller than TeX's, so that each formula means the same on a card and on paper.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from xml.etree.ElementTree import Element

from quizgen.tex import commands, quantities, refused
from quizgen.tex.atoms import (
    PRIME,
    Atom,
    Limits,
    Look,
    element,
    identifier,
    joined,
    primed,
    row,
    scripted,
    space,
    styled,
    symbol,
)
from quizgen.tex.commands import Sort
from quizgen.tex.errors import TexError
from quizgen.tex.letters import CHARACTERS, letters

MOST_DEPTH = 16
"""Of what stands in another: braces, fractions, scripts."""
_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.|$)|.", re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n]+")
_NUMBER = re.compile(r"\d+(?:\{,\}\d{3})*(?:\.\d*)?|\.\d+", re.ASCII)
_SCRIPTS = frozenset({"^", "_", "'", r"\limits", r"\nolimits"})
_TWICE = "write one, or put braces round what the first stands at"
_SCRIPT_FAULTS = {
    "^": ("has two superscripts at one place", _TWICE),
    "_": ("has two subscripts at one place", _TWICE),
    "'": ("has a prime after a superscript", "write the prime first"),
    r"\limits": (r"has '\limits' after what is no operator", r"write it after \sum or \int"),
    r"\nolimits": (r"has '\nolimits' after what is no operator", r"write it after \sum or \int"),
}
_MISPLACED = {
    "": ("ends too early", "write what is missing"),
    "}": ("has a '}' that nothing opens", "leave it out, or write its '{'"),
    "&": ("has a '&' outside a grid", r"write \& for the sign, or \begin{aligned} … \end{aligned}"),
    "\\\\": (r"has a '\\' outside a grid", r"write two formulas, or \begin{aligned}"),
    r"\right": (r"has a '\right' without its '\left'", r"write \left. before it"),
    r"\middle": (r"has a '\middle' outside \left … \right", r"write \left. before it"),
    r"\end": (r"has an '\end' without its '\begin'", "leave it out"),
}
"""What is said of a part that closes something where nothing is open."""
_ENDS = frozenset(_MISPLACED)


Rule = Callable[["Reader", str, Look], Atom]
"""Makes an atom of a command by its name; the reader stands behind it."""


class Reader:
    """Reads one formula from left to right; ``rules`` say what makes something of a command."""

    def __init__(self, source: str, rules: Mapping[str, Rule], depth: int = 0) -> None:
        self.source = source
        self.rules = rules
        self.at = 0
        self.depth = depth
        self._edits: list[tuple[int, int, str]] = []

    def tex(self) -> str:
        """Return what was read, with what MathJax does not know in its own words."""
        parts, end = [], 0
        for start, stop, text in self._edits:
            parts += [self.source[end:start], text]
            end = stop
        return "".join([*parts, self.source[end:]])

    # --- tokens -------------------------------------------------------------------------------

    def peek(self) -> str:
        """Return the next token, which is a command or one character, or nothing at the end."""
        if blank := _SPACE.match(self.source, self.at):
            self.at = blank.end()
        part = _TOKEN.match(self.source, self.at)
        return part[0] if part else ""

    def take(self) -> str:
        """Return the next token and go on behind it."""
        part = self.peek()
        self.at += len(part)
        return part

    def raw(self, command: str) -> str:
        """Return what stands in the braces after a command, unread."""
        if self.peek() != "{":
            raise self._lacks(command)
        start = self.at + 1
        depth = 0
        for match in _TOKEN.finditer(self.source, self.at):
            depth += {"{": 1, "}": -1}.get(match[0], 0)
            if not depth:
                self.at = match.end()
                return self.source[start : match.start()]
        raise self._unclosed(self.at)

    def close(self, bracket: str) -> None:
        """Take what must close something in brackets."""
        if self.peek() != bracket:
            raise TexError(f"lacks a '{bracket}'", "write it", self.at)
        self.take()

    def _lacks(self, command: str) -> TexError:
        message = f"has a '{command}' that lacks what it is of"
        return TexError(message, f"write {command}{{…}}", self.at)

    def _unclosed(self, at: int) -> TexError:
        return TexError("has a '{' that is never closed", "write its '}'", at)

    # --- rows and atoms -----------------------------------------------------------------------

    def row(self, look: Look, ends: frozenset[str]) -> list[Atom]:
        """Return the atoms up to one of some tokens, which is left to be taken."""
        atoms: list[Atom] = []
        while (part := self.peek()) not in ends:
            if part in _ENDS:
                raise self._misplaced(part)
            if part[:1] == "\\" and part[1:] in commands.STYLES:
                self.take()
                style = commands.STYLES[part[1:]]
                rest = self.row(replace(look, style=style), ends)
                return [*atoms, Atom(styled(row(rest, replace(look, style=style)), style))]
            atoms.append(self.atom(look))
        return atoms

    def _misplaced(self, part: str) -> TexError:
        message, hint = _MISPLACED[part]
        return TexError(message, hint, self.at)

    def atom(self, look: Look) -> Atom:
        """Return the next atom with its scripts."""
        bare = self.peek() in ("^", "_", "'")
        base = Atom(element("mrow")) if bare else self.nucleus(look)
        return self.scripts(base, look)

    def nucleus(self, look: Look, *, single: bool = False) -> Atom:
        """Return the next atom without scripts; a ``single`` one is one digit or letter."""
        self.depth += 1
        if self.depth > MOST_DEPTH:
            message = f"has more than {MOST_DEPTH} things one in another"
            raise TexError(message, "write it more plainly", self.at)
        try:
            return self._nucleus(look, single)
        finally:
            self.depth -= 1

    def _nucleus(self, look: Look, single: bool) -> Atom:
        part = self.peek()
        if part == "{":
            return self.group(look)
        if not single and (number := _NUMBER.match(self.source, self.at)):
            self.at = number.end()
            return self.figures(number[0].replace("{,}", ","), look)
        start = self.at
        self.take()
        if part.isascii() and part.isdigit():
            return self.figures(part, look)
        if part.isascii() and part.isalpha():
            return self.letters(part, look, single)
        if part[:1] == "\\":
            return self.command(part[1:], look, start)
        return self.character(part, look, start)

    def group(self, look: Look) -> Atom:
        """Return what stands in braces as one atom."""
        return Atom(row(self.braced(look), look))

    def braced(self, look: Look) -> list[Atom]:
        """Return the atoms in braces."""
        start = self.at
        self.take()
        atoms = self.row(look, frozenset({"}", ""}))
        if self.take() != "}":
            raise self._unclosed(start)
        return atoms

    def figures(self, text: str, look: Look) -> Atom:
        """Return a number."""
        styled = letters(text, look.font)
        if styled is None:
            raise self._no_letter(text, look)
        return Atom(element("mn", styled))

    def letters(self, first: str, look: Look, single: bool) -> Atom:
        """Return a variable, or a word where letters are upright or of another alphabet."""
        text = first
        while look.font and not single and self.source[self.at : self.at + 1].isalpha():
            if not self.source[self.at].isascii():
                break
            text += self.source[self.at]
            self.at += 1
        styled = letters(text, look.font)
        if styled is None:
            raise self._no_letter(text, look)
        return Atom(identifier(styled, upright=bool(look.font)))

    def _no_letter(self, text: str, look: Look) -> TexError:
        message = f"has '{text}' in '\\{look.font}', which has capital letters only"
        return TexError(message, r"write small letters and digits in \mathrm or \mathbf", self.at)

    def character(self, part: str, look: Look, at: int) -> Atom:
        """Return a sign, or a Greek letter."""
        if part == "~":
            return Atom(space(commands.SPACES[" "]), None)
        if part not in CHARACTERS:
            hint = refused.CHARACTERS.get(
                part, r"write words as \text{…}, and signs by their commands"
            )
            name = part if part.isprintable() else f"U+{ord(part):04X}"
            raise TexError(f"has the character '{name}', which is not set in a formula", hint, at)
        return symbol(CHARACTERS[part], look)

    # --- scripts ------------------------------------------------------------------------------

    def scripts(self, base: Atom, look: Look) -> Atom:
        """Return an atom with the scripts that follow it."""
        below: Element | None = None
        above: Element | None = None
        primes = 0
        while (part := self.peek()) in _SCRIPTS:
            at = self.at
            self.take()
            if part == "_" and below is None:
                below = self.script(look, part)
            elif part == "^" and above is None:
                above = self.script(look, part)
                if above.text == PRIME:
                    primes, above = primes + 1, None
            elif part == "'" and above is None:
                primes += 1
            elif part[0] == "\\" and base.sort is Sort.OP:
                limits = Limits.ALWAYS if part == r"\limits" else Limits.BESIDE
                base = replace(base, limits=limits)
            else:
                raise TexError(*_SCRIPT_FAULTS[part], at)
        if primes:
            base, marks = primed(base, primes)
            above = joined(marks, above)
        return scripted(base, below, above, look)

    def script(self, look: Look, sign: str) -> Element:
        """Return what stands up or down."""
        part = self.peek()
        if part in _ENDS or part in _SCRIPTS:
            raise TexError(f"has a '{sign}' with nothing after it", f"write {sign}{{…}}", self.at)
        return self.nucleus(look.script, single=True).element

    # --- what commands are given --------------------------------------------------------------

    def argument(self, command: str, look: Look) -> Element:
        """Return what a command is of, as one element."""
        return row(self.atoms(command, look), look)

    def atoms(self, command: str, look: Look) -> list[Atom]:
        """Return what a command is of: what stands in braces, or one sign."""
        part = self.peek()
        if part == "{":
            return self.braced(look)
        if part in _ENDS or part in _SCRIPTS:
            raise self._lacks(command)
        if part[0] == "\\" and part[1:] not in commands.SYMBOLS:
            message = f"has '{part}' after '{command}' without braces"
            raise TexError(message, f"write {command}{{{part}…}}", self.at)
        return [self.nucleus(look, single=True)]

    def delimiter(self, command: str) -> str:
        r"""Return the sign after ``\left`` and its kin, or nothing for a dot."""
        at = self.at
        part = self.take()
        if part not in commands.DELIMITERS:
            message = f"has '{part}' after '{command}', which is no bracket"
            raise TexError(message, f"write {command}( or {command}. for none", at)
        return commands.DELIMITERS[part]

    def command(self, name: str, look: Look, at: int) -> Atom:
        """Return what a command makes."""
        if name in self.rules:
            return self.rules[name](self, name, look)
        raise self.unknown(name, at)

    def edit(self, start: int, text: str) -> None:
        """Give MathJax another text for what was read since a place."""
        self._edits.append((start, self.at, text))

    # --- what is not set ----------------------------------------------------------------------

    def unknown(self, name: str, at: int) -> TexError:
        """Say that there is no such command, and what to write instead."""
        if not name:
            return TexError("ends with a backslash", "leave it out", at)
        if name in refused.COMMANDS:
            message = f"has '\\{name}', which is refused: {refused.COMMANDS[name]}"
            return TexError(message, "leave it out", at)
        return TexError(f"has '\\{name}', which is not set here", self._instead(name), at)

    def _instead(self, name: str) -> str:
        if name in quantities.ARGUMENTS:
            return self._quantity(name) or refused.INSTEAD["si"]
        if name in refused.INSTEAD:
            return refused.INSTEAD[name]
        if name in commands.ENVIRONMENTS:
            return rf"write \begin{{{name}}} … \end{{{name}}}"
        near = get_close_matches(name, sorted(commands.KNOWN), n=1, cutoff=0.6)
        return f"did you mean '\\{near[0]}'?" if near else "docs/formulas.md lists what is"

    def _quantity(self, name: str) -> str:
        """Return a quantity in the commands that are set, where its arguments can be read."""
        if self.peek() == "[":
            self.at = self.source.find("]", self.at) + 1 or len(self.source)
        try:
            given = [self.raw(f"\\{name}") for _ in range(quantities.ARGUMENTS[name])]
        except TexError:
            return ""
        written = quantities.written_out(name, given)
        return written and f"write {written}"
