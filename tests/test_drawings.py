"""The drawings of the shipped decks: committed as they are drawn, each place where it is."""

from __future__ import annotations

import json

from tools import pictures
from tools.pictures.outlines import REGION, Point, simplified


def holds(ring: list[Point], x: float, y: float) -> bool:
    """Whether a point lies in a ring: a ray from it crosses the ring an odd number of times."""
    crossed = 0
    for (left, low), (right, high) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (low > y) != (high > y):
            crossed += x < left + (y - low) / (high - low) * (right - left)
    return crossed % 2 == 1


def test_the_drawings_are_what_the_script_draws() -> None:
    drawings = pictures.files()
    assert set(pictures.MEDIA.rglob("*.svg")) == set(drawings)
    stale = [p.name for p, text in drawings.items() if p.read_text(encoding="utf-8") != text]
    assert not stale, "make pictures"


def test_each_place_stands_in_the_state_that_its_words_name() -> None:
    areas = json.loads(REGION.read_text(encoding="utf-8"))["areas"]
    for row in pictures.rows("places"):
        x, y = float(row["lon"]), float(row["lat"])
        states = {name for name, rings in areas.items() if any(holds(r, x, y) for r in rings)}
        on_the_line = row["id"] == "torkham"
        expected = {name for name in ("Afghanistan", "Pakistan") if f"{name}" in row["where"]}
        assert on_the_line or states == expected, row["place"]


def test_a_line_is_simplified_and_keeps_its_ends() -> None:
    bend = [(0.0, 0.0), (1.0, 0.001), (2.0, 0.0), (2.0, 1.0)]
    assert simplified(bend) == [(0.0, 0.0), (2.0, 0.0), (2.0, 1.0)]
