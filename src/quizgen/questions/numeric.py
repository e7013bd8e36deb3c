"""A number to be written, right within a tolerance. Uses associations whose value is a number.

The curator's tolerance counts; without one, what is "over" or "about" a number is right within half
of its last digit that is not a zero, and an exact number must be exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from quizgen.distractors.bank import Bank
from quizgen.model import Association, Item, Numeric, Proposition, Value
from quizgen.questions.difficulty import difficulty

TYPE = "numeric"
USES = (Association,)
DEMAND = 0.15


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield an item for each number."""
    for p in propositions:
        if not isinstance(p, Association) or p.value.number is None:
            continue
        yield Item(
            id=f"{p.origin.id}/{p.slot}/{TYPE}",
            type=TYPE,
            stem=p.ask,
            interaction=Numeric(
                p.value.number, p.value.text, tolerance(p.value, p.value.number), p.value.unit
            ),
            origins=(p.origin,),
            level=p.origin.level,
            rationale=p.origin.note,
            difficulty=difficulty(p.origin.level, DEMAND),
        )


def tolerance(value: Value, number: Decimal) -> Decimal:
    """Return how far an answer may be off."""
    if value.tolerance is not None:
        return value.tolerance
    if value.bare == value.text or not number:
        return Decimal(0)
    exponent = number.normalize().as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1)
