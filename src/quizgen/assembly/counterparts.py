"""Other items of the same type, topic and difficulty, for each place of the first form.

A form is made from the first one and its own label alone. Where the bank has no other item that
fits, the first form's own stays. The mean difficulty is held to that of the first form, so that any
two forms differ by no more than twice what one may be off.

What does not depend on the label is made once: who may stand in for whom, and who goes with whom.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from quizgen.assembly.pool import Pool
from quizgen.assembly.selection import Selection, is_included, suits
from quizgen.model import Blueprint, Choice, Item, TrueFalse, Wanted
from quizgen.rng import chance

NEAR = 0.06
"""Items so far apart in difficulty may stand in for each other."""
OFF = 0.012
"""What the mean difficulty of a form may differ from the first form's, as a share of it."""
WEIGHED = 4
"""Of the items that fit a place, so many are weighed against the difficulty so far."""

Slot = tuple[int, int]


class Counterparts:
    """The places of a first form, with all that may stand in them."""

    def __init__(self, blueprint: Blueprint, pool: Pool, first: Selection) -> None:
        self.blueprint = blueprint
        self.first = first
        self.slots = {(p, s): i for p, items in enumerate(first.items) for s, i in enumerate(items)}
        self._circles = {
            slot: _circle(own, blueprint.sections[slot[0]], pool, blueprint)
            for slot, own in self.slots.items()
        }
        every = {i.id: i for _, circle in self._circles.values() for i in circle}
        self._clashing = _clashing(
            [*every.values(), *self.slots.values()], pool, repeat=blueprint.repeat
        )
        self._total = sum(item.difficulty for item in self.slots.values())

    def items(self, label: str) -> tuple[tuple[Item, ...], ...]:
        """Return the items of a form, place by place.

        It begins as the first form, and place after place is given another item that goes with all
        the rest; so it is whole at every moment.
        """
        draws = {
            slot: chance(self.blueprint.seed, self.blueprint.id, "twins", label, *map(str, slot))
            for slot in self.slots
        }
        chosen = dict(self.slots)
        ids = {item.id for item in chosen.values()}
        drift = 0.0
        for slot in sorted(draws, key=lambda slot: (draws[slot], slot)):
            own = self.slots[slot]
            ids.discard(own.id)
            fitting = list(islice(self._fitting(slot, draws[slot], ids), WEIGHED)) or [own]
            item = min(fitting, key=lambda i: _worth(i, own, drift))
            chosen[slot] = item
            ids.add(item.id)
            drift += item.difficulty - own.difficulty
        self._level(chosen, ids, drift)
        return tuple(
            tuple(chosen[place, slot] for slot in range(len(items)))
            for place, items in enumerate(self.first.items)
        )

    def _fitting(self, slot: Slot, start: float, ids: set[str]) -> Iterator[Item]:
        """Yield what goes with the rest, round the circle from a point that the label draws."""
        points, circle = self._circles[slot]
        begin = bisect_left(points, start * len(points) % 1)
        for index in range(len(circle)):
            item = circle[(begin + index) % len(circle)]
            if item.id not in ids and ids.isdisjoint(self._clashing[item.id]):
                yield item

    def _level(self, chosen: dict[Slot, Item], ids: set[str], drift: float) -> None:
        """Put the first form's own items back, where that brings the mean nearer to its own."""
        change = {slot: self.slots[slot].difficulty - chosen[slot].difficulty for slot in chosen}
        for slot in sorted(chosen, key=lambda slot: (-abs(change[slot]), slot)):
            if abs(drift) <= OFF * self._total:
                return
            own = self.slots[slot]
            if abs(drift + change[slot]) >= abs(drift):
                continue
            ids.discard(chosen[slot].id)
            if own.id not in ids and ids.isdisjoint(self._clashing[own.id]):
                chosen[slot] = own
                drift += change[slot]
            ids.add(chosen[slot].id)


def _worth(item: Item, own: Item, drift: float) -> tuple[bool, float]:
    return item is own, abs(drift + item.difficulty - own.difficulty)


def _circle(
    own: Item, wanted: Wanted, pool: Pool, blueprint: Blueprint
) -> tuple[list[float], list[Item]]:
    """Return what may stand in for an item, each at a point from 0 to 1 that is its own.

    So one item more or less moves no other. What papers take last comes in where nothing else fits.
    """
    others = () if is_included(own, blueprint) else pool.of_topic(own.type, own.deck)
    fitting = [i for i in others if suits(i, wanted, blueprint, pool) and _equal(i, own)]
    first = [item for item in fitting if item.id not in pool.last]
    placed = sorted(
        (
            (chance(blueprint.seed, blueprint.id, "twin", i.id), i)
            for i in (first if any(item is not own for item in first) else fitting)
        ),
        key=lambda entry: (entry[0], entry[1].id),
    )
    return [point for point, _ in placed], [item for _, item in placed]


def _equal(item: Item, own: Item) -> bool:
    shape, other = item.interaction, own.interaction
    if (
        isinstance(shape, TrueFalse)
        and isinstance(other, TrueFalse)
        and shape.answer != other.answer
    ):
        return False
    if isinstance(shape, Choice) and isinstance(other, Choice) and shape.sorted != other.sorted:
        return False
    alike = (item.points, item.derived) == (own.points, own.derived)
    return alike and abs(item.difficulty - own.difficulty) <= NEAR


def _clashing(items: Iterable[Item], pool: Pool, *, repeat: bool) -> Mapping[str, frozenset[str]]:
    """Return, for each item, those that cannot be in one form with it."""
    by_id = {item.id: item for item in items}
    traces = {id_: pool.traces[id_] for id_ in by_id}
    clashes: dict[str, set[str]] = defaultdict(set)
    ids: Sequence[str] = sorted(traces)
    for index, first in enumerate(ids):
        here = traces[first]
        for other in ids[:index]:
            there = traces[other]
            only_once = not repeat or (by_id[first].derived and by_id[other].derived)
            shared = only_once and not here.facts.isdisjoint(there.facts)
            if shared or here.clashes(there):
                clashes[first].add(other)
                clashes[other].add(first)
    return {id_: frozenset(clashes[id_]) for id_ in ids}
