"""Other items of the same type, topic and difficulty, for each place of the first form.

A form is made from the first one and its own label alone. Where the bank has no other item that
fits, the first form's own stays. The mean difficulty is held to that of the first form, so that any
two forms differ by no more than twice what one may be off.
"""

from __future__ import annotations

from itertools import islice

from quizgen.assembly.pool import Pool
from quizgen.assembly.selection import Company, Selection, belongs
from quizgen.model import Blueprint, Choice, Item, TrueFalse, Wanted
from quizgen.rng import chance

NEAR = 0.06
"""Items so far apart in difficulty may stand in for each other."""
OFF = 0.012
"""What the mean difficulty of a form may differ from the first form's, as a share of it."""
WEIGHED = 4
"""Of the items that fit a place, so many are weighed against the difficulty so far."""

Slot = tuple[int, int]


def twins(
    blueprint: Blueprint, pool: Pool, first: Selection, label: str
) -> tuple[tuple[Item, ...], ...]:
    """Return the items of a form, place by place.

    It begins as the first form, and place after place is given another item that goes with all the
    rest; so it is whole at every moment.
    """
    slots = {(p, s): i for p, items in enumerate(first.items) for s, i in enumerate(items)}
    scope = (blueprint.id, "twins", label)
    order = sorted(slots, key=lambda slot: chance(blueprint.seed, *scope, *map(str, slot)))
    company = Company(pool, repeat=blueprint.repeat)
    for item in slots.values():
        company.add(item)
    found = dict(slots)
    drift = 0.0
    for slot in order:
        own = slots[slot]
        company.remove(own)
        ranked = _ranked(own, blueprint.sections[slot[0]], pool, blueprint.seed, scope)
        fitting = list(islice(filter(company.admits, ranked), WEIGHED)) or [own]
        item = min(fitting, key=lambda i: (i is own, abs(drift + i.difficulty - own.difficulty)))
        found[slot] = item
        company.add(item)
        drift += item.difficulty - own.difficulty
    _level(found, slots, company, drift)
    return tuple(
        tuple(found[place, slot] for slot in range(len(items)))
        for place, items in enumerate(first.items)
    )


def _ranked(own: Item, wanted: Wanted, pool: Pool, seed: int, scope: tuple[str, ...]) -> list[Item]:
    """Return the items that may stand in for one, as drawn: of its topic, and of its worth."""
    fitting = [
        item
        for item in pool.of_topic(own.type, own.deck)
        if belongs(item, wanted) and _equal(item, own)
    ]
    return sorted(fitting, key=lambda item: (chance(seed, *scope, item.id), item.id))


def _equal(item: Item, own: Item) -> bool:
    one, other = item.interaction, own.interaction
    if isinstance(one, TrueFalse) and isinstance(other, TrueFalse) and one.answer != other.answer:
        return False
    if isinstance(one, Choice) and isinstance(other, Choice) and one.sorted != other.sorted:
        return False
    alike = (item.points, item.derived) == (own.points, own.derived)
    return alike and abs(item.difficulty - own.difficulty) <= NEAR


def _level(
    found: dict[Slot, Item], slots: dict[Slot, Item], company: Company, drift: float
) -> None:
    """Put the first form's own items back, where that brings the mean difficulty nearer to it."""
    total = sum(item.difficulty for item in slots.values())
    for slot in sorted(found, key=lambda s: -abs(found[s].difficulty - slots[s].difficulty)):
        if abs(drift) <= OFF * total:
            return
        change = slots[slot].difficulty - found[slot].difficulty
        if abs(drift + change) >= abs(drift):
            continue
        company.remove(found[slot])
        if company.admits(slots[slot]):
            found[slot] = slots[slot]
            drift += change
        company.add(found[slot])
