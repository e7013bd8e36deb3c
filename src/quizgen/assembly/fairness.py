"""Which items a paper takes last, so that no guess by form alone does better than chance.

Where a curator's distractors are few, the key may be the longest option whatever is chosen among
them. No paper can mend that by itself: each would have a few such items, and many papers together
all of them. So the balance is struck over the whole bank, among what is printed alike often.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quizgen.model import Choice, Item
from quizgen.rng import chance
from quizgen.wording import SHORT, Cues, Marks, words

SLACK = 0.75
"""Hits above chance that a guess may have among the items of one deck, level or type."""
PASSES = 6
"""An item that had no place at first may have one when others have made up for it."""


def telling(items: Iterable[Item]) -> frozenset[str]:
    """Return the ids of items of one key that would make a guess by form better than chance.

    Items are taken as drawn. Those that are derived are weighed by themselves: they are printed
    after the others, for whose guesses they cannot make up.
    """
    left = [
        (item, gains(item.stem, item.interaction))
        for item in sorted(items, key=lambda item: (chance("guess", item.id), item.id))
        if isinstance(item.interaction, Choice) and len(item.interaction.keys) == 1
    ]
    sums: dict[tuple[str, bool], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for _ in range(PASSES):
        rest = []
        for item, own in left:
            scopes = [sums[scope, item.derived] for scope in (item.deck, item.level, item.type)]
            if all(_has_room(scope, own) for scope in scopes):
                for scope in scopes:
                    for guess, gain in own.items():
                        scope[guess] += gain
            else:
                rest.append((item, own))
        left = rest
    return frozenset(item.id for item, _ in left)


def _has_room(sums: Mapping[str, float], gains: Mapping[str, float]) -> bool:
    return all(sums[guess] + gain <= SLACK for guess, gain in gains.items())


def gains(stem: str, choice: Choice) -> Mapping[str, float]:
    """Return what each guess by form hits of a question of one key, less what chance does.

    Each mark is a guess twice: for the option that has most of it, and for the one that has least.
    """
    options = sorted(choice.options, key=lambda option: not option.correct)
    marks = _marks(stem, [option.text for option in options])
    if choice.sorted:
        marks["place"] = [choice.options.index(option) for option in options]
        marks["middle"] = _nearness(marks["place"])
    return {
        f"{sign}{name}": _hit([float(f"{sign}1") * mark for mark in own]) - 1 / len(own)
        for name, own in marks.items()
        for sign in "+-"
    }


def _marks(stem: str, texts: Sequence[str]) -> dict[str, Marks]:
    """Return the cues that items are made by, and what makes an option one like the others."""
    cues = Cues(stem, texts)
    shapes = [_shape(text) for text in texts]
    return cues.marks(range(len(texts))) | {
        "middle": _nearness(cues.sizes),
        "form": [shapes.count(shape) for shape in shapes],
    }


def _nearness(sizes: Marks) -> Marks:
    """Return how near each of some sizes is to their middle."""
    middle = statistics.median(sizes)
    return [-abs(size - middle) for size in sizes]


def _shape(text: str) -> tuple[bool, bool, bool]:
    """Return whether a text begins with a short word or a capital, and whether it has digits."""
    first = next(iter(words(text)), "")
    return len(first) <= SHORT, text[:1].isupper(), any(map(str.isdigit, text))


def _hit(marks: Marks) -> float:
    """Return how often the first option is taken for its mark, ties shared."""
    top = max(marks)
    return 1 / list(marks).count(top) if marks[0] == top else 0.0
