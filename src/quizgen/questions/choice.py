"""Multiple choice with one key, from associations.

Two or three distractors: three options do as well as five where the others are filler (Rodriguez,
2005), so only plausible ones are taken, and with fewer than two the item is not made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.model import Association, Choice, Item, Proposition
from quizgen.questions.bank import Bank, ways
from quizgen.questions.distractors import options

TYPE = "choice"


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield an item for each direction in which an association is asked."""
    for p in propositions:
        if not isinstance(p, Association):
            continue
        for asked in ways(p):
            made = options(asked, bank)
            if made:
                natural = not made[0].correct or bool(
                    asked.key.date or asked.key.number is not None
                )
                yield Item(
                    id=f"{asked.id}/{TYPE}",
                    type=TYPE,
                    stem=asked.stem,
                    interaction=Choice(made, sorted=natural and not asked.distractors),
                    origins=(p.origin,),
                    level=p.origin.level,
                    rationale=p.origin.note,
                )
