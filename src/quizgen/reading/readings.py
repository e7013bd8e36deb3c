"""Words with their readings, ``食[た]べる``, in the texts of a fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizgen import language_marks
from quizgen.reading.events import Node

NO_PROSE = frozenset(
    "allow as_of at claim date evidence false file id media source statement tags url was".split()
)
"""Keys under which nothing is read aloud, or where brackets are gaps."""


def with_readings(node: Node) -> Node:
    """Return a fact, or a part of one, in whose texts readings are marked."""
    match node.value:
        case str():
            return replace(node, value=language_marks.with_readings(node.value))
        case list():
            return replace(node, value=list(map(with_readings, node.value)))
        case dict():
            return replace(node, value=dict(_pairs(node.value)))


def _pairs(value: dict[str, Node]) -> Iterator[tuple[str, Node]]:
    for key, child in value.items():
        yield key, child if key in NO_PROSE else with_readings(child)
