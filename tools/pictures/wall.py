"""The timeline wall: the main events of the collection on three bands of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tools.pictures.svg import FAINT, INK, MARK, drawing, path, pin, shape, words

WIDTH, LEFT, BAND, STEP = 1400, 60, 340, 44
BANDS = ((1890, 1980, 10), (1976, 1990, 2), (1990, 2026, 5))
"""For each band, its first and its last year, and from how many years to how many it has a tick."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event: its words on the wall, and its date as a year with a fraction."""

    id: str
    label: str
    when: float
    date: str


def moment(date: str) -> float:
    """Return a date (``1988``, ``1988-04``, ``1988-04-14``) as a year with a fraction."""
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    return year + (month - 1) / 12 * bool(month) + day / 365 + (0 if month else 0.5)


def band_of(event: Event) -> int:
    """Return the number of the band that an event stands on."""
    if event.when < 1976:
        return 0
    return 1 if event.when < BANDS[1][1] else 2


def wall(events: Sequence[Event]) -> str:
    """Return the whole wall, to be printed on a sheet across."""
    parts = []
    for number in range(len(BANDS)):
        own = [event for event in events if band_of(event) == number]
        base = (number + 1) * BAND - 60
        parts += _axis(number, base)
        early = [event for event in own if not _is_late(event)]
        for level, event in enumerate((*early[::-1], *own[len(early) :])):
            parts += _labelled(event, number, base, base - 40 - STEP * level)
    return drawing(WIDTH, BAND * len(BANDS), "Timeline, 1893 to 2025", parts)


def asking(events: Sequence[Event], event: Event) -> str:
    """Return the band of one event, with a pin where it stands: large enough for an option."""
    number, base, start, length = band_of(event), 300, 100, 600
    first, last, _ = BANDS[number]

    def along(when: float) -> float:
        return start + (when - first) / (last - first) * length

    parts = [path(((start - 30, base), (start + length + 30, base)), stroke=INK, stroke_width=8)]
    for year in (first, (first + last) // 2, last):
        x = along(year)
        parts.append(path(((x, base), (x, base + 20)), stroke=INK, stroke_width=5))
        parts.append(words(x, base + 76, str(year), 56, anchor="middle"))
    parts += [_dot(along(other.when), base) for other in events if band_of(other) == number]
    parts.append(pin(along(event.when), base - 2, 250))
    return drawing(2 * start + length, base + 96, "A timeline with an event marked", parts)


def _along(when: float, number: int) -> float:
    """Return how far along its band a moment is."""
    first, last, _ = BANDS[number]
    return LEFT + (when - first) / (last - first) * (WIDTH - 2 * LEFT)


def _axis(number: int, base: float) -> list[str]:
    """Return the line of a band with its years."""
    first, last, every = BANDS[number]
    ends = ((LEFT - 20, base), (WIDTH - LEFT + 20, base))
    parts = [path(ends, stroke=INK, stroke_width=6)]
    for year in range(-(-first // every) * every, last + 1, every):
        x = _along(year, number)
        parts.append(path(((x, base), (x, base + 14)), stroke=INK, stroke_width=3))
        parts.append(words(x, base + 46, str(year), 28, anchor="middle", fill=FAINT))
    return parts


def _dot(x: float, y: float) -> str:
    """Return the dot of an event."""
    return shape("circle", cx=x, cy=y, r=10, fill=INK, stroke="#ffffff", stroke_width=3)


def _is_late(event: Event) -> bool:
    """Whether its words have no room before the wall ends, and go to the left of its stem."""
    return _along(event.when, band_of(event)) > WIDTH - 18 * len(f"{event.date}: {event.label}")


def _labelled(event: Event, number: int, base: float, y: float) -> list[str]:
    """Return an event with its words on a stem, which crosses no other words."""
    x = _along(event.when, number)
    anchor, along = ("end", -10) if _is_late(event) else ("start", 10)
    text = f"{event.date}: {event.label}"
    return [
        path(((x, base), (x, y - 20)), stroke=MARK, stroke_width=3),
        _dot(x, base),
        words(x + along, y, text, 28, anchor=anchor, halo=True),
    ]
