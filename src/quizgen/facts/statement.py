"""A sentence with gaps, and variants of it that are false."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.facts.common import Context, Fact, Text, Texts
from quizgen.model import Gap, Origin, Statement

_GAP = re.compile(r"(?<!\\)\[(?P<text>[^\[\]|]+)(?:\|(?P<hint>[^\[\]]+))?\](?!\()")


def parts_of(text: str) -> tuple[str | Gap, ...]:
    """Split ``The [Accords|what?] were signed`` into text and gaps, numbered from 1."""
    parts: list[str | Gap] = []
    end = 0
    for number, match in enumerate(_GAP.finditer(text), 1):
        parts += [
            text[end : match.start()],
            Gap(number, match["text"].strip(), match["hint"] or ""),
        ]
        end = match.end()
    return tuple(part for part in (*parts, text[end:]) if part)


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

    def propositions(self, origin: Origin, context: Context) -> Iterator[Statement]:
        """Assert the sentence."""
        yield Statement(origin, "statement", parts_of(self.statement), self.false)
