"""What else counts as an answer that is typed, for programs that compare letter by letter.

A card and a page compare by a table of rules (``quizgen.comparison``), a learning platform by what
it is given. So it is given what is likely to be typed and is right by that table: without "the",
with the signs of a keyboard, without brackets, the parts of an English date in the other order. An
accent may be what is asked for (Apfel, Äpfel), and stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from quizgen.comparison import Typing
from quizgen.model import (
    Choice,
    Gap,
    Gaps,
    Item,
    Match,
    Numeric,
    OpenResponse,
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.text import is_literal, plain

MOST = 5
"""Variants of one answer."""
_KEYS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u00a0\u2009\u202f", " "),
    }
)
_DAY_FIRST = re.compile(r"(\d{1,2}) ([A-Za-z]{3,}) (\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,}) (\d{1,2}), (\d{4})")


def _in_other_order(text: str) -> str:
    """Return an English date as it is written across the Atlantic."""
    if match := _DAY_FIRST.fullmatch(text):
        return f"{match[2]} {match[1]}, {match[3]}"
    match = _MONTH_FIRST.fullmatch(text)
    return f"{match[2]} {match[1]} {match[3]}" if match else text


_STEPS: Sequence[Callable[[str], str]] = (
    lambda text: re.sub(r"^[Tt]he (?=\w)", "", text),
    lambda text: text.translate(_KEYS),
    _in_other_order,
    lambda text: " ".join(re.sub(r"\(([^()]*)\)", r" \1 ", text).split()),
)


def variants(answer: str) -> tuple[str, ...]:
    """Return what else may be typed for an answer in Markdown, in plain words; none for code."""
    if is_literal(answer):
        return ()
    text = every = plain(answer)
    texts = []
    for step in _STEPS:
        texts.append(step(text))
        every = step(every)
    others = {other.casefold(): other for other in (*texts, every)}
    others.pop(text.casefold(), None)
    rules = Typing()
    return tuple(other for other in others.values() if rules.accepts(answer, other))[:MOST]


def _with(answers: Iterable[str]) -> tuple[str, ...]:
    """Return answers with their variants behind them, as Markdown that shows them."""
    listed = tuple(answers)
    return (*listed, *(_as_markdown(text) for answer in listed for text in variants(answer)))


def _as_markdown(text: str) -> str:
    return re.sub(r"([\\`*_\[\]])", r"\\\1", text)


def with_variants(item: Item) -> Item:
    """Return an item whose typed answers may be typed otherwise, too.

    What moved in is marked as it was.
    """
    shape = item.interaction
    match shape:
        case _ if item.lms:
            return item
        case TextEntry(accepted):
            return replace(item, interaction=TextEntry(_with(accepted)))
        case Gaps(pieces, bank):
            parts = tuple(_gap(part) if isinstance(part, Gap) else part for part in pieces)
            return item if bank else replace(item, interaction=replace(shape, parts=parts))
        case Choice() | TrueFalse() | Numeric() | Match() | Order() | OpenResponse():
            return item
        case _:
            assert_never(shape)


def _gap(gap: Gap) -> Gap:
    return replace(gap, accept=_with((gap.text, *gap.accept))[1:])
