"""What the templates of a note type ask, in the words of a column: so that papers can ask it, too.

A template whose front shows one field asks for the first field that its back shows besides. It asks
of the first field of all, or back for it; what else a template may ask is left to Anki.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen import html_reading
from quizgen.imports.writing import Value
from quizgen.model import CELL, NoteType
from quizgen.notes.custom import parts

_TOKEN = re.compile(r"<!--.*?-->|\{\{[^{}]*\}\}", re.DOTALL)
_PLACE = "\ue0f0"
LONGEST = 200
"""Characters of a wording; more is no question, but a page."""


def wordings(note_type: NoteType) -> dict[str, dict[str, Value]]:
    """Return how each column is asked for, and back from, where a template does so."""
    asked: dict[str, dict[str, Value]] = {}
    subject = note_type.fields[0]
    for front, given, wanted in _questions(note_type):
        column, key = (wanted, "ask") if given == subject else (given, "back")
        if subject in (given, wanted):
            wording = _wording(front, note_type, given)
            if wording == f"{{{given}}}" and len(note_type.templates) > 2:
                wording = "yes"  # or one word would ask for everything
            asked.setdefault(column, {}).setdefault(key, wording)
    return asked


def _questions(note_type: NoteType) -> Iterator[tuple[str, str, str]]:
    """Yield the fronts of templates with what each shows, and what it asks for."""
    if note_type.own is None or note_type.cloze:
        return
    for front, back in note_type.own.sides:
        fields = [part.field for part in parts(front) if part.field in note_type.fields]
        hidden = {part.field for part in parts(front) if "hint" in part.filters}
        given = [name for name in dict.fromkeys(fields) if name not in hidden]
        answers = [s.field for s in parts(back) if s.field in note_type.fields]
        wanted = [name for name in answers if name not in given]
        if len(given) == 1 and wanted:
            yield front, given[0], wanted[0]


def _wording(front: str, note_type: NoteType, given: str) -> Value:
    """Return the words of a front with a place for its field, or ``yes``: quizgen's own words."""
    own = note_type.own
    around = own.around[note_type.fields.index(given)] if own else ""
    place = _PLACE if around in ("", CELL) else ""
    text = _TOKEN.sub(lambda match: place if match[0].strip("{} ").endswith(given) else "", front)
    words = html_reading.markdown(text)
    if not words.replace(_PLACE, "").strip() and not place:
        return "yes"
    is_right = len(words) <= LONGEST and "{" not in words and "}" not in words
    if not is_right or (place and words.count(_PLACE) != 1):
        return "yes"
    return words.replace(_PLACE, f"{{{given}}}")
