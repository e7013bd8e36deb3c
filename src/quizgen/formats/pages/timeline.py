"""A timeline: events one below another in time, each beside its mark on an axis.

It is text in a list, so it is as wide as there is room, in any script. What is known of a date
shows in the shape of its mark, not in a colour. Two events are farther apart the longer the time
between them is, up to a point: beyond it the axis is broken, and no labels crowd at its end.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise

from markupsafe import Markup

from quizgen.dates import Edtf, Precision
from quizgen.formats.pages.rendering import STANDARD, render
from quizgen.language import Language
from quizgen.model import Association, Edition, Proposition, Relation
from quizgen.records import dataclass

LEAST, MOST = 0.3, 2.1
"""Space below an event, in em."""
BROKEN = 5
"""Times the usual distance of two events; where there is more between them the axis is broken."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Something to be put on a timeline, in Markdown."""

    text: str
    date: Edtf


class Shape(StrEnum):
    """A mark on the axis, by what is known of its date."""

    DAY = "day"
    PART = "part"
    LASTED = "lasted"


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the axis: its date in words, its text in Markdown, and the space below, in em."""

    when: str
    text: str
    shape: Shape
    is_about: bool
    space: float
    is_broken: bool


def events(propositions: Iterable[Proposition]) -> tuple[Dated, ...]:
    """Return the events among some propositions."""
    return tuple(
        Dated(p.subject.text, p.value.date)
        for p in propositions
        if isinstance(p, Association) and p.relation is Relation.DATE and p.value.date
    )


def timeline(dated: Sequence[Dated], language: Language, edition: Edition = STANDARD) -> Markup:
    """Return an element for a page, with a legend of what is drawn. Empty without events."""
    if not dated:
        return Markup()
    drawn = marks(dated, language)
    legend: list[str] = [shape for shape in Shape if any(mark.shape is shape for mark in drawn)]
    legend += ["about"] if any(mark.is_about for mark in drawn) else []
    legend += ["broken"] if any(mark.is_broken for mark in drawn) else []
    html = render(
        "print/timeline.html",
        language,
        edition,
        marks=drawn,
        legend=legend,
    )
    return Markup(html.decode())  # noqa: S704 - made by an autoescaping template


def marks(dated: Iterable[Dated], language: Language) -> tuple[Mark, ...]:
    """Return the marks in time."""
    ordered = sorted(dated, key=lambda d: (_begin(d.date), d.date.latest, d.text))
    begins = [_begin(d.date) for d in ordered]
    gaps = [after - before for before, after in pairwise(begins)]
    usual = statistics.median(gaps or [0]) or max([*gaps, 0]) or 1
    return tuple(
        Mark(
            when=language.date(d.date),
            text=d.text,
            shape=_shape(d.date),
            is_about=d.date.point.about or d.date.point.uncertain,
            space=round(min(MOST, LEAST + gap / usual / 2), 2),
            is_broken=gap > BROKEN * usual,
        )
        for d, gap in zip(ordered, [*gaps, 0], strict=True)
    )


def _shape(date: Edtf) -> Shape:
    if date.is_interval:
        return Shape.LASTED
    return Shape.DAY if date.point.precision is Precision.DAY else Shape.PART


def _begin(date: Edtf) -> float:
    """Return the day that a date begins with, in years."""
    year, month, day = date.start.first if date.start else date.point.first
    return year + (month - 1) / 12 + (day - 1) / 372
