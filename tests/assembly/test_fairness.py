"""What papers take last, and how often a guess by form is right among the rest."""

from __future__ import annotations

from collections import Counter

import pytest

from quizgen.assembly import Pool
from quizgen.assembly.fairness import SLACK, gains
from quizgen.model import Choice, Item, Option
from tests.assembly.bank import choice, item, word

LONG = "a word and many more of them"


def asked(count: int, text: str, *, derived: bool = False) -> list[Item]:
    """Return questions whose key is a text, and whose other options are short words."""
    return [
        item(
            f"{text[:6]}-{n}-{derived}",
            Choice(
                (
                    Option(f"{text} {word(n)}", correct=True),
                    *(Option(word(100 * k + n), correct=False) for k in (1, 2, 3)),
                )
            ),
            derived=derived,
        )
        for n in range(count)
    ]


@pytest.mark.parametrize("fair", [20, 60])
def test_what_makes_the_longest_option_a_good_guess_comes_last(fair: int) -> None:
    items = [*asked(20, LONG), *(item(f"fair-{n}", choice(n, 4)) for n in range(fair))]
    pool = Pool(items)
    left = [i for i in items if i.id not in pool.telling]
    sums: Counter[str] = Counter()
    for i in left:
        assert isinstance(i.interaction, Choice)
        sums.update(gains(i.stem, i.interaction))
    assert max(sums.values()) <= SLACK
    assert any(i.id.startswith("a word") for i in left), "by chance it is the longest, too"


def test_what_is_derived_makes_up_for_nothing() -> None:
    """Papers print it after the others, or not at all."""
    alone = Pool(asked(9, LONG))
    beside = Pool([*asked(9, LONG), *asked(60, "x", derived=True)])
    assert {i for i in beside.telling if i.endswith("False")} == alone.telling
