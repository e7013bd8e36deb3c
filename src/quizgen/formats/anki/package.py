"""Anki packages (.apkg), through genanki.

What Anki's importer does with them decides what is here: notes match on GUID alone, note types on
id, fields and templates on theirs, and a note updates when its ``mod`` is newer. genanki writes one
time on everything and stores the archive as it is; here each note has its own time from the ledger,
and the archive is deflated with fixed dates, so that the same input gives the same bytes.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import genanki

from quizgen.facts.deck import Preset
from quizgen.formats.archive import zipped
from quizgen.model import Media, Note, NoteType
from quizgen.notes.templates import style, templates
from quizgen.release.identity import guid, stable_id, tags
from quizgen.release.ledger import Entry, Ledger
from quizgen.release.subdecks import Subdeck

_SQLITE_WRITER = slice(92, 100)
"""Where SQLite notes which change and which of its versions wrote last; readers ignore both."""


def package(collection: str, decks: Iterable[Subdeck], ledger: Ledger, own: Path | None) -> bytes:
    """Return an .apkg of some decks; ``own`` is a user's folder of templates.

    Raises:
        KeyError: where the ledger lacks one of the notes.

    """
    ids = _Ids()
    made = []
    media: dict[str, Media] = {}
    presets: dict[int, Preset] = {}
    for deck in decks:
        target = _Deck(stable_id("deck", collection, deck.key), deck.name, deck.description)
        if deck.preset:
            presets[target.deck_id] = deck.preset
            target.preset = target.deck_id
        for position, note in enumerate(deck.notes):
            target.add_note(_note(collection, note, position, ledger, ids, own))
            media |= {found.name: found for found in note.media}
        made.append(target)
    return _zip(_database(genanki.Package(made), presets), sorted(media.items()))


class _Deck(genanki.Deck):  # type: ignore[misc]
    """A genanki deck that may have options of its own."""

    preset = 1

    def to_json(self) -> dict[str, Any]:
        made: dict[str, Any] = super().to_json()
        return made | {"conf": self.preset}


class _Note(genanki.Note):  # type: ignore[misc]
    """A genanki note with an id, a time of change and cards of its own."""

    def __init__(self, entry: Entry, ids: _Ids, ordinals: Sequence[int], **settings: Any) -> None:
        super().__init__(**settings)
        self.entry = entry
        self.ids = ids
        self.ordinals = ordinals

    @property
    def cards(self) -> list[genanki.Card]:
        return [genanki.Card(ordinal) for ordinal in self.ordinals]

    def write_to_db(
        self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]
    ) -> None:
        own = self.ids.of(self.guid, self.entry.added)
        super().write_to_db(cursor, self.entry.changed, deck_id, own)


class _Model(genanki.Model):  # type: ignore[misc]
    """A genanki note type with a time of change of its own."""

    def __init__(self, changed: int, **settings: Any) -> None:
        super().__init__(**settings)
        self.changed = changed

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        made: dict[str, Any] = super().to_json(self.changed, deck_id)
        return made | {"did": None}


class _Ids:
    """Ids of notes and cards: near the time a note was first there, the same in every package."""

    def __init__(self) -> None:
        self.taken: set[int] = set()

    def of(self, guid_: str, added: int) -> Iterator[int]:
        """Yield an id for the note, then one for each of its cards."""
        start = added * 1000 + int(guid_[:12], 16) % 86_400_000
        for candidate in itertools.count(start):
            if candidate not in self.taken:
                self.taken.add(candidate)
                yield candidate


def _note(
    collection: str, note: Note, position: int, ledger: Ledger, ids: _Ids, own: Path | None
) -> _Note:
    key = guid(collection, note)
    return _Note(
        ledger.notes[key],
        ids,
        sorted(card.ordinal for card in note.cards),
        model=_model(note.type, ledger.types[note.type.key].changed, own),
        fields=list(note.fields),
        tags=tags(note),
        guid=key,
        due=position,
    )


@lru_cache(maxsize=32)
def _model(note_type: NoteType, changed: int, own: Path | None) -> _Model:
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
        css=style(own),
        model_type=genanki.Model.CLOZE if note_type.cloze else genanki.Model.FRONT_BACK,
    )


def _database(content: genanki.Package, presets: Mapping[int, Preset]) -> bytes:
    connection = sqlite3.connect(":memory:")
    try:
        cursor = connection.cursor()
        content.write_to_db(cursor, 0, itertools.count(1))
        _add_presets(cursor, content, presets)
        _drop_indexes(cursor)
        connection.commit()
        connection.execute("VACUUM")
        written = bytearray(connection.serialize())
    finally:
        connection.close()
    written[_SQLITE_WRITER] = bytes(8)
    return bytes(written)


def _drop_indexes(cursor: sqlite3.Cursor) -> None:
    """Drop the indexes of genanki's schema: Anki's importer reads each table from end to end."""
    names = cursor.execute("SELECT name FROM sqlite_master WHERE type = 'index'").fetchall()
    for (name,) in names:
        cursor.execute(f'DROP INDEX "{name}"')


def _add_presets(
    cursor: sqlite3.Cursor, content: genanki.Package, presets: Mapping[int, Preset]
) -> None:
    """Add the options that decks ask for, beside Anki's default ones."""
    (text,) = cursor.execute("SELECT dconf FROM col").fetchone()
    options = json.loads(text)
    names = {deck.deck_id: deck.name for deck in content.decks}
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
    files += [(str(index), found.data) for index, (_, found) in enumerate(media)]
    return zipped(files)
