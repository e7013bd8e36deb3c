"""Texts as they are printed: curly apostrophes, and no line that ends where it should not.

What is typed on a keyboard stands ill beside curly quotes. Only what is an apostrophe beyond doubt
is turned: between letters, before the s of a decade or a name in emphasis, after the plural of an
owner. Feet, minutes, quotation marks and code stay.
"""

from __future__ import annotations

import re

APOSTROPHE = "\u2019"
_LETTER = r"[A-Za-z\u00aa-\u024f\u0370-\u052f\u1e00-\u1fff]"
_BETWEEN = re.compile(rf"(?<={_LETTER})'(?={_LETTER})|(?<=\d)'(?=s\b)|(?<!\S)'(?=\d0s\b)")
_OPENING = re.compile(r"(?<!\w)'(?=\w)")
_OWNERS = re.compile(rf"(?<={_LETTER}s)'(?=[\s.,;:!?)\u2013\u2014]|$)")
_HANGING = re.compile(rf"'(?={_LETTER})")

_TIED = re.compile(r"(?:\b[^\W\d_]{1,4}\.(?= \d)|\b[A-Z\u00c0-\u00de]\.(?= [A-Z\u00c0-\u00de])) ")
"""A short word with a stop before its number, and a name's initial before what follows it."""
WHOLE = r"\d\u2013\d|(?<!\w)\w{1,2}-\w|\w(?:-\w{1,2})+(?!\w)(?:-\w)?"
"""Two numbers with a dash between them, and a hyphen with one or two letters on a side."""


def apostrophes(text: str, *, is_after_word: bool = False) -> str:
    """Return a text with its apostrophes curly.

    ``is_after_word`` says that what stands before it, in other type, ends a word: *Dawn*'s editor.
    """
    if "'" not in text:
        return text
    text = _BETWEEN.sub(APOSTROPHE, text)
    if is_after_word:
        text = _HANGING.sub(APOSTROPHE, text, count=1) if text.startswith("'") else text
    return text if _OPENING.search(text) else _OWNERS.sub(APOSTROPHE, text)


def tied(text: str) -> str:
    """Return a text in which "p." stays with its number, and initials with their name."""
    return _TIED.sub(lambda match: f"{match[0][:-1]}\N{NO-BREAK SPACE}", text)
