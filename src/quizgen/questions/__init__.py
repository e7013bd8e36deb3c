"""Propositions → items: one module a question type, and one row here, in the order of a paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from quizgen.distractors.bank import Bank
from quizgen.model import Item, Proposition
from quizgen.questions import (
    choice,
    enumeration,
    gaps,
    match,
    multiple,
    numeric,
    odd_one_out,
    open_response,
    order,
    short,
    table,
    truefalse,
)

Maker = Callable[[Sequence[Proposition], Bank], Iterator[Item]]


@dataclass(frozen=True, slots=True)
class QuestionType:
    """A question type: the sorts of proposition it can use, and what makes items of them."""

    uses: tuple[type[Proposition], ...]
    items: Maker


QUESTION_TYPES: Mapping[str, QuestionType] = MappingProxyType(
    {
        truefalse.TYPE: QuestionType(truefalse.USES, truefalse.items),
        choice.TYPE: QuestionType(choice.USES, choice.items),
        multiple.TYPE: QuestionType(multiple.USES, multiple.items),
        odd_one_out.TYPE: QuestionType(odd_one_out.USES, odd_one_out.items),
        match.TYPE: QuestionType(match.USES, match.items),
        gaps.TYPE: QuestionType(gaps.USES, gaps.items),
        order.TYPE: QuestionType(order.USES, order.items),
        short.TYPE: QuestionType(short.USES, short.items),
        numeric.TYPE: QuestionType(numeric.USES, numeric.items),
        enumeration.TYPE: QuestionType(enumeration.USES, enumeration.items),
        table.TYPE: QuestionType(table.USES, table.items),
        open_response.TYPE: QuestionType(open_response.USES, open_response.items),
    }
)
"""Question types by name, in the order of a paper: from what is recognised to what is written."""


def items_of(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield every item that can be made of some propositions, type by type."""
    for row in QUESTION_TYPES.values():
        usable = [p for p in propositions if isinstance(p, row.uses)]
        yield from row.items(usable, bank)


__all__ = ["QUESTION_TYPES", "Bank", "QuestionType", "items_of"]
