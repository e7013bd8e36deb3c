"""A timeline: events where they belong on an axis in SVG, and labels that do not collide.

Time runs down the page, so that a label may have as many lines as it needs. What is known of a date
shows in the shape of its mark, not in a colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from markupsafe import Markup

from quizgen.bidi import is_rtl
from quizgen.dates import Day, Edtf, Precision
from quizgen.formats.fitting import LEADING, TALL_LEADING, WIDTH, lines
from quizgen.formats.pages.rendering import STANDARD, render
from quizgen.language import Language
from quizgen.model import Association, Edition, Proposition, Relation
from quizgen.records import dataclass
from quizgen.text import plain

TYPE = 9.0
"""Size of type, in points."""
MARK = 7.5
"""Height of a mark with some air, in points: marks of near dates are moved apart."""
AXIS, LABELS = 8.0, 26.0
"""Where the axis and the labels begin, in points from the edge that reading begins at."""
GAP = 5.0
SLACK = 1.15
"""How much longer than its labels the axis is, so that some of them stand where they belong."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Something to be put on a timeline, in Markdown."""

    text: str
    date: Edtf


@dataclass(frozen=True, slots=True)
class Mark:
    """An event as drawn: its place on the axis, the top of its label, and its text.

    ``end`` is where a period ends on the axis, and equals ``start`` for a point in time.
    """

    start: float
    end: float
    top: float
    when: str
    lines: tuple[str, ...]
    exact: bool
    about: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """All marks of a timeline, in time, and its size; ``leading`` is the distance of base lines."""

    width: float
    height: float
    leading: float
    marks: tuple[Mark, ...]


def events(propositions: Iterable[Proposition]) -> tuple[Dated, ...]:
    """Return the events among some propositions."""
    return tuple(
        Dated(p.subject.text, p.value.date)
        for p in propositions
        if isinstance(p, Association) and p.relation is Relation.DATE and p.value.date
    )


def timeline(
    dated: Sequence[Dated], width: float, language: Language, edition: Edition = STANDARD
) -> Markup:
    """Return an element for a page; ``width`` is in points. Empty without events."""
    if not dated:
        return Markup()
    svg = render(
        "print/timeline.html",
        language,
        edition,
        drawing=drawing(dated, width, language),
        axis=AXIS,
        labels=LABELS,
        type=TYPE,
        rtl=language.direction == "rtl",
    )
    return Markup(svg.decode())  # noqa: S704 - made by an autoescaping template


def drawing(dated: Sequence[Dated], width: float, language: Language) -> Drawing:
    """Lay a timeline out."""
    ordered = sorted(dated, key=lambda d: (_first(d.date), d.date.latest, d.text))
    across = int((width - LABELS) / (TYPE * WIDTH))
    labels = [(language.date(d.date), tuple(lines(plain(d.text), across))) for d in ordered]
    tall = any(is_rtl(text) for when, texts in labels for text in (when, *texts))
    leading = TYPE * (TALL_LEADING if tall else LEADING)
    heights = [leading * (1 + len(texts)) + GAP for _, texts in labels]
    length = sum(heights) * (SLACK if len(heights) > 1 else 1)
    starts, ends = _places([d.date for d in ordered], length - leading)
    marks = tuple(
        Mark(
            start=round(start + leading / 2, 2),
            end=round(end + leading / 2, 2),
            top=round(top, 2),
            when=when,
            lines=texts,
            exact=d.date.point.precision is Precision.DAY,
            about=d.date.point.about or d.date.point.uncertain,
        )
        for d, (when, texts), start, end, top in zip(
            ordered, labels, starts, ends, _apart(starts, heights, length), strict=True
        )
    )
    return Drawing(width, round(length + leading / 2, 2), leading, marks)


def _places(dates: Sequence[Edtf], length: float) -> tuple[list[float], list[float]]:
    """Return where each date begins and ends on an axis of that length, no two on one spot."""
    begins = [_year(_first(date)) for date in dates]
    ends = [_year(_last(date)) if date.is_interval else _year(_first(date)) for date in dates]
    low, high = min(begins), max(ends)
    scale = length / (high - low) if high > low else 0
    starts = _apart([(t - low) * scale for t in begins], [MARK] * len(dates), length + MARK)
    return starts, [
        max(start, (end - low) * scale) if date.is_interval else start
        for date, start, end in zip(dates, starts, ends, strict=True)
    ]


def _apart(wanted: Sequence[float], heights: Sequence[float], length: float) -> list[float]:
    """Return tops of labels, near where they are wanted: down where they touch, then up again."""
    tops = list(wanted)
    for i, (above, _) in enumerate(pairwise(heights), 1):
        tops[i] = max(tops[i], tops[i - 1] + above)
    floor = length
    for i in range(len(tops) - 1, -1, -1):
        tops[i] = min(tops[i], floor - heights[i])
        floor = tops[i]
    return tops


def _first(date: Edtf) -> Day:
    return date.start.first if date.start else date.point.first


def _last(date: Edtf) -> Day:
    return date.end.last if date.end else date.point.last


def _year(day: Day) -> float:
    return day[0] + (day[1] - 1) / 12 + (day[2] - 1) / 372
