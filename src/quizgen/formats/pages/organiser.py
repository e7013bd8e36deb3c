"""The knowledge organiser: a deck's core facts by kind, on a page or two.

Dates, people and terms are what it is looked up for, and take a line each: of these it has those of
the middle level, too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import assert_never

from quizgen.facts import Deck
from quizgen.formats.fitting import MM, SIZES_MM, size
from quizgen.formats.pages.rendering import render
from quizgen.formats.pages.tables import Table, TableRow, tables
from quizgen.formats.pages.timeline import events, timeline
from quizgen.language import Language
from quizgen.model import (
    Association,
    Edition,
    Enumeration,
    Excerpt,
    Gap,
    Kind,
    Learned,
    Level,
    Media,
    Origin,
    Proposition,
    Reference,
    Relation,
    Statement,
)
from quizgen.records import dataclass
from quizgen.text import lines

LARGEST, SMALL, LEAST = 12.0, 8.5, 7.5
"""Type in points: at the most and at the least on one page, and at the least on more."""
PAGES, COLUMNS = 2, 2
MARGIN, GUTTER, FURNITURE = 13.0, 7.0, 45.0
"""In mm: round the page, between columns, and taken in a column by headings and spaces."""
SMALLEST = 6.0
"""Type in points of a wide table, at the least."""
BETWEEN = 0.35
"""Lines between two entries."""
PICTURE, THUMB = 16.0, 7.0
"""Height of a picture in mm, at the most, and of one in a table."""

LOOKED_UP = frozenset({Relation.DATE, Relation.ROLE, Relation.MEANS, Relation.STANDS_FOR})
ORDER = (
    "timeline",
    "people",
    "terms",
    "lists",
    "numbers",
    "claims",
    "quotes",
    "tables",
    "statements",
    "answers",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact: its head, what is said of it, both in Markdown, and the numbers of its sources.

    ``pictures`` are those without which its head says nothing. ``language`` is that of its fact.
    """

    head: str
    body: tuple[str, ...]
    ordered: bool = False
    sources: tuple[int, ...] = ()
    pictures: tuple[Media, ...] = ()
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """The facts of one kind; of tables there are no entries, but the tables."""

    kind: str
    entries: tuple[Entry, ...]
    tables: tuple[Table, ...] = ()

    @property
    def is_wide(self) -> bool:
        """Whether it takes the whole width of a page."""
        return any(table.is_wide for table in self.tables)


def organiser(
    deck: Deck, propositions: Sequence[Proposition], edition: Edition, language: Language
) -> bytes:
    """Return what a deck has that is worth knowing by heart, as a self-contained HTML page."""
    core = _core([p for p in propositions if not isinstance(p, Excerpt) and not _is_told(p)])
    references = _references(core)
    order = deck.table.headings if deck.table else ()
    blocks = tuple(_blocks(core, [r.key for r in references], language, order))
    width = (SIZES_MM[edition.paper][0] - 2 * MARGIN - GUTTER) / COLUMNS
    dated = events(core)
    points = _points(blocks, references, width, edition)
    return render(
        "print/organiser.html",
        language,
        edition,
        deck=deck,
        blocks=blocks,
        timeline=timeline(dated, language, edition),
        points=points,
        scaled=partial(_scaled, width=width, points=points),
        picture=PICTURE,
        thumb=THUMB,
        numbered=lambda origin: _numbers(origin, [r.key for r in references]),
        references=references,
    )


def _core(propositions: Sequence[Learned]) -> list[Learned]:
    """Return the core facts with the dates, people and terms, or all where none is core."""
    if not any(p.origin.level is Level.CORE for p in propositions):
        return list(propositions)
    return [
        p
        for p in propositions
        if p.origin.level is Level.CORE
        or (
            isinstance(p, Association)
            and p.relation in LOOKED_UP
            and p.origin.level is Level.USEFUL
        )
    ]


def _is_told(p: Learned) -> bool:
    """Whether it is no fact to look up: source work, or a claim again, as a sentence with gaps."""
    if p.origin.kind is Kind.EXCERPT:
        return True
    return isinstance(p, Statement) and p.origin.kind is Kind.CLAIM


