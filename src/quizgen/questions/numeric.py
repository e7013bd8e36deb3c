"""A number to be written, right within a tolerance. Uses associations whose value is a number.

The curator's tolerance counts; without one, what is "over" or "about" a number is right within half
of its last digit that says something and within a tenth of it, and an exact number must be exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from quizgen.distractors.bank import Bank, forward
from quizgen.model import Association, Item, Numeric, Proposition, Value
from quizgen.numbers import Figure, Style
from quizgen.questions.difficulty import difficulty

TYPE = "numeric"
USES = (Association,)
DEMAND = 0.15


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield an item for each number."""
    for p in propositions:
        if not isinstance(p, Association) or p.value.number is None or not p.ask:
            continue
        yield Item(
            id=f"{p.origin.id}/{p.slot}/{TYPE}",
            type=TYPE,
            stem=p.ask,
            interaction=interaction(p.value, p.value.number),
            origins=(forward(p).origin,),
            level=p.origin.level,
            rationale=p.origin.note,
            difficulty=difficulty(p.origin.level, DEMAND),
        )


def interaction(value: Value, figure: Figure) -> Numeric:
    """Return how a number is asked for."""
    off = tolerance(value, figure)
    return Numeric(figure.value, value.text, off, value.unit, figure.style, figure.zero)


def tolerance(value: Value, figure: Figure) -> Decimal:
    """Return how far an answer may be off."""
    if value.tolerance is not None:
        return value.tolerance
    if not value.qualifier or not figure.value:
        return Decimal(0)
    is_plain = figure.style is Style.PLAIN and figure.exponent >= 0
    last = figure.of(figure.value.normalize()) if is_plain else figure
    return min(Decimal(5).scaleb(last.exponent - 1), last.value.copy_abs().scaleb(-1))
