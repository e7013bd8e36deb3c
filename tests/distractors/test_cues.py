"""Which set of options gives a key away least."""

from __future__ import annotations

import pytest

from quizgen.distractors.cues import best

ALIKE = ["bbbb", "cccc", "dddd", "eeee", "ffff"]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([2], [0, 1]),
        ([3], [0, 1, 2]),
        ([2, 3], [0, 1, 2]),
        ([2, 3, 4], [0, 1, 2, 3]),
        ([5], [0, 1, 2, 3, 4]),
    ],
)
def test_of_sets_that_are_as_fair_the_fuller_and_then_the_earlier(
    sizes: list[int], expected: list[int]
) -> None:
    for scope in "abcdef":
        assert best("aaaa", "Who?", ALIKE, sizes, scope) == expected


@pytest.mark.parametrize(("count", "expected"), [(2, 1 / 3), (3, 1 / 4)])
def test_the_key_is_the_longest_as_often_as_it_would_be_by_chance(
    count: int, expected: float
) -> None:
    shorter, longer = ["bbbbb", "ccccc", "ddddd"], ["eeeeeee", "fffffff", "ggggggg"]
    scopes = [f"item-{n}" for n in range(400)]
    chosen = [best("aaaaaa", "Who?", shorter + longer, [count], scope) for scope in scopes]
    found = sum(max(indexes) < 3 for indexes in chosen) / len(scopes)
    assert found == pytest.approx(expected, abs=0.07)


def test_what_anybody_sees_weighs_more_than_what_adds_up() -> None:
    """However it is drawn, a key is not set among options that it sticks out from."""
    key, short = "because of the long and bitter rain that fell", ["snow", "hail", "wind"]
    long = ["because of all the heavy guns on the hills", "for want of the bread that they needed"]
    for n in range(40):
        assert set(best(key, "Why?", short + long, [2], f"item-{n}")) & {3, 4}
