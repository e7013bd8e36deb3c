"""Where the values of a fact or a deck stand, kept when its nodes are let go.

A place is two numbers in an array, and how values lie in each other is noted once for all that are
written alike: a fact's nodes, with their positions and the dictionaries of both, take ten times the
memory, a sixth of all that a large collection takes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from functools import lru_cache

from quizgen.diagnostics import Locator, Position
from quizgen.reading.events import Node

Path = tuple[str | int, ...]


def places(node: Node) -> Locator:
    """Return what tells the places of a node's values, as :meth:`Node.locate` does."""
    listed = [*_listed(node, ())]
    file = node.position.path
    if any(position.path != file for _, position in listed):
        return node.locate  # the rows of a sheet, and what is translated, have parts of two files
    return Places(file, tuple(path for path, _ in listed), [p for _, p in listed])


class Places:
    """Tells the places of values in one file."""

    __slots__ = ("_file", "_numbers", "_shape")

    def __init__(self, file: str, paths: tuple[Path, ...], positions: list[Position]) -> None:
        self._file = file
        self._shape = _shape(paths)
        self._numbers = array("I", [n for p in positions for n in (p.line, p.column)])

    def __call__(self, *loc: str | int) -> Position:
        """Return the place of the value at a path, or of its nearest ancestor that is there."""
        path: Path = ()
        for step in loc:
            child = next((p for p in ((*path, step), (*path, str(step))) if p in self._shape), None)
            if child is None:
                break
            path = child
        index = 2 * self._shape[path]
        return Position(self._file, self._numbers[index], self._numbers[index + 1])


@lru_cache(maxsize=1024)
def _shape(paths: tuple[Path, ...]) -> Mapping[Path, int]:
    return {path: index for index, path in enumerate(paths)}


def _listed(node: Node, path: Path) -> Iterator[tuple[Path, Position]]:
    yield path, node.position
    value = node.value
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _listed(child, (*path, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _listed(child, (*path, index))
