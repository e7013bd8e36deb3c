"""How hard an item is, from what is known before anybody has answered it.

The level of its fact, what its type demands (to recognise is easier than to recall), and how near
its distractors are to the key. An estimate: it serves to make forms equal, not to mark anyone.
"""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.distractors.search import UNKNOWN

LEVELS: Mapping[str, float] = {"core": 0.32, "useful": 0.46, "detail": 0.60}
TYPES: Mapping[str, float] = {
    "truefalse": -0.12,
    "match": -0.04,
    "choice": 0.0,
    "odd-one-out": 0.04,
    "gaps": 0.06,
    "multiple": 0.08,
    "order": 0.08,
    "short": 0.12,
    "table": 0.14,
    "numeric": 0.15,
    "enumerate": 0.18,
    "open": 0.22,
}
SPREAD = 0.2
"""What the nearest distractors add over the farthest."""


def difficulty(level: str, type_: str, closeness: float = UNKNOWN) -> float:
    """Return a difficulty from 0 to 1; ``closeness`` of the distractors is from 0 to 1, too."""
    made = LEVELS[level] + TYPES[type_] + SPREAD * (closeness - UNKNOWN)
    return round(min(0.95, max(0.05, made)), 3)


def hardest(levels: tuple[str, ...]) -> str:
    """Return the level of an item that tests several facts."""
    return max(levels, key=list(LEVELS).index)
