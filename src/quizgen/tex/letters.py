"""Single characters of a formula, and the alphabets that letters are set in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from quizgen.tex.commands import ALPHABETS, SYMBOLS, Alphabet, Sort, Symbol

_ASCII = {
    "+": Symbol("+", Sort.BIN),
    "-": Symbol("−", Sort.BIN),
    "*": Symbol("∗", Sort.BIN),
    "/": Symbol("/", Sort.ORD),
    "=": Symbol("=", Sort.REL),
    "<": Symbol("<", Sort.REL),
    ">": Symbol(">", Sort.REL),
    ":": Symbol(":", Sort.REL),
    ",": Symbol(",", Sort.PUNCT),
    ";": Symbol(";", Sort.PUNCT),
    "!": Symbol("!", Sort.CLOSE),
    "?": Symbol("?", Sort.CLOSE),
    "(": Symbol("(", Sort.OPEN),
    "[": Symbol("[", Sort.OPEN),
    ")": Symbol(")", Sort.CLOSE),
    "]": Symbol("]", Sort.CLOSE),
    "|": Symbol("|", Sort.ORD),
    ".": Symbol(".", Sort.ORD),
    "@": Symbol("@", Sort.ORD),
}
_OTHERS = {
    "−": Symbol("−", Sort.BIN),
    "·": Symbol("⋅", Sort.BIN),
    "°": Symbol("°", Sort.ORD),
} | {letter: Symbol(letter, Sort.ORD) for letter in "ℂℍℕℙℚℝℤ"}


def _characters() -> Iterator[tuple[str, Symbol]]:
    for symbol in reversed(tuple(SYMBOLS.values())):
        if not symbol.text.isascii():  # such as % and #, which mean something else by themselves
            yield symbol.text, symbol
    yield from _OTHERS.items()
    yield from _ASCII.items()


CHARACTERS: Mapping[str, Symbol] = MappingProxyType(dict(_characters()))
"""Characters that stand for themselves; letters of the Latin alphabet and digits do, too."""


def letters(text: str, font: str) -> str | None:
    r"""Return letters or digits in the alphabet of a command such as ``mathbf``.

    None where it has no such letter; digits that an alphabet lacks are those of everyday.
    """
    alphabet = ALPHABETS.get(font)
    if alphabet is None:
        return text
    styled = [_letter(character, alphabet) for character in text]
    return None if None in styled else "".join(filter(None, styled))


def _letter(character: str, alphabet: Alphabet) -> str | None:
    if character in alphabet.holes:
        return alphabet.holes[character]
    for first, last, start in (
        ("A", "Z", alphabet.capitals),
        ("a", "z", alphabet.small),
        ("0", "9", alphabet.digits),
        ("α", "ω", alphabet.greek),
    ):
        if first <= character <= last and start:
            return chr(start + ord(character) - ord(first))
    if not alphabet.small and character.isascii():
        return None
    return character
