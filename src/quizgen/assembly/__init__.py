"""Blueprint + items + seed → forms.

A form is addressed by its blueprint, the seed and its label, and by nothing else: form 4711 is the
same wherever it is made, and however many others are made beside it.

``pool`` has all items, and ``fairness`` says which of them come last; ``selection`` chooses those
of the first form, ``counterparts`` those that stand in their places in other forms, ``arrangement``
orders them; ``mixture`` makes a blueprint where nobody gives one; ``bilingual`` puts a form into
the language of a translation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from quizgen.assembly.arrangement import arranged
from quizgen.assembly.counterparts import Counterparts, Slot
from quizgen.assembly.pool import Pool
from quizgen.assembly.selection import Selection, Shortage, select
from quizgen.model import Blueprint, Form, Item, Section, Vary, Wanted
from quizgen.text import letter


class Assembler:
    """Makes the forms of one blueprint from one bank; what they share is made once.

    Raises:
        ShortageError: on the first form, when the bank cannot fill the blueprint.

    """

    def __init__(self, blueprint: Blueprint, items: Iterable[Item] | Pool, *, scant: bool = False):
        self.blueprint = blueprint
        self.pool = items if isinstance(items, Pool) else Pool(items)
        self.selection = select(blueprint, self.pool)
        if self.selection.shortages and not scant:
            raise ShortageError(self.selection.shortages)

    def form(self, index: int) -> Form:
        """Return a form: 0 is A."""
        label = letter(index)
        chosen = self.selection.items
        if index and self.blueprint.vary is Vary.ITEMS:
            chosen = self._counterparts.items(label)
        form = self._form(label, arranged(self.blueprint, chosen, label), self._numbers)
        if not self.blueprint.command:
            return form
        return replace(form, command=f"{self.blueprint.command} --forms {index + 1}-{index + 1}")

    @cached_property
    def _counterparts(self) -> Counterparts:
        return Counterparts(self.blueprint, self.pool, self.selection)

    @cached_property
    def _numbers(self) -> Mapping[Slot, int]:
        """The number in version A of each slot of each section."""
        first = arranged(self.blueprint, self.selection.items, letter(0))
        slots = [(place, slot) for place, entries in enumerate(first) for slot, _ in entries]
        return {slot: number for number, slot in enumerate(slots, 1)}

    def _form(
        self, label: str, ordered: list[list[tuple[int, Item]]], numbers: Mapping[Slot, int]
    ) -> Form:
        sections = (
            Section(
                wanted.type,
                tuple(item for _, item in entries),
                wanted.title,
                wanted.instructions,
                wanted.working,
            )
            for wanted, entries in zip(self.blueprint.sections, ordered, strict=True)
            if entries
        )
        return Form(
            title=self.blueprint.title,
            label=label,
            sections=tuple(sections),
            counterparts=tuple(
                numbers[place, slot] for place, entries in enumerate(ordered) for slot, _ in entries
            ),
            minutes=self.blueprint.minutes,
            blueprint=self.blueprint.id,
            seed=self.blueprint.seed,
            head=self.blueprint.head,
        )


class ShortageError(Exception):
    """Raised when a bank cannot fill a blueprint; says what is short and by how many."""

    def __init__(self, shortages: Iterable[Shortage]) -> None:
        self.shortages = tuple(shortages)
        super().__init__("; ".join(map(str, self.shortages)))


def forms(blueprint: Blueprint, items: Iterable[Item]) -> Iterator[Form]:
    """Yield all forms of a blueprint.

    Raises:
        ShortageError: when the bank cannot fill it.

    """
    assembler = Assembler(blueprint, items)
    return map(assembler.form, range(blueprint.forms))


def assemble(blueprint: Blueprint, items: Iterable[Item]) -> Form:
    """Return the first form, or as much of it as the bank can fill."""
    return Assembler(blueprint, items, scant=True).form(0)


def worksheet_blueprint(deck: str, title: str, facts: int) -> Blueprint:
    """Return the blueprint of a deck's own worksheet: a mixed paper of up to some thirty items."""
    part = max(1, min(8, facts // 4))
    sections = (
        Wanted("truefalse", max(1, part * 2 // 3)),
        Wanted("choice", part),
        Wanted("match", 1),
        Wanted("gaps", max(1, part * 2 // 3)),
        Wanted("order", 1),
        Wanted("short", part),
        Wanted("source-work", 1),
    )
    return Blueprint(id=f"worksheet/{deck}", title=title, sections=sections)


__all__ = [
    "Assembler",
    "Pool",
    "Selection",
    "Shortage",
    "ShortageError",
    "assemble",
    "forms",
    "worksheet_blueprint",
]
