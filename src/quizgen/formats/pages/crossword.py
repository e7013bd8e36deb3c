"""A crossword of a deck's people and terms, with its key on a page of its own.

The packages that make crosswords draw from a generator of their own, so that a puzzle could not be
made again; and none has been kept up. Placing words greedily, the longest first and from several
orders, gives good grids of up to some twenty words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from quizgen.facts import Deck
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
Cell = tuple[int, int]


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


@dataclass(slots=True)
class Grid:
    """Letters by cell, and the entries that put them there."""

    letters: dict[Cell, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def put(self, entry: Entry) -> None:
        """Write an entry."""
        self.entries.append(entry)
        self.letters.update(zip(entry.cells, entry.word.letters, strict=True))

    def crossings(self, entry: Entry) -> int:
        """Return how many letters an entry would share, or 0 where it may not stand."""
        cells = entry.cells
        down, right = (0, 1) if entry.across else (1, 0)
        before = (cells[0][0] - down, cells[0][1] - right)
        after = (cells[-1][0] + down, cells[-1][1] + right)
        if before in self.letters or after in self.letters:
            return 0
        shared = []
        for (row, column), letter in zip(cells, entry.word.letters, strict=True):
            there = self.letters.get((row, column))
            if there not in (None, letter):
                return 0
            if not there and self.letters.keys() & _beside(row, column, entry.across):
                return 0
            shared.append(there is not None)
        along_another = any(a and b for a, b in pairwise(shared))
        return 0 if along_another else sum(shared)

    @property
    def box(self) -> tuple[int, int, int, int]:
        """The first row, the first column, and how many rows and columns there are."""
        rows, columns = zip(*self.letters, strict=True)
        top, left = min(rows), min(columns)
        return top, left, max(rows) - top + 1, max(columns) - left + 1


@dataclass(frozen=True, slots=True)
class Clue:
    """A clue with its number, and the entry that it leads to."""

    number: int
    entry: Entry


def _beside(row: int, column: int, across: bool) -> set[Cell]:
    if across:
        return {(row - 1, column), (row + 1, column)}
    return {(row, column - 1), (row, column + 1)}


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
    grids = [_attempt(chosen, seed, number) for number in range(TRIES)]
    return max(grids, key=lambda grid: (len(grid.entries), -_area(grid)))


def _area(grid: Grid) -> int:
    return grid.box[2] * grid.box[3] if grid.entries else 0


def _attempt(chosen: Sequence[Word], seed: str, number: int) -> Grid:
    draw = rng("crossword", seed, str(number))
    order = {word: draw.random() for word in chosen}
    waiting = sorted(chosen, key=lambda word: (-len(word.letters) // (1 + number % 4), order[word]))
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
    return grid


def _best(grid: Grid, word: Word) -> Entry | None:
    if not grid.entries:
        return Entry(word, 0, 0, across=True)
    usable = [
        (shared, -area, entry.across, -entry.row, -entry.column, entry)
        for entry in _candidates(grid, word)
        if (shared := grid.crossings(entry)) and (area := _grown(grid, entry))
    ]
    return max(usable, key=lambda place: place[:-1])[-1] if usable else None


def _candidates(grid: Grid, word: Word) -> Iterator[Entry]:
    """Yield each way in which a word shares some letter of the grid."""
    for (row, column), letter in grid.letters.items():
        for index, own in enumerate(word.letters):
            if own == letter:
                yield Entry(word, row, column - index, across=True)
                yield Entry(word, row - index, column, across=False)


def _grown(grid: Grid, entry: Entry) -> int:
    """Return the area with an entry in it; 0 where it would not fit the page."""
    rows, columns = zip(*grid.letters, *entry.cells, strict=True)
    height, width = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
    return height * width if height <= HIGHEST and width <= WIDEST else 0
