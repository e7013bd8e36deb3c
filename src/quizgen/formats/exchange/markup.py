"""What of an item's markup a format does not keep: of which texts, and how it is told.

A format that holds words alone loses emphasis, the look of code, formulas, addresses, readings and
the languages of words; one of HTML or Markdown loses them where it has words alone: in the menus of
a gap, in what is matched. What it leaves out whole it tells by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, StrEnum
from typing import assert_never

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
from quizgen.text import parts


class Mark(StrEnum):
    """A sort of markup, and what is said where it is lost."""

    EMPHASIS = "emphasis is left out"
    CODE = "code looks like other words"
    LINES = "the lines of code become one"
    FORMULAS = "formulas become lines of text"
    LINKS = "the addresses of links are left out"
    READINGS = "readings are left out"
    LANGUAGES = "what is in another language is not marked"


class Place(Enum):
    """A text of an item, by what it is for."""

    STEM = "stem"
    HINT = "hint"
    GAP_HINT = "hint of a gap"
    OPTION = "option"
    REASON = "reason"
    FEEDBACK = "feedback"
    CORRECTION = "correction"
    ANSWER = "answer"
    SENTENCE = "sentence"
    BANK = "word bank"
    PROMPT = "prompt"
    RESPONSE = "response"
    ENTRY = "entry"
    GUIDE = "guide"


Losses = Mapping[Place, frozenset[Mark]]
"""What a format loses of each text that it has."""
ALL = frozenset(Mark)
ASKED = frozenset(Place) - {Place.REASON, Place.FEEDBACK, Place.CORRECTION, Place.GUIDE}
"""What a learner reads before the answer, or writes."""
SHOWN = frozenset(Place) - {Place.ANSWER}
"""All but what is compared with an answer that is typed, which has no markup."""
_SORTS = {
    "emphasis": Mark.EMPHASIS,
    "code": Mark.CODE,
    "fence": Mark.CODE,
    "math": Mark.FORMULAS,
    "link": Mark.LINKS,
    "reading": Mark.READINGS,
    "language": Mark.LANGUAGES,
}


def losing(places: frozenset[Place], marks: frozenset[Mark] = ALL) -> Losses:
    """Return that some marks are lost in some texts."""
    return dict.fromkeys(places, marks)


def lost(item: Item, losses: Losses) -> Iterator[str]:
    """Yield what of an item's markup is lost, and in which texts, where others keep it."""
    marked = [(place, mark) for place, text in texts(item) for mark in marks(text)]
    for mark in Mark:
        places = [*dict.fromkeys(place for place, other in marked if other is mark)]
        without = [place for place in places if mark in losses.get(place, ())]
        if without and without == places:
            yield mark.value
        elif without:
            yield f"{', '.join(place.value for place in without)}: {mark.value}"


def flattened(texts: Iterable[str]) -> Iterator[str]:
    """Yield what is lost of texts that become words alone."""
    there = {mark for text in texts for mark in marks(text)}
    return (mark.value for mark in Mark if mark in there)


def marks(text: str) -> frozenset[Mark]:
    """Return the sorts of markup in a text."""
    pieces = parts(text)
    kept = {_SORTS[sort] for sort, _ in pieces if sort in _SORTS}
    has_lines = any("\n" in words for sort, words in pieces if sort in ("code", "fence"))
    return frozenset(kept | {Mark.LINES} if has_lines else kept)


def texts(item: Item) -> Iterator[tuple[Place, str]]:
    """Yield every text of an item, in Markdown, with what it is for."""
    yield Place.STEM, item.stem
    yield Place.HINT, item.hint
    yield Place.FEEDBACK, item.rationale
    yield from _of_shape(item)


def _of_shape(item: Item) -> Iterator[tuple[Place, str]]:
    shape = item.interaction
    match shape:
        case Choice(options):
            yield from ((Place.OPTION, option.text) for option in options)
            yield from ((Place.REASON, option.why) for option in options if not option.correct)
        case TrueFalse(_, correction):
            yield Place.CORRECTION, correction
        case TextEntry(accepted):
            yield from ((Place.ANSWER, text) for text in accepted)
        case Gaps(pieces, bank):
            yield from ((Place.SENTENCE, p) for p in pieces if isinstance(p, str))
            gaps = [piece for piece in pieces if isinstance(piece, Gap)]
            yield from ((Place.GAP_HINT, gap.hint) for gap in gaps)
            yield from ((Place.BANK, text) for text in bank)
            typed = (text for gap in gaps for text in (gap.text, *gap.accept))
            yield from ((Place.ANSWER, text) for text in typed if not bank)
        case Match(pairs, responses):
            yield from ((Place.PROMPT, prompt) for prompt, _ in pairs)
            yield from ((Place.RESPONSE, text) for text in responses)
        case Order(entries):
            yield from ((Place.ENTRY, entry.text) for entry in entries)
        case OpenResponse(guide):
            yield from ((Place.GUIDE, point) for point in guide)
        case Numeric():
            pass
        case _:
            assert_never(shape)
