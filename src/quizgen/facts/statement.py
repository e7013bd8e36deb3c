"""A sentence with gaps, and variants of it that are false."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from quizgen.facts.common import Context, Fact
from quizgen.facts.description import described
from quizgen.facts.values import Text, Texts
from quizgen.model import Gap, Origin, Statement
from quizgen.records import dataclass
from quizgen.text import gaps, plain

HIGHEST = 99
"""Gaps are numbered up to here."""


def parts_of(text: str) -> tuple[str | Gap, ...]:
    """Split ``The [Accords|what?] were signed in [1988]{3}`` into text and gaps.

    Gaps are numbered from 1 in reading order, unless they say their number themselves.
    """
    parts: list[str | Gap] = []
    end = 0
    for place, bracket in enumerate(gaps(text), 1):
        number = place if bracket.number is None else bracket.number
        parts += [text[end : bracket.start], Gap(number, bracket.text.strip(), bracket.hint)]
        end = bracket.end
    return tuple(part for part in (*parts, text[end:]) if part)


def check_gaps(text: str) -> None:
    """Refuse gaps that are empty, share a number, or cut through emphasis.

    Raises:
        ValueError: with a sentence for the curator.

    """
    parts = [part for part in parts_of(text) if isinstance(part, Gap)]
    numbers = [gap.number for gap in parts]
    for gap in parts:
        if not plain(gap.text):
            raise ValueError("a gap is empty: write what belongs in it")
        if not 1 <= gap.number <= HIGHEST:
            raise ValueError(f"the gap '{gap.text}' has number {gap.number}, not 1 to {HIGHEST}")
        if numbers.count(gap.number) > 1:
            raise ValueError(f"two gaps have the number {gap.number}")
    if any(bracket.crossing for bracket in gaps(text)):
        raise ValueError("emphasis runs over a gap: begin and end it on one side, or inside")


def has_gaps(text: str) -> bool:
    """Whether a text has a gap in square brackets; a link is none."""
    return bool(gaps(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Fact):
    """``statement: The Accords were signed on [14 April 1988].``, ``false: [variants]``."""

    statement: Annotated[
        Text,
        described(
            "A true sentence with `[gaps]`, `[gaps|with a hint]`, `[gaps]{2}` with a number.",
            "The [Accords|what?] were signed in [1988]{2}.",
        ),
    ]
    false: Annotated[
        Texts,
        described("Variants of the sentence that are false.", ["The Accords were signed in 1989."]),
    ] = ()

    def __post_init__(self) -> None:
        if not has_gaps(self.statement) and not self.false:
            raise ValueError("a statement needs a [gap] or a 'false' variant")
        check_gaps(self.statement)

    def propositions(self, origin: Origin, context: Context) -> Iterator[Statement]:
        """Assert the sentence; what else is accepted belongs to its gap, if it has one."""
        parts = parts_of(self.statement)
        if sum(isinstance(part, Gap) for part in parts) == 1:
            parts = tuple(
                part if isinstance(part, str) else replace(part, accept=self.accept)
                for part in parts
            )
        yield Statement(origin, "statement", parts, self.false)
