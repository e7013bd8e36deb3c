"""The set of options that gives a key away least to somebody who knows no history.

A key that never had a cue would be a cue itself, so for each item and cue it is drawn whether the
key may have it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from quizgen.rng import chance
from quizgen.wording import Cues

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
        draws = {name: chance("cue", name, scope) for name in cues.marks((0,))}
        fairest = min(sets, key=lambda s: (_unfairness(cues, s, draws), -len(s), s))
    return [place - 1 for place in fairest[1:]]


def _unfairness(cues: Cues, places: Sequence[int], draws: Mapping[str, float]) -> float:
    """Return how far the cues are from what was drawn for this item."""
    marks_by_cue = cues.marks(places)
    total = float(GROSS * len(cues.telling(places, marks_by_cue)))
    for name, marks in marks_by_cue.items():
        below = sum(mark < marks[0] for mark in marks)
        upto = below + marks.count(marks[0])
        drawn = draws[name] * len(places)
        total += max(0.0, below - drawn, drawn - upto) / (len(places) - 1)
    return round(total, 6)
