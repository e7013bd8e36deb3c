"""Wayground's spreadsheet (Quizizz until 2025): eleven columns, a type for each question.

Several right answers need the type ``Checkbox``; what is written takes ``Fill-in-the-Blank``, with
every accepted answer among the options.
"""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.formats.exchange import prose
from quizgen.formats.exchange.choices import as_choice
from quizgen.formats.exchange.kahoot import seconds
from quizgen.formats.exchange.markup import SHOWN, Place, losing
from quizgen.formats.exchange.outcome import Exported, Exporter, left_out
from quizgen.formats.exchange.sheets import workbook
from quizgen.formats.exchange.variants import variants
from quizgen.language import Language
from quizgen.model import Form, Item, OpenResponse, TextEntry
from quizgen.text import plain

MOST = 5
_HEAD = (
    "Question Text",
    "Question Type",
    "Option 1",
    "Option 2",
    "Option 3",
    "Option 4",
    "Option 5",
    "Correct Answer",
    "Time in seconds",
    "Image Link",
    "Answer explanation",
)

Row = tuple[str | int, ...]


def item(item: Item, language: Language) -> Exported[Row]:
    """Return an item as a row of the sheet."""
    choice = as_choice(item, language)
    if choice is not None:
        type_ = "Multiple Choice" if len(choice.keys) == 1 else "Checkbox"
        keys = ",".join(str(key + 1) for key in choice.keys)
        return _row(item, type_, choice.options, keys)
    if isinstance(item.interaction, TextEntry):
        accepted = tuple(dict.fromkeys(map(plain, item.interaction.accepted)))
        changes = (f"of {len(accepted)} accepted answers {MOST} stay",) * (len(accepted) > MOST)
        others = (text for answer in item.interaction.accepted for text in variants(answer))
        kept = tuple(dict.fromkeys((*accepted, *others)))[:MOST]
        return _row(item, "Fill-in-the-Blank", kept, "", changes)
    return _written(item)


def _written(item: Item) -> Exported[Row]:
    if isinstance(item.interaction, OpenResponse):
        return _row(item, "Open-Ended", (), "", ("the guide for marking is left out",))
    return left_out("Wayground's sheet has choice, filling in and open questions alone")


def _row(
    item: Item, type_: str, options: Sequence[str], keys: str, changes: tuple[str, ...] = ()
) -> Exported[Row]:
    if len(options) > MOST:
        return left_out(f"Wayground has room for {MOST} options, this has {len(options)}")
    stem = plain(item.stem)
    padded = [*options, *[""] * (MOST - len(options))]
    why = (*prose.correction(item), *prose.feedback(item))
    told = " ".join((*map(plain, why), *prose.reasons(item)))
    row: Row = (stem, type_, *padded, keys, seconds(stem, options), "", told)
    return Exported(row, changes)


def document(form: Form, rows: Sequence[tuple[Item, Row]], language: Language) -> bytes:
    """Return the rows under the head of the template."""
    return workbook([_HEAD, *(row for _, row in rows)], (60, 18, 24, 24, 24, 24, 24, 12, 12))


EXPORTER: Exporter[Row] = Exporter(
    item, document, has_points=False, losses=losing(SHOWN - {Place.GUIDE})
)
