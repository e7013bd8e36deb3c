"""Gimkit's spreadsheet: a title row, a head, one right answer and up to three wrong ones."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.formats.exchange.choices import as_choice
from quizgen.formats.exchange.markup import ASKED, losing
from quizgen.formats.exchange.outcome import Exported, Exporter, left_out
from quizgen.formats.exchange.sheets import csv_sheet
from quizgen.language import Language
from quizgen.model import Form, Item

MOST = 3
_TITLE = ("Gimkit Spreadsheet Import Template", "", "", "", "")
_HEAD = (
    "Question",
    "Correct Answer",
    "Incorrect Answer 1",
    "Incorrect Answer 2 (Optional)",
    "Incorrect Answer 3 (Optional)",
)
_FEEDBACK = "feedback and sources are left out: Gimkit has none"

Row = tuple[str, ...]


def item(item: Item, language: Language) -> Exported[Row]:
    """Return an item as a row: the key first."""
    choice = as_choice(item, language)
    if choice is None:
        return left_out("Gimkit's sheet holds multiple choice alone")
    if len(choice.keys) != 1:
        return left_out("Gimkit has one right answer a question")
    wrong = [text for index, text in enumerate(choice.options) if index not in choice.keys]
    if len(wrong) > MOST:
        return left_out(f"Gimkit has room for {MOST} wrong answers, this has {len(wrong)}")
    key = choice.options[choice.keys[0]]
    padded = [*wrong, *[""] * (MOST - len(wrong))]
    return Exported((choice.stem, key, *padded), (_FEEDBACK,))


def document(form: Form, rows: Sequence[tuple[Item, Row]], language: Language) -> bytes:
    """Return the rows under the template's two head rows."""
    return csv_sheet([_TITLE, _HEAD, *(row for _, row in rows)])


EXPORTER: Exporter[Row] = Exporter(item, document, has_points=False, losses=losing(ASKED))
