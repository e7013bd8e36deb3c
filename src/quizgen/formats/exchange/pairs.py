"""Items as a question with its answer in words: what flashcard programs and tables hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from quizgen.formats.answers import limits
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
from quizgen.text import letter, plain

BLANK = "_____"


def question(item: Item, language: Language) -> str:
    """Return the stem with the sentence that is to be completed, and what is given to work with."""
    shape = item.interaction
    lines = [plain(item.stem)]
    match shape:
        case Gaps(bank=bank):
            lines.append(sentence(item) if _is_sentence(shape) else "")
            words = language.joined(map(plain, bank))
            lines.append(f"{language.say('paper.word_bank')} {words}" if bank else "")
        case Choice(options):
            lines += [f"{letter(i)}. {plain(option.text)}" for i, option in enumerate(options)]
        case Match(pairs, responses):
            lines.append(language.joined(plain(prompt) for prompt, _ in pairs))
            lines += [f"{letter(i)}. {plain(text)}" for i, text in enumerate(responses)]
        case Order(entries):
            lines.append(language.joined(plain(entry.text) for entry in entries))
        case TrueFalse() | TextEntry() | Numeric() | OpenResponse():
            pass
        case _:
            assert_never(shape)
    return "\n".join(filter(None, lines))


def sentence(item: Item) -> str:
    """Return the sentence of an item that has gaps, each a line with its hint behind it."""
    return prose.sentence(item, BLANK, with_hints=True)


def _is_sentence(gaps: Gaps) -> bool:
    given = any(part.strip() for part in gaps.parts if isinstance(part, str))
    return given and not gaps.columns


def answer(item: Item, language: Language, *, is_first_alone: bool = False) -> str:
    """Return what is right, in words on one line.

    ``is_first_alone`` leaves out what is accepted, too.
    """
    many = slice(1 if is_first_alone else None)
    shape = item.interaction
    match shape:
        case Choice(options):
            return language.joined(plain(option.text) for option in options if option.correct)
        case TrueFalse(is_true, correction):
            verdict = language.say("paper.true" if is_true else "paper.false")
            return f"{verdict}: {plain(correction)}" if correction else verdict
        case TextEntry(accepted):
            return _any_of(accepted[many])
        case Numeric(_, words):
            within = limits(shape, language)
            return f"{plain(words)} ({' – '.join(within)})" if within else plain(words)
        case Gaps(parts):
            gaps = (part for part in parts if not isinstance(part, str))
            return language.joined(_any_of((gap.text, *gap.accept)[many]) for gap in gaps)
        case Match(pairs):
            return language.joined(
                f"{plain(prompt)} – {plain(response)}" for prompt, response in pairs
            )
        case Order(entries):
            ranked = sorted(entries, key=lambda entry: entry.rank)
            return language.joined(f"{entry.rank}. {plain(entry.text)}" for entry in ranked)
        case OpenResponse(guide):
            return language.joined(map(plain, guide))
        case _:
            assert_never(shape)


def _any_of(texts: Iterable[str]) -> str:
    """Return what is right in one place, in words."""
    return " / ".join(dict.fromkeys(map(plain, texts)))
