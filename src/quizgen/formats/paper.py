"""The worksheet and its key, from one form and one numbering."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from quizgen.formats.answers import harmless, references
from quizgen.formats.pages import render
from quizgen.formats.timeline import Dated, timeline
from quizgen.language import Language
from quizgen.model import (
    Choice,
    Edition,
    Form,
    Gaps,
    Interaction,
    Item,
    Match,
    Numeric,
    OpenResponse,
    Order,
    Section,
    TextEntry,
    TrueFalse,
)
from quizgen.text import letter, plain

TIMELINE = {1: 400.0, 2: 190.0}
"""Width of a timeline on the key, in points, by the number of columns."""
NARROWEST, WIDEST = 8, 38
"""Answer lines in em; a widest one is a whole line of the page."""
MOST = 16
"""Options that fit a page in large print."""
HANDWRITING = 0.8
"""What a character takes on paper in em, twice what it takes in print."""
LINES_A_POINT = 2
"""Lines to write on for each point of an open response."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """An item with its number on the paper, and the width (in em) and number of answer lines.

    One that is ``long`` would not fit a page, and may go over to the next.
    """

    number: int
    item: Item
    width: float
    lines: int = 1
    long: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A section as it is printed."""

    type: str
    points: int
    items: tuple[Numbered, ...]


def worksheet(form: Form, edition: Edition, language: Language) -> bytes:
    """Return the paper that learners write on, as a self-contained HTML page."""
    return _page("worksheet", form, edition, language)


def key(form: Form, edition: Edition, language: Language) -> bytes:
    """Return the key: each answer with its rationale, source, and what else is right."""
    return _page("key", form, edition, language)


def _page(kind: str, form: Form, edition: Edition, language: Language) -> bytes:
    return render(
        f"print/{kind}.html",
        language,
        edition,
        form=form,
        parts=tuple(parts(form)),
        minutes=minutes(form),
        references=references(form) if kind == "key" else harmless(form),
        answer=answer_letter,
        drawn=partial(_drawn, edition=edition, language=language),
    )


def _drawn(order: Order, edition: Edition, language: Language) -> Markup | None:
    """Return the answer of an ordering item in time as a timeline, None of any other order."""
    ranked = sorted(order.entries, key=lambda entry: entry.rank)
    dated = [Dated(entry.text, entry.date) for entry in ranked if entry.date]
    if len(dated) < len(ranked):
        return None
    return timeline(dated, TIMELINE[edition.columns], language, edition)


def parts(form: Form) -> Iterable[Part]:
    """Yield the sections with their items numbered through."""
    number = 1
    for section in form.sections:
        width = _shared_width(section)
        numbered = tuple(
            Numbered(number + index, item, width or _width(item), _lines(item), _is_long(item))
            for index, item in enumerate(section.items)
        )
        number += len(numbered)
        yield Part(section.type, sum(item.points for item in section.items), numbered)


def minutes(form: Form) -> int:
    """Return the time that is allowed, or how long a form takes, rounded up to five minutes."""
    return form.minutes or math.ceil(sum(_minutes(item.interaction) for item in form.items) / 5) * 5


def _minutes(interaction: Interaction) -> float:
    match interaction:
        case TrueFalse():
            return 0.5
        case Choice() | TextEntry() | Numeric():
            return 1
        case Gaps(parts):
            return 0.5 + 0.5 * sum(not isinstance(part, str) for part in parts)
        case Match(pairs):
            return 0.5 * len(pairs)
        case Order(entries):
            return 0.5 * len(entries)
        case OpenResponse(guide):
            return 2.0 * len(guide)


def _shared_width(section: Section) -> float:
    """Gaps of one section are equally long, so that their length tells nothing."""
    lengths = [
        len(plain(part.text))
        for item in section.items
        if isinstance(item.interaction, Gaps)
        for part in item.interaction.parts
        if not isinstance(part, str)
    ]
    return _em(max(lengths)) if lengths else 0


def _width(item: Item) -> float:
    match item.interaction:
        case TextEntry((model, *_)) | Numeric(_, model):
            return _em(len(plain(model)))
        case _:
            return WIDEST


def _lines(item: Item) -> int:
    match item.interaction:
        case TextEntry((model, *_)):
            return max(1, math.ceil(len(plain(model)) * HANDWRITING / WIDEST))
        case OpenResponse(guide):
            return LINES_A_POINT * max(1, len(guide))
        case _:
            return 1


def _is_long(item: Item) -> bool:
    return isinstance(item.interaction, Choice) and len(item.interaction.options) > MOST


def _em(characters: int) -> float:
    """Return the width that handwriting needs for some characters."""
    return min(WIDEST, max(NARROWEST, round(characters * HANDWRITING, 1)))


def answer_letter(choice: Choice) -> str:
    """Return the letter of the key, or the letters of the keys."""
    return ", ".join(letter(i) for i, option in enumerate(choice.options) if option.correct)
