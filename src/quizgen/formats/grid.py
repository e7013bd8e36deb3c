"""How a table to complete is set: with its words whole, or row by row where it is too wide.

A word of a heading that is broken to letters cannot be read, least of all in large print. So a
table whose words have no room side by side is set in somewhat smaller type, if that is enough and
the edition allows it; else turned: each row is a table of its own, a column a line.
"""

from __future__ import annotations

import math

from quizgen.formats.fitting import WIDTH
from quizgen.model import Gap, Gaps
from quizgen.records import dataclass
from quizgen.text import plain

PADDING = 1.1
"""In em, on both sides of a cell."""
NARROWEST = 4.0
"""A column to be written in, in em."""
LEAST = 0.8
"""The size of type to that of the page, at the least."""
HEIGHT, HEADING = 1.9, 1.6
"""Of a cell to be written in and of a row's own heading, in lines."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The widths of a table's columns in percent, and its type in em; or that it is turned."""

    widths: tuple[float, ...]
    scale: float = 1.0
    is_turned: bool = False


def grid(gaps: Gaps, whole: float, least: float = 1.0) -> Grid:
    """Return how a table is set on lines that are ``whole`` em wide, in type of at least a size."""
    needed = [max(map(_needed, gaps.parts[n :: gaps.columns])) for n in range(gaps.columns)]
    scale = min(1.0, math.floor(100 * whole / sum(needed)) / 100)
    spare = max(0.0, whole - sum(needed)) / len(needed)
    widths = [100 * (width + spare) / (sum(needed) + spare * len(needed)) for width in needed]
    return Grid(tuple(round(width, 2) for width in widths), scale, is_turned=scale < least)


def height(gaps: Gaps, grid: Grid, whole: float) -> float:
    """Return about how many lines a table takes."""
    rows = [gaps.parts[at : at + gaps.columns] for at in range(0, len(gaps.parts), gaps.columns)]
    if grid.is_turned:
        return len(rows[1:]) * (HEADING + HEIGHT * (gaps.columns - 1))
    across = [share / 100 * whole - PADDING for share in grid.widths]
    return sum(
        max(HEIGHT, *(_lines(part, room) for part, room in zip(row, across, strict=True)))
        for row in rows
    )


def _lines(part: str | Gap, room: float) -> float:
    return math.ceil(len(plain(part)) * WIDTH / room) + 0.5 if isinstance(part, str) else HEIGHT


def _needed(part: str | Gap) -> float:
    """Return the width in em of a cell whose longest word is whole."""
    text = part if isinstance(part, str) else part.text
    unbroken = text.replace("\N{NO-BREAK SPACE}", "_")  # a number stays with its unit
    longest = max(map(len, plain(unbroken).split()), default=0) * WIDTH
    return PADDING + (longest if isinstance(part, str) else max(NARROWEST, longest))
