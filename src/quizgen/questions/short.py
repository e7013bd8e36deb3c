"""Short answer. Uses associations whose key is short enough to be written from memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.distractors.bank import Asked, Bank, answerable_ways
from quizgen.model import Association, Item, Proposition, Relation, TextEntry
from quizgen.questions.difficulty import difficulty
from quizgen.text import plain
from quizgen.wording import size

TYPE = "short"
USES = (Association,)
DEMAND = 0.12
ELSEWHERE = (Relation.CLAIM, Relation.CELL, Relation.EXCERPT)
"""What other types ask."""
LONGEST = 45
"""Characters of the key; a longer one has too many right wordings to mark fairly."""


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield an item for each direction that is not for another type: numbers, and ``ELSEWHERE``."""
    for p in propositions:
        if not isinstance(p, Association) or p.relation in ELSEWHERE:
            continue
        for asked in answerable_ways(p):
            key = asked.key
            is_short = bool(key.text) and size(key.text) <= LONGEST
            if is_short and key.number is None and not key.members:
                yield _item(asked)


def _item(asked: Asked) -> Item:
    origin = asked.origin
    accepted = (asked.key.text, *asked.key.accept)
    return Item(
        id=f"{asked.id}/{TYPE}",
        type=TYPE,
        stem=asked.stem,
        interaction=TextEntry(tuple({plain(text): text for text in accepted}.values())),
        origins=(origin,),
        level=origin.level,
        rationale=origin.note,
        difficulty=difficulty(origin.level, DEMAND, min(1.0, size(asked.key.text) / LONGEST)),
    )
