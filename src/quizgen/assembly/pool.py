"""Items prepared for many forms: by type and topic, with what each would give away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from quizgen.assembly.fairness import telling
from quizgen.giveaways import Trace, trace
from quizgen.model import Item

OFTEN = 0.03
"""An answer that stands in so large a share of all stems can hardly share a form with any."""


class Pool:
    """A bank of items by type, with the trace of each."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items = tuple(items)
        self._by_type: dict[str, list[Item]] = defaultdict(list)
        self._by_topic: dict[tuple[str, str], list[Item]] = defaultdict(list)
        for item in self.items:
            self._by_type[item.type].append(item)
            self._by_topic[item.type, item.deck].append(item)

    @cached_property
    def traces(self) -> Mapping[str, Trace]:
        """What assembly must know of each item, by its id."""
        return {item.id: trace(item) for item in self.items}

    @cached_property
    def reversible(self) -> frozenset[str]:
        """The ids of items of which there is another of the same type that asks back."""
        return frozenset(item.forward_id for item in self.items)

    def of_type(self, type_: str) -> Sequence[Item]:
        """Return the items of a type."""
        return self._by_type.get(type_, ())

    def of_topic(self, type_: str, deck: str) -> Sequence[Item]:
        """Return the items of a type from a deck."""
        return self._by_topic.get((type_, deck), ())

    @cached_property
    def last(self) -> frozenset[str]:
        """The ids of items that a paper takes when there are no others.

        Each language is weighed by itself: a translation changes no paper in the deck's language.
        """
        by_language: dict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            by_language[item.language.tag].append(item)
        if len(by_language) > 1:
            return frozenset().union(*(Pool(items).last for items in by_language.values()))
        return self.crowding | self.telling

    @cached_property
    def telling(self) -> frozenset[str]:
        """The ids of items that would make a guess by form better than chance."""
        return telling(item for item in self.items if item.id not in self.crowding)

    @cached_property
    def crowding(self) -> frozenset[str]:
        """The ids of items whose answer stands in so many stems that they crowd out all others."""
        limit = max(4, int(len(self.items) * OFTEN))
        holding: dict[str, list[str]] = defaultdict(list)
        for id_ in sorted(self.traces):
            text = self.traces[id_].visible
            for word in set(text.split()):
                holding[word].append(text)
        often: dict[str, bool] = {}
        for item_trace in self.traces.values():
            for answer in item_trace.answers:
                if answer not in often:
                    often[answer] = _stands_in_more_than(limit, answer, holding)
        return frozenset(i for i, t in self.traces.items() if any(often[a] for a in t.answers))


def _stands_in_more_than(limit: int, answer: str, holding: dict[str, list[str]]) -> bool:
    texts = min((holding.get(word, []) for word in answer.split()), key=len)
    if len(texts) <= limit:
        return False
    count = 0
    for text in texts[: limit * 20]:
        count += answer in text
        if count > limit:
            return True
    return False
