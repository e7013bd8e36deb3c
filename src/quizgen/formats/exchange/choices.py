"""Items as plain multiple choice: all that the sheets of live quizzes hold."""

from __future__ import annotations

from typing import assert_never

from quizgen.language import Language
from quizgen.model import (
    Choice,
    Gaps,
    Item,
    Match,
    Numeric,
    OpenResponse,
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.records import dataclass
from quizgen.text import plain


@dataclass(frozen=True, slots=True)
class PlainChoice:
    """A question in plain words: its options, and the indexes of the keys."""

    stem: str
    options: tuple[str, ...]
    keys: tuple[int, ...]


def as_choice(item: Item, language: Language) -> PlainChoice | None:
    """Return an item as plain multiple choice, None where it is no choice."""
    stem = plain(item.stem)
    match item.interaction:
        case Choice(options) as choice:
            return PlainChoice(stem, tuple(plain(o.text) for o in options), choice.keys)
        case TrueFalse(answer):
            words = (language.say("paper.true"), language.say("paper.false"))
            return PlainChoice(stem, words, (0,) if answer else (1,))
        case TextEntry() | Numeric() | Gaps() | Match() | Order() | OpenResponse():
            return None
        case _:
            assert_never(item.interaction)
