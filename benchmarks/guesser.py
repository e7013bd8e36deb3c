"""A test-wise guesser that knows no subject, and what it scores on the choice items of papers.

Each strategy gives every option of an item a mark from its form alone and takes the highest; ties
share the hit. A fair paper leaves it at chance (Haladyna, Downing & Rodriguez, 2002, rules 23–29).
"""

from __future__ import annotations

import math
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizgen.model import Choice, Item
from quizgen.text import fold, plain

SMALL = frozenset("a an and as at by for from in is it of on or that the to was with which".split())
_NUMBER = re.compile(r"\d[\d,.]*")

Marks = Sequence[float]
Strategy = Callable[[Item, Sequence[str], Mapping[str, int]], Marks]


@dataclass(frozen=True, slots=True)
class Score:
    """How a strategy did: expected hits and what chance would give, as shares of the items."""

    strategy: str
    items: int
    hits: float
    chance: float

    @property
    def gain(self) -> float:
        """Percentage points above chance."""
        return 100 * (self.hits - self.chance)

    @property
    def noise(self) -> float:
        """Percentage points by which chance alone differs from its mean once in twenty times."""
        return 196 * math.sqrt(self.chance * (1 - self.chance) / self.items)


def words(text: str) -> set[str]:
    """The words of a text that say something, cut to their stems."""
    return {word[:6] for word in fold(text).split() if word not in SMALL}


def _longest(item: Item, options: Sequence[str], seen: Mapping[str, int]) -> Marks:
    return [len(plain(option)) for option in options]


def _shortest(item: Item, options: Sequence[str], seen: Mapping[str, int]) -> Marks:
    return [-len(plain(option)) for option in options]


def _farthest(item: Item, options: Sequence[str], seen: Mapping[str, int]) -> Marks:
    """The one whose length is farthest from the middle."""
    sizes = [len(plain(option)) for option in options]
    return [abs(size - statistics.median(sizes)) for size in sizes]


def _article(item: Item, options: Sequence[str], seen: Mapping[str, int]) -> Marks:
    """The one that alone has an article, or alone lacks it."""
    listed = {"a", "an", *item.language.say("articles").split()}
    with_it = [plain(option).partition(" ")[0].lower() in listed for option in options]
    return [-with_it.count(own) for own in with_it]


def _stem_words(item: Item, options: Sequence[str], seen: Mapping[str, int]) -> Marks:
    stem = words(item.stem)
    return [len(words(option) & stem) for option in options]


def _shared(item: Item, options: Sequence[str], seen: Mapping[str, int]) -> Marks:
    """Convergence: the option whose elements the others have, too."""
    count = Counter(word for option in options for word in words(option))
    return [sum(count[word] - 1 for word in words(option)) for option in options]


def _odd_form(item: Item, options: Sequence[str], seen: Mapping[str, int]) -> Marks:
    """The one that differs in precision or type: digits, words, capitals."""
    shapes = [_shape(option) for option in options]
    return [-shapes.count(shape) for shape in shapes]


def _shape(option: str) -> tuple[int, bool, bool, int]:
    text = plain(option)
    numbers = _NUMBER.findall(text)
    digits = min((len(n.replace(",", "").rstrip("0")) for n in numbers), default=0)
    return (len(numbers), text[:1].isupper(), text.startswith(("the ", "The ")), digits)


def _middle(item: Item, options: Sequence[str], seen: Mapping[str, int]) -> Marks:
    """The middle value of dates and numbers; the middle length of texts."""
    is_sorted = isinstance(item.interaction, Choice) and item.interaction.sorted
    sizes = range(len(options)) if is_sorted else [len(plain(option)) for option in options]
    middle = statistics.median(sizes)
    return [-abs(size - middle) for size in sizes]


def _familiar(item: Item, options: Sequence[str], seen: Mapping[str, int]) -> Marks:
    return [seen[fold(option)] for option in options]


STRATEGIES: Mapping[str, Strategy] = {
    "longest option": _longest,
    "shortest option": _shortest,
    "length far from the others": _farthest,
    "odd article": _article,
    "most words of the stem": _stem_words,
    "most shared with the others": _shared,
    "odd precision or type": _odd_form,
    "middle value": _middle,
    "most frequent in the bank": _familiar,
}


def scores(papers: Iterable[Item]) -> list[Score]:
    """Score every strategy over the items of one key that papers print, and each letter.

    An item that several papers print counts once; but to a letter it is another one in each.
    """
    printed = [item for item in papers if len(_keys(item)) == 1]
    asked = list({item.id: item for item in printed}.values())
    seen = Counter(fold(o.text) for item in asked for o in _choice(item).options)
    found = [_score(name, strategy, asked, seen) for name, strategy in STRATEGIES.items()]
    letters = (_score(f"letter {'ABCD'[p]}", _letter(p), printed, seen) for p in range(4))
    return [*found, *letters]


def _letter(place: int) -> Strategy:
    return lambda item, options, seen: [float(i == place) for i in range(len(options))]


def _score(name: str, strategy: Strategy, items: Sequence[Item], seen: Mapping[str, int]) -> Score:
    hits = chance = 0.0
    for item in items:
        options = [option.text for option in _choice(item).options]
        marks = strategy(item, options, seen)
        best = [index for index, mark in enumerate(marks) if mark == max(marks)]
        hits += len(set(best) & set(_keys(item))) / len(best)
        chance += 1 / len(options)
    return Score(name, len(items), hits / len(items), chance / len(items))


def _choice(item: Item) -> Choice:
    assert isinstance(item.interaction, Choice)
    return item.interaction


def _keys(item: Item) -> list[int]:
    if not isinstance(item.interaction, Choice):
        return []
    return [index for index, option in enumerate(item.interaction.options) if option.correct]
