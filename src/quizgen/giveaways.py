"""What an item shows a learner, what it asks for, and so what it would give away of another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import assert_never

from quizgen.comparison import loosely
from quizgen.model import (
    Choice,
    Gaps,
    Interaction,
    Item,
    Match,
    Numeric,
    OpenResponse,
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.numbers import Notation
from quizgen.records import dataclass
from quizgen.text import padded
from quizgen.wording import is_telling

SENTENCE = 40
"""Letters; an option so long is met again, where a name or a date would not be noticed."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What an item shows, as it is compared and padded; its answers, likewise; and its facts.

    ``pairs`` are prompts with their responses, each of which is no news without the other;
    ``sentences`` are options so long that whoever meets one twice learns from it; ``amounts`` are
    the numbers that it asks for, in whatever words and unit.
    """

    visible: str
    answers: tuple[str, ...]
    facts: frozenset[str]
    pairs: tuple[tuple[str, str], ...] = ()
    words: frozenset[str] = frozenset()
    sentences: frozenset[str] = frozenset()
    amounts: frozenset[Decimal] = frozenset()

    def gives_away(self, other: Trace) -> bool:
        """Whether what this item shows holds an answer of the other."""
        text = self.visible
        return any(answer in text for answer in other.answers) or any(
            prompt in text and response in text for prompt, response in other.pairs
        )

    def clashes(self, other: Trace) -> bool:
        """Whether the two cannot be in one form."""
        return (
            self.gives_away(other)
            or other.gives_away(self)
            or self.repeats(other)
            or self.is_met_again(other)
        )

    def is_met_again(self, other: Trace) -> bool:
        """Whether an option of one is an option of the other, too, or stands in its stem."""
        return (
            not self.sentences.isdisjoint(other.sentences)
            or any(sentence in other.visible for sentence in self.sentences)
            or any(sentence in self.visible for sentence in other.sentences)
        )

    def repeats(self, other: Trace) -> bool:
        """Whether both ask much the same for the same answer, from two facts."""
        if self.words.isdisjoint(other.words):
            return False
        if set(self.answers).isdisjoint(other.answers) and self.amounts.isdisjoint(other.amounts):
            return False
        return 2 * len(self.words & other.words) >= min(len(self.words), len(other.words))


def trace(item: Item) -> Trace:
    """Return what assembly must know of an item."""
    text = padded(" ".join(map(loosely, shown_texts(item))))
    answers = _answers(item.interaction)
    compared = map(loosely, answers)
    kept = tuple(dict.fromkeys(padded(a) for a in compared if is_telling(a)))
    pairs = item.interaction.pairs if isinstance(item.interaction, Match) else ()
    return Trace(
        text,
        kept,
        frozenset(item.facts),
        tuple((padded(loosely(prompt)), padded(loosely(response))) for prompt, response in pairs),
        frozenset(word for word in text.split() if is_telling(word)),
        _sentences(item.interaction),
        frozenset(_amounts(answers, item.language.notation)),
    )


def _amounts(answers: Iterable[str], notation: Notation) -> Iterator[Decimal]:
    """Yield the number that an answer begins with, of those that begin with one."""
    for answer in answers:
        if any(map(str.isdigit, answer)):
            first = next(notation.numbers(answer), None)
            if first and first.start == 0:
                yield first.figure.value


def is_answered_by(item: Item, text: str) -> bool:
    """Whether a text holds an answer of an item."""
    compared = padded(loosely(text))
    return any(answer in compared for answer in trace(item).answers)


def _sentences(interaction: Interaction) -> frozenset[str]:
    if not isinstance(interaction, Choice):
        return frozenset()
    texts = (loosely(option.text) for option in interaction.options)
    return frozenset(padded(text) for text in texts if len(text) >= SENTENCE)


def shown_texts(item: Item) -> list[str]:
    """Return what a learner reads of an item apart from what may be chosen."""
    hints = [origin.hint for origin in item.origins if len(item.origins) == 1]
    match item.interaction:
        case Gaps(parts):
            return [item.stem, *hints, *(part for part in parts if isinstance(part, str))]
        case Match(pairs):
            return [item.stem, *(prompt for prompt, _ in pairs)]
        case Order(entries):
            return [item.stem, *hints, *(entry.text for entry in entries)]
        case Choice() | TrueFalse() | TextEntry() | Numeric() | OpenResponse():
            return [item.stem, *hints]
        case _:
            assert_never(item.interaction)


def _answers(interaction: Interaction) -> list[str]:
    match interaction:
        case Choice(options):
            return [option.text for option in options if option.correct]
        case TextEntry(accepted):
            return list(accepted)
        case Gaps(parts):
            gaps = [part for part in parts if not isinstance(part, str)]
            return [text for gap in gaps for text in (gap.text, *gap.accept)]
        case Numeric(_, words):
            return [words]
        case OpenResponse(guide):
            return list(guide)
        case TrueFalse() | Order() | Match():
            return []
        case _:
            assert_never(interaction)
