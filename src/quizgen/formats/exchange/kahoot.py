"""Kahoot's spreadsheet: two to four short answers, and a time for each question.

Its limits are hard: a question of up to 120 characters, answers of up to 75, and a time out of a
list. What is longer is left out, never shortened.
"""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.formats.exchange.choices import as_choice
from quizgen.formats.exchange.markup import ASKED, losing
from quizgen.formats.exchange.outcome import Exported, Exporter, left_out
from quizgen.formats.exchange.sheets import workbook
from quizgen.language import Language
from quizgen.model import Form, Item
from quizgen.text import plain

LONGEST_QUESTION, LONGEST_ANSWER, MOST = 120, 75, 4
TIMES = (20, 30, 60)
"""Seconds out of Kahoot's list (5 10 20 30 60 90 120 240), by how much there is to read."""
_HEAD = (
    "",
    "Question - max 120 characters",
    "Answer 1 - max 75 characters",
    "Answer 2 - max 75 characters",
    "Answer 3 - max 75 characters",
    "Answer 4 - max 75 characters",
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
_FEEDBACK = "feedback and sources are left out: Kahoot has none"

Row = tuple[str | int, ...]


def item(item: Item, language: Language) -> Exported[Row]:
    """Return an item as a row without its number."""
    choice = as_choice(item, language)
    if choice is None:
        return left_out("Kahoot's sheet holds multiple choice alone")
    if len(choice.options) > MOST:
        return left_out(f"Kahoot has room for {MOST} answers, this has {len(choice.options)}")
    if len(choice.stem) > LONGEST_QUESTION:
        return left_out(
            f"the question has {len(choice.stem)} characters, Kahoot takes {LONGEST_QUESTION}"
        )
    if any(len(option) > LONGEST_ANSWER for option in choice.options):
        return left_out(f"an answer has more than {LONGEST_ANSWER} characters")
    padded = [*choice.options, *[""] * (MOST - len(choice.options))]
    keys = ",".join(str(key + 1) for key in choice.keys)
    return Exported(
        (choice.stem, *padded, seconds(choice.stem, choice.options), keys),
        (_FEEDBACK,),
    )


def seconds(stem: str, options: Sequence[str]) -> int:
    """Return the time that a question takes, of those that all live quizzes offer."""
    length = len(stem) + sum(map(len, options))
    return TIMES[0] if length < 100 else TIMES[1] if length < 220 else TIMES[2]


def document(form: Form, rows: Sequence[tuple[Item, Row]], language: Language) -> bytes:
    """Return the rows as Kahoot's template has them: the head in row 8, the questions under it."""
    above: list[Row] = [("", "Quiz template"), ("", plain(form.title)), *[("",)] * 5]
    numbered = [(number, *row) for number, (_, row) in enumerate(rows, 1)]
    return workbook([*above, _HEAD, *numbered], (6, 70, 30, 30, 30, 30, 14, 14))


EXPORTER: Exporter[Row] = Exporter(item, document, has_points=False, losses=losing(ASKED))
