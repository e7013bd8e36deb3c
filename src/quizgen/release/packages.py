"""Anki packages as they come back, from ourselves or from strangers: read, and nothing run.

A package is a zip archive with an SQLite database. Both may be damaged, or made to do harm: what
they unpack to, what a query may cost, and what there may be in a database is bounded.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from quizgen.records import dataclass
from quizgen.release import containers
from quizgen.release.containers import PackageError

MOST_STEPS = 100_000_000
"""Steps of SQLite's machine that reading one package may take; 100,000 notes take 4,000,000."""
SCHEMA = 11
"""The version of the databases in packages, since 2012; later ones are in the newer format."""
_TABLES = frozenset(
    "col notes cards revlog graves sqlite_stat1 sqlite_stat4 android_metadata".split()
)
_READS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
_SORTS = {int: "number", str: "text", bytes: "row of bytes"}


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
    _, database = containers.database(data)
    with opened(database) as bounded:
        return _notes(bounded)


def copy_for_anki(data: bytes) -> bytes:
    """Return a package that has been looked through, as one that Anki may be given.

    It is made anew, of what could be read: notes, cards and note types, but no picture.

    Raises:
        PackageError: where something is in it that no package has, or something cannot be read.

    """
    name, database = containers.database(data)
    with opened(database) as bounded:
        _notes(bounded)
        bounded.require_plain()
    containers.require_sound(data)
    return containers.packed(name, database)


@contextmanager
def opened(database: bytes) -> Iterator[Bounded]:
    """Open a database, of which no more is read than is reasonable.

    Raises:
        PackageError: where it cannot be read, then or later.

    """
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(database)
            yield Bounded(connection)
    except (sqlite3.Error, MemoryError, OverflowError, UnicodeDecodeError) as error:
        raise PackageError(f"its database cannot be read: {error}") from error


class Bounded:
    """A connection that only reads, and no more than is reasonable."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        connection.set_authorizer(_allowed)
        connection.set_progress_handler(_countdown(MOST_STEPS // 10_000), 10_000)

    def has(self, table: str) -> bool:
        """Whether there is a table of that name; a view or a virtual table is none."""
        kinds = self.connection.execute(
            "SELECT type FROM sqlite_master WHERE name = ? AND rootpage > 0", (table,)
        ).fetchall()
        return kinds == [("table",)]

    def rows(self, table: str, *columns: tuple[str, type]) -> Iterator[tuple[Any, ...]]:
        """Yield a table's columns, each of which must be of its type in every row.

        A view or a virtual table of that name could run anything, and is refused.
        """
        if not self.has(table):
            raise PackageError(f"its database has no table '{table}'")
        names = ", ".join(name for name, _ in columns)
        for row in self.connection.execute(f"SELECT {names} FROM {table}"):  # noqa: S608 - ours
            for value, (name, kind) in zip(row, columns, strict=True):
                if not isinstance(value, kind):
                    raise PackageError(f"'{name}' in its table '{table}' is no {_SORTS[kind]}")
            yield row

    def require_plain(self) -> None:
        """Make sure that there are no tables but Anki's own, and nothing that runs by itself."""
        for kind, table in self.connection.execute("SELECT type, tbl_name FROM sqlite_master"):
            if kind not in ("table", "index") or table not in _TABLES:
                raise PackageError(f"its database has a {kind} that no package has: {table!r:.80}")


def _allowed(action: int, *_: str | None) -> int:
    return sqlite3.SQLITE_OK if action in _READS else sqlite3.SQLITE_DENY


def _countdown(steps: int) -> Callable[[], int]:
    left = iter(range(steps))
    return lambda: next(left, None) is None


def _notes(bounded: Bounded) -> dict[str, PackagedNote]:
    _require_version(bounded)
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


def _require_version(bounded: Bounded) -> None:
    for (version,) in bounded.rows("col", ("ver", int)):
        if version != SCHEMA:
            raise PackageError(f"its database is of version {version}; version {SCHEMA} is read")


def _deck_names(bounded: Bounded) -> dict[str, str]:
    """Return the names of decks by id; a package without any that can be read has none."""
    for (text,) in bounded.rows("col", ("decks", str)):
        try:
            decks = json.loads(text)
            return {key: str(deck["name"]) for key, deck in decks.items()}
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return {}
    return {}
