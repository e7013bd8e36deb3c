"""A curator's own note type: a row of its deck is one note, of which Anki makes the cards.

Which cards that are is found as Anki finds it: a template makes one if its front shows a field that
is not empty, and a cloze template one for each number in any field (``rslib/src/template.rs``,
``rslib/src/cloze.rs``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from quizgen import html_reading
from quizgen.facts.row import Content, Row
from quizgen.model import CELL, Card, Media, Note, NoteType, Origin
from quizgen.notes.common import sides
from quizgen.records import dataclass
from quizgen.text import anki_html

_TOKEN = re.compile(r"<!--.*?-->|\{\{(?P<inner>[^{}]*)\}\}", re.DOTALL)
_EMPTY = re.compile(r"(?:\s|</?(?:br|div)\s?/?>)*", re.IGNORECASE)
_CLOZE = re.compile(r"\{\{c(?P<numbers>\d+(?:,\d+)*)::", re.IGNORECASE)
ALWAYS = dict.fromkeys(("Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID"), "x")
"""Fields that Anki fills in itself on every card."""
HIGHEST = 500
"""Clozes are numbered up to here."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A field that a template shows: its name, its filters, and the conditions it stands under.

    A condition is a field, and whether it has to be filled or empty.
    """

    field: str
    filters: tuple[str, ...]
    under: tuple[tuple[str, bool], ...]


def note(row: Row, origin: Origin, note_type: NoteType, media: Mapping[str, Media]) -> Note:
    """Make the note of a row; ``media`` are the files that its cells name, by their path."""
    fields = tuple(_field(row, note_type, index) for index in range(len(note_type.fields)))
    return Note(
        origin=origin,
        address=f"{origin.identity}/note",
        type=note_type,
        fields=fields,
        cards=tuple(_card(note_type, fields, n) for n in ordinals(note_type, fields, origin.tags)),
        media=tuple(
            replace(media[file], name=Path(file).name)
            for file in dict.fromkeys(file for file, _ in (*row.files, *row.named_files))
            if file in media
        ),
        place=f"{origin.id}/note",
        guid=origin.guid,
        was=("was",) if origin.identity != origin.id else (),
    )


def _field(row: Row, note_type: NoteType, index: int) -> str:
    """Return a field: the cell as HTML, made HTML, or the name of its file with what is around."""
    cell = row.cells.get(note_type.fields[index])
    around = note_type.own.around[index] if note_type.own else ""
    return written(cell, around) if cell else ""


def written(cell: Content, around: str) -> str:
    """Return a cell as a field of a note holds it."""
    if around == CELL:
        return cell.html
    if around:
        return around.replace(CELL, Path(cell.file).name)
    return str(anki_html(cell.text))


def _card(note_type: NoteType, fields: Sequence[str], ordinal: int) -> Card:
    """Return a card with the words of the fields that each side shows, but none twice."""
    own = note_type.own
    assert own is not None  # noqa: S101 - it is a curator's own
    name = f"Cloze {ordinal + 1}" if note_type.cloze else note_type.templates[ordinal]
    front, back = own.sides[0 if note_type.cloze else ordinal]
    filled = _filled(note_type, fields)
    asked = {s.field: filled[s.field] for s in parts(front) if _is_shown(s, filled)}
    answers = {s.field: filled[s.field] for s in parts(back) if _is_shown(s, filled)}
    new = [text for field, text in answers.items() if field not in asked]
    return Card(ordinal, name, _words(asked.values()), _words(new))


def _words(fields: Iterable[str]) -> str:
    return sides(*map(html_reading.markdown, fields))


def _filled(note_type: NoteType, fields: Sequence[str]) -> dict[str, str]:
    """Return the fields that are not empty by their names."""
    named = zip(note_type.fields, fields, strict=True)
    return {name: text for name, text in named if not _EMPTY.fullmatch(text)}


def ordinals(note_type: NoteType, fields: Sequence[str], tags: Sequence[str]) -> tuple[int, ...]:
    """Return which cards Anki makes of a note with some fields and tags."""
    if note_type.own is None:
        return ()
    if note_type.cloze:
        numbers = {number for text in fields for number in _numbers(text)}
        return tuple(sorted(number - 1 for number in numbers)) or (0,)
    filled = _filled(note_type, fields) | ALWAYS | ({"Tags": "x"} if tags else {})
    return tuple(
        ordinal
        for ordinal, (front, _) in enumerate(note_type.own.sides)
        if any(_is_shown(token, filled) for token in parts(front))
    )


def _numbers(text: str) -> Iterator[int]:
    for match in _CLOZE.finditer(text):
        yield from (int(n) for n in match["numbers"].split(",") if 1 <= int(n) <= HIGHEST)


def _is_shown(token: Shown, filled: Mapping[str, str]) -> bool:
    return token.field in filled and all((name in filled) is due for name, due in token.under)


@lru_cache(maxsize=1024)
def parts(template: str) -> tuple[Shown, ...]:
    """Return the fields that a template shows, in their order."""
    shown_fields: list[Shown] = []
    under: list[tuple[str, bool]] = []
    for match in _TOKEN.finditer(template):
        inner = (match["inner"] or "").strip()
        mark, name = inner[:1], inner[1:].strip()
        if mark in ("#", "^"):
            under.append((name, mark == "#"))
        elif mark == "/":
            del under[-1:]
        elif inner and not inner.startswith("!"):
            *filters, field = (part.strip() for part in inner.split(":"))
            shown_fields.append(Shown(field, tuple(filters), tuple(under)))
    return tuple(shown_fields)
