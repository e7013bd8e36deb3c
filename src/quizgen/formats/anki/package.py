"""Anki packages (.apkg), through genanki.

What Anki's importer does with them decides what is here: notes match on GUID alone, note types on
id, fields and templates on theirs, and a note updates when its ``mod`` is newer. genanki writes one
time on everything and stores the archive as it is; here each note has its own time from the ledger,
and the archive is deflated with fixed dates, so that the same input gives the same bytes.
"""

from __future__ import annotations

import itertools
import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import genanki
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

from quizgen.facts.deck import Preset
from quizgen.formats.archive import zipped
from quizgen.model import Edition, Media, Note, NoteType
from quizgen.notes.templates import style_of, templates
from quizgen.release.identity import guid, stable_id, tags
from quizgen.release.ledger import Entry, Ledger
from quizgen.release.subdecks import Subdeck
from quizgen.theme import USUAL, Theme

_TABLES = re.sub(r"CREATE INDEX [^;]*;", "", APKG_SCHEMA)
"""Without indexes: Anki's importer reads each table from end to end."""
_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, '', 0, 0, '')"
_CARD = "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"
STEP = 16
DAY = 86_400_000 // STEP
"""From one note's id to the next in milliseconds, and how many such steps a day has."""
_SQLITE_WRITER = slice(92, 100)
"""Where SQLite notes which change and which of its versions wrote last; readers ignore both."""


def package(collection: str, decks: Iterable[Subdeck], ledger: Ledger, look: Edition) -> bytes:
    """Return an .apkg of some decks, with the templates and the theme of a look.

    Raises:
        KeyError: where the ledger lacks one of the notes.

    """
    rows = _Rows()
    packaged = []
    media: dict[str, Media] = {}
    presets: dict[int, Preset] = {}
    for deck in decks:
        target = _Deck(stable_id("deck", collection, deck.key), deck.name, deck.description)
        if deck.preset:
            presets[target.deck_id] = deck.preset
            target.preset = target.deck_id
        for position, note in enumerate(deck.notes):
            key = guid(collection, note)
            rows.add(target.deck_id, position, key, note, ledger.notes[key])
            media |= {attachment.name: attachment for attachment in note.media}
        for type_ in dict.fromkeys(note.type for note in deck.notes):
            changed = ledger.types[type_.key].changed
            model = (
                _OwnModel if type_.own else partial(_model, own=look.templates, theme=look.theme)
            )
            target.add_model(model(type_, changed))
            pictures = type_.own.media if type_.own else ()
            media |= {attachment.name: attachment for attachment in pictures}
        packaged.append(target)
    database = _database(packaged, rows, presets)
    del rows  # before they are compressed: all that is here counts in the peak of memory
    return _zip(database, sorted(media.items()))


