"""Blooket's spreadsheet: a title row of one cell, a head, two to four answers."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.formats.exchange.choices import as_choice
from quizgen.formats.exchange.kahoot import seconds
from quizgen.formats.exchange.markup import ASKED, losing
from quizgen.formats.exchange.outcome import Exported, Exporter, left_out
from quizgen.formats.exchange.sheets import csv_sheet
from quizgen.language import Language
from quizgen.model import Form, Item

MOST = 4
_TITLE = ("Blooket\nImport Template", *[""] * 7)
_HEAD = (
    "Question #",
    "Question Text",
    "Answer 1",
    "Answer 2",
    "Answer 3\n(Optional)",
    "Answer 4\n(Optional)",
    "Time Limit (sec)\n(Max: 300 seconds)",
    "Correct Answer(s)\n(Only include Answer #)",
)
_FEEDBACK = "feedback and sources are left out: Blooket has none"

Row = tuple[str, ...]


def item(item: Item, language: Language) -> Exported[Row]:
    """Return an item as a row without its number."""
    choice = as_choice(item, language)
    if choice is None:
        return left_out("Blooket's sheet holds multiple choice alone")
    if len(choice.options) > MOST:
        return left_out(f"Blooket has room for {MOST} answers, this has {len(choice.options)}")
    padded = [*choice.options, *[""] * (MOST - len(choice.options))]
    keys = ",".join(str(key + 1) for key in choice.keys)
    time = str(seconds(choice.stem, choice.options))
    return Exported((choice.stem, *padded, time, keys), (_FEEDBACK,))


def document(form: Form, rows: Sequence[tuple[Item, Row]], language: Language) -> bytes:
    """Return the rows under the template's two head rows."""
    numbered = [(str(number), *row) for number, (_, row) in enumerate(rows, 1)]
    return csv_sheet([_TITLE, _HEAD, *numbered])


EXPORTER: Exporter[Row] = Exporter(item, document, has_points=False, losses=losing(ASKED))
