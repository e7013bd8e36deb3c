"""Cells as the bits of one whole number, so that all places for a word are looked at at once.

A letter's mask has a bit for each cell that it stands in. Shifted by the distance of a word's n-th
cell, it has a bit for each place at which the word may begin as far as that cell is concerned; and
of what each cell allows, the places that all allow are left. Looking at cell after cell at place
after place took fifty times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def masks(cells: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Return the mask of each letter; a cell is a bit's number."""
    words_at: dict[str, int] = {}
    for bit, letter in cells:
        words_at[letter] = words_at.get(letter, 0) | 1 << bit
    return words_at


def rectangle(rows: int, columns: int, width: int) -> int:
    """Return the cells of a corner of a board that is so wide, none where a side is not above 0."""
    if rows <= 0 or columns <= 0:
        return 0
    return ((1 << rows * width) - 1) // ((1 << width) - 1) * ((1 << columns) - 1)


def shifted(mask: int, distance: int) -> int:
    """Return the cells from which those of a mask are so many bits away."""
    return mask >> distance if distance >= 0 else mask << -distance


def bits(mask: int = 0) -> Iterator[int]:
    """Yield the numbers of a mask's bits, ascending."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def at_least(places: int, marks: Iterable[int]) -> list[int]:
    """Return, by number from 0, those of some places that so many of the marks have or more."""
    by_count = [places]
    for mark in marks:
        more = by_count[-1] & mark
        for count in range(len(by_count) - 1, 0, -1):
            by_count[count] |= by_count[count - 1] & mark
        by_count += [more] if more else []
    return by_count