class _Deck(genanki.Deck):  # type: ignore[misc]
    """A genanki deck that may have options of its own."""

    preset = 1

    def to_json(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().to_json()
        return fields | {"conf": self.preset}


class _Model(genanki.Model):  # type: ignore[misc]
    """A genanki note type with a time of change of its own."""

    def __init__(self, changed: int, **settings: Any) -> None:
        super().__init__(**settings)
        self.changed = changed

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        fields: dict[str, Any] = super().to_json(self.changed, deck_id)
        return fields | {"did": None}


class _Rows:
    """The rows of notes and cards, which are written all at once.

    genanki writes row after row and looks into each field again, which takes three times as long.
    """

    def __init__(self) -> None:
        self.notes: list[tuple[object, ...]] = []
        self.cards: list[tuple[object, ...]] = []
        self.next: dict[tuple[int, int], int] = {}
        self.taken: set[int] = set()

    def add(self, deck: int, position: int, identifier: str, note: Note, entry: Entry) -> None:
        """Add a note, and its cards at a position among the new ones of its deck.

        What a note is sorted by is left to Anki, which finds it anew when it imports.
        """
        id_ = self._id(deck, entry.added, len(note.cards))
        changed = entry.changed
        all_tags, fields = f" {' '.join(tags(note))} ", "\x1f".join(note.fields)
        self.notes.append((id_, identifier, note.type.id, changed, all_tags, fields))
        for number, ordinal in enumerate(sorted(card.ordinal for card in note.cards), 1):
            self.cards.append((id_ + number, id_, deck, ordinal, changed, position))

    def _id(self, deck: int, added: int, cards: int) -> int:
        """Return an id for a note, with as many free ones after it for its cards.

        Ids are milliseconds to Anki: near the time when a note was first there, in the order of its
        deck, and apart from those of other decks. In that order, archives are a tenth smaller.
        """
        start = self.next.get((deck, added), added * 1000 + deck % DAY * STEP)
        while not self.taken.isdisjoint(range(start, start + cards + 1)):
            start += STEP
        self.taken.update(range(start, start + cards + 1))
        self.next[deck, added] = start + STEP * (1 + cards // STEP)
        return start


class _OwnModel:
    """A curator's own note type, as Anki had it and with all that Anki keeps of it."""

    def __init__(self, note_type: NoteType, changed: int) -> None:
        self.model_id = note_type.id
        self.note_type = note_type
        self.changed = changed

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        type_, own = self.note_type, self.note_type.own
        assert own is not None  # noqa: S101 - it is a curator's own
        settings = {"sortf": 0, "latexPre": _LATEX[0], "latexPost": _LATEX[1], "req": []}
        return {
            **settings,
            **json.loads(own.settings),
            "id": type_.id,
            "name": type_.name,
            "type": int(type_.cloze),
            "mod": self.changed,
            "usn": -1,
            "did": None,
            "css": own.style,
            "tags": [],
            "vers": [],
            "flds": [
                {**_FIELD, **json.loads(text), "name": name, "ord": index}
                for index, (name, text) in enumerate(zip(type_.fields, own.fields, strict=True))
            ],
            "tmpls": [
                {**_TEMPLATE, **json.loads(text), "name": name, "ord": index}
                | {"qfmt": front, "afmt": back}
                for index, (name, text, (front, back)) in enumerate(
                    zip(type_.templates, own.templates, own.sides, strict=True)
                )
            ],
        }


_FIELD = {"font": "Arial", "size": 20, "rtl": False, "sticky": False, "media": []}
_TEMPLATE = {"bqfmt": "", "bafmt": "", "did": None, "bfont": "", "bsize": 0}
_LATEX = (genanki.Model.DEFAULT_LATEX_PRE, genanki.Model.DEFAULT_LATEX_POST)


@lru_cache(maxsize=32)
def _model(note_type: NoteType, changed: int, own: Path | None, theme: Theme = USUAL) -> _Model:
    return _Model(
        changed,
        model_id=note_type.id,
        name=note_type.name,
        fields=[
            {"name": name, "id": note_type.id * 1000 + index}
            for index, name in enumerate(note_type.fields)
        ],
        templates=[
            {"name": name, "id": note_type.id * 1000 + 500 + index, "qfmt": front, "afmt": back}
            for index, (name, (front, back)) in enumerate(templates(note_type, own).items())
        ],
        css=style_of(note_type, own, theme),
        model_type=genanki.Model.CLOZE if note_type.cloze else genanki.Model.FRONT_BACK,
    )


def _database(decks: Sequence[_Deck], rows: _Rows, presets: Mapping[int, Preset]) -> bytes:
    connection = sqlite3.connect(":memory:")
    try:
        cursor = connection.cursor()
        cursor.executescript(_TABLES)
        cursor.executescript(APKG_COL)
        _add_heads(cursor, decks)
        _add_presets(cursor, decks, presets)
        connection.commit()
        cursor.execute("VACUUM")  # of what was rewritten; the rows that follow leave no gaps
        cursor.executemany(_NOTE, sorted(rows.notes))
        cursor.executemany(_CARD, sorted(rows.cards))
        connection.commit()
        written = connection.serialize()
    finally:
        connection.close()
    return written[: _SQLITE_WRITER.start] + bytes(8) + written[_SQLITE_WRITER.stop :]


def _add_heads(cursor: sqlite3.Cursor, decks: Sequence[_Deck]) -> None:
    """Add the decks and their note types, all but the last at once.

    genanki reads and writes what is there for each deck, which of a hundred takes half a second.
    """
    if not decks:
        return
    *others, last = decks
    texts = cursor.execute("SELECT decks, models FROM col").fetchone()
    heads, types = map(json.loads, texts)
    for deck in others:
        heads[str(deck.deck_id)] = deck.to_json()
        types |= {str(id_): t.to_json(0, deck.deck_id) for id_, t in deck.models.items()}
    cursor.execute("UPDATE col SET decks = ?, models = ?", (json.dumps(heads), json.dumps(types)))
    last.write_to_db(cursor, 0, itertools.count(1))


def _add_presets(
    cursor: sqlite3.Cursor, decks: Sequence[_Deck], presets: Mapping[int, Preset]
) -> None:
    """Add the options that decks ask for, beside Anki's default ones."""
    (text,) = cursor.execute("SELECT dconf FROM col").fetchone()
    options = json.loads(text)
    names = {deck.deck_id: deck.name for deck in decks}
    for deck_id, preset in presets.items():
        default = options["1"]
        options[str(deck_id)] = default | {
            "id": deck_id,
            "name": names[deck_id],
            "new": default["new"] | {"perDay": preset.new_per_day},
            "desiredRetention": preset.desired_retention,
        }
    cursor.execute("UPDATE col SET dconf = ?", (json.dumps(options),))


def _zip(database: bytes, media: Sequence[tuple[str, Media]]) -> bytes:
    names = json.dumps({str(index): name for index, (name, _) in enumerate(media)})
    files = [("collection.anki2", database), ("media", names.encode())]
    files += [(str(index), attachment.data) for index, (_, attachment) in enumerate(media)]
    return zipped(files)
