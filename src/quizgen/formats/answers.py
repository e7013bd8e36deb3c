"""What is right, in words: for keys, and to see what would give it away."""

from __future__ import annotations

from typing import assert_never

from quizgen.language import Language
from quizgen.model import (
    Choice,
    Form,
    Gaps,
    Interaction,
    Match,
    Numeric,
    OpenResponse,
    Order,
    Reference,
    TextEntry,
    TrueFalse,
)
from quizgen.numbers import Figure
from quizgen.units import Sort


def answers(interaction: Interaction) -> tuple[str, ...]:
    """Return every text that a learner has to choose or to write, in Markdown."""
    match interaction:
        case Choice(options):
            return tuple(option.text for option in options if option.correct)
        case TextEntry(accepted):
            return accepted
        case Numeric(_, words):
            return (words,)
        case Gaps(parts):
            return tuple(part.text for part in parts if not isinstance(part, str))
        case Match(pairs):
            return tuple(response for _, response in pairs)
        case Order(entries):
            return tuple(entry.reveal for entry in entries if entry.reveal)
        case OpenResponse(guide):
            return guide
        case TrueFalse(_, correction):
            return (correction,) if correction else ()
        case _:
            assert_never(interaction)


def limits(numeric: Numeric, language: Language) -> tuple[str, str] | None:
    """Return the least and the most that is right, as they are written; None of an exact number.

    A word of count is not said again, a sign is.
    """
    if not numeric.tolerance:
        return None
    is_sign = language.unit(numeric.unit).sort is not Sort.COUNT
    low, high = (
        language.amount(
            Figure(numeric.value + side * numeric.tolerance, numeric.style, numeric.zero),
            numeric.unit if is_sign else "",
        )
        for side in (-1, 1)
    )
    return low, high


def given(interaction: Interaction) -> tuple[str, ...]:
    """Return every text that a learner is given to answer with, beside the stem, in Markdown."""
    match interaction:
        case Choice(options):
            return tuple(option.text for option in options)
        case Gaps(parts, bank):
            return ("".join(part for part in parts if isinstance(part, str)), *bank)
        case Match(pairs, responses):
            return (*(prompt for prompt, _ in pairs), *responses)
        case Order(entries):
            return tuple(entry.text for entry in entries)
        case TrueFalse() | TextEntry() | Numeric() | OpenResponse():
            return ()
        case _:
            assert_never(interaction)


def references(form: Form) -> tuple[Reference, ...]:
    """Return the sources of a form's facts, each once, as a bibliography has them."""
    by_key = {
        citation.reference.key: citation.reference
        for item in form.items
        for origin in item.origins
        for citation in origin.citations
    }
    return tuple(sorted(by_key.values(), key=lambda reference: (reference.full, reference.key)))
