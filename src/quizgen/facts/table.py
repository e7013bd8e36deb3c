"""Rows by columns: who wanted what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import BeforeValidator, ValidationInfo

from quizgen.facts.column import places, worded
from quizgen.facts.common import Context, Fact
from quizgen.facts.description import described
from quizgen.facts.values import STRICT, Slug, Text, repeated
from quizgen.model import Association, Cell, Origin, Relation, Value
from quizgen.records import dataclass
from quizgen.slugs import stable

PLACES = ("title", "row", "column", "cell")
"""What a wording of the curator's own may have filled in."""


def _headings(value: object) -> object:
    """Read a list of headings: each is its own key."""
    if not isinstance(value, list):
        return value
    keys = {stable(text): text for text in value if isinstance(text, str)}
    if len(keys) < len(value):
        raise ValueError("two columns have one key: write '{key: heading, …}'")
    return keys


def _by_column(value: object, info: ValidationInfo) -> object:
    """Read the cells of a row that are a list: they stand in the order of the columns."""
    if not isinstance(value, list):
        return value
    return [_row_by_column(row, info.data.get("columns")) for row in value]


def _row_by_column(row: object, columns: Mapping[str, str] | None) -> object:
    cells = row.get("cells") if isinstance(row, dict) else None
    if not isinstance(row, dict) or not isinstance(cells, list):
        return row
    if columns is None:  # they are wrong, which is told
        columns = {f"c{number}": "" for number in range(len(cells))}
    if len(cells) > len(columns):
        message = f"row '{row.get('key')}' has more cells than there are columns"
        raise ValueError(f"{message} ({len(columns)})")
    return row | {"cells": {c: text for c, text in zip(columns, cells, strict=False) if text}}


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
            "A text for each column, by its key or in their order; a cell may be missing, or ''.",
            {"us": "seven months"},
            ["seven months"],
            min_length=1,
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Fact):
    """``table: title``, ``columns: {key: heading}``, ``rows: [{row, key, cells}]``."""

    table: Annotated[Text, described("The title of the table.", "Who wanted what in Geneva")]
    columns: Annotated[
        Mapping[Slug, Text],
        BeforeValidator(_headings),
        described(
            "The headings of the columns, each by a key that names it for good, or alone.",
            {"us": "Washington", "ussr": "Moscow"},
            ["US", "USSR"],
            min_length=1,
            max_length=MOST_COLUMNS,
        ),
    ]
    rows: Annotated[
        tuple[Row, ...],
        BeforeValidator(_by_column),
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
        for wording in filter(None, (self.ask.forward, self.ask.reverse)):
            for name in places(wording):
                if name not in PLACES:
                    there = ", ".join(f"{{{place}}}" for place in PLACES)
                    raise ValueError(f"'ask' has {{{name}}}; there are {there}")

    def propositions(self, origin: Origin, context: Context) -> Iterator[Association]:
        """Assert each cell; asked back, it asks for the row."""
        usual = context.reverse if self.reverse is None else self.reverse
        for row in self.rows:
            for key, text in row.cells.items():
                filling = {"title": self.table, "row": row.row, "column": self.columns[key]}
                filling |= {"cell": text}
                ask, back = (
                    worded(wording, filling) if wording else context.language.say(words, **filling)
                    for wording, words in (
                        (self.ask.forward, "table.cell"),
                        (self.ask.reverse, "table.cell.reverse"),
                    )
                )
                yield Association(
                    origin=origin,
                    slot=f"{row.key}/{key}",
                    relation=Relation.CELL,
                    subject=Value(row.row, f"row-{origin.id}", closed=True),
                    value=Value(text, f"cell-{origin.id}-{key}", closed=True),
                    ask=ask or "",
                    ask_back=(back or "") if usual or self.ask.reverse else "",
                    cell=Cell(self.table, row.row, self.columns[key]),
                    hint_back=self.hint.reverse or "",
                )
