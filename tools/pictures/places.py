"""The map of the region, and that of the road from Peshawar to Kabul.

On a map that asks, the places are dots and one of them has a pin; on the map that tells, each has
its name.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tools.pictures.outlines import EAST, NORTH, REGION, SOUTH, WEST, Point, clipped, near
from tools.pictures.svg import FAINT, INK, MARK, drawing, path, pin, shape, words

SEA, LAND = "#dcebf4", "#f1f0ea"
FILLS = {"Afghanistan": "#f6e3b4", "Pakistan": "#d3e6cd", "Siachen Glacier": "#e3e3e3"}
LINES: dict[str, dict[str, str | float]] = {
    "coast": {"stroke": "#7d96a8", "stroke_width": 2},
    "border": {"stroke": "#6b6b6b", "stroke_width": 3},
    "disputed": {"stroke": "#6b6b6b", "stroke_width": 3, "stroke_dasharray": "9 8"},
    "durand": {"stroke": MARK, "stroke_width": 6, "stroke_dasharray": "20 10"},
}
NOTE = "Colours show who governs; broken lines are disputed."


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the decks: degrees north and east, and where its name stands beside its dot."""

    id: str
    name: str
    latitude: float
    longitude: float
    side: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A piece of the Earth, and how it is laid on paper: degrees, and units of a degree east."""

    west: float
    south: float
    east: float
    north: float
    scale: float
    names: tuple[tuple[str, float, float, int], ...]
    """Names of lands and seas, each with where it stands and how large."""

    def at(self, longitude: float, latitude: float) -> Point:
        """Return where a place is on paper: true to scale in the middle of the frame."""
        middle = math.radians((self.south + self.north) / 2)
        x = (longitude - self.west) * self.scale
        return x, (self.north - latitude) * self.scale / math.cos(middle)

    @property
    def window(self) -> tuple[float, float, float, float]:
        """The degrees it shows, and a little more, so that no cut edge is seen."""
        return self.west - 0.1, self.south - 0.1, self.east + 0.1, self.north + 0.1

    @property
    def size(self) -> tuple[int, int]:
        """Width and height on paper."""
        width, height = self.at(self.east, self.south)
        return round(width), round(height)


COUNTRIES = Frame(
    *(WEST, SOUTH, EAST, NORTH, 57.5),
    (
        ("AFGHANISTAN", 64.9, 33.35, 46),
        ("PAKISTAN", 68.4, 28.4, 46),
        ("IRAN", 61.2, 27.6, 34),
        ("INDIA", 74.6, 27.2, 40),
        ("CHINA", 76.1, 37.8, 34),
        ("TAJIKISTAN", 72.9, 38.15, 26),
        ("UZBEKISTAN", 66.95, 38.25, 20),
        ("TURKMENISTAN", 62.1, 37.2, 26),
        ("Kashmir", 75.55, 35.0, 26),
        ("(disputed)", 75.85, 34.18, 26),
        ("Arabian Sea", 64.6, 24.2, 32),
    ),
)
ROAD = Frame(
    *(68.8, 33.62, 72.3, 34.98, 290),
    (("AFGHANISTAN", 69.4, 34.2, 40), ("PAKISTAN", 71.7, 33.8, 40)),
)


def named(frame: Frame, title: str, places: Sequence[Place]) -> str:
    """Return the map that tells the names of its places."""
    return drawing(*frame.size, title, (*_ground(frame, places), *_names(frame, places)))


def asking(frame: Frame, places: Sequence[Place], place: Place) -> str:
    """Return the map that asks for one of its places."""
    point = pin(*frame.at(place.longitude, place.latitude), 120)
    title = "A map with a place marked"
    return drawing(*frame.size, title, (*_ground(frame, places), point))


def line_alone() -> str:
    """Return the map without places, on which the line of 1893 stands out."""
    parts = _ground(COUNTRIES, ())
    return drawing(*COUNTRIES.size, "A map with a line marked", parts)


def _ground(frame: Frame, places: Sequence[Place]) -> Iterator[str]:
    """Yield the land, its lines, the names of countries, and a dot for each place."""
    region, (width, height) = json.loads(REGION.read_text(encoding="utf-8")), frame.size
    yield shape("rect", x=0, y=0, width=width, height=height, fill=SEA)
    for country, rings in region["areas"].items():
        fill = FILLS.get(country, LAND)
        for ring in rings:
            if points := [frame.at(*point) for point in clipped(ring, *frame.window)]:
                yield path(points, fill=fill)
    for kind, line in region["lines"]:
        if points := [frame.at(*point) for point in near(line, *frame.window)]:
            yield path(points, fill="none", stroke_linejoin="round", **LINES[kind])
    if frame is ROAD:
        stops = [frame.at(place.longitude, place.latitude) for place in places]
        yield path(stops, fill="none", stroke=INK, stroke_width=7, stroke_linejoin="round")
    for name, longitude, latitude, size in frame.names:
        x, y = frame.at(longitude, latitude)
        yield words(x, y, name, size, anchor="middle", fill=FAINT, weight="bold")
    for place in places:
        x, y = frame.at(place.longitude, place.latitude)
        yield shape("circle", cx=x, cy=y, r=9, fill=INK, stroke="#ffffff", stroke_width=3)
    yield words(width - 12, height - 14, NOTE, 22, anchor="end", fill=INK, halo=True)


def _names(frame: Frame, places: Sequence[Place]) -> Iterator[str]:
    """Yield the names of places, each on the side of its dot where there is room."""
    sides = {"right": (18, 10, "start"), "left": (-18, 10, "end")}
    sides |= {
        "above": (0, -18, "middle"),
        "below": (0, 38, "middle"),
        "low": (0, 64, "middle"),
        "under": (6, 38, "end"),
    }
    for place in places:
        x, y = frame.at(place.longitude, place.latitude)
        along, down, anchor = sides[place.side]
        yield words(x + along, y + down, place.name, 28, anchor=anchor, halo=True, weight="bold")
    x, y = frame.at(*((64.3, 29.05) if frame is COUNTRIES else (70.95, 34.75)))
    yield words(x, y, "Durand Line", 30, anchor="middle", fill=MARK, weight="bold", halo=True)
