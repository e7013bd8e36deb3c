"""Rules about items (Haladyna, Downing & Rodriguez, 2002; NBME's guide to item writing)."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

from quizgen.diagnostics import Code, Diagnostic
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
from quizgen.text import fold
from quizgen.wording import (
    ALL_OF_THESE,
    NONE_OF_THESE,
    distinct,
    fits,
    has_absolute,
    in_order,
    size,
    telling,
    words,
)

CUES = {
    "length": Code.LONG_KEY,
    "echo": Code.KEY_ECHOES_STEM,
    "convergence": Code.KEY_CONVERGES,
}
SHORTEST = 4
"""Letters; a shorter answer stands in many a stem by chance."""
_NEGATIVE = re.compile(r"\bexcept\b|\bwhich of\b.*\bnot\b", re.IGNORECASE)
CODES = frozenset(
    {
        Code.NOT_ONE_KEY,
        Code.OVERLAPPING_OPTIONS,
        Code.TIED_ORDER,
        Code.OPTION_GRAMMAR,
        Code.ANSWER_IN_STEM,
        Code.ALL_OF_THE_ABOVE,
        Code.NONE_OF_THE_ABOVE,
        Code.LONG_KEY,
        Code.KEY_ECHOES_STEM,
        Code.KEY_CONVERGES,
        Code.ABSOLUTE,
        Code.PLAIN_NEGATIVE,
        Code.MIXED_OPTIONS,
        Code.UNSORTED_OPTIONS,
    }
)
"""What these rules find."""

Found = Iterator[tuple[Code, str]]


def items(made: Iterable[Item]) -> Iterator[Diagnostic]:
    """Yield every flaw of every item, at the fact that it comes from."""
    for item in made:
        for code, said in flaws(item):
            where = f"item '{item.id}': {said}"
            yield Diagnostic(item.origins[0].locate(), code, where)


def flaws(item: Item) -> Found:
    """Yield what is wrong with an item, errors and warnings alike."""
    match item.interaction:
        case Choice():
            for rule in RULES:
                yield from rule(item, item.interaction)
        case Order(entries):
            ranks = [entry.rank for entry in entries]
            if len(set(ranks)) < len(ranks) or not distinct(entry.text for entry in entries):
                yield Code.TIED_ORDER, "two entries have the same place, or the same text"
        case TextEntry(accepted):
            yield from _told(item.stem, accepted)
        case Numeric(_, shown):
            yield from _told(item.stem, (shown,))
        case Gaps(parts):
            given = " ".join(part for part in parts if isinstance(part, str))
            gaps = (part.text for part in parts if isinstance(part, Gap))
            yield from _told(f"{item.stem} {given}", gaps)
        case TrueFalse() | Match() | OpenResponse():
            pass
        case _:
            assert_never(item.interaction)


def _told(stem: str, answers: Iterable[str]) -> Found:
    for answer in answers:
        if len(fold(answer)) >= SHORTEST and f" {fold(answer)} " in f" {fold(stem)} ":
            yield Code.ANSWER_IN_STEM, f"the answer '{answer}' is in the question"


def _keys(item: Item, choice: Choice) -> Found:
    count = len(choice.keys)
    if not count or (item.type != "multiple" and count != 1) or count == len(choice.options):
        yield Code.NOT_ONE_KEY, f"{count} of {len(choice.options)} options are keys"


def _overlaps(item: Item, choice: Choice) -> Found:
    if not distinct(option.text for option in choice.options):
        yield Code.OVERLAPPING_OPTIONS, "two options are equal or overlap"


def _in_stem(item: Item, choice: Choice) -> Found:
    yield from _told(item.stem, (option.text for option in choice.options if option.correct))


def _catch_all(item: Item, choice: Choice) -> Found:
    for option in choice.options:
        if fold(option.text) in ALL_OF_THESE:
            yield Code.ALL_OF_THE_ABOVE, f"'{option.text}' is an option"
        if fold(option.text) in NONE_OF_THESE:
            yield Code.NONE_OF_THE_ABOVE, f"'{option.text}' is an option"


def _grammar(item: Item, choice: Choice) -> Found:
    for option in choice.options:
        if not fits(item.stem, option.text):
            yield Code.OPTION_GRAMMAR, f"'{option.text}' does not follow the stem's article"


def _cued(item: Item, choice: Choice) -> Found:
    """The key is much the longest, repeats the stem alone, or shares most with the others."""
    if len(choice.keys) != 1 or choice.sorted:
        return
    key = choice.keys[0]
    texts = [option.text for option in choice.options]
    others = [text for index, text in enumerate(texts) if index != key]
    for cue in telling(item.stem, texts[key], others):
        middle = statistics.median(map(size, others))
        said = {
            "length": f"has {size(texts[key])} characters, the others {middle:.0f}",
            "echo": "repeats words of the stem that the others lack",
            "convergence": "shares more with the others than they with each other",
        }
        yield CUES[cue], f"the key '{texts[key]}' {said[cue]}"


def _absolutes(item: Item, choice: Choice) -> Found:
    having = [option for option in choice.options if has_absolute(option.text)]
    if 0 < len(having) < len(choice.options):
        yield Code.ABSOLUTE, f"'{having[0].text}' has an absolute, which the others lack"


def _negative(item: Item, choice: Choice) -> Found:
    if _NEGATIVE.search(item.stem) and not re.search(r"\*\*not\*\*|NOT|EXCEPT", item.stem):
        yield Code.PLAIN_NEGATIVE, "the stem asks for what is not, without emphasis"


def _mixed(item: Item, choice: Choice) -> Found:
    """A date among words, or a year among days, is seen without knowing anything."""
    shapes = [_shape(option.text) for option in choice.options]
    if len(set(shapes)) > 1 and any(shape == "number" for shape, _ in shapes):
        yield Code.MIXED_OPTIONS, "the options are of mixed type or precision"


def _shape(text: str) -> tuple[str, int]:
    """Return whether a text is a date or a number with its unit, and of how many numbers."""
    found = words(text.replace(",", "").replace(".", ""))
    numbers = sum(word.isdigit() for word in found)
    is_number = numbers and (found[0].isdigit() or len(found) - numbers <= 1)
    return ("number", numbers) if is_number else ("text", 0)


def _unsorted(item: Item, choice: Choice) -> Found:
    places = in_order([option.text for option in choice.options])
    if places is not None and choice.sorted and places != sorted(places):
        yield Code.UNSORTED_OPTIONS, "dates and numbers are out of order"


RULES: tuple[Callable[[Item, Choice], Found], ...] = (
    _keys,
    _overlaps,
    _in_stem,
    _catch_all,
    _grammar,
    _cued,
    _absolutes,
    _negative,
    _mixed,
    _unsorted,
)
