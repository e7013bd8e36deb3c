"""The archive that a package is, in all its versions: its database, and its pictures and sounds.

Since 2.1.50, Anki packs each of its members by Zstandard. Media are numbered, and a member tells
their names: as JSON, or in the newer format as a message of Protocol Buffers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import zstandard

from quizgen.imports import protobuf
from quizgen.imports.bundle import ImportRefused
from quizgen.input import LARGEST_MEDIA, MB
from quizgen.records import dataclass
from quizgen.release import containers
from quizgen.release.containers import LARGEST_DATABASE, LARGEST_MAP, MEDIA, PackageError
from quizgen.release.packages import Bounded, opened

NEWER = "collection.anki21b"
LARGEST_WINDOW = 128 * MB
"""Bytes that may be kept to unpack what Zstandard has packed."""
_JOURNAL, _WRITE_AHEAD, _ROLL_BACK = slice(18, 20), b"\x02\x02", b"\x01\x01"
"""Where SQLite notes how it keeps a journal; a database in memory has no other file for one."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A package's bytes, and whether it is as Anki writes them since 2.1.50."""

    data: bytes
    is_newer: bool

    @contextmanager
    def database(self) -> Iterator[Bounded]:
        """Open the database.

        Raises:
            PackageError: where it cannot be read, then or later.

        """
        if self.is_newer:
            database = bytearray(self._unpacked(NEWER, LARGEST_DATABASE))
        else:
            database = bytearray(containers.database(self.data)[1])
        if database[_JOURNAL] == _WRITE_AHEAD:
            database[_JOURNAL] = _ROLL_BACK
        with opened(bytes(database)) as bounded:
            bounded.connection.create_collation("unicase", _compared)
            yield bounded

    def names(self) -> dict[str, str]:
        """Return the names of members by those that they have in Anki.

        Raises:
            PackageError: where the list of them is damaged.

        """
        with containers.opened(self.data) as archive:
            if MEDIA not in archive.namelist():
                return {}
        listed = self._unpacked(MEDIA, LARGEST_MAP)
        try:
            if self.is_newer:
                messages = map(protobuf.message, protobuf.entries(listed))
                return {protobuf.text(entry, 1): str(n) for n, entry in enumerate(messages)}
            return {str(name): str(number) for number, name in json.loads(listed or "{}").items()}
        except (ValueError, AttributeError, RecursionError) as error:
            raise PackageError("its list of pictures and sounds is damaged") from error

    def reader(self, names: Mapping[str, str]) -> Callable[[str], bytes]:
        """Return what reads a file by its name in Anki."""

        def read(name: str) -> bytes:
            try:
                return self._unpacked(names[name], LARGEST_MEDIA)
            except (PackageError, KeyError) as error:
                raise ImportRefused(f"'{name}' is not in it, or damaged, or too large") from error

        return read

    def _unpacked(self, member: str, most: int) -> bytes:
        """Return what a member holds, which is no more than ``most`` bytes."""
        with containers.opened(self.data) as archive, archive.open(member) as file:
            content = file.read(most + 1)
        if self.is_newer:
            content = _decompressed(content, most)
        if len(content) > most:
            raise PackageError(f"its member '{member}' has more than {most // MB} MB")
        return content


def archive(data: bytes) -> Archive:
    """Return a package.

    Raises:
        PackageError: where it is none.

    """
    with containers.opened(data) as opened_archive:
        return Archive(data, NEWER in opened_archive.namelist())


def _decompressed(data: bytes, most: int) -> bytes:
    decompressor = zstandard.ZstdDecompressor(max_window_size=LARGEST_WINDOW)
    try:
        with decompressor.stream_reader(data, read_across_frames=True) as reader:
            return reader.read(most + 1)
    except zstandard.ZstdError as error:
        raise PackageError("a member of it is not packed as it should be") from error


def _compared(one: str, other: str) -> int:
    one, other = one.casefold(), other.casefold()
    return (one > other) - (one < other)
