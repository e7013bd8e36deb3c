"""Tables of a knowledge organiser: rows and columns as a curator wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quizgen.formats.fitting import WIDTH
from quizgen.model import Association, Media, Origin, Value
from quizgen.records import dataclass
from quizgen.text import plain

PADDING = 0.6
"""In em, between two columns."""
WIDE = 3
"""A table of more columns takes the whole width of the page."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """What stands in a cell: a text in Markdown, pictures, or nothing."""

    text: str = ""
    pictures: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: the cell that names it, the others, and the fact that it comes from."""

    head: TableCell
    cells: tuple[TableCell, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title, the headings of its columns (the first may be empty), and its rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]

    @property
    def ems(self) -> float:
        """The width in em at which no word of it is broken."""
        grid = [
            self.columns,
            *([plain(c.text) for c in (row.head, *row.cells)] for row in self.rows),
        ]
        return sum(_widest(column) for column in zip(*grid, strict=True))

    @property
    def is_wide(self) -> bool:
        """Whether it takes the whole width of a page."""
        return len(self.columns) > WIDE


def _widest(texts: Iterable[str]) -> float:
    """Return the width in em of the longest word of some cells, with the space round it."""
    return max((len(word) for text in texts for word in text.split()), default=0) * WIDTH + PADDING


def tables(cells: Iterable[Association], order: Sequence[str] = ()) -> Iterator[Table]:
    """Yield the tables that some cells make, in the order in which they begin.

    ``order`` is that of the columns, by what they are called, as far as it is known.
    """
    by_table: dict[tuple[str, str, str], list[Association]] = {}
    for p in cells:
        if p.cell:
            whole = p.origin.id if not p.cell.head else p.origin.deck
            by_table.setdefault((p.cell.table, p.cell.head, whole), []).append(p)
    for (title, head, _), some in by_table.items():
        yield _table(title, head, some, order)


def _table(title: str, head: str, cells: Sequence[Association], order: Sequence[str]) -> Table:
    columns = tuple(dict.fromkeys(p.cell.column for p in cells if p.cell))
    columns = tuple(sorted(columns, key=lambda c: order.index(c) if c in order else len(order)))
    rows: dict[tuple[str, str], dict[str, Association]] = {}
    for p in cells:
        if p.cell:
            rows.setdefault((p.origin.id, p.cell.row), {})[p.cell.column] = p
    return Table(title, (head, *columns), tuple(_row(columns, row) for row in rows.values()))


def _row(columns: Sequence[str], row: dict[str, Association]) -> TableRow:
    first = next(iter(row.values()))
    empty = TableCell()
    others = tuple(_cell(row[name].value) if name in row else empty for name in columns)
    return TableRow(_cell(first.subject), others, first.origin)


def _cell(value: Value) -> TableCell:
    return TableCell(value.text, value.pictures)
