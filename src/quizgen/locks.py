"""One at a time: a lock on a folder, which ends with the process that holds it.

On POSIX systems it is the folder itself that is locked, so that nothing is left in it; Windows
cannot do that, and gets a file. A file system that knows no locks (some network drives) is worked
on without one.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = ".quizgen.lock"
"""The file that Windows needs."""
PATIENCE = 600.0
"""Seconds to wait for another quizgen before giving up."""
_POLL = 0.05
_BUSY = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})
_held: set[Path] = set()
"""What this process has locked: a lock within a lock is the same one."""


class LockedError(Exception):
    """Raised when another process did not let go of a folder in time; says which folder."""


@contextmanager
def locked(
    folder: Path, waiting: Callable[[str], None] = lambda _: None, patience: float = PATIENCE
) -> Iterator[None]:
    """Hold a folder for as long as the block runs; ``waiting`` is told once if that takes a while.

    Raises:
        LockedError: when another process still holds it after ``patience`` seconds.

    """
    place = Path(os.path.realpath(folder))
    if place in _held or not place.is_dir():
        yield
        return
    handle = _open(place)
    try:
        _acquire(handle, folder, waiting, patience)
        _held.add(place)
        yield
    finally:
        _held.discard(place)
        os.close(handle)


def _acquire(handle: int, folder: Path, waiting: Callable[[str], None], patience: float) -> None:
    end = time.monotonic() + patience
    is_told = False
    while not _try(handle):
        if time.monotonic() >= end:
            raise LockedError(f"another quizgen is at work in {folder}: try again later")
        if not is_told:
            waiting(f"another quizgen is at work in {folder}: waiting for it")
            is_told = True
        time.sleep(_POLL)


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _open(place: Path) -> int:
        return os.open(place / LOCK, os.O_RDWR | os.O_CREAT)

    def _try(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            return error.errno not in _BUSY
        return True

else:
    import fcntl

    def _open(place: Path) -> int:
        return os.open(place, os.O_RDONLY)

    def _try(handle: int) -> bool:
        """Lock it now, if nobody else has; without locks, nobody ever has."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in _BUSY
        return True
