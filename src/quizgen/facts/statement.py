"""A sentence with gaps, and variants of it that are false."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.facts.common import Context, Fact, Text, Texts
from quizgen.model import Gap, Origin, Statement

_GAP = re.compile(
    r"(?<!\\)\[(?P<text>[^\[\]|]+)(?:\|(?P<hint>[^\[\]]+))?\](?!\()(?:\{(?P<number>\d{1,2})\})?"
)


def parts_of(text: str) -> tuple[str | Gap, ...]:
    """Split ``The [Accords|what?] were signed in [1988]{3}`` into text and gaps.

    Gaps are numbered from 1 in reading order, unless they say their number themselves.
    """
    parts: list[str | Gap] = []
    end = 0
    for place, match in enumerate(_GAP.finditer(text), 1):
        gap = Gap(int(match["number"] or place), match["text"].strip(), match["hint"] or "")
        parts += [text[end : match.start()], gap]
        end = match.end()
    return tuple(part for part in (*parts, text[end:]) if part)


def check_numbers(text: str) -> None:
    """Refuse two gaps of one number, and the number 0.

    Raises:
        ValueError: with a sentence for the curator.

    """
    numbers = [part.number for part in parts_of(text) if isinstance(part, Gap)]
    for number in numbers:
        if number == 0:
            raise ValueError("gaps are numbered from 1")
        if numbers.count(number) > 1:
            raise ValueError(f"two gaps have the number {number}")


def has_gaps(text: str) -> bool:
    """Whether a text has a gap in square brackets; a link is none."""
    return _GAP.search(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Fact):
    """``statement: The Accords were signed on [14 April 1988].``, ``false: [variants]``."""

    statement: Text
    false: Texts = ()

    def __post_init__(self) -> None:
        if not has_gaps(self.statement) and not self.false:
            raise ValueError("a statement needs a [gap] or a 'false' variant")
        check_numbers(self.statement)

    def propositions(self, origin: Origin, context: Context) -> Iterator[Statement]:
        """Assert the sentence."""
        yield Statement(origin, "statement", parts_of(self.statement), self.false)
