"""Places: what a fact keeps of its nodes tells what they told."""

from __future__ import annotations

from dataclasses import replace

from quizgen.diagnostics import Position
from quizgen.reading.events import Node, read_yaml
from quizgen.reading.places import Places, places

FACT = b"""\
- list: Signatories
  members:
    m1: {text: Afghanistan, note: first}
    1988: Pakistan
  tags: [a, b]
"""
ASKED = (
    (),
    ("list",),
    ("members",),
    ("members", "m1", "note"),
    ("members", 1988),
    ("members", "m2", "note"),
    ("tags", 1),
    ("tags", 7),
    ("tags", "1"),
    ("none", "list"),
)


def fact() -> Node:
    node, _ = read_yaml("decks/a.yaml", FACT)
    assert node
    assert isinstance(node.value, list)
    return node.value[0]


def test_each_place_is_the_node_s() -> None:
    node = fact()
    kept = places(node)
    assert isinstance(kept, Places)
    assert [kept(*loc) for loc in ASKED] == [node.locate(*loc) for loc in ASKED]


def test_parts_of_two_files_are_told_apart() -> None:
    node = fact()
    assert isinstance(node.value, dict)
    node.value["list"] = replace(node.value["list"], position=Position("decks/a-de.yaml", 9, 3))
    assert places(node)("list") == Position("decks/a-de.yaml", 9, 3)
