"""How long the Soviet withdrawal was to take, by whose offer or demand, as bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tools.pictures.svg import FAINT, INK, MARK, PAPER, drawing, path, shape, words

WIDTH, LEFT, TOP, ROW, UNIT = 1000, 60, 60, 74, 49.0
FILLS = {"moscow": "#c3d3e6", "pakistan": "#bcdab2", "accords": "#e0c684"}


@dataclass(frozen=True, slots=True)
class Timetable:
    """An offer, a demand or the settlement: its words, whose it is, and its months."""

    id: str
    label: str
    whose: str
    months: int


def timetables(bars: Sequence[Timetable], asked: str = "") -> str:
    """Return the bars, longest first; where one is asked for, none has its words."""
    ordered = sorted(bars, key=lambda bar: -bar.months)
    foot = TOP + len(ordered) * ROW
    parts = []
    size, every = (56, 6) if asked else (28, 3)
    for month in range(0, 19, every):
        x = LEFT + month * UNIT
        parts.append(path(((x, TOP - 14), (x, foot)), stroke="#c9c9c9", stroke_width=2))
        parts.append(words(x, foot + size + 8, str(month), size, anchor="middle"))
    below = foot + 2 * size + 12  # beside a number it would be read with it: "6 months 12"
    parts.append(words(LEFT + 9 * UNIT, below, "months", size, anchor="middle", fill=FAINT))
    for number, bar in enumerate(ordered):
        parts += _bar(TOP + number * ROW, bar, asked)
    title = "Timetables for the Soviet withdrawal, in months"
    return drawing(WIDTH, below + 20, title, parts)


def _bar(top: float, bar: Timetable, asked: str) -> list[str]:
    """Return a bar with its words, or, where another is asked for, without."""
    length, is_asked = bar.months * UNIT, bar.id == asked
    look: dict[str, str | float] = {
        "fill": MARK if is_asked else FILLS[bar.whose],
        "stroke": INK,
        "stroke_width": 2,
    }
    if asked and not is_asked:
        look["fill"] = "#e4e4e4"
    parts = [shape("rect", x=LEFT, y=top, width=length, height=ROW - 18, **look)]
    if is_asked:
        parts.append(
            words(LEFT + length / 2, top + 42, "?", 44, anchor="middle", fill=PAPER, weight="bold")
        )
    elif not asked:
        is_short = length < 560
        x = LEFT + length + 14 if is_short else LEFT + 14
        parts.append(words(x, top + 38, f"{bar.label}: {bar.months}", 26, halo=is_short))
    return parts


def withdrawal() -> str:
    """Return what the Accords laid down: half of the troops by mid-August, all by mid-February."""
    base, high, wide = 400, 300, 86.0
    corners = {
        0: (LEFT + 40.0, 1.0),
        3: (LEFT + 40 + 3 * wide, 0.5),
        9: (LEFT + 40 + 9 * wide, 0.0),
    }
    dates = {0: ("15 May", "1988"), 3: ("15 August", "1988"), 9: ("15 February", "1989")}
    parts = [words(WIDTH / 2, 46, "Soviet troops in Afghanistan", 32, anchor="middle")]
    for start, end in ((0, 3), (3, 9)):
        (left, most), (right, least) = corners[start], corners[end]
        area = (
            (left, base),
            (left, base - most * high),
            (right, base - least * high),
            (right, base),
        )
        parts.append(path(area, fill=FILLS["moscow"], stroke=INK, stroke_width=3))
    for month, texts in (
        (0, ("half leave in", "three months")),
        (3, ("the rest in", "six more months")),
    ):
        left = corners[month][0] + 18
        parts += [words(left, base - 58 + 36 * n, text, 26) for n, text in enumerate(texts)]
    for month, lines in dates.items():
        x = corners[month][0]
        parts += [
            words(x, base + 38 + 34 * n, line, 28, anchor="middle") for n, line in enumerate(lines)
        ]
    return drawing(WIDTH, base + 90, "The timetable of the withdrawal", parts)
