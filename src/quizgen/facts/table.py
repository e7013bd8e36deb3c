"""Rows by columns: who wanted what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from quizgen.facts.common import Context, Fact
from quizgen.facts.description import described
from quizgen.facts.values import STRICT, Slug, Text, repeated
from quizgen.model import Association, Cell, Origin, Relation, Value

MOST_COLUMNS = 50
"""Each cell of a row is held against the others of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its label, the key that names it for good, and a text for each column."""

    __pydantic_config__ = STRICT

    row: Annotated[Text, described("What stands at the head of the row.", "Withdrawal")]
    key: Annotated[Slug, described("Names the row for good: a-z, 0-9 and hyphens.", "withdrawal")]
    cells: Annotated[
        Mapping[Slug, Text],
        described(
            "A text for each column, by the column's key; a cell may be missing.",
            {"us": "seven months"},
            min_length=1,
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Fact):
    """``table: title``, ``columns: {key: heading}``, ``rows: [{row, key, cells}]``."""

    table: Annotated[Text, described("The title of the table.", "Who wanted what in Geneva")]
    columns: Annotated[
        Mapping[Slug, Text],
        described(
            "The headings of the columns, each by a key that names it for good.",
            {"us": "Washington", "ussr": "Moscow"},
            min_length=1,
            max_length=MOST_COLUMNS,
        ),
    ]
    rows: Annotated[
        tuple[Row, ...],
        described(
            "The rows; each cell is asked.",
            [
                {
                    "row": "Withdrawal",
                    "key": "withdrawal",
                    "cells": {"us": "seven months", "ussr": "a year"},
                }
            ],
            min_length=1,
        ),
    ]

    def __post_init__(self) -> None:
        if twice := repeated(row.key for row in self.rows):
            raise ValueError(f"two rows have the key '{twice}'")
        for row in self.rows:
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
