"""Which items a blueprint takes: no fact twice, nothing given away, all topics alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from quizgen.assembly.pool import Pool
from quizgen.diagnostics import counted
from quizgen.giveaways import Trace
from quizgen.model import Blueprint, Directions, Gaps, Item, Level, TrueFalse, Wanted
from quizgen.records import dataclass
from quizgen.rng import chance

ATTEMPTS = 12
"""Draws before a blueprint counts as one that cannot be filled."""
WEIGHT = {Level.CORE: 0.6, Level.USEFUL: 0.8, Level.DETAIL: 1.0}
"""Core facts are drawn sooner."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """What a bank lacks: the section (from 1), what it wants, what is there and what fits."""

    section: int
    wanted: Wanted
    there: int
    fit: int

    @property
    def short(self) -> int:
        """By how many."""
        return self.wanted.items - self.fit

    def __str__(self) -> str:
        where = [
            f"{name} {', '.join(values)}"
            for name, values in (
                ("decks", self.wanted.decks),
                ("tags", self.wanted.tags),
                ("levels", self.wanted.levels),
                ("facts", self.wanted.facts),
                ("questions", self.wanted.ids),
            )
            if values
        ]
        source = f" ({'; '.join(where)})" if where else ""
        sentence = f"section {self.section} has {self.fit} of "
        sentence += f"{counted(self.wanted.items, 'item')} of type '{self.wanted.type}'{source}: "
        if self.there == self.fit:
            return sentence + "there are no more"
        return sentence + f"of the {self.there} that there are, no more fit one paper"


@dataclass(frozen=True, slots=True)
class Selection:
    """The items of each section, in the order they were drawn, and what was short."""

    items: tuple[tuple[Item, ...], ...]
    shortages: tuple[Shortage, ...] = ()


def select(blueprint: Blueprint, pool: Pool) -> Selection:
    """Fill a blueprint; of several attempts the first that is whole, else the fullest."""
    candidates = [_candidates(wanted, pool, blueprint) for wanted in blueprint.sections]
    best = Selection(())
    for attempt in range(ATTEMPTS):
        chosen = _attempt(blueprint, pool, candidates, str(attempt) if attempt else "")
        short = tuple(
            Shortage(place, wanted, len(candidates[place - 1]), len(chosen[place - 1]))
            for place, wanted in enumerate(blueprint.sections, 1)
            if len(chosen[place - 1]) < wanted.items
        )
        selection = Selection(chosen, short)
        if not best.items or _missing(selection) < _missing(best):
            best = selection
        if all(s.there < s.wanted.items for s in short):
            break  # it is whole, or no other draw would be fuller
    return best


def _missing(selection: Selection) -> int:
    return sum(shortage.short for shortage in selection.shortages)


def _candidates(wanted: Wanted, pool: Pool, blueprint: Blueprint) -> list[Item]:
    return [item for item in pool.of_type(wanted.type) if suits(item, wanted, blueprint, pool)]


def suits(item: Item, wanted: Wanted, blueprint: Blueprint, pool: Pool) -> bool:
    """Whether an item may stand in a section of a blueprint."""
    if item.derived and item.type in blueprint.without_derived:
        return False
    if not _is_asked(item, blueprint.directions, pool):
        return False
    return belongs(item, wanted) and set(item.facts).isdisjoint(blueprint.exclude)


def _is_asked(item: Item, directions: Directions, pool: Pool) -> bool:
    """Whether an item asks in a direction that is wanted; one that has no other always does."""
    match directions:
        case Directions.MIXED:
            return True
        case Directions.FORWARD:
            return not item.is_reverse
        case Directions.REVERSE:
            return item.id not in pool.reversible
        case _:
            assert_never(directions)


def belongs(item: Item, wanted: Wanted) -> bool:
    """Whether an item is of the sort that a section wants."""
    if item.type != wanted.type or has_bank(item) is not wanted.bank:
        return False
    if item.is_heard is not wanted.listening:
        return False
    if wanted.ids and item.id not in wanted.ids:
        return False
    decks = {origin.deck for origin in item.origins}
    tags = [set(origin.tags) for origin in item.origins]
    return (
        (not wanted.decks or decks <= set(wanted.decks))
        and (not wanted.levels or item.level in wanted.levels)
        and (not wanted.facts or set(item.facts) <= set(wanted.facts))
        and (not wanted.tags or all(own & set(wanted.tags) for own in tags))
    )


def has_bank(item: Item) -> bool:
    """Whether an item gives the words to choose from."""
    return isinstance(item.interaction, Gaps) and bool(item.interaction.bank)


def _attempt(
    blueprint: Blueprint, pool: Pool, candidates: Sequence[Sequence[Item]], salt: str
) -> tuple[tuple[Item, ...], ...]:
    """Fill the scarcest section first; each takes what goes with all that is taken."""
    order = sorted(
        range(len(candidates)),
        key=lambda i: (len(candidates[i]) / max(1, blueprint.sections[i].items), i),
    )
    ranked = {
        place: _ranked(candidates[place], pool, blueprint.seed, (blueprint.id, str(place), salt))
        for place in order
    }
    taken_items = TakenItems(pool, repeat=blueprint.repeat)
    chosen = {
        place: list(_included(ranked[place], place, blueprint, taken_items)) for place in order
    }
    for place in order:
        wanted = blueprint.sections[place]
        rest = replace(wanted, items=wanted.items - len(chosen[place]))
        chosen[place] += _take(ranked[place], rest, taken_items)
    return tuple(tuple(chosen[place]) for place in range(len(candidates)))


def is_included(item: Item, blueprint: Blueprint) -> bool:
    """Whether the paper is to hold an item, or one of its facts, in any case."""
    return not {item.id, *item.facts}.isdisjoint(blueprint.include)


def _included(
    ranked: Sequence[Item], place: int, blueprint: Blueprint, taken_items: TakenItems
) -> list[Item]:
    """Take what a section has of that which the paper is to hold, in any case."""
    if not blueprint.include:
        return []
    wanted = [item for item in ranked if is_included(item, blueprint)]
    return list(_take(wanted, blueprint.sections[place], taken_items))


def _ranked(
    candidates: Sequence[Item], pool: Pool, seed: int, scope: tuple[str, ...]
) -> list[Item]:
    """Return candidates as drawn, topic by topic in turn; those of ``pool.last`` at the end."""
    draws = {
        item.id: chance(seed, *scope, item.id) * WEIGHT[item.level] + item.derived
        for item in candidates
    }
    last = pool.last
    ordered = sorted(candidates, key=lambda i: (i.id in last, draws[i.id], i.id))
    turn: Counter[str] = Counter()
    ranks = {}
    for item in ordered:
        ranks[item.id] = turn[item.deck]
        turn[item.deck] += 1
    return sorted(ordered, key=lambda item: (item.id in last, ranks[item.id], draws[item.id]))


def _take(ranked: Sequence[Item], wanted: Wanted, taken_items: TakenItems) -> Iterator[Item]:
    """Take items that go together; of true and false in turn, as long as there are both."""
    left = list(ranked)
    answers: Counter[bool] = Counter()
    taken = 0
    while taken < wanted.items:
        item = _next(left, answers, taken_items)
        if item is None:
            return
        left = left[left.index(item) + 1 :] if wanted.type != "truefalse" else left
        taken_items.add(item)
        taken += 1
        if isinstance(item.interaction, TrueFalse):
            left.remove(item)
            answers[item.interaction.answer] += 1
        yield item


def _next(left: Sequence[Item], answers: Counter[bool], taken_items: TakenItems) -> Item | None:
    for item in left:
        if isinstance(item.interaction, TrueFalse):
            answer = item.interaction.answer
            if answers[answer] > answers[not answer]:
                continue
        if taken_items.admits(item):
            return item
    return None


class TakenItems:
    """The items of one form so far: who may join them."""

    def __init__(self, pool: Pool, *, repeat: bool) -> None:
        self.pool = pool
        self.repeat = repeat
        self.traces: list[Trace] = []
        self.facts: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.derived: set[str] = set()

    def admits(self, item: Item) -> bool:
        """Whether an item tests no fact twice, gives nothing away and is not given away.

        Where a fact may be tested twice, what is derived of it is still asked once: to be asked of
        a list what comes after each of its members tires.
        """
        trace = self.pool.traces[item.id]
        if item.id in self.ids:
            return False
        if not self.repeat and any(self.facts[fact] for fact in trace.facts):
            return False
        if item.derived and not self.derived.isdisjoint(trace.facts):
            return False
        return not any(trace.clashes(t) for t in self.traces)

    def add(self, item: Item) -> None:
        """Let an item join."""
        trace = self.pool.traces[item.id]
        self.traces.append(trace)
        self.facts.update(trace.facts)
        if item.derived:
            self.derived.update(trace.facts)
        self.ids[item.id] += 1
