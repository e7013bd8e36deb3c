"""How hard an item is, from what is known before anybody has answered it.

The level of its fact, what its type demands (to recognise is easier than to recall), and how near
its distractors are to the key. An estimate: it serves to make forms equal, not to mark anyone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quizgen.distractors.search import UNKNOWN
from quizgen.model import Level

LEVELS: Mapping[Level, float] = {Level.CORE: 0.32, Level.USEFUL: 0.46, Level.DETAIL: 0.60}
SPREAD = 0.2
"""What the nearest distractors add over the farthest."""
EASIEST, HARDEST = 0.05, 0.95
"""Nothing is certain to be answered, nor to be missed."""


def difficulty(level: Level, demand: float, closeness: float = UNKNOWN) -> float:
    """Return a difficulty from 0 to 1.

    ``demand`` is what the question type adds: below 0 where an answer is recognised, above where it
    is recalled. ``closeness`` of the distractors is from 0 to 1.
    """
    sum_ = LEVELS[level] + demand + SPREAD * (closeness - UNKNOWN)
    return round(min(HARDEST, max(EASIEST, sum_)), 3)


def hardest(levels: Iterable[Level]) -> Level:
    """Return the level of an item that tests several facts."""
    return max(levels, key=lambda level: level.rank)
