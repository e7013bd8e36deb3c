"""What a site tells others that read it: a feed of what is new (Atom), and a map of its pages.

Both need absolute addresses, so they are made only where somebody has said where the site will be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby

from quizgen import dates
from quizgen.formats.pages.rendering import render
from quizgen.formats.site.changes import LAST, Change, Sort
from quizgen.formats.site.entries import Entry
from quizgen.formats.site.page import Frame
from quizgen.records import dataclass
from quizgen.text import plain

MOST_DAYS, MOST_FACTS = 20, 100
"""Days that a feed goes back, and facts of one day that it names."""
MOST_PAGES = 50_000
"""Addresses that a map of a site may have (sitemaps.org); pages of decks lead to the rest."""


@dataclass(frozen=True, slots=True)
class Named:
    """A fact that is new, corrected or retired; ``path`` is empty where its page is gone."""

    title: str
    deck: str
    path: str


@dataclass(frozen=True, slots=True)
class Day:
    """What became of a collection on one day: its facts by sort, and how many these are."""

    name: str
    title: str
    updated: str
    sorts: tuple[tuple[str, int, tuple[Named, ...]], ...]


def days(
    changes: Sequence[Change],
    entries: Mapping[str, Entry],
    titles: Mapping[str, str],
    frame: Frame,
) -> tuple[Day, ...]:
    """Return the days on which anything changed, the latest first.

    ``entries`` are facts by ``deck/fact``, ``titles`` those of decks.
    """
    by_day = [(day, list(some)) for day, some in groupby(changes, key=lambda change: change.day)]
    return tuple(_day(day, some, entries, titles, frame) for day, some in by_day[:MOST_DAYS])


def _day(
    name: str,
    some: Sequence[Change],
    entries: Mapping[str, Entry],
    titles: Mapping[str, str],
    frame: Frame,
) -> Day:
    by_sort = {sort: [c.fact for c in some if c.sort is sort] for sort in Sort}
    sorts = tuple(
        (sort.value, len(facts), tuple(_named(f, entries, titles) for f in facts[:MOST_FACTS]))
        for sort, facts in by_sort.items()
        if facts
    )
    updated = datetime.fromtimestamp(min(some[0].time, LAST), UTC)
    title = frame.collection.speech.date(dates.parse(name))
    return Day(name, title, updated.strftime("%Y-%m-%dT%H:%M:%SZ"), sorts)


def _named(fact: str, entries: Mapping[str, Entry], titles: Mapping[str, str]) -> Named:
    deck, _, id_ = fact.partition("/")
    entry = entries.get(fact)
    if entry is None:
        return Named(id_, plain(titles.get(deck, deck)), "")
    return Named(plain(entry.title), plain(titles[deck]), entry.path)


def feed(frame: Frame, recent: Sequence[Day]) -> bytes:
    """Return the feed of what is new."""
    speech = frame.collection.speech
    updated = recent[0].updated if recent else "1970-01-01T00:00:00Z"
    return render("site/feed.xml", speech, frame.edition, frame=frame, days=recent, updated=updated)


def sitemap(frame: Frame, paths: Iterable[str]) -> bytes:
    """Return the map of a site's pages, for search engines."""
    listed = sorted(paths, key=lambda path: (path.startswith("fact/"), path))[:MOST_PAGES]
    return render(
        "site/sitemap.xml", frame.collection.speech, frame.edition, frame=frame, paths=listed
    )
