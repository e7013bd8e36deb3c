"""Anki packages (.apkg), through genanki.

What Anki's importer does with them decides what is here: notes match on GUID alone, note types on
id, fields and templates on theirs, and a note updates when its ``mod`` is newer. genanki writes one
time on everything and stores the archive as it is; here each note has its own time from the ledger,
and the archive is deflated with fixed dates, so that the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import genanki

from quizgen.ledger import Entry, Ledger, digest
from quizgen.model import Note, NoteType
from quizgen.resources import template_text

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_SQLITE_WRITER = slice(92, 100)
"""Where SQLite notes which change and which of its versions wrote last; readers ignore both."""


@dataclass(frozen=True, slots=True)
class Subdeck:
    """A deck as Anki has it: a name whose parts ``::`` divides, a description, its notes."""

    key: str
    name: str
    description: str
    notes: tuple[Note, ...]


def guid(collection: str, note: Note) -> str:
    """Return the note's GUID: from its collection, deck, fact and slot, never from its text."""
    parts = (collection, note.origin.deck, note.origin.fact, note.slot)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


def tags(note: Note) -> list[str]:
    """Return a note's tags: its own, its level, and where in the decks it is."""
    own = [*note.origin.tags, f"level::{note.origin.level}", f"quizgen::{note.origin.deck}"]
    return sorted(set(own))


def digests(collection: str, notes: Iterable[Note], types: Iterable[NoteType]) -> dict[str, str]:
    """Return the digest of each note and note type, by ledger key."""
    found = {guid(collection, note): digest((*note.fields, *tags(note))) for note in notes}
    return found | {_type_key(t): digest(_type_texts(t)) for t in types}


def package(collection: str, decks: Iterable[Subdeck], ledger: Ledger) -> bytes:
    """Return an .apkg of some decks.

    Raises:
        KeyError: where the ledger lacks one of the notes.

    """
    ids = _Ids()
    made = []
    for deck in decks:
        target = genanki.Deck(_stable_id("deck", collection, deck.key), deck.name, deck.description)
        for position, note in enumerate(deck.notes):
            target.add_note(_note(collection, note, position, ledger, ids))
        made.append(target)
    return _zip(_database(genanki.Package(made)))


class _Note(genanki.Note):  # type: ignore[misc]
    """A genanki note with an id, a time of change and cards of its own."""

    def __init__(self, entry: Entry, ids: _Ids, ordinals: list[int], **settings: Any) -> None:
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


def _note(collection: str, note: Note, position: int, ledger: Ledger, ids: _Ids) -> _Note:
    key = guid(collection, note)
    return _Note(
        ledger.entries[key],
        ids,
        sorted(card.ordinal for card in note.cards),
        model=_model(note.type, ledger.entries[_type_key(note.type)].changed),
        fields=list(note.fields),
        tags=tags(note),
        guid=key,
        due=position,
    )


@lru_cache(maxsize=32)
def _model(note_type: NoteType, changed: int) -> _Model:
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
            for index, (name, (front, back)) in enumerate(_templates(note_type).items())
        ],
        css=template_text("anki/style.css"),
        model_type=genanki.Model.CLOZE if note_type.cloze else genanki.Model.FRONT_BACK,
    )


def _templates(note_type: NoteType) -> Mapping[str, tuple[str, str]]:
    """Return each template's front and back; a back repeats its front, then shows the rest."""
    made = {}
    for name in note_type.templates:
        slug = name.lower().replace(" ", "-")
        folder = "spare" if name.startswith("Spare ") else note_type.key
        front = template_text(f"anki/{folder}/{slug}.front.html").strip()
        back = template_text(f"anki/{folder}/{slug}.back.html").strip()
        for part in ("hint", "footer"):
            include = template_text(f"anki/{part}.html").strip()
            front = front.replace(f"<!-- {part} -->", include)
            back = back.replace(f"<!-- {part} -->", include)
        made[name] = (front, back)
    return made


def _type_key(note_type: NoteType) -> str:
    return f"notetype:{note_type.key}"


def _type_texts(note_type: NoteType) -> list[str]:
    sides = itertools.chain.from_iterable(_templates(note_type).values())
    return [note_type.name, *note_type.fields, *sides, template_text("anki/style.css")]


def _stable_id(*parts: str) -> int:
    """Return a positive id below 2^51 that depends on the parts alone."""
    found = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return 2**50 + int.from_bytes(found[:6], "big")


def _database(content: genanki.Package) -> bytes:
    connection = sqlite3.connect(":memory:")
    try:
        content.write_to_db(connection.cursor(), 0, itertools.count(1))
        connection.commit()
        connection.execute("VACUUM")
        written = bytearray(connection.serialize())
    finally:
        connection.close()
    written[_SQLITE_WRITER] = bytes(8)
    return bytes(written)


def _zip(database: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        for name, data in (("collection.anki2", database), ("media", b"{}")):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, data, compresslevel=9)
    return archive.getvalue()
