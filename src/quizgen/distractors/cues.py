"""The set of options that gives a key away least to somebody who has not learned the subject.

A key that never had a cue would be a cue itself, so for each item and cue it is drawn whether the
key may have it.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import combinations

from quizgen.rng import chance
from quizgen.wording import CUES, Cues

GROSS = 10
"""What a cue that anybody sees weighs against those that only add up over many items."""


def best(
    key: str, stem: str, pool: Sequence[str], sizes: Sequence[int], scope: str, kept: int = 0
) -> list[int]:
    """Return the indexes of the distractors to use: the fairest set, the fuller, the earlier.

    The first ``kept`` are in every set.
    """
    first, places = range(kept + 1), range(kept + 1, len(pool) + 1)
    sets = [(*first, *others) for count in sizes for others in combinations(places, count - kept)]
    fairest = sets[0]
    if len(sets) > 1:
        cues = Cues(stem, (key, *pool))
        draws = [chance("cue", name, scope) for name in CUES]
        fairest = _fairest(cues, sorted(sets, key=lambda s: (-len(s), s)), draws)
    return [place - 1 for place in fairest[1:]]


def _fairest(
    cues: Cues, sets: Sequence[tuple[int, ...]], draws: Sequence[float]
) -> tuple[int, ...]:
    """Return the fairest set, the first of such; after one that is wholly fair, none is weighed."""
    fairest, least = sets[0], math.inf
    for places in sets:
        unfairness = _unfairness(cues, places, draws)
        if unfairness < least:
            fairest, least = places, unfairness
        if not least:
            break
    return fairest


def _unfairness(cues: Cues, places: Sequence[int], draws: Sequence[float]) -> float:
    """Return how far the cues are from what was drawn for this item."""
    marks_by_cue = cues.marks(places)
    total = float(GROSS * len(cues.telling(places, marks_by_cue)))
    for draw, marks in zip(draws, marks_by_cue.values(), strict=True):
        in_order = sorted(marks)
        below, upto = bisect_left(in_order, marks[0]), bisect_right(in_order, marks[0])
        drawn = draw * len(places)
        total += max(0.0, below - drawn, drawn - upto) / (len(places) - 1)
    return round(total, 6)
