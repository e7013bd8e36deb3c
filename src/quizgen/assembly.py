"""Blueprint + items + seed → forms."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random

from quizgen.model import (
    Blueprint,
    Choice,
    Form,
    Gaps,
    Interaction,
    Item,
    Match,
    Numeric,
    OpenResponse,
    Order,
    Ranked,
    Section,
    TextEntry,
    TrueFalse,
    Wanted,
)
from quizgen.rng import rng
from quizgen.text import fold

LEVELS = ("core", "useful", "detail")
SCARCE_FIRST = ("order", "match", "gaps", "truefalse", "choice", "short")
"""Types with few items choose their facts before those that could use almost any."""


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
    )
    return Blueprint(id=f"worksheet/{deck}", title=title, sections=sections)


def assemble(blueprint: Blueprint, items: Iterable[Item], label: str = "A") -> Form:
    """Return one form; (blueprint, seed, label) and the items address it, nothing else does.

    No fact is tested twice, and no item gives away another.
    """
    bank = list(items)
    chosen: dict[str, list[Item]] = {}
    taken: list[Item] = []
    for wanted in sorted(blueprint.sections, key=lambda w: SCARCE_FIRST.index(w.type)):
        draw = rng(blueprint.seed, blueprint.id, label, wanted.type)
        picked = _pick(wanted, bank, taken, draw)
        taken += picked
        chosen[wanted.type] = picked
    sections = (
        Section(wanted.type, _arranged(chosen[wanted.type], blueprint, label))
        for wanted in blueprint.sections
        if chosen[wanted.type]
    )
    return Form(blueprint.title, label, tuple(sections))


def _pick(wanted: Wanted, bank: Sequence[Item], taken: Sequence[Item], draw: Random) -> list[Item]:
    """Pick items of a type: core facts first, then as drawn."""
    candidates = [item for item in bank if item.type == wanted.type]
    order = {item.id: draw.random() for item in candidates}
    candidates.sort(key=lambda item: (LEVELS.index(item.level), order[item.id]))
    picked: list[Item] = []
    used = {fact for item in taken for fact in item.facts}
    while candidates and len(picked) < wanted.items:
        item = _next(candidates, picked)
        candidates.remove(item)
        if used.isdisjoint(item.facts) and not _leaks(item, [*taken, *picked]):
            picked.append(item)
            used.update(item.facts)
    return picked


def _next(candidates: list[Item], picked: list[Item]) -> Item:
    """Return the first candidate, but keep true and false in balance."""
    true = sum(isinstance(i.interaction, TrueFalse) and i.interaction.answer for i in picked)
    wanted = true * 2 <= len(picked)
    for item in candidates:
        if not isinstance(item.interaction, TrueFalse) or item.interaction.answer is wanted:
            return item
    return candidates[0]


def _leaks(item: Item, others: Iterable[Item]) -> bool:
    """Whether an item holds the answer of another, or another its own."""
    return any(_tells(item, other) or _tells(other, item) for other in others)


def _tells(item: Item, asked: Item) -> bool:
    shown = f" {fold(' '.join(shown_texts(item)))} "
    return any(f" {answer} " in shown for answer in _answers(asked.interaction))


def shown_texts(item: Item) -> list[str]:
    """Return what a learner reads of an item apart from what may be chosen."""
    match item.interaction:
        case Gaps(parts):
            return [item.stem, *(part for part in parts if isinstance(part, str))]
        case Match(pairs):
            return [item.stem, *(prompt for prompt, _ in pairs)]
        case Order(entries):
            return [item.stem, *(entry.text for entry in entries)]
        case Choice() | TrueFalse() | TextEntry() | Numeric() | OpenResponse():
            return [item.stem]


def _answers(interaction: Interaction) -> list[str]:
    match interaction:
        case Choice(options):
            keys = [option.text for option in options if option.correct]
        case TextEntry(accepted):
            keys = list(accepted)
        case Gaps(parts):
            keys = [part.text for part in parts if not isinstance(part, str)]
        case Numeric(_, shown):
            keys = [shown]
        case TrueFalse() | Match() | Order() | OpenResponse():
            keys = []
    return [fold(key) for key in keys if len(fold(key)) > 3]


def _arranged(items: Sequence[Item], blueprint: Blueprint, label: str) -> tuple[Item, ...]:
    """Draw the order of items and of what is in them; keys spread evenly over the letters."""
    draw = rng(blueprint.seed, blueprint.id, label, "order")
    ordered = sorted(items, key=lambda item: (LEVELS.index(item.level), item.id))
    places = itertools.cycle(draw.sample(range(4), 4))
    return tuple(
        replace(item, interaction=_mixed(item, places, blueprint, label)) for item in ordered
    )


def _mixed(item: Item, places: Iterable[int], blueprint: Blueprint, label: str) -> Interaction:
    draw = rng(blueprint.seed, blueprint.id, label, item.id)
    match item.interaction:
        case Choice(options, sorted=False):
            wrong = [option for option in options if not option.correct]
            draw.shuffle(wrong)
            place = next(iter(places)) % len(options)
            keys = [option for option in options if option.correct]
            return Choice((*wrong[:place], *keys, *wrong[place:]))
        case Match(pairs, responses):
            return Match(tuple(draw.sample(pairs, len(pairs))), responses)
        case Order(entries):
            return Order(_shuffled(entries, draw))
        case Choice() | TrueFalse() | TextEntry() | Numeric() | Gaps() | OpenResponse():
            return item.interaction


def _shuffled(entries: Sequence[Ranked], draw: Random) -> tuple[Ranked, ...]:
    """Shuffle, but never into the order they came in."""
    mixed = tuple(entries)
    while mixed == tuple(entries) and len(set(entries)) > 1:
        mixed = tuple(draw.sample(entries, len(entries)))
    return mixed
