"""Short answer, from associations whose key is short enough to be written from memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.model import Association, Item, Proposition, TextEntry
from quizgen.questions.bank import Bank, ways
from quizgen.text import plain

TYPE = "short"
LONGEST = 60
"""Characters of the key; a longer one has too many right wordings to mark fairly."""


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield an item for each direction in which an association is asked."""
    for p in propositions:
        if not isinstance(p, Association) or p.relation == "claim":
            continue
        for asked in ways(p):
            if len(plain(asked.key.text)) <= LONGEST:
                yield Item(
                    id=f"{asked.id}/{TYPE}",
                    type=TYPE,
                    stem=asked.stem,
                    interaction=TextEntry((asked.key.text, *asked.key.accept)),
                    origins=(p.origin,),
                    level=p.origin.level,
                    rationale=p.origin.note,
                )
