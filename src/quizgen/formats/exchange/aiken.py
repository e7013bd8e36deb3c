"""Aiken: multiple choice as plain text, a line for each option.

A stem is one line. One that looks like an option ("W. E. B. Du Bois wrote…" begins like option W)
or like an answer would be misread, so that such an item is left out; so is what is no choice of
one key. ``ANSWER:`` never names a letter that there is no option for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.formats.exchange.outcome import Exported, Exporter, left_out
from quizgen.language import Language
from quizgen.model import Choice, Form, Item, TrueFalse
from quizgen.text import letter, plain

MOST = 26
"""Options have one letter each."""
_READ_AS_SYNTAX = re.compile(r"[A-Z][.)]|ANSWER:", re.IGNORECASE)


def item(item: Item, language: Language) -> Exported[str]:
    """Return an item as a stem, its options and the letter of its key."""
    lost = ["feedback and sources are left out: Aiken has none"]
    lost += ["the picture is left out: Aiken has none"] if item.pictures else []
    shape = item.interaction
    if isinstance(shape, TrueFalse):
        options = [language.say("paper.true"), language.say("paper.false")]
        keys = [0 if shape.answer else 1]
        lost.append("true or false becomes a choice of two")
    elif isinstance(shape, Choice):
        options, keys = [plain(option.text) for option in shape.options], list(shape.keys)
    else:
        return left_out("Aiken holds multiple choice alone")
    stem = plain(item.stem)
    if len(keys) != 1:
        return left_out("Aiken has no item of several right answers")
    if len(options) > MOST or _READ_AS_SYNTAX.match(stem):
        return left_out("Aiken would take its stem for an option")
    lines = [stem, *(f"{letter(i)}. {text}" for i, text in enumerate(options))]
    return Exported("\n".join([*lines, f"ANSWER: {letter(keys[0])}"]), tuple(lost))


def document(form: Form, texts: Sequence[tuple[Item, str]], language: Language) -> bytes:
    """Return the items with a blank line between them."""
    return ("\n\n".join(text for _, text in texts) + "\n").encode()


EXPORTER: Exporter[str] = Exporter(item, document)
