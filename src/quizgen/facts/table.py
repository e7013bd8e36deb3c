"""Rows by columns: who wanted what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from quizgen.facts.common import STRICT, Context, Fact, Slug, Text
from quizgen.model import Association, Cell, Origin, Relation, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its label, the key that names it for good, and a text for each column."""

    __pydantic_config__ = STRICT

    row: Text
    key: Slug
    cells: Annotated[Mapping[Slug, Text], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Fact):
    """``table: title``, ``columns: {key: heading}``, ``rows: [{row, key, cells}]``."""

    table: Text
    columns: Annotated[Mapping[Slug, Text], Field(min_length=1)]
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]

    def __post_init__(self) -> None:
        keys = [row.key for row in self.rows]
        for row in self.rows:
            if keys.count(row.key) > 1:
                raise ValueError(f"two rows have the key '{row.key}'")
            for key in row.cells:
                if key not in self.columns:
                    raise ValueError(f"row '{row.key}' has a cell for '{key}', which is no column")

    def propositions(self, origin: Origin, context: Context) -> Iterator[Association]:
        """Assert each cell."""
        for row in self.rows:
            for key, text in row.cells.items():
                yield Association(
                    origin=origin,
                    slot=f"{row.key}/{key}",
                    relation=Relation.CELL,
                    subject=Value(row.row, "row"),
                    value=Value(text, f"cell-{origin.id}-{key}", closed=True),
                    ask=context.language.say(
                        "table.cell", title=self.table, row=row.row, column=self.columns[key]
                    ),
                    cell=Cell(self.table, row.row, self.columns[key]),
                )
