"""What a paper of so many items is made of, where nobody says: how many of which question type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from quizgen.assembly.pool import Pool
from quizgen.assembly.selection import select
from quizgen.model import Blueprint, Wanted
from quizgen.questions import QUESTION_TYPES

SHARES: Mapping[str, float] = MappingProxyType(
    {"truefalse": 0.15, "choice": 0.35, "match": 0.05, "gaps": 0.15, "order": 0.05, "short": 0.25}
)
"""What a paper is made of when nobody says."""


def mixed(items: int, types: Sequence[str], given: Wanted, pool: Pool) -> tuple[Wanted, ...]:
    """Return sections for up to so many items: evenly of the types named, else a usual mixture.

    What one type lacks the others make up for, and of items that hold several facts each there are
    fewer where they would leave too little for the others. ``given`` has decks, tags and levels.
    """
    shares = dict.fromkeys(types, 1.0) if types else dict(SHARES)
    ordered = [type_ for type_ in QUESTION_TYPES if type_ in shares]
    counts = _apportioned(items, {type_: shares[type_] for type_ in ordered})
    sections = tuple(replace(given, type=type_, items=n) for type_, n in counts.items())
    fitting = _fitted(sections, pool)
    if _total(fitting) == items and _distance(sections, fitting) <= len(sections):
        return _without_empty(fitting)
    others = (_fitted(fewer, pool) for fewer in _with_fewer_large(sections, pool))
    return _without_empty(max((fitting, *others), key=partial(_likeness, sections)))


def _with_fewer_large(wanted: tuple[Wanted, ...], pool: Pool) -> Iterator[tuple[Wanted, ...]]:
    """Yield sections with ever fewer items of several facts each, and more of the others."""
    large = {section.type for section in wanted if _is_large(section.type, pool)}
    small = [section.type for section in wanted if section.type not in large]
    most = max((section.items for section in wanted if section.type in large), default=0)
    for cap in reversed(range(most if small else 0)):
        capped = {s.type: max(0, s.items - cap) for s in wanted if s.type in large}
        missing = sum(capped.values())
        more = {type_: -_part(type_, small, missing) for type_ in small}
        yield _shortened(wanted, capped | more)


def _is_large(type_: str, pool: Pool) -> bool:
    """Whether most items of a type are about several facts."""
    items = pool.of_type(type_)
    return sum(len(item.origins) > 1 for item in items) > len(items) / 2


def _likeness(wanted: tuple[Wanted, ...], fitting: tuple[Wanted, ...]) -> tuple[int, int]:
    """Return what is greater of sections that hold more, and then of those more like the wanted."""
    return _total(fitting), -_distance(wanted, fitting)


def _distance(wanted: tuple[Wanted, ...], fitting: tuple[Wanted, ...]) -> int:
    counts = {section.type: section.items for section in fitting}
    return sum((section.items - counts.get(section.type, 0)) ** 2 for section in wanted)


def _apportioned(items: int, shares: Mapping[str, float]) -> dict[str, int]:
    """Divide by the largest remainders, so that the parts sum to the whole."""
    exact = {type_: items * share / sum(shares.values()) for type_, share in shares.items()}
    counts = {type_: int(share) for type_, share in exact.items()}
    rest = sorted(exact, key=lambda type_: (counts[type_] - exact[type_], type_))
    for type_ in rest[: items - sum(counts.values())]:
        counts[type_] += 1
    return counts


def _fitted(wanted: tuple[Wanted, ...], pool: Pool) -> tuple[Wanted, ...]:
    """Give what one type lacks to the others; if none has any more, return what fits."""
    sections, fullest = wanted, wanted[:0]
    full: set[str] = set()
    while True:
        shortages = select(_draft(_without_empty(sections)), pool).shortages
        short = {shortage.wanted.type: shortage.short for shortage in shortages}
        fitting = _shortened(sections, short)
        fullest = max(fullest, fitting, key=_total)
        full |= short.keys()
        rest = [section for section in fitting if section.type not in full]
        room = [s.type for s in _without_empty(rest) or rest]
        if not short or not room:
            return fullest
        missing = _total(wanted) - _total(fitting)
        more = {type_: -_part(type_, room, missing) for type_ in room}
        sections = _shortened(fitting, more)


def _shortened(sections: Iterable[Wanted], by: Mapping[str, int]) -> tuple[Wanted, ...]:
    """Return sections with fewer items of some types."""
    return tuple(replace(s, items=s.items - by.get(s.type, 0)) for s in sections)


def _without_empty(sections: Iterable[Wanted]) -> tuple[Wanted, ...]:
    return tuple(section for section in sections if section.items)


def _total(sections: Iterable[Wanted]) -> int:
    return sum(section.items for section in sections)


def _part(type_: str, room: Sequence[str], missing: int) -> int:
    if type_ not in room:
        return 0
    return missing // len(room) + (room.index(type_) < missing % len(room))


def _draft(sections: tuple[Wanted, ...]) -> Blueprint:
    return Blueprint("draft", "", sections)


def capacities(given: Wanted, most: int, pool: Pool) -> dict[str, int]:
    """Return how many items of each type alone fit one paper, up to ``most``."""
    sections = {type_: (replace(given, type=type_, items=most),) for type_ in QUESTION_TYPES}
    return {
        type_: sum(map(len, select(_draft(section), pool).items))
        for type_, section in sections.items()
    }
