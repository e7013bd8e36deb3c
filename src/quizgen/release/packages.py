"""Anki packages as they come back, from ourselves or from strangers: read, and nothing run.

A package is a zip archive with an SQLite database. Both may be damaged, or made to do harm: what
they unpack to, and what a query may cost, is bounded.
"""

from __future__ import annotations

import io
import json
import lzma
import sqlite3
import struct
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

LARGEST_DATABASE = 256 * 2**20
"""Bytes that a package's database may unpack to; 100,000 notes take 40 MB."""
MOST_STEPS = 100_000_000
"""Steps of SQLite's machine that reading one package may take; 100,000 notes take 4,000,000."""
_NAMES = ("collection.anki21", "collection.anki2")
"""Where the database is, the newer first: then the older holds but a request to update Anki."""
_NEWER = "collection.anki21b"
_READS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
_DAMAGE = (
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


class PackageError(ValueError):
    """Raised where something is no package that can be read; says why."""


@dataclass(frozen=True, slots=True)
class PackagedNote:
    """A note in a package: its note type's id, fields, tags, cards' ordinals, times in seconds.

    ``deck`` is the name of the deck that its first card is in.
    """

    type: int
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[int, ...]
    added: int
    changed: int
    deck: str = ""


def read_package(data: bytes) -> dict[str, PackagedNote]:
    """Return the notes of a package by GUID.

    Raises:
        PackageError: where it is none that can be read.

    """
    database = _database(data)
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(database)
            return _notes(_Bounded(connection))
    except (sqlite3.Error, MemoryError, OverflowError) as error:
        raise PackageError(f"its database cannot be read: {error}") from error


def _database(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if _NEWER in names:
                raise PackageError(
                    "it is in Anki's newer format: export it again and tick 'Support older Anki "
                    "versions'"
                )
            name = next((name for name in _NAMES if name in names), None)
            if name is None:
                raise PackageError("it is no Anki package: it has no collection in it")
            with archive.open(name) as file:
                database = file.read(LARGEST_DATABASE + 1)
    except PackageError:
        raise
    except RuntimeError as error:
        raise PackageError("it is encrypted, or packed in an unknown way") from error
    except _DAMAGE as error:
        raise PackageError("it is no Anki package: it is no zip archive, or damaged") from error
    if len(database) > LARGEST_DATABASE:
        raise PackageError(f"its database unpacks to more than {LARGEST_DATABASE // 2**20} MB")
    return database


class _Bounded:
    """A connection that only reads, and no more than is reasonable."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        connection.set_authorizer(_allowed)
        connection.set_progress_handler(_countdown(MOST_STEPS // 10_000), 10_000)

    def rows(self, table: str, *columns: tuple[str, type]) -> Iterator[tuple[Any, ...]]:
        """Yield a table's columns, each of which must be of its type in every row.

        A view or a virtual table of that name could run anything, and is refused.
        """
        kinds = self.connection.execute(
            "SELECT type FROM sqlite_master WHERE name = ? AND rootpage > 0", (table,)
        ).fetchall()
        if kinds != [("table",)]:
            raise PackageError(f"its database has no table '{table}'")
        names = ", ".join(name for name, _ in columns)
        for row in self.connection.execute(f"SELECT {names} FROM {table}"):  # noqa: S608 - ours
            for value, (name, kind) in zip(row, columns, strict=True):
                if not isinstance(value, kind):
                    raise PackageError(f"'{name}' in its table '{table}' is no {kind.__name__}")
            yield row


def _allowed(action: int, *_: str | None) -> int:
    return sqlite3.SQLITE_OK if action in _READS else sqlite3.SQLITE_DENY


def _countdown(steps: int) -> Callable[[], int]:
    left = iter(range(steps))
    return lambda: next(left, None) is None


def _notes(bounded: _Bounded) -> dict[str, PackagedNote]:
    names = _deck_names(bounded)
    cards: dict[int, dict[int, str]] = defaultdict(dict)
    for note, ordinal, deck in bounded.rows("cards", ("nid", int), ("ord", int), ("did", int)):
        cards[note][ordinal] = names.get(str(deck), "")
    columns = (("guid", str), ("id", int), ("mid", int), ("mod", int), ("tags", str), ("flds", str))
    notes = {}
    for guid, id_, type_, changed, tags, fields in bounded.rows("notes", *columns):
        own = cards.get(id_, {})
        notes[guid] = PackagedNote(
            type=type_,
            fields=tuple(fields.split("\x1f")),
            tags=tuple(tags.split()),
            cards=tuple(sorted(own)),
            added=id_ // 1000,
            changed=changed,
            deck=own[min(own)] if own else "",
        )
    return notes


def _deck_names(bounded: _Bounded) -> dict[str, str]:
    """Return the names of decks by id; a package without any that can be read has none."""
    for (text,) in bounded.rows("col", ("decks", str)):
        try:
            decks = json.loads(text)
            return {key: str(deck["name"]) for key, deck in decks.items()}
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return {}
    return {}
