"""A table to complete, with or without a word bank. Uses associations that are cells of a table.

Row and column headings are given, the cells are asked. The bank holds the cells and no more, since
what answers one table may well answer another. Of a deck that is a table, a few rows make a table
each, where more than one of its columns is asked for in words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizgen.distractors.bank import Bank
from quizgen.model import Association, Gap, Gaps, Item, Proposition, Relation
from quizgen.questions.difficulty import difficulty, hardest
from quizgen.wording import distinct, looked_up, size

TYPE = "table"
USES = (Association,)
DEMAND = 0.14
FEWEST, MOST = 2, 100
"""Cells that make a table, and those that one sheet of paper holds."""
ROWS = 5
"""Rows of a deck's table in one item, at the most."""
LONGEST = 45
"""Characters of a cell of a deck's table; a longer one has no room to be written."""


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield an item for each table, with a point a cell, and one with a word bank."""
    associations = [p for p in propositions if isinstance(p, Association) and p.cell]
    for id_, cells in _tables(associations):
        if not FEWEST <= len(cells) <= MOST:
            continue
        item = _item(id_, cells)
        yield item
        words = looked_up((p.value.text for p in cells), bank.language.notation)
        if distinct(words, bank.language.notation) and isinstance(item.interaction, Gaps):
            yield replace(
                item,
                id=f"{item.id}/bank",
                interaction=replace(item.interaction, bank=words),
                difficulty=difficulty(item.level, DEMAND, 0.0),
            )


def _tables(cells: Sequence[Association]) -> Iterator[tuple[str, list[Association]]]:
    """Yield the cells of each table, with what names it for good."""
    whole: dict[str, list[Association]] = defaultdict(list)
    rows: dict[str, list[Association]] = defaultdict(list)
    for p in cells:
        if p.relation is Relation.CELL:
            whole[p.origin.id].append(p)
        elif p.ask and p.subject.text and p.value.text and size(p.value.text) <= LONGEST:
            rows[p.origin.id].append(p)
    yield from whole.items()
    full = [row for row in rows.values() if len(row) >= FEWEST]
    for start in range(0, len(full), ROWS):
        some = full[start : start + ROWS]
        if len(some) >= FEWEST:
            yield f"{some[0][0].origin.id}/rows", [p for row in some for p in row]


def _item(id_: str, cells: Sequence[Association]) -> Item:
    columns = list(dict.fromkeys(p.cell.column for p in cells if p.cell))
    rows = dict.fromkeys(p.cell.row for p in cells if p.cell)
    at = {(p.cell.row, p.cell.column): p.value for p in cells if p.cell}
    numbers = {place: number for number, place in enumerate(at, 1)}
    head = cells[0].cell.head if cells[0].cell else ""
    parts: list[str | Gap] = [head, *columns]
    for row in rows:
        parts.append(_head(row, [p for p in cells if p.cell and p.cell.row == row]))
        for column in columns:
            value = at.get((row, column))
            number = numbers.get((row, column), 0)
            parts.append(Gap(number, value.text, accept=value.accept) if value else "–")
    origins = tuple({p.origin.id: p.origin for p in cells}.values())
    level = hardest(tuple(origin.level for origin in origins))
    return Item(
        id=f"{id_}/{TYPE}",
        type=TYPE,
        stem=cells[0].cell.table if cells[0].cell else "",
        interaction=Gaps(tuple(parts), columns=len(columns) + 1),
        origins=origins,
        level=level,
        points=len(cells),
        rationale=origins[0].note if len(origins) == 1 else "",
        difficulty=difficulty(level, DEMAND, 0.8),
    )


def _head(row: str, cells: Sequence[Association]) -> str:
    """Return what names a row; a deck's rows have hints of their own, a fact's table has one."""
    own = [p.origin.hint for p in cells if p.relation is Relation.COLUMN]
    hints = "; ".join(filter(None, dict.fromkeys(own)))
    return f"{row} ({hints})" if hints else row
