"""The only reader of users' files: regular ones, within a stated size, inside their folder.

A folder of decks may come from a stranger. A pipe or a device would never end, a sparse file fills
the memory, a link leads anywhere: each is refused with a sentence before it is opened. And a name
is the same name however a system composes its letters: a Mac writes ``é`` as two characters.
"""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO

MB = 2**20
LARGEST_TEXT = 16 * MB
"""Of a deck, a blueprint, a template: 100,000 facts take 14 MB."""
LARGEST_SOURCE = 64 * MB
LARGEST_LEDGER = 256 * MB
LARGEST_MEDIA = 64 * MB
LARGEST_PACKAGE = 1024 * MB
RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)
"""Names of devices on Windows, whatever ending follows them."""
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_KINDS = {
    stat.S_ISDIR: os.strerror(errno.EISDIR),
    stat.S_ISFIFO: "it is a pipe",
    stat.S_ISSOCK: "it is a socket",
    stat.S_ISCHR: "it is a device",
    stat.S_ISBLK: "it is a device",
}


class UnreadableError(Exception):
    """Raised where a file is there and cannot be read: says why, without its name."""


def read(path: Path, most: int, within: Path | None = None) -> bytes:
    """Return a file's bytes, ``most`` of them at the most; ``within`` is where it must lie.

    Raises:
        FileNotFoundError: when there is none.
        UnreadableError: when it is no regular file, too large, or elsewhere.

    """
    try:
        if within is not None and not path.resolve().is_relative_to(within.resolve()):
            raise UnreadableError(f"it leads out of {within.as_posix()}")
        _require_regular(path.stat().st_mode)
        handle = os.open(path, _OPEN)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise UnreadableError(error.strerror or str(error)) from error
    except RuntimeError as error:  # how Python 3.11 and 3.12 tell of a link to itself
        raise UnreadableError("it is a link that leads to itself") from error
    except ValueError as error:
        raise UnreadableError("its name is none that a file can have") from error
    with os.fdopen(handle, "rb") as file:
        return _bounded(file, most)


def read_text(path: Path, most: int = LARGEST_TEXT, within: Path | None = None) -> str:
    """Return a file's text, which is UTF-8, with or without a mark that says so.

    Raises:
        FileNotFoundError: when there is none.
        UnreadableError: as :func:`read`, and when it is not UTF-8.

    """
    data = read(path, most, within)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"byte 0x{data[error.start]:02x} in it is not UTF-8") from error


def _bounded(file: BinaryIO, most: int) -> bytes:
    """Read an open file, which may have become another since its name was looked at."""
    try:
        status = os.fstat(file.fileno())
        _require_regular(status.st_mode)
        data = b""
        if status.st_size <= most:
            data = b"".join(_chunks(file, most + 1))
    except OSError as error:
        raise UnreadableError(error.strerror or str(error)) from error
    size = max(status.st_size, len(data))
    if size > most:
        raise UnreadableError(f"it has {size / MB:.0f} MB, and at most {most / MB:.0f} are read")
    return data


def _chunks(file: BinaryIO, most: int) -> Iterator[bytes]:
    """Yield what is in a file, up to a number of bytes: Python makes room for all it asks for."""
    left = most
    while left > 0 and (chunk := file.read(min(left, MB))):
        left -= len(chunk)
        yield chunk


def _require_regular(mode: int) -> None:
    if not stat.S_ISREG(mode):
        kind = next((says for test, says in _KINDS.items() if test(mode)), "it is no file")
        raise UnreadableError(kind)


def same(name: str) -> str:
    """Return a name as names are compared: composed, and without regard to case."""
    return unicodedata.normalize("NFC", name).casefold()


def is_reserved(name: str) -> bool:
    """Whether Windows takes a name for that of a device, whatever follows its first dot."""
    return name.partition(".")[0].rstrip().casefold() in RESERVED


class Folder:
    """A folder of decks: finds the files that decks name, however a system writes their names."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._names: dict[Path, Mapping[str, tuple[str, ...]]] = {}

    def names(self, folder: Path) -> Mapping[str, tuple[str, ...]]:
        """Return the names in a folder by what they are compared by; none where it is none."""
        if folder not in self._names:
            names: dict[str, tuple[str, ...]] = {}
            for name in _listed(folder):
                names[same(name)] = (*names.get(same(name), ()), name)
            self._names[folder] = names
        return self._names[folder]

    def find(self, start: Path, file: str) -> Path | None:
        """Return where a file is that is named as seen from a folder, or None.

        A name has to be written as it is but for how its letters are composed; where several are,
        the one that is the same byte for byte goes before.
        """
        path = start
        for part in PurePosixPath(file).parts:
            if part in ("..", "/"):
                path = path / part
                continue
            composed = unicodedata.normalize("NFC", part)
            there = self.names(path).get(same(part), ())
            alike = [n for n in there if unicodedata.normalize("NFC", n) == composed]
            if not alike:
                return None
            path /= part if part in alike else alike[0]
        return path


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in os.scandir(folder))
    except (OSError, ValueError):
        return []
