"""The order of items and of what is in them: easier levels first, keys even over the letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from random import Random
from typing import assert_never

from quizgen.model import (
    Blueprint,
    Choice,
    Gaps,
    Interaction,
    Item,
    Match,
    Numeric,
    OpenResponse,
    Option,
    Order,
    Ranked,
    TextEntry,
    TrueFalse,
)
from quizgen.rng import chance, rng

Slotted = tuple[int, Item]


def arranged(
    blueprint: Blueprint, chosen: Sequence[Sequence[Item]], label: str
) -> list[list[Slotted]]:
    """Return each section's items in their order, each with its slot: its place as it was drawn."""
    scope = (blueprint.id, label)
    own = dict(blueprint.points)
    places = _places(list(chain.from_iterable(chosen)), blueprint.seed, scope)
    drawn = (blueprint.seed, scope)
    sections = []
    for number, items in enumerate(chosen):
        points = blueprint.sections[number].points
        slotted = [
            (slot, _laid_out(item, worth(item, points, own), places.get(item.id), *drawn))
            for slot, item in enumerate(items)
        ]
        slotted.sort(key=lambda s: _rank(s[1], blueprint.seed, scope))
        sections.append(slotted)
    return sections


def _rank(item: Item, seed: int, scope: tuple[str, ...]) -> tuple[int, float, str]:
    return item.level.rank, chance(seed, *scope, "order", item.id), item.id


def worth(item: Item, points: int | None, own: Mapping[str, int]) -> int:
    """Return the points of an item: by its id, by its fact's, by its section, or its own."""
    by_id = (own[id_] for id_ in (item.id, *item.facts) if id_ in own)
    return next(by_id, item.points if points is None else points)


def _laid_out(
    item: Item, points: int, place: int | None, seed: int, scope: tuple[str, ...]
) -> Item:
    draw = rng(seed, *scope, item.id)
    return replace(item, interaction=_mixed(item.interaction, place, draw), points=points)


def _places(items: Sequence[Item], seed: int, scope: tuple[str, ...]) -> dict[str, int]:
    """Return where each key goes: evenly over the letters, those that are sorted counted in.

    Items of three options and of four are each spread by themselves: if all that lack a D were made
    up for by the others, D would be the best guess wherever there is one.
    """
    used: Counter[tuple[int, int]] = Counter()
    free: list[tuple[float, str, int]] = []
    for item in items:
        interaction = item.interaction
        if not isinstance(interaction, Choice) or len(interaction.keys) != 1:
            continue
        if interaction.sorted:
            used[len(interaction.options), interaction.keys[0]] += 1
        else:
            free.append(
                (chance(seed, *scope, "letter", item.id), item.id, len(interaction.options))
            )
    places = {}
    for _, id_, count in sorted(free, key=lambda entry: (entry[2], *entry[:2])):
        places[id_] = min(
            range(count),
            key=lambda p: (used[count, p], chance(seed, *scope, "letter", id_, str(p))),
        )
        used[count, places[id_]] += 1
    return places


def _mixed(interaction: Interaction, place: int | None, draw: Random) -> Interaction:
    match interaction:
        case Choice(options, sorted=False):
            return Choice(_shuffled_options(options, place, draw))
        case Match(pairs, responses):
            return Match(tuple(draw.sample(pairs, len(pairs))), responses)
        case Order(entries):
            return Order(_shuffled(entries, draw))
        case Choice() | TrueFalse() | TextEntry() | Numeric() | Gaps() | OpenResponse():
            return interaction
        case _:
            assert_never(interaction)


def _shuffled_options(
    options: Sequence[Option], place: int | None, draw: Random
) -> tuple[Option, ...]:
    if place is None:
        return tuple(draw.sample(options, len(options)))
    wrong = [option for option in options if not option.correct]
    draw.shuffle(wrong)
    keys = [option for option in options if option.correct]
    return (*wrong[:place], *keys, *wrong[place:])


def _shuffled(entries: Sequence[Ranked], draw: Random) -> tuple[Ranked, ...]:
    """Shuffle, but never into the order they came in."""
    mixed = tuple(entries)
    while mixed == tuple(entries) and len(set(entries)) > 1:
        mixed = tuple(draw.sample(entries, len(entries)))
    return mixed
