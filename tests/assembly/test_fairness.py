"""What papers take last, and how often a guess by form is right among the rest."""

from __future__ import annotations

from collections import Counter

import pytest

from quizgen.assembly import Pool
from quizgen.assembly.fairness import SLACK, gains
from quizgen.model import Choice, Item, Option, TextEntry
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


def keyed(key: str, *others: str, place: int | None = None) -> Choice:
    options = [Option(text, correct=False) for text in others]
    options.insert(place or 0, Option(key, correct=True))
    return Choice(tuple(options), sorted=place is not None)


@pytest.mark.parametrize(
    ("choice_", "expected"),
    [
        (keyed("a word and more", "word", "some", "town"), {"+length": 0.75, "-length": -0.25}),
        (keyed("word", "a word and more", "some", "town"), {"+length": -0.25, "-length": 1 / 12}),
        (keyed("a word and more", "word", "some", "town"), {"+middle": -0.25, "-middle": 0.75}),
        (keyed("a word and more", "word", "some", "town"), {"+form": -0.25, "-form": 0.75}),
        (keyed("Bonn 12", "word", "Rome", "Oslo"), {"+form": -0.25, "-form": 0.25}),
        (keyed("The town", "A town", "In town", "Towns"), {"+form": 1 / 12, "-form": -0.25}),
        (keyed("9", "6", "7", "8", place=3), {"+place": 0.75, "-middle": 0.25}),
        (keyed("7", "6", "8", "9", place=1), {"-place": -0.25, "+middle": 0.25}),
    ],
)
def test_what_a_guess_by_form_hits_above_chance(
    choice_: Choice, expected: dict[str, float]
) -> None:
    found = gains("Which?", choice_)
    assert {guess: pytest.approx(found[guess]) for guess in expected} == expected
    assert ("+place" in found) is choice_.sorted


def test_what_has_several_keys_or_no_options_is_no_guess() -> None:
    two = Choice((Option(LONG, correct=True), Option(LONG, correct=True), *choice(1, 4).options))
    written = [item(f"w-{n}", TextEntry((word(n),))) for n in range(20)]
    assert not Pool([*(item(f"two-{n}", two) for n in range(20)), *written]).telling
