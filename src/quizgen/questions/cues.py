"""The set of options that gives a key away least to somebody who knows no history.

A key that never had a cue would be a cue itself, so for each item and cue it is drawn whether the
key may have it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from quizgen.options import cues, telling
from quizgen.rng import chance

SELDOM = 1.0
"""Where a set leaves no choice the key has its cue anyway, so elsewhere it has it seldomer."""

GROSS = 10
"""What a cue that anybody sees weighs against those that only add up over many items."""


def best(key: str, stem: str, pool: Sequence[str], sizes: Sequence[int], scope: str) -> list[int]:
    """Return the indexes of the distractors to use: the fairest set, the fuller, the earlier."""
    sets: list[tuple[int, ...]] = []
    for count in sizes:
        sets += combinations(range(len(pool)), count)
    if len(sets) == 1:
        return list(sets[0])

    def rank(chosen: tuple[int, ...]) -> tuple[float, int, tuple[int, ...]]:
        return _unfairness(key, stem, [pool[i] for i in chosen], scope), -len(chosen), chosen

    fairest: tuple[int, ...] = min(sets, key=rank)
    return list(fairest)


def _unfairness(key: str, stem: str, wrong: Sequence[str], scope: str) -> float:
    """Return how far the cues are from what was drawn for this item."""
    options = [key, *wrong]
    total = float(GROSS * len(telling(stem, key, wrong)))
    for name, marks in cues(stem, options).items():
        tops = [index for index, mark in enumerate(marks) if mark == max(marks)]
        hit = 1 / len(tops) if 0 in tops else 0.0
        wanted = 1 / len(options) if len(tops) == len(options) else _wanted(name, scope, options)
        total += abs(hit - wanted)
    return round(total, 6)


def _wanted(name: str, scope: str, options: Sequence[str]) -> float:
    return float(chance("cue", name, scope) < SELDOM / len(options))
