"""The code of a paper: short, and made of what is printed, so that a page tells which one it is."""

from __future__ import annotations

from typing import assert_never

from quizgen.digests import digest_of
from quizgen.model import (
    CODE_ALPHABET,
    CODE_LENGTH,
    Choice,
    Form,
    Gap,
    Gaps,
    Interaction,
    Match,
    Numeric,
    OpenResponse,
    Order,
    TextEntry,
    TrueFalse,
)


def code_of(form: Form) -> str:
    """Return the code of a form, such as ``7KQ4ZM``: all its editions and media have the same."""
    items = [(i.type, i.stem, i.points, *_printed(i.interaction)) for i in form.items]
    number = int(digest_of(form.title, form.label, form.minutes, items), 16)
    letters = []
    for _ in range(CODE_LENGTH):
        number, place = divmod(number, len(CODE_ALPHABET))
        letters.append(CODE_ALPHABET[place])
    return "".join(letters)


def _printed(interaction: Interaction) -> tuple[object, ...]:
    """Return what learners read of an interaction, and what is right."""
    match interaction:
        case Choice(options):
            pictures = [option.picture.digest if option.picture else "" for option in options]
            return ([(option.text, option.correct) for option in options], pictures)
        case TrueFalse(answer, correction):
            return (answer, correction)
        case TextEntry(texts) | OpenResponse(texts):
            return texts
        case Numeric(value, words, tolerance, unit):
            return (value, words, tolerance, unit)
        case Gaps(parts, bank, columns):
            texts = tuple(f"[{part.text}]" if isinstance(part, Gap) else part for part in parts)
            return (texts, bank, columns)
        case Match(pairs, responses):
            return (pairs, responses)
        case Order(entries):
            return tuple((entry.text, entry.rank) for entry in entries)
        case _:
            assert_never(interaction)
