"""The answer of an item in a few words: for the version map, and at a glance on a key."""

from __future__ import annotations

from typing import assert_never

from quizgen.bidi import MARKS, RTL, directions
from quizgen.language import Language
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
from quizgen.text import letter, plain
from quizgen.typography import apostrophes

LONGEST = 60
"""Characters of an answer that is written; the key has the rest."""


def shortly(item: Item, language: Language) -> str:
    """Return the answer of an item in so many characters at the most, without markup."""
    text = " ".join(apostrophes(plain(brief(item, language))).split())
    if not directions(text) and language.direction == RTL:
        text = MARKS[RTL] + text  # or numbers in a row run against the page
    return text if len(text) <= LONGEST else f"{_words(text[: LONGEST - 1])}\N{NO-BREAK SPACE}…"


def _words(text: str) -> str:
    """Return the whole words of a text that was cut off; all of it in scripts without spaces."""
    words = text.rpartition(" ")[0]
    return words if len(words) > LONGEST // 2 else text[: LONGEST - 2]


def brief(item: Item, language: Language) -> str:
    """Return the answer of an item in one line: letters and numbers where it has them."""
    match item.interaction:
        case Choice() as choice:
            return "".join(map(letter, choice.keys))
        case TrueFalse(answer):
            return language.say("paper.true" if answer else "paper.false")
        case TextEntry(accepted):
            return accepted[0]
        case Numeric(shown=words):
            return words
        case Gaps(parts):
            return language.joined(part.text for part in parts if isinstance(part, Gap))
        case Match(pairs, responses):
            return " ".join(letter(responses.index(response)) for _, response in pairs)
        case Order(entries):
            return " ".join(str(entry.rank) for entry in entries)
        case OpenResponse(guide):
            return language.joined(guide)
        case _:
            assert_never(item.interaction)
