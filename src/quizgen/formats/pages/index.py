"""The start page: everything built, deck by deck, with pictures of the pages."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.facts import Collection, Deck
from quizgen.formats.pages.rendering import render
from quizgen.formats.pages.timeline import Dated, timeline
from quizgen.model import Edition, Layout
from quizgen.records import dataclass

WIDTH = 255.0
"""Of the timeline, in points."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A page to print: its format and edition, and the paths of it, its picture, and its PDF."""

    format: str
    layout: Layout
    path: str
    picture: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A deck on the start page: how many facts and cards it has, its package, pages and exports.

    ``web`` is the page to practise on in a browser, if there is one; an export is the path of its
    bank of items for another program.
    """

    deck: Deck
    facts: int
    cards: int
    package: str
    pages: tuple[Printed, ...]
    web: str = ""
    exports: tuple[str, ...] = ()


def index(
    collection: Collection, rows: Sequence[Row], dated: Sequence[Dated], edition: Edition
) -> bytes:
    """Return the start page; ``dated`` are the events that are worth a line on it."""
    return render(
        "print/index.html",
        collection.speech,
        edition,
        collection=collection,
        rows=tuple(rows),
        whole=f"anki/{collection.stem}.apkg",
        timeline=timeline(dated, WIDTH, collection.speech, edition),
    )
