"""The zip archive that an Anki package is, looked through before anything in it is used.

An archive may be damaged, or made to do harm: a thousand bytes can unpack to as many millions, two
members can have one name, a name can lead out of a folder. What there may be in one is bounded, and
only what has been read whole, and in bounds, is handed on.
"""

from __future__ import annotations

import io
import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from quizgen.user_files import LARGEST_MEDIA, MB

LARGEST_DATABASE = 256 * MB
"""Bytes that a package's database may unpack to; 100,000 notes take 40 MB."""
LARGEST_UNPACKED = 4096 * MB
"""Bytes that all of a package may unpack to."""
MOST_MEMBERS = 100_000
MEDIA = "media"
"""The list of the pictures' and sounds' names, by the names of their members: 0, 1, 2 …"""
NEWER = "collection.anki21b"
"""The database of Anki's newer format, whose members are packed once more, by Zstandard."""
_DATABASES = (NEWER, "collection.anki21", "collection.anki2")
"""Where the database is, the newer first: then the older holds but a request to update Anki."""
_MEMBER = re.compile(r"[0-9]{1,9}|media|meta|collection\.anki2(1b?)?")
_CENTRAL = b"PK\x01\x02"
"""What each entry of an archive's table of contents begins with."""
_CHUNK = MB
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


def database(data: bytes) -> tuple[str, bytes]:
    """Return the name of the database in a package, and what is in the archive under it.

    Raises:
        PackageError: where there is none that can be read, or it is too large.

    """
    with opened(data) as archive:
        name = _name_of_database(archive.namelist())
        content = _read(archive, name, LARGEST_DATABASE, "database")
        if not content:
            raise PackageError("its database is empty")
        return name, content


def require_sound(data: bytes) -> None:
    """Make sure that a package has only what one has, whole and of a size that can be unpacked.

    Raises:
        PackageError: where that is not so.

    """
    with opened(data) as archive:
        members = archive.infolist()
        _require_plain(members)
        left = LARGEST_UNPACKED
        for member in members:
            is_database = member.filename.startswith("collection")
            left -= _unpacked(archive, member, LARGEST_DATABASE if is_database else LARGEST_MEDIA)
            if left < 0:
                raise PackageError(f"it unpacks to more than {LARGEST_UNPACKED // MB} MB")
        if MEDIA not in archive.namelist():
            raise PackageError("it has no list of its media")


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return an archive of some members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open an archive; what goes wrong within it is a damage."""
    if data.count(_CENTRAL) > MOST_MEMBERS:
        raise PackageError(f"it has more than {MOST_MEMBERS} members")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except PackageError:
        raise
    except RuntimeError as error:
        raise PackageError("it is encrypted, or packed in an unknown way") from error
    except _DAMAGE as error:
        raise PackageError("it is no Anki package: it is no zip archive, or damaged") from error


def _name_of_database(names: Iterable[str]) -> str:
    for name in _DATABASES:
        if name in names:
            return name
    raise PackageError("it is no Anki package: it has no collection in it")


def _require_plain(members: Iterable[zipfile.ZipInfo]) -> None:
    """Make sure that members have the names of a package's, each once, and are files."""
    for name, count in Counter(member.filename for member in members).items():
        if not _MEMBER.fullmatch(name):
            raise PackageError(f"it has a member that no package has: {name[:80]!r}")
        if count > 1:
            raise PackageError(f"it has {count} members called '{name}'")
    for member in members:
        mode = member.external_attr >> 16
        if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            raise PackageError(f"its member '{member.filename}' is a link, or no file")


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> int:
    """Return the bytes of a member, all of which are read: their checksum has to be right."""
    size = 0
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise PackageError(f"its member '{member.filename}' has more than {most // MB} MB")
    _require_size(member, size)
    return size


def _read(archive: zipfile.ZipFile, name: str, most: int, what: str) -> bytes:
    with archive.open(name) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise PackageError(f"its {what} unpacks to more than {most // MB} MB")
    _require_size(archive.getinfo(name), len(data))
    return data


def _require_size(member: zipfile.ZipInfo, size: int) -> None:
    if size != member.file_size:
        raise zipfile.BadZipFile(f"{size} bytes, and not {member.file_size}")
