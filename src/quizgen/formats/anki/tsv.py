"""A text file for Anki's own text import: the learner-safe way to take over corrections.

A package update replaces a note's tags and every field, the learner's own notes included. A text
file with a GUID column updates the fields it has and leaves the others alone; so this one has no
tags column, and ends before the field "My notes", which every note type of ours has last.
"""

from __future__ import annotations

from collections.abc import Iterable

from quizgen.anki_syntax import at_start
from quizgen.model import Edition
from quizgen.release.identity import guid
from quizgen.release.ledger import Ledger
from quizgen.release.subdecks import Subdeck

HEAD = (
    "#separator:tab",
    "#html:true",
    "#guid column:1",
    "#notetype column:2",
    "#deck column:3",
)


def text(collection: str, decks: Iterable[Subdeck], ledger: Ledger, look: Edition) -> bytes:
    """Return one line a note, in UTF-8; a text import looks at no times and no templates."""
    lines = list(HEAD)
    for deck in decks:
        for note in deck.notes:
            fields = map(at_start, note.fields) if note.type.own else note.fields[:-1]
            row = (guid(collection, note), note.type.name, deck.name, *fields)
            lines.append("\t".join(map(_cell, row)))
    return ("\n".join(lines) + "\n").encode()


def _cell(value: str) -> str:
    """Quote a cell where it needs it, and keep it on one line."""
    if not value:
        return value  # as most are
    line = " ".join(value.split("\n")).replace("\t", " ")
    return '"' + line.replace('"', '""') + '"' if '"' in line or line.startswith("#") else line
