"""Gaps to complete, from statements that have some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.model import Gaps, Item, Proposition, Statement
from quizgen.questions.bank import Bank

TYPE = "gaps"


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield one item a statement, with a point a gap."""
    for p in propositions:
        if isinstance(p, Statement) and p.gaps:
            yield Item(
                id=f"{p.origin.id}/{p.slot}/{TYPE}",
                type=TYPE,
                stem="",
                interaction=Gaps(p.parts),
                origins=(p.origin,),
                level=p.origin.level,
                points=len(p.gaps),
                rationale=p.origin.note,
            )
