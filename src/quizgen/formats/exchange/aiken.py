"""Aiken: multiple choice as plain text, a line for each option.

A stem is one line. One that looks like an option ("W. E. B. Du Bois wrote…" begins like option W)
or like an answer would be misread, so that such an item is left out; so is what is no choice of
one key. ``ANSWER:`` never names a letter that there is no option for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from quizgen.formats.exchange.markup import ASKED, losing
from quizgen.formats.exchange.outcome import Exported, Exporter, left_out
from quizgen.language import Language
from quizgen.model import (
    Choice,
    Form,
    Gaps,
    Item,
    Match,
    Numeric,
    OpenResponse,
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.text import letter, plain

MOST = 26
"""Options have one letter each."""
_READ_AS_SYNTAX = re.compile(r"[A-Z][.)]|ANSWER:", re.IGNORECASE)


def item(item: Item, language: Language) -> Exported[str]:
    """Return an item as a stem, its options and the letter of its key."""
    lost = ["feedback and sources are left out: Aiken has none"]
    match item.interaction:
        case Choice(options) as choice:
            texts, keys = [plain(option.text) for option in options], choice.keys
        case TrueFalse(answer):
            texts = [language.say("paper.true"), language.say("paper.false")]
            keys = (0,) if answer else (1,)
            lost.append("true or false becomes a choice of two")
        case TextEntry() | Numeric() | Gaps() | Match() | Order() | OpenResponse():
            return left_out("Aiken holds multiple choice alone")
        case _:
            assert_never(item.interaction)
    stem = plain(item.stem)
    if len(keys) != 1:
        return left_out("Aiken has no item of several right answers")
    if _READ_AS_SYNTAX.match(stem):
        return left_out("Aiken would take its stem for an option")
    if len(texts) > MOST:
        return left_out(f"Aiken has letters for {MOST} options, this has {len(texts)}")
    lines = [stem, *(f"{letter(i)}. {text}" for i, text in enumerate(texts))]
    return Exported("\n".join([*lines, f"ANSWER: {letter(keys[0])}"]), tuple(lost))


def document(form: Form, texts: Sequence[tuple[Item, str]], language: Language) -> bytes:
    """Return the items with a blank line between them."""
    return ("\n\n".join(text for _, text in texts) + "\n").encode()


EXPORTER: Exporter[str] = Exporter(item, document, has_points=False, losses=losing(ASKED))
