"""Whether files are as they were: by what the file system tells of them, or else by their bytes.

A file whose size, times and inode are the same has the same bytes, for nobody can set the time of a
file's last change (``ctime``) but the system's clock. One that was seen within a tick of that clock
may have changed once more since then; it is looked into, and so is one that was only touched.
Nothing is imported here that takes time: this runs before quizgen itself is imported.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

CACHE = ".quizgen"
"""The folder in an output folder for what makes the next build short; it can be deleted."""
HERE = "here"
"""A file in it, whose inode and time no copy has: what was noted beside it was noted here."""
LARGEST = 256 * 2**20
"""Bytes of a file that is looked into; a sparse one may claim any number."""
TICK = 50_000_000
"""Nanoseconds that a clock of a file system takes for a step, at the most five times over."""
COARSE, COARSE_TICK = 10_000_000, 2_000_000_000
"""Of times that are all multiples of so much: FAT takes two seconds for a step."""


class Print(NamedTuple):
    """What a file was when it was seen: size, times in nanoseconds, inode, digest of its bytes."""

    size: int
    modified: int
    changed: int
    inode: int
    digest: str
    seen: int

    @classmethod
    def read(cls, row: Sequence[Any]) -> Print:
        """Return a print that was written down.

        Raises:
            ValueError, TypeError, LookupError: when it is none.

        """
        size, modified, changed, inode, hexadecimal, seen = row
        return cls(int(size), int(modified), int(changed), int(inode), str(hexadecimal), int(seen))

    def tells(self, now: Status) -> bool:
        """Whether a file that has this status is the same for certain."""
        tick = TICK if self.changed % COARSE else COARSE_TICK
        return self[:4] == now and self.changed < self.seen - tick


Status = tuple[int, int, int, int]

_TAKEN: dict[str, Print] = {}
"""What was looked into by this process: nothing is read again that is the same for certain."""


def digest(*parts: bytes) -> str:
    """Return a digest of some bytes, each part by itself."""
    import hashlib  # OpenSSL takes as long to load as a thousand files to look at

    state = hashlib.sha256()
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()[:32]


def status(path: str | Path) -> Status | None:
    """Return what the file system tells of a regular file, or None where there is none."""
    try:
        file = os.stat(path)  # noqa: PTH116 - a thousand times in a row, of texts
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(file.st_mode):
        return None
    return (file.st_size, file.st_mtime_ns, file.st_ctime_ns, file.st_ino)


def take(path: str | Path) -> Print | None:
    """Return what a file is now, or None where it cannot be read, or is larger than any input.

    The status is taken first: a file that changes in between will not match it again.
    """
    seen, now = time.time_ns(), status(path)
    if now is None or now[0] > LARGEST:
        return None
    before = _TAKEN.get(str(path))
    if before and before.tells(now):
        return before
    try:
        taken = Print(*now, digest(Path(path).read_bytes()), seen)
    except OSError:
        return None
    _TAKEN[str(path)] = taken
    return taken


def within(root: str | Path) -> Iterator[str]:
    """Yield the files under a folder but hidden ones, and not what a build has put there."""
    try:
        entries = list(os.scandir(root))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            is_output = os.path.isdir(f"{entry.path}/{CACHE}")  # noqa: PTH112 - of a text
            yield from () if is_output else within(entry.path)
        else:
            yield entry.path


def same(prints: Mapping[str, Print]) -> dict[str, Print] | None:
    """Return what files are now if they are as they were, or else None.

    What did not take a look into the file is the same object as before.
    """
    current = {}
    for path, before in prints.items():
        now = status(path)
        if now is None or now[0] != before.size:
            return None
        after = before if before.tells(now) else take(path)
        if after is None or after.digest != before.digest:
            return None
        current[path] = after
    return current


def of_all(paths: Iterable[str]) -> dict[str, Print]:
    """Return what some files are now; those that cannot be read are left out."""
    return {path: taken for path in paths if (taken := take(path))}


def here(folder: str) -> list[int]:
    """Return what tells a folder from each copy of it; it is made, if there is none."""
    path = f"{folder}/{HERE}"
    if status(path) is None:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - of a text
        put(path, "This folder makes the next build short. It can be deleted.\n")
    return list(status(path) or ())


def put(path: str, text: str) -> None:
    """Write a file whole, in the place of whatever has its name."""
    temporary = f"{os.path.dirname(path)}/.quizgen-{os.getpid()}.tmp"  # noqa: PTH120 - of a text
    try:
        with open(temporary, "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(text)
        os.replace(temporary, path)  # noqa: PTH105
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise
