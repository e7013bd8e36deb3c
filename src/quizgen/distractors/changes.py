"""Which look-ups in a bank may have another answer, where some of its decks are others.

A look-up for values near a key sees a few neighbours of it in each order of its sort; one for what
is true, or for what a text is the key of, sees what has a name. So what may differ is found from
what has changed, and the rest need not be looked up again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from quizgen.comparison import loosely, strictly
from quizgen.distractors.bank import FEW, REACH, Traits

ByDeck = Mapping[str, Sequence[Traits]]


class Changes:
    """What has changed from one bank to another of the same decks in the same order.

    Both are the traits of all questions by deck, of which those of most decks are the same objects.
    """

    def __init__(self, before: ByDeck, now: ByDeck) -> None:
        gone = [t for deck, some in before.items() for t in _others(some, now[deck])]
        new = [t for deck, some in now.items() for t in _others(some, before[deck])]
        self.is_any = bool(gone or new)
        names = (name for t in (*gone, *new) for name in (t.question, *t.known_as))
        self._names = {name for name in names if name.strip()}  # no question has one else
        self._texts = {name for t in (*gone, *new) for name in (*t.strictly, *t.loosely)}
        self._near: set[str] = set()
        self._now = now
        for sort in {t.sort for t in (*gone, *new)}:
            listed = [
                [t for some in of.values() for t in some if t.sort == sort] for of in (before, now)
            ]
            self._near |= _near(listed[0], gone, listed[1]) | _near(listed[1], new, listed[0])

    def may_concern(self, deck: str) -> Callable[[str], bool]:
        """Return what tells whether a look-up for a deck may have another answer."""
        names = {t.id: (t.question, *t.known_as) for t in self._now[deck]} if self.is_any else {}

        def may_differ(lookup: str) -> bool:
            what, _, rest = lookup.partition(" ")
            match what:
                case "near":
                    return rest in self._near
                case "true":
                    return not self._names.isdisjoint(names.get(rest, self._names))
                case "about":
                    text = rest[2:]
                    return not self._texts.isdisjoint((strictly(text), loosely(text)))
            return self.is_any  # an order of facts, or the last year

        return may_differ


def _others(some: Sequence[Traits], there: Sequence[Traits]) -> Sequence[Traits]:
    """Return those of a deck's questions that are others there; all, if their order is another."""
    if some is there or some == there:
        return ()
    same = set(some) & set(there)
    if [t for t in some if t in same] != [t for t in there if t in same]:
        return some
    return [t for t in some if t not in same]


def _near(listed: Sequence[Traits], some: Iterable[Traits], other: Sequence[Traits]) -> set[str]:
    """Return the ids of those of a sort that have some of them near; all, where they are few."""
    if min(len(listed), len(other)) <= FEW:
        return {t.id for t in (*listed, *other)}
    changed = {t for t in some if t.sort == listed[0].sort}
    return {
        listed[place].id for order in _orders(listed) for place in _around(order, listed, changed)
    }


def _orders(listed: Sequence[Traits]) -> Iterator[Sequence[int]]:
    """Yield the places of those of a sort in each order that neighbours are looked up in."""
    places = range(len(listed))
    yield places
    yield sorted(places, key=lambda place: (listed[place].size, place))
    dated = [(since, place) for place in places if (since := listed[place].since)]
    yield [place for _, place in sorted(dated)]
    groups: dict[str, list[int]] = {}
    for place in places:
        if listed[place].group:
            groups.setdefault(listed[place].group, []).append(place)
    yield from groups.values()


def _around(order: Sequence[int], listed: Sequence[Traits], changed: set[Traits]) -> Iterator[int]:
    """Yield the places of those that have one that has changed within reach."""
    for index, place in enumerate(order):
        if listed[place] in changed:
            yield from order[max(0, index - REACH) : index + REACH + 1]
