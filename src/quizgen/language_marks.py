"""Marks within a text that tell the language of a part of it, and how a word is read.

A word of Japanese in an English question is spoken by another voice and set in another font, and
ruby stands above it. What tells so goes with the text wherever the text goes, into questions,
options and keys, in marks that Unicode has for it and that nobody sees: language tags (U+E0001 and
what follows) and interlinear annotation (U+FFF9 to U+FFFB).
"""

from __future__ import annotations

import re

BEGIN, CANCEL = "\U000e0001", "\U000e007f"
END = BEGIN + CANCEL
"""What ends a part in another language."""
ANCHOR, SEPARATOR, TERMINATOR = "\ufff9", "\ufffa", "\ufffb"
_SHIFT = 0xE0000
TAG = re.compile(f"{BEGIN}(?P<tag>[\U000e0020-\U000e007e]+)")
"""How a part in another language begins."""
READ = re.compile(
    f"{ANCHOR}(?P<base>[^{ANCHOR}{SEPARATOR}{TERMINATOR}]*)"
    f"{SEPARATOR}(?P<reading>[^{ANCHOR}{SEPARATOR}{TERMINATOR}]*){TERMINATOR}"
)
"""A word with its reading."""
_MARK = re.compile(f"{BEGIN}(?:{CANCEL}|[\U000e0020-\U000e007e]+)")
_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUBY = re.compile(
    rf" ?(?P<base>[{_HAN}]+|(?:(?<=[ ])|^)[^\s\[\]\\*_`(){_HAN}]+)"
    r"\[(?P<reading>[^\[\]|\n]+)\](?![({])"
)


def tagged(text: str, tag: str) -> str:
    """Return a text marked to be in a language, by its tag (BCP 47)."""
    if not text or not tag:
        return text
    return f"{BEGIN}{''.join(chr(_SHIFT + ord(letter)) for letter in tag)}{text}{END}"


def tag_of(mark: re.Match[str]) -> str:
    """Return the language tag of a mark that begins a part."""
    return "".join(chr(ord(letter) - _SHIFT) for letter in mark["tag"])


def ends(text: str) -> dict[int, int]:
    """Return where each part ends, by where its words begin; those that do not end are left out."""
    opened: list[int] = []
    ends_: dict[int, int] = {}
    for mark in _MARK.finditer(text):
        if mark[0] != END:
            opened.append(mark.end())
        elif opened:
            ends_[opened.pop()] = mark.start()
    return ends_


def unmarked(text: str) -> str:
    """Return a text without marks of languages, and without readings."""
    return READ.sub(lambda match: match["base"], _MARK.sub("", text))


def with_readings(text: str) -> str:
    """Return a text in which ``食[た]べる`` has become a word with its reading.

    A reading belongs to the Chinese characters before it, or else to all that stands between it and
    the space before, which only divides and is left out.
    """
    if "[" not in text:
        return text
    return _RUBY.sub(_annotated, text)


def _annotated(match: re.Match[str]) -> str:
    return f"{ANCHOR}{match['base']}{SEPARATOR}{match['reading']}{TERMINATOR}"
