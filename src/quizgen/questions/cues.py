"""What gives a key away to somebody who knows no history, and the set of options that does least.

The cues are those that test-wise candidates use (Haladyna, Downing & Rodriguez, 2002): the longest
option, the one that repeats the stem, the one that shares most with the others. A key that never
had a cue would be a cue itself, so for each item and cue it is drawn whether the key may have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from quizgen.questions.bank import size, words
from quizgen.rng import chance

STEM = 6
"""Letters that stand for a word's stem, so that plurals and cases count as one."""
SHORT = 3
"""Words up to this length say little: articles, prepositions."""
SELDOM = 0.5

Marks = Sequence[float]


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
    total = 0.0
    for name, cue in _CUES.items():
        marks = cue(stem, options)
        tops = [index for index, mark in enumerate(marks) if mark == max(marks)]
        hit = 1 / len(tops) if 0 in tops else 0.0
        wanted = 1 / len(options) if len(tops) == len(options) else _wanted(name, scope, options)
        total += abs(hit - wanted)
    return round(total, 6)


def _wanted(name: str, scope: str, options: Sequence[str]) -> float:
    """Where a set leaves no choice the key has its cue anyway, so elsewhere it has it seldomer."""
    return float(chance("cue", name, scope) < SELDOM / len(options))


def content(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that say something."""
    return _content(text)


@lru_cache(maxsize=65536)
def _content(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in words(text) if len(word) > SHORT or word.isdigit())


def _length(stem: str, options: Sequence[str]) -> Marks:
    return [size(option) for option in options]


def _echo(stem: str, options: Sequence[str]) -> Marks:
    said = content(stem)
    return [len(content(option) & said) for option in options]


def _convergence(stem: str, options: Sequence[str]) -> Marks:
    count = Counter(word for option in options for word in content(option))
    return [sum(count[word] - 1 for word in content(option)) for option in options]


_CUES: dict[str, Callable[[str, Sequence[str]], Marks]] = {
    "length": _length,
    "echo": _echo,
    "convergence": _convergence,
}


def cues(stem: str, options: Sequence[str]) -> Iterator[tuple[str, Marks]]:
    """Yield each cue with the mark of every option."""
    for name, cue in _CUES.items():
        yield name, cue(stem, options)
