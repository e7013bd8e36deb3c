"""Items as plain multiple choice: all that the sheets of live quizzes hold."""

from __future__ import annotations

from typing import assert_never

from quizgen.formats.exchange import prose
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
    """A question in plain words: its options, the indexes of the keys, and what was changed."""

    stem: str
    options: tuple[str, ...]
    keys: tuple[int, ...]
    changes: tuple[str, ...] = ()


def as_choice(item: Item, language: Language) -> PlainChoice | None:
    """Return an item as plain multiple choice, None where it is no choice."""
    changes = prose.flattened(item)
    stem = plain(item.stem)
    match item.interaction:
        case Choice(options) as choice:
            return PlainChoice(stem, tuple(plain(o.text) for o in options), choice.keys, changes)
        case TrueFalse(answer):
            words = (language.say("paper.true"), language.say("paper.false"))
            return PlainChoice(stem, words, (0,) if answer else (1,), changes)
        case TextEntry() | Numeric() | Gaps() | Match() | Order() | OpenResponse():
            return None
        case _:
            assert_never(item.interaction)
