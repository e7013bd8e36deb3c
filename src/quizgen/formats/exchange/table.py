"""A table of items for whoever works with spreadsheets: a row for each, a column for each thing."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.formats.exchange import pairs, prose
from quizgen.formats.exchange.markup import Place, losing
from quizgen.formats.exchange.outcome import Exported, Exporter
from quizgen.formats.exchange.sheets import csv_sheet
from quizgen.language import Language
from quizgen.model import Form, Item
from quizgen.text import plain

_HEAD = ("id", "type", "question", "answer", "points", "level", "difficulty", "tags", "feedback")

Row = tuple[str, ...]


def item(item: Item, language: Language) -> Exported[Row]:
    """Return an item as a row."""
    row = (
        item.id,
        item.type,
        pairs.question(item, language),
        pairs.answer(item, language),
        str(item.points),
        item.level,
        f"{item.difficulty:.3f}",
        " ".join(prose.tags(item)),
        "\n".join((*map(plain, prose.feedback(item)), *prose.reasons(item))),
    )
    return Exported(row)


def document(form: Form, rows: Sequence[tuple[Item, Row]], language: Language) -> bytes:
    """Return the rows under their head."""
    return csv_sheet([_HEAD, *(row for _, row in rows)])


EXPORTER: Exporter[Row] = Exporter(item, document, losses=losing(frozenset(Place)))
