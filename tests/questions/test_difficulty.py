"""How hard an item is, before anybody has answered it."""

from __future__ import annotations

from itertools import pairwise, product

from quizgen.distractors.search import UNKNOWN
from quizgen.model import Level
from quizgen.questions.difficulty import difficulty, hardest

STEPS = (-0.2, -0.05, 0.0, 0.1, 0.3)


def test_an_item_is_harder_the_more_it_takes() -> None:
    """A rarer fact, more to recall, nearer distractors: each makes it harder, none beyond reach."""
    closeness = (0.0, UNKNOWN, 1.0)
    for level, near in product(Level, closeness):
        assert all(
            difficulty(level, a, near) < difficulty(level, b, near) for a, b in pairwise(STEPS)
        )
    for demand, near in product(STEPS, closeness):
        ranked = sorted((level.rank, difficulty(level, demand, near)) for level in Level)
        assert all(a < b for (_, a), (_, b) in pairwise(ranked))
    for level, demand in product(Level, STEPS):
        far, usual, close = (difficulty(level, demand, near) for near in closeness)
        assert 0.0 < far < usual < close < 1.0
        assert difficulty(level, demand) == usual
        assert round(far, 3) == far


def test_nothing_is_certain_to_be_answered_nor_to_be_missed() -> None:
    assert 0.0 < difficulty(Level.CORE, -9) < difficulty(Level.DETAIL, 9) < 1.0


def test_an_item_of_several_facts_is_as_hard_as_the_hardest() -> None:
    assert hardest([Level.USEFUL, Level.CORE]) is Level.USEFUL
    assert hardest([Level.DETAIL, Level.USEFUL]) is Level.DETAIL