def _points(
    blocks: Iterable[Block], references: Iterable[Reference], width: float, edition: Edition
) -> float:
    """Return the size of type that fills a page, or in which all stands on two."""
    page = SIZES_MM[edition.paper][1] - 2 * MARGIN - FURNITURE
    rows = [row for block in blocks for table in block.tables for row in table.rows]
    entries = [entry for block in blocks for entry in block.entries]
    pictures = PICTURE * sum(len(entry.pictures) for entry in entries)
    pictures += THUMB * sum(any(cell.pictures for cell in (r.head, *r.cells)) for r in rows)
    texts = [
        *(
            line
            for entry in entries
            for text in (f"{entry.head}: {entry.body[0] if entry.body else ''}", *entry.body[1:])
            for line in lines(text)
        ),
        *(_as_high(row) for row in rows),
    ]
    dated = sum(len(block.entries) for block in blocks if block.kind == "timeline")
    texts += ["-"] * (dated + round(BETWEEN * len(texts)))
    texts += [reference.full for reference in references]
    one, two = (
        size(texts, width, page * COLUMNS * n - pictures, LARGEST, LEAST) for n in (1, PAGES)
    )
    return one if one >= SMALL else two


def _as_high(row: TableRow) -> str:
    """Return a text that takes as many lines of a column as a row does, whose cells are narrow."""
    texts = [" ".join(lines(cell.text)) for cell in (row.head, *row.cells)]
    return " | ".join([max(texts, key=len)] * len(texts))


def _scaled(table: Table, width: float, points: float) -> float:
    """Return the size of a table's type, to that of the page, in which none of its words is broken.

    0 where it would be too small to be read.
    """
    room = (width * COLUMNS + GUTTER if table.is_wide else width) / MM
    scale = min(1.0, math.floor(100 * room / (table.ems * points)) / 100)
    return scale if scale * points >= SMALLEST else 0.0


def _references(propositions: Iterable[Learned]) -> tuple[Reference, ...]:
    by_key = {c.reference.key: c.reference for p in propositions for c in p.origin.citations}
    return tuple(sorted(by_key.values(), key=lambda reference: (reference.full, reference.key)))


def _blocks(
    propositions: Sequence[Learned],
    keys: Sequence[str],
    language: Language,
    order: Sequence[str],
) -> Iterable[Block]:
    kinds: dict[str, dict[tuple[str, str], Entry]] = {kind: {} for kind in ORDER}
    cells = [p for p in propositions if isinstance(p, Association) and p.cell]
    for p in propositions:
        if isinstance(p, Association) and p.cell:
            continue
        kind, entry = _entry(p, language)
        place = (p.origin.id, entry.head)
        before = kinds[kind].get(place)
        body = (*before.body, *entry.body) if before else entry.body
        kinds[kind][place] = replace(
            entry, body=body, sources=_numbers(p.origin, keys), language=p.origin.language
        )
    for kind, entries in kinds.items():
        if kind == "tables" and cells:
            yield Block(kind, (), tuple(tables(cells, order)))
        elif entries:
            yield Block(kind, tuple(entries.values()))


def _numbers(origin: Origin, keys: Sequence[str]) -> tuple[int, ...]:
    return tuple(sorted({keys.index(c.reference.key) + 1 for c in origin.citations}))


def _entry(p: Learned, language: Language) -> tuple[str, Entry]:
    if isinstance(p, Enumeration):
        members = tuple(m.text for m in p.members)
        return "lists", Entry(p.prompt, members, p.ordered, pictures=p.origin.front_pictures)
    if isinstance(p, Statement):
        body = ("".join(map(_marked, p.parts)),)
        return "statements", Entry("", body, pictures=p.origin.front_pictures)
    return _association(p, language)


def _association(p: Association, language: Language) -> tuple[str, Entry]:
    """Return the section that an association stands in, and its entry there."""
    given, value = p.subject.text, p.value.text
    match p.relation:
        case Relation.DATE:
            return "timeline", Entry(given, (value,))
        case Relation.ROLE:
            years = f" ({language.years(p.value.period)})" if p.value.period else ""
            return "people", Entry(given, (value + years,))
        case Relation.MEANS | Relation.STANDS_FOR:
            return "terms", Entry(given, (value,))
        case Relation.NUMBER:
            return "numbers", Entry(value, (given,))
        case Relation.CLAIM:
            return "claims", Entry(value, (given,))
        case Relation.QUOTE:
            return "quotes", Entry(value, (f"“{given}”",))
        case Relation.CELL | Relation.COLUMN:
            return "tables", Entry(given, (value,))
        case Relation.ANSWER | Relation.EXCERPT:
            return "answers", Entry(p.ask, (value,), pictures=p.origin.front_pictures)
        case _:
            assert_never(p.relation)


def _marked(part: str | Gap) -> str:
    return part if isinstance(part, str) else f"**{part.text}**"
