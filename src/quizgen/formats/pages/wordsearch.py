"""A word search of a deck's people and terms, with its key on a page of its own.

Words run across, down and aslant, never backwards; and no word stands in the grid a second time by
chance.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from quizgen.facts import Deck
from quizgen.formats.pages.puzzle import Word, words
from quizgen.formats.pages.rendering import render
from quizgen.language import Language
from quizgen.model import Edition, Proposition
from quizgen.rng import rng

DIRECTIONS = ((0, 1), (1, 0), (1, 1), (-1, 1))
"""Rows and columns that each step takes."""
SPACE = 1.8
"""How many cells a letter of a word gets."""
ATTEMPTS = 20
SIDE_MM = 128.0
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Search:
    """A square of letters by row, and the cells of each word."""

    rows: tuple[str, ...]
    found: tuple[tuple[Word, tuple[Cell, ...]], ...]


def word_search(
    deck: Deck, propositions: Sequence[Proposition], edition: Edition, language: Language
) -> bytes:
    """Return the puzzle, the clues of its words, and its key."""
    made = hidden(words(propositions, language), deck.id)
    return render(
        "print/wordsearch.html",
        language,
        edition,
        deck=deck,
        rows=made.rows,
        side=min(9.0, round(SIDE_MM / max(1, len(made.rows)), 2)),
        marked={cell for _, cells in made.found for cell in cells},
        hidden=sorted((word for word, _ in made.found), key=lambda word: word.letters),
    )


def hidden(chosen: Sequence[Word], seed: str) -> Search:
    """Hide the words in a small square; no word holds another.

    A word such as AAA, which no filling leaves alone, would never stand once: after many attempts
    the shortest is given up.
    """
    apart = [w for w in chosen if not any(w.letters in o.letters for o in chosen if o is not w)]
    apart.sort(key=lambda word: (-len(word.letters), word.letters))
    while apart:
        room = math.ceil(math.sqrt(SPACE * sum(len(word.letters) for word in apart)))
        side = max(len(apart[0].letters) + 1, room)
        for attempt in range(ATTEMPTS):
            draw = rng("wordsearch", seed, str(len(apart)), str(attempt))
            made = _attempt(apart, side + attempt // 5, draw)
            if made:
                return made
        apart.pop()
    return Search((), ())


def _attempt(chosen: Sequence[Word], side: int, draw: Random) -> Search | None:
    letters: dict[Cell, str] = {}
    found = []
    for word in chosen:
        ways = [
            fitting
            for direction in DIRECTIONS
            if (fitting := [c for c in _along(word, side, direction) if _fits(word, c, letters)])
        ]
        if not ways:
            return None
        cells = draw.choice(draw.choice(ways))
        letters.update(zip(cells, word.letters, strict=True))
        found.append((word, cells))
    alphabet = sorted({letter for word in chosen for letter in word.letters})
    rows = tuple(
        "".join(letters.get((r, c)) or draw.choice(alphabet) for c in range(side))
        for r in range(side)
    )
    once = all(sum(_reads(rows, w, cells) for cells in _places(w, side)) == 1 for w in chosen)
    return Search(rows, tuple(found)) if once else None


def _places(word: Word, side: int) -> Iterator[tuple[Cell, ...]]:
    """Yield all the rows of cells in a square that are as long as a word."""
    for direction in DIRECTIONS:
        yield from _along(word, side, direction)


def _along(word: Word, side: int, direction: tuple[int, int]) -> Iterator[tuple[Cell, ...]]:
    steps = len(word.letters) - 1
    down, right = direction
    for row in range(side):
        for column in range(side):
            if 0 <= row + steps * down < side and column + steps * right < side:
                yield tuple((row + i * down, column + i * right) for i in range(steps + 1))


def _fits(word: Word, cells: Sequence[Cell], letters: dict[Cell, str]) -> bool:
    pairs = zip(cells, word.letters, strict=True)
    return all(letters.get(cell, letter) == letter for cell, letter in pairs)


def _reads(rows: Sequence[str], word: Word, cells: Sequence[Cell]) -> bool:
    return all(rows[r][c] == letter for (r, c), letter in zip(cells, word.letters, strict=True))
