"""A vocabulary test: a line for each row, one of its two words given and the other to be written.

The key stands on pages of its own after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.facts import Deck
from quizgen.facts.deck import Way
from quizgen.formats.pages.rendering import render
from quizgen.language import Language
from quizgen.model import Association, Edition, Proposition, Relation
from quizgen.records import dataclass
from quizgen.rng import chance
from quizgen.text import plain

FEWEST = 4
"""Rows that a test is worth making of."""
LONGEST = 60
"""Characters of a word or phrase that has room in half a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the test: both words in Markdown, and whether the first or the second is given.

    ``hint`` tells it from another that looks the same.
    """

    words: tuple[str, str]
    is_forward: bool
    hint: str


def vocabulary(
    deck: Deck, propositions: Sequence[Proposition], edition: Edition, language: Language
) -> bytes:
    """Return the test, in the order of a draw of its own, and its key."""
    pairs = _pairs(propositions)
    ordered = sorted(pairs, key=lambda p: chance("vocabulary", deck.id, p.origin.fact))
    lines = tuple(_line(p, deck.vocabulary, number) for number, p in enumerate(ordered))
    cell = pairs[0].cell if pairs else None
    heads = (cell.head, cell.column) if cell else ("", "")
    return render(
        "print/vocabulary.html",
        language,
        edition,
        deck=deck,
        lines=lines,
        heads=heads,
    )


def enough(propositions: Sequence[Proposition], _: Language) -> bool:
    """Whether there are rows enough with two words each."""
    return len(_pairs(propositions)) >= FEWEST


def _pairs(propositions: Sequence[Proposition]) -> list[Association]:
    """Return the rows by the first of their columns that has words, each once."""
    worded = list(_worded(propositions))
    slot = worded[0].slot if worded else ""
    return [p for p in worded if p.slot == slot]


def _worded(propositions: Sequence[Proposition]) -> Iterator[Association]:
    for p in propositions:
        if isinstance(p, Association) and p.relation is Relation.COLUMN:
            texts = (p.subject.text, p.value.text)
            if all(0 < len(plain(text)) <= LONGEST for text in texts) and not p.value.members:
                yield p


def _line(p: Association, way: Way, number: int) -> Line:
    is_forward = way is Way.FORWARD or (way is Way.MIXED and number % 2 == 0)
    hint = p.origin.hint if is_forward else p.hint_back
    return Line((p.subject.text, p.value.text), is_forward, hint)
