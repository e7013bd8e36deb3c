"""A table to complete, with or without a word bank. Uses associations that are cells of a table.

Row and column headings are given, the cells are asked. The bank holds the cells and no more, since
what answers one table may well answer another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizgen.distractors.bank import Bank
from quizgen.model import Association, Gap, Gaps, Item, Proposition
from quizgen.questions.difficulty import difficulty
from quizgen.text import fold
from quizgen.wording import distinct

TYPE = "table"
USES = (Association,)
DEMAND = 0.14
FEWEST = 2
"""Cells that make a table."""


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield an item for each table, with a point a cell, and one with a word bank."""
    tables: dict[str, list[Association]] = defaultdict(list)
    for p in propositions:
        if isinstance(p, Association) and p.cell:
            tables[p.origin.id].append(p)
    for cells in tables.values():
        if len(cells) < FEWEST:
            continue
        item = _item(cells)
        yield item
        words = sorted((p.value.text for p in cells), key=fold)
        if distinct(words, bank.language.notation) and isinstance(item.interaction, Gaps):
            yield replace(
                item,
                id=f"{item.id}/bank",
                interaction=replace(item.interaction, bank=tuple(words)),
                difficulty=difficulty(item.level, DEMAND, 0.0),
            )


def _item(cells: Sequence[Association]) -> Item:
    columns = list(dict.fromkeys(p.cell.column for p in cells if p.cell))
    rows = dict.fromkeys(p.cell.row for p in cells if p.cell)
    at = {(p.cell.row, p.cell.column): p.value for p in cells if p.cell}
    numbers = {place: number for number, place in enumerate(at, 1)}
    parts: list[str | Gap] = ["", *columns]
    for row in rows:
        parts.append(row)
        for column in columns:
            value = at.get((row, column))
            number = numbers.get((row, column), 0)
            parts.append(Gap(number, value.text, accept=value.accept) if value else "–")
    origin = cells[0].origin
    return Item(
        id=f"{origin.id}/{TYPE}",
        type=TYPE,
        stem=cells[0].cell.table if cells[0].cell else "",
        interaction=Gaps(tuple(parts), columns=len(columns) + 1),
        origins=(origin,),
        level=origin.level,
        points=len(cells),
        rationale=origin.note,
        difficulty=difficulty(origin.level, DEMAND, 0.8),
    )
