"""A word search of a deck's people and terms, with its key on a page of its own.

Words run across, down and aslant, never backwards; and no word stands in the grid a second time by
chance.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from random import Random

from quizgen.facts import Deck
from quizgen.formats.pages.board import bits, masks, rectangle, shifted
from quizgen.formats.pages.puzzle import Word, words
from quizgen.formats.pages.rendering import render
from quizgen.language import Language
from quizgen.model import Edition, Proposition
from quizgen.records import dataclass
from quizgen.rng import rng

DIRECTIONS = ((0, 1), (1, 0), (1, 1), (-1, 1))
"""Rows and columns that each step takes."""
SPACE = 1.8
"""How many cells a letter of a word gets."""
ATTEMPTS = 20
SIDE_MM = 128.0
THICK = 0.84
"""Of a ring, in cells."""
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Search:
    """A square of letters by row, and the cells of each word."""

    rows: tuple[str, ...]
    hidden: tuple[tuple[Word, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Ring:
    """What is drawn round a word on the key: its middle and length in cells, and its angle."""

    x: float
    y: float
    length: float
    angle: float


def word_search(
    deck: Deck, propositions: Sequence[Proposition], edition: Edition, language: Language
) -> bytes:
    """Return the puzzle, the clues of its words, and its key."""
    search = hidden(words(propositions, language), deck.id)
    return render(
        "print/wordsearch.html",
        language,
        edition,
        deck=deck,
        rows=search.rows,
        side=min(9.0, round(SIDE_MM / max(1, len(search.rows)), 2)),
        rings=[_ring(cells) for _, cells in search.hidden],
        thick=THICK,
        hidden=sorted((word for word, _ in search.hidden), key=lambda word: word.letters),
    )


def _ring(cells: Sequence[Cell]) -> Ring:
    (top, left), (bottom, right) = cells[0], cells[-1]
    return Ring(
        x=(left + right + 1) / 2,
        y=(top + bottom + 1) / 2,
        length=round(math.hypot(right - left, bottom - top) + THICK, 2),
        angle=round(math.degrees(math.atan2(bottom - top, right - left)), 1),
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
            search = _attempt(apart, side + attempt // 5, draw)
            if search:
                return search
        apart.pop()
    return Search((), ())


def _attempt(chosen: Sequence[Word], side: int, draw: Random) -> Search | None:
    letters: dict[int, str] = {}
    placed = []
    for word in chosen:
        held = masks(letters.items())
        free = ~reduce(or_, held.values(), 0)
        fitting = {way: _places(word, side, way, held, free) for way in DIRECTIONS}
        ways = [(way, list(bits(places))) for way, places in fitting.items() if places]
        if not ways:
            return None
        way, places = draw.choice(ways)
        cells = _cells(draw.choice(places), word, side, way)
        letters.update(zip((r * side + c for r, c in cells), word.letters, strict=True))
        placed.append((word, cells))
    alphabet = sorted({letter for word in chosen for letter in word.letters})
    square = [letters.get(cell) or draw.choice(alphabet) for cell in range(side * side)]
    rows = tuple("".join(square[start : start + side]) for start in range(0, side * side, side))
    return Search(rows, tuple(placed)) if _each_once(chosen, square, side) else None


def _each_once(chosen: Sequence[Word], square: Sequence[str], side: int) -> bool:
    """Whether each word can be read at one place alone."""
    held = masks(enumerate(square))
    return all(
        sum(_places(word, side, way, held, 0).bit_count() for way in DIRECTIONS) == 1
        for word in chosen
    )


def _places(word: Word, side: int, way: Cell, held: Mapping[str, int], free: int) -> int:
    """Return the cells at which a word may begin that runs one way: over its letters or free cells.

    ``held`` are the cells of each letter.
    """
    down, right = way
    steps = len(word.letters) - 1
    first_row = steps if down < 0 else 0
    places = rectangle(side - abs(down) * steps, side - right * steps, side) << first_row * side
    for index, letter in enumerate(word.letters):
        places &= shifted(held.get(letter, 0) | free, index * (down * side + right))
    return places


def _cells(start: int, word: Word, side: int, way: Cell) -> tuple[Cell, ...]:
    (row, column), (down, right) = divmod(start, side), way
    return tuple((row + i * down, column + i * right) for i in range(len(word.letters)))
