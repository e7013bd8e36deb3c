"""The database of a package, of which no more is read than is reasonable, and nothing run."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from quizgen.release.containers import PackageError

MOST_STEPS = 100_000_000
"""Steps of SQLite's machine that reading one package may take; 100,000 notes take 4,000,000."""
_TABLES = frozenset(
    """col notes cards revlog graves sqlite_stat1 sqlite_stat4 android_metadata
    config deck_config decks fields notetypes tags templates""".split()
)
_READS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
_SORTS = {int: "number", str: "text", bytes: "row of bytes"}


@contextmanager
def opened(database: bytes) -> Iterator[Bounded]:
    """Open a database, of which no more is read than is reasonable.

    Raises:
        PackageError: where it cannot be read, then or later.

    """
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(database)
            connection.create_collation("unicase", _compared)
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


def _compared(first: str, second: str) -> int:
    """Compare two names as Anki's own order of texts does, which a newer database asks for."""
    first, second = first.casefold(), second.casefold()
    return (first > second) - (first < second)
