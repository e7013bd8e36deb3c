"""Propositions → items: one module a question type, and one row here, in the order of a paper.

``difficulty`` says how hard an item is; ``moved_in`` makes those that a learning platform had, in
the place of those that would be made of their facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from quizgen.distractors.bank import Asked, Bank, forward, reverse
from quizgen.model import Association, Item, Proposition, by_language
from quizgen.questions import (
    choice,
    enumeration,
    excerpt,
    gaps,
    match,
    moved_in,
    multiple,
    numeric,
    odd_one_out,
    open_response,
    order,
    short,
    table,
    truefalse,
)


class QuestionType(Protocol):
    """What a module of a question type says of it; a module is a row of ``QUESTION_TYPES``.

    ``TYPE`` is its name, by which its words (``section.NAME``) and its templates are found;
    ``USES`` are the sorts of proposition it takes; ``DEMAND`` is what it adds to the difficulty of
    an item, about -0.12 where answers are recognised to 0.22 where they are written freely.
    """

    @property
    def TYPE(self) -> str: ...  # noqa: D102, N802 - a constant of a module
    @property
    def USES(self) -> tuple[type[Proposition], ...]: ...  # noqa: D102, N802
    @property
    def DEMAND(self) -> float: ...  # noqa: D102, N802

    def items(self, propositions: Sequence[Proposition], bank: Bank, /) -> Iterator[Item]:
        """Yield every item of the type that can be made of some propositions."""


_ROWS: tuple[QuestionType, ...] = (
    truefalse,
    choice,
    multiple,
    odd_one_out,
    match,
    gaps,
    order,
    short,
    numeric,
    enumeration,
    table,
    open_response,
    excerpt,
)

QUESTION_TYPES: Mapping[str, QuestionType] = MappingProxyType({row.TYPE: row for row in _ROWS})
"""Question types by name, in the order of a paper: from what is recognised to what is written."""


def items_of(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield every item that can be made of some propositions: each language's type by type."""
    for some in by_language(propositions):
        within = bank.within(some[0].origin)
        moved = moved_in.items(some)
        for row in QUESTION_TYPES.values():
            items = within.decided(row.items, _usable(row, some), f"{within.tag} {row.TYPE}")
            yield from (item for item in items if item.id not in moved)
            yield from (item for item in moved.values() if item.type == row.TYPE)


def _usable(row: QuestionType, propositions: Iterable[Proposition]) -> list[Proposition]:
    return [p for p in propositions if isinstance(p, row.USES) and not moved_in.is_judged(p)]


def subjects(propositions: Sequence[Proposition]) -> Mapping[str, Asked | Sequence[Proposition]]:
    """Return all that a bank may be asked to decide for some propositions, by the ids it is given.

    Those are questions, and what a type of question can use of one language.
    """
    listed = [p for p in propositions if isinstance(p, Association)]
    questions = {asked.id: asked for p in listed for asked in (forward(p), reverse(p))}
    return questions | {
        f"{some[0].origin.foreign} {row.TYPE}": _usable(row, some)
        for some in by_language(propositions)
        for row in QUESTION_TYPES.values()
    }


__all__ = ["QUESTION_TYPES", "Bank", "QuestionType", "items_of", "subjects"]
