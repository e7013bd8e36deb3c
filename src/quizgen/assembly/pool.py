"""Items prepared for many forms: what each shows, asks for, and would give away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from quizgen.model import (
    Choice,
    Gaps,
    Interaction,
    Item,
    Match,
    Numeric,
    OpenResponse,
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.text import fold

SHORTEST = 4
"""Letters; a shorter answer stands in many a stem by chance."""
OFTEN = 0.03
"""An answer that stands in so large a share of all stems can hardly share a form with any."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What an item shows, padded and folded; its answers, likewise; and the facts it tests.

    ``pairs`` are prompts with their responses, each of which is no news without the other.
    """

    shown: str
    answers: tuple[str, ...]
    facts: frozenset[str]
    pairs: tuple[tuple[str, str], ...] = ()
    words: frozenset[str] = frozenset()

    def gives_away(self, other: Trace) -> bool:
        """Whether what this item shows holds an answer of the other."""
        shown = self.shown
        return any(answer in shown for answer in other.answers) or any(
            prompt in shown and response in shown for prompt, response in other.pairs
        )

    def repeats(self, other: Trace) -> bool:
        """Whether both ask much the same for the same answer, from two facts."""
        if self.words.isdisjoint(other.words) or set(self.answers).isdisjoint(other.answers):
            return False
        return 2 * len(self.words & other.words) >= min(len(self.words), len(other.words))


def trace(item: Item) -> Trace:
    """Return what assembly must know of an item."""
    shown = f" {' '.join(map(fold, shown_texts(item)))} "
    answers = (fold(answer) for answer in _answers(item.interaction))
    kept = tuple(dict.fromkeys(f" {a} " for a in answers if len(a) >= SHORTEST))
    pairs = item.interaction.pairs if isinstance(item.interaction, Match) else ()
    return Trace(
        shown,
        kept,
        frozenset(item.facts),
        tuple((f" {fold(one)} ", f" {fold(other)} ") for one, other in pairs),
        frozenset(word for word in shown.split() if len(word) >= SHORTEST),
    )


class Pool:
    """A bank of items by type, with the trace of each."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items = tuple(items)
        self.traces = {item.id: trace(item) for item in self.items}
        self._by_type: dict[str, list[Item]] = defaultdict(list)
        self._by_topic: dict[tuple[str, str], list[Item]] = defaultdict(list)
        for item in self.items:
            self._by_type[item.type].append(item)
            self._by_topic[item.type, item.deck].append(item)

    def of_type(self, type_: str) -> Sequence[Item]:
        """Return the items of a type."""
        return self._by_type.get(type_, ())

    def of_topic(self, type_: str, deck: str) -> Sequence[Item]:
        """Return the items of a type from a deck."""
        return self._by_topic.get((type_, deck), ())

    @cached_property
    def unsociable(self) -> frozenset[str]:
        """The ids of items whose answer stands in so many stems that they crowd out all others."""
        limit = max(4, int(len(self.items) * OFTEN))
        holding: dict[str, list[str]] = defaultdict(list)
        for id_ in sorted(self.traces):
            shown = self.traces[id_].shown
            for word in set(shown.split()):
                holding[word].append(shown)
        often: dict[str, bool] = {}
        for found in self.traces.values():
            for answer in found.answers:
                if answer not in often:
                    often[answer] = _stands_in_more_than(limit, answer, holding)
        return frozenset(i for i, t in self.traces.items() if any(often[a] for a in t.answers))


def _stands_in_more_than(limit: int, answer: str, holding: dict[str, list[str]]) -> bool:
    texts = min((holding.get(word, []) for word in answer.split()), key=len)
    if len(texts) <= limit:
        return False
    count = 0
    for shown in texts[: limit * 20]:
        count += answer in shown
        if count > limit:
            return True
    return False


def shown_texts(item: Item) -> list[str]:
    """Return what a learner reads of an item apart from what may be chosen."""
    hints = [origin.hint for origin in item.origins if len(item.origins) == 1]
    match item.interaction:
        case Gaps(parts):
            return [item.stem, *hints, *(part for part in parts if isinstance(part, str))]
        case Match(pairs):
            return [item.stem, *(prompt for prompt, _ in pairs)]
        case Order(entries):
            return [item.stem, *hints, *(entry.text for entry in entries)]
        case Choice() | TrueFalse() | TextEntry() | Numeric() | OpenResponse():
            return [item.stem, *hints]


def _answers(interaction: Interaction) -> list[str]:
    match interaction:
        case Choice(options):
            return [option.text for option in options if option.correct]
        case TextEntry(accepted):
            return list(accepted)
        case Gaps(parts):
            gaps = [part for part in parts if not isinstance(part, str)]
            return [text for gap in gaps for text in (gap.text, *gap.accept)]
        case Numeric(_, shown):
            return [shown]
        case OpenResponse(guide):
            return list(guide)
        case TrueFalse() | Order() | Match():
            return []
