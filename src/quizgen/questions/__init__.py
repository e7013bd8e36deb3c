"""Propositions → items: one module a question type, and one row here, in the order of a paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from quizgen.model import Item, Proposition
from quizgen.questions import choice, gaps, match, order, short, truefalse
from quizgen.questions.bank import Bank

Maker = Callable[[Sequence[Proposition], Bank], Iterator[Item]]

QUESTION_TYPES: Mapping[str, Maker] = MappingProxyType(
    {
        truefalse.TYPE: truefalse.items,
        choice.TYPE: choice.items,
        match.TYPE: match.items,
        gaps.TYPE: gaps.items,
        order.TYPE: order.items,
        short.TYPE: short.items,
    }
)


def items_of(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield every item that can be made of some propositions, type by type."""
    for make in QUESTION_TYPES.values():
        yield from make(propositions, bank)


__all__ = ["QUESTION_TYPES", "Bank", "items_of"]
