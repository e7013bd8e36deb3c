"""The archive that a package is, in all its versions: its database, and its pictures and sounds.

Since 2.1.50, Anki packs each of its members by Zstandard. Media are numbered, and a member tells
their names: as JSON, or in the newer format as a message of Protocol Buffers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import zstandard

from quizgen.records import dataclass
from quizgen.release import containers, protobuf
from quizgen.release.containers import MEDIA, NEWER, PackageError
from quizgen.release.database import Bounded, opened
from quizgen.user_files import LARGEST_MEDIA, MB

LARGEST_MAP = 16 * MB
"""Bytes of the list of media."""
LARGEST_WINDOW = 128 * MB
"""Bytes that may be kept to unpack what Zstandard has packed."""
_PIECE = 4096
"""Bytes that are unpacked at once, to 128 MB at the most."""
META, VERSION = "meta", b"\x08\x03"
"""What tells Anki that a package is in the newer format: its third."""
_ELSEWHERE = re.compile(r"[/\\\x00]|^[A-Za-z]:")
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
        with opened(self._database()) as bounded:
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
        if self.is_newer:
            messages = map(protobuf.message, protobuf.entries(listed))
            return {protobuf.text(entry, 1): str(n) for n, entry in enumerate(messages)}
        try:
            names = json.loads(listed or "{}")
        except (ValueError, RecursionError) as error:
            raise PackageError("its list of media cannot be read") from error
        if not isinstance(names, dict) or not all(isinstance(n, str) for n in names.values()):
            raise PackageError("its list of media is no list of names")
        return {name: number for number, name in names.items()}

    def require_sound(self) -> None:
        """Make sure that there is only what a package has, and that its media are there.

        Raises:
            PackageError: where that is not so.

        """
        containers.require_sound(self.data)
        with containers.opened(self.data) as archive:
            members = set(archive.namelist())
        for name, member in self.names().items():
            if member not in members:
                raise PackageError(f"its list of media has '{member[:80]}', which is not in it")
            if name in ("", ".", "..") or _ELSEWHERE.search(name):
                raise PackageError(
                    f"its list of media has a name that leads elsewhere: {name[:80]!r}"
                )

    def without_media(self) -> bytes:
        """Return a package of the database alone."""
        name, _ = containers.database(self.data)
        if not self.is_newer:
            return containers.packed({name: self._database(), MEDIA: b"{}"})
        pack = zstandard.ZstdCompressor().compress
        members = {META: VERSION, name: pack(self._database()), MEDIA: pack(b"")}
        return containers.packed(members)

    def _database(self) -> bytes:
        """Return the database, with a journal that needs no other file."""
        _, content = containers.database(self.data)
        database = bytearray(self._bounded(content, containers.LARGEST_DATABASE, "database"))
        if database[_JOURNAL] == _WRITE_AHEAD:
            database[_JOURNAL] = _ROLL_BACK
        return bytes(database)

    def file(self, member: str) -> bytes:
        """Return a picture or a sound by the name of its member.

        Raises:
            PackageError: where it is not there, damaged or too large.

        """
        return self._unpacked(member, LARGEST_MEDIA)

    def _unpacked(self, member: str, most: int) -> bytes:
        """Return what a member holds, which is no more than ``most`` bytes."""
        with containers.opened(self.data) as archive, archive.open(member) as file:
            content = file.read(most + 1)
        return self._bounded(content, most, f"member '{member}'")

    def _bounded(self, content: bytes, most: int, what: str) -> bytes:
        """Return the content of a member, unpacked once more where it is packed twice.

        Where it has too much before that, it has been cut off.
        """
        if self.is_newer and len(content) <= most:
            content = _decompressed(content, most)
        if len(content) > most:
            raise PackageError(f"its {what} has more than {most // MB} MB")
        return content


def archive(data: bytes) -> Archive:
    """Return a package.

    Raises:
        PackageError: where it is none.

    """
    with containers.opened(data) as opened_archive:
        return Archive(data, NEWER in opened_archive.namelist())


def _decompressed(data: bytes, most: int) -> bytes:
    """Return what frames hold, or more than ``most`` bytes of it where they hold more.

    That a frame ends too soon is no error to the library: it unpacks to less.
    """
    decompressor = zstandard.ZstdDecompressor(max_window_size=LARGEST_WINDOW)
    frame, place, content = decompressor.decompressobj(), 0, bytearray()
    try:
        while place < len(data) and len(content) <= most:
            if frame.eof:
                frame = decompressor.decompressobj()
            piece = data[place : place + _PIECE]
            content += frame.decompress(piece)
            place += len(piece) - len(frame.unused_data)
    except zstandard.ZstdError as error:
        raise PackageError("a member of it is not packed as it should be") from error
    if not frame.eof and len(content) <= most:
        raise PackageError("a member of it is cut off before its end")
    return bytes(content)
