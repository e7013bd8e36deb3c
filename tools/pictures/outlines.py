"""Makes ``region.json``, the outlines of the region, from Natural Earth's countries of the world.

They come as TopoJSON in the npm package `world-atlas` (2.0.2: Natural Earth 4.1, 1:10m, public
domain)::

    python -m tools.pictures.outlines node_modules/world-atlas/countries-10m.json

Natural Earth draws who holds what, so which lines are disputed is said here.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

REGION = Path(__file__).with_name("region.json")
WEST, SOUTH, EAST, NORTH = 60.0, 23.3, 77.4, 38.6
"""What the map shows, in degrees."""
MARGIN = 0.5
"""How far beyond it the outlines go, in degrees, so that no cut edge is seen."""
TOLERANCE = 0.03
"""How far a simplified line may lie from the line, in degrees."""
_WINDOW = WEST - MARGIN, SOUTH - MARGIN, EAST + MARGIN, NORTH + MARGIN
KASHMIR = (75.36, 32.26)
"""Where the line of India and Pakistan comes to the former state of Jammu and Kashmir."""

Point = tuple[float, float]


def simplified(line: Sequence[Point]) -> list[Point]:
    """Return the points of a line that it needs (Douglas and Peucker), its ends among them."""
    needed, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        between = range(first + 1, last)
        far = max(between, key=lambda i: _distance(line[i], line[first], line[last]), default=0)
        if far and _distance(line[far], line[first], line[last]) > TOLERANCE:
            needed.add(far)
            spans += [(first, far), (far, last)]
    return [line[index] for index in sorted(needed)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from the line between two others, which may be the same."""
    along, up = end[0] - start[0], end[1] - start[1]
    length = math.hypot(along, up)
    if not length:
        return math.dist(point, start)
    return abs(along * (point[1] - start[1]) - up * (point[0] - start[0])) / length


def clipped(
    ring: Sequence[Point], west: float, south: float, east: float, north: float
) -> list[Point]:
    """Return a ring as far as it lies between some degrees (Sutherland and Hodgman)."""
    points = list(ring)
    for axis, bound, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        source, points = points, []
        for start, end in zip((*source[-1:], *source[:-1]), source, strict=True):
            ahead, behind = sign * (end[axis] - bound), sign * (start[axis] - bound)
            if (ahead < 0) != (behind < 0):
                share = behind / (behind - ahead)
                points.append(
                    (
                        start[0] + share * (end[0] - start[0]),
                        start[1] + share * (end[1] - start[1]),
                    )
                )
            if ahead >= 0:
                points.append(end)
    return points


def kind(countries: set[str], line: Sequence[Point]) -> Iterator[tuple[str, Sequence[Point]]]:
    """Yield the parts of a line between countries, each with what it is."""
    if countries == {"Afghanistan", "Pakistan"}:
        yield "durand", line
    elif countries == {"India", "Pakistan"}:
        cut = min(range(len(line)), key=lambda index: math.dist(line[index], KASHMIR))
        yield from (("border", line[: cut + 1]), ("disputed", line[cut:]))
    elif "Siachen Glacier" in countries or countries in ({"China", "Pakistan"}, {"China", "India"}):
        yield "disputed", line
    else:
        yield "coast" if len(countries) == 1 else "border", line


def region(atlas: dict[str, Any]) -> dict[str, Any]:
    """Return the areas and the lines of the region, each point as longitude and latitude."""
    (scale_x, scale_y), (left, low) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    lines: list[list[Point]] = []
    for arc in atlas["arcs"]:
        x = y = 0
        lines.append(line := [])
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * scale_x + left, y * scale_y + low))
    shared: dict[int, set[str]] = defaultdict(set)
    areas: dict[str, list[list[Point]]] = defaultdict(list)
    for country in atlas["objects"]["countries"]["geometries"]:
        name = country["properties"]["name"]
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for numbers in (numbers for polygon in polygons for numbers in polygon):
            ring: list[Point] = []
            for number in numbers:
                shared[max(number, ~number)].add(name)
                line = simplified(lines[max(number, ~number)])
                ring += line if number >= 0 else line[::-1]
            if points := clipped(ring, *_WINDOW):
                areas[name].append(points)
    parts = [part for number, names in shared.items() for part in kind(names, lines[number])]
    return {
        "areas": {name: [_rounded(ring) for ring in areas[name]] for name in sorted(areas)},
        "lines": sorted(
            [what, _rounded(simplified(own))]
            for what, line in parts
            if len(own := near(line, *_WINDOW)) > 1
        ),
    }


def near(
    line: Sequence[Point], west: float, south: float, east: float, north: float
) -> list[Point]:
    """Return a line from where it first lies between some degrees to where it last does."""
    inside = [i for i, (x, y) in enumerate(line) if west < x < east and south < y < north]
    return list(line[max(inside[0] - 1, 0) : inside[-1] + 2]) if inside else []


def _rounded(line: Sequence[Point]) -> list[list[float]]:
    """Return points to a hundredth of a degree, which is a kilometre."""
    return [[round(x, 2), round(y, 2)] for x, y in line]


if __name__ == "__main__":
    outlines = region(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    REGION.write_text(json.dumps(outlines, separators=(",", ":")) + "\n", encoding="utf-8")
