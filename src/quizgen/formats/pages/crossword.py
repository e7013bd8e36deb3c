"""A crossword of a deck's people and terms, with its key on a page of its own.

The packages that make crosswords draw from a generator of their own, so that a puzzle could not be
made again; and none has been kept up. Placing words greedily, the longest first and from several
orders, gives good grids of up to some twenty words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from operator import or_

from quizgen.facts import Deck
from quizgen.formats.pages.board import at_least, bits, rectangle
from quizgen.formats.pages.puzzle import Word, words
from quizgen.formats.pages.rendering import render
from quizgen.language import Language
from quizgen.model import Edition, Proposition
from quizgen.rng import rng

TRIES = 12
WIDEST, HIGHEST = 20, 20
"""Cells across and down that fit a page."""
WIDTH_MM, HEIGHT_MM, LARGEST_MM = 150.0, 112.0, 9.0
"""Of the grid on its page, since the clues need the rest; and of a cell."""
ROW, ORIGIN = 2 * WIDEST + 2, WIDEST
"""Cells in a row of the board, and where on it the first word begins: those that fit a page with it
are all on the board, and none is at its edge.
"""
Cell = tuple[int, int]
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A word in its place: row and column of its first letter, and whether it goes across."""

    word: Word
    row: int
    column: int
    across: bool

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that it fills, in order."""
        down, right = (0, 1) if self.across else (1, 0)
        return tuple(
            (self.row + i * down, self.column + i * right) for i in range(len(self.word.letters))
        )

    @property
    def box(self) -> Box:
        """Its first row and column, and how many rows and columns it takes."""
        length = len(self.word.letters)
        return self.row, self.column, *((1, length) if self.across else (length, 1))


@dataclass(slots=True)
class Grid:
    """Letters by cell, the entries that put them there, and the same as masks of cells.

    ``box`` is the first row, the first column, and how many rows and columns there are.
    """

    letters: dict[Cell, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    masks: dict[str, int] = field(default_factory=dict)
    box: Box = (0, 0, 0, 0)

    def put(self, entry: Entry) -> None:
        """Write an entry."""
        self.box = _grown(self.box, entry) if self.entries else entry.box
        self.entries.append(entry)
        for cell, letter in zip(entry.cells, entry.word.letters, strict=True):
            self.letters[cell] = letter
            self.masks[letter] = self.masks.get(letter, 0) | 1 << _bit(cell)

    def crossings(self, word: Word) -> Iterator[list[Entry]]:
        """Yield the places that a word may take: those where it shares the most letters first."""
        across, down = self._sharing(word, 1, ROW), self._sharing(word, ROW, 1)
        for count in range(max(len(across), len(down)) - 1, 0, -1):
            entries = [Entry(word, *_cell(bit), True) for bit in bits(*across[count : count + 1])]
            entries += [Entry(word, *_cell(bit), False) for bit in bits(*down[count : count + 1])]
            yield entries

    def _sharing(self, word: Word, step: int, side: int) -> list[int]:
        """Return, by number, the places on the page where a word shares so many letters or more.

        Its cells are so many bits apart as ``step`` says, those beside it as ``side`` says. It
        touches no other word side by side, and lies along none.
        """
        taken = reduce(or_, self.masks.values())
        free = ~(taken | taken << side | taken >> side)
        places = self._begins(len(word.letters), across=step == 1)
        places &= ~(taken << step | taken >> step * len(word.letters))
        shared = [self.masks.get(c, 0) >> step * i for i, c in enumerate(word.letters)]
        for index, own in enumerate(shared):
            places &= own | free >> step * index
        for first, other in pairwise(shared):
            places &= ~(first & other)
        return at_least(places, shared)

    def _begins(self, length: int, *, across: bool) -> int:
        """Return where a word of that length may begin, if all is to fit the page."""
        top, left, rows, columns = self.box
        down, right = (1, length) if across else (length, 1)
        first = _bit((top + rows - HIGHEST, left + columns - WIDEST))
        return (
            rectangle(2 * HIGHEST - rows - down + 1, 2 * WIDEST - columns - right + 1, ROW) << first
        )

    @property
    def area(self) -> int:
        """How many cells its box has."""
        return _area(self.box)


def _bit(cell: Cell) -> int:
    return (cell[0] + ORIGIN) * ROW + cell[1] + ORIGIN


def _cell(bit: int) -> Cell:
    row, column = divmod(bit, ROW)
    return row - ORIGIN, column - ORIGIN


@dataclass(frozen=True, slots=True)
class Clue:
    """A clue with its number, and the entry that it leads to."""

    number: int
    entry: Entry


def crossword(
    deck: Deck, propositions: Sequence[Proposition], edition: Edition, language: Language
) -> bytes:
    """Return the puzzle, its clues, and its key."""
    grid = filled(words(propositions, language), deck.id)
    top, left, rows, columns = grid.box if grid.entries else (0, 0, 1, 1)
    starts = sorted({(e.row, e.column) for e in grid.entries})
    numbers = {cell: number for number, cell in enumerate(starts, 1)}
    ordered = sorted(grid.entries, key=lambda e: (numbers[e.row, e.column], not e.across))
    clues = [Clue(numbers[e.row, e.column], e) for e in ordered]
    cells = [
        [
            (grid.letters.get((r, c), ""), numbers.get((r, c), 0))
            for c in range(left, left + columns)
        ]
        for r in range(top, top + rows)
    ]
    return render(
        "print/crossword.html",
        language,
        edition,
        deck=deck,
        cells=cells,
        side=round(min(LARGEST_MM, WIDTH_MM / columns, HEIGHT_MM / rows), 2),
        across=[clue for clue in clues if clue.entry.across],
        down=[clue for clue in clues if not clue.entry.across],
    )


def filled(chosen: Sequence[Word], seed: str) -> Grid:
    """Return the best of several grids: the most words, then the least paper."""
    best = Grid()
    for number in range(TRIES):
        grid = _attempt(chosen, seed, number, best)
        if grid and (len(grid.entries), -grid.area) > (len(best.entries), -best.area):
            best = grid
    return best


def _attempt(chosen: Sequence[Word], seed: str, number: int, best: Grid) -> Grid | None:
    """Return a grid, or None as soon as it cannot come to be better than the best one so far."""
    draw = rng("crossword", seed, str(number))
    order = {word: draw.random() for word in chosen}
    waiting = sorted(chosen, key=lambda word: (-len(word.letters) // (1 + number % 4), order[word]))
    most = best.area if len(best.entries) == len(chosen) else math.inf
    grid = Grid()
    placed = True
    while waiting and placed:
        placed = False
        for word in list(waiting):
            entry = _best(grid, word)
            if entry:
                grid.put(entry)
                waiting.remove(word)
                placed = True
                if grid.area >= most:
                    return None
    return grid


def _best(grid: Grid, word: Word) -> Entry | None:
    if not grid.entries:
        return Entry(word, 0, 0, across=True)
    for places in grid.crossings(word):
        if places:
            return max(
                places, key=lambda e: (-_area(_grown(grid.box, e)), e.across, -e.row, -e.column)
            )
    return None


def _grown(box: Box, entry: Entry) -> Box:
    """Return a box with an entry in it."""
    (top, left, rows, columns), (row, column, down, right) = box, entry.box
    first_row, first_column = min(top, row), min(left, column)
    height = max(top + rows, row + down) - first_row
    return first_row, first_column, height, max(left + columns, column + right) - first_column


def _area(box: Box) -> int:
    return box[2] * box[3]
