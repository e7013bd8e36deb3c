"""The only writer: whole files or none, inside one folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from quizgen.interrupts import Tidied
from quizgen.locks import locked
from quizgen.records import dataclass
from quizgen.user_files import UnreadableError, read

STAMPS = ".quizgen.json"
"""The file, in a folder of outputs, that says which of them quizgen made, and of what."""
LOSSES = ".losses.txt"
"""What follows the name of a file in the name of the report on what that file could not hold."""
_TEMPORARY = ".quizgen-*.tmp"
"""What a file is called until it is whole."""
_DEPTH = 4
"""How many folders deep what is left of a killed process may lie."""

_FEW, _AT_ONCE = 8, 16
"""Files that are written to the disk one by one, and at the same time where there are more."""


class OutputError(Exception):
    """Raised when a file cannot be written; says which, and why."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be written: its path under the output folder, and how its bytes are made."""

    path: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Written:
    """What became of some files: paths relative to their folder, sorted."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]


def write_files(folder: Path, files: Mapping[str, bytes], *, settled: bool = True) -> Written:
    """Write files under a folder; those that have these bytes already are left alone.

    All are first written whole under other names and only then moved into place, so that a full
    disk or an interruption leaves what was there. What a killed process left is swept away: no
    other is at work, for the folder is locked meanwhile. They are on the disk when this returns,
    unless they need not be ``settled``, as what can be made again.

    Raises:
        OutputError: when one cannot be written, or its path leads out of the folder.
        LockedError: when another process does not let go of the folder.

    """
    with locked(folder):
        _sweep(folder)
        return _write(folder, files, settled=settled)


def _write(folder: Path, files: Mapping[str, bytes], *, settled: bool) -> Written:
    known: set[Path] = set()
    changed = {name: data for name, data in files.items() if differs(folder, name, data, known)}
    staged: dict[Path, Path] = {}
    target = folder
    with Tidied(lambda: _unlink(staged)):
        try:
            for name, data in changed.items():
                target = folder / name  # which is inside, since it has been compared
                _stage(target, data, staged)
            if settled:
                _settle(staged)
            for temporary, target in list(staged.items()):
                temporary.replace(target)
                del staged[temporary]  # or it would be looked for in vain
        except OSError as error:
            raise _unwritable(target, error) from error
    return Written(tuple(sorted(changed)), tuple(sorted(files.keys() - changed.keys())))


def _unlink(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def remove_files(folder: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Delete files under a folder, and folders in it that are then empty; return the files."""
    gone = []
    for name in sorted(names):
        path = _inside(folder, name)
        try:
            path.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise OutputError(f"{path} cannot be deleted: {error.strerror}") from error
        gone.append(name)
        with suppress(OSError):  # there is something else in it
            for parent in list(Path(name).parents)[:-1]:
                (folder / parent).rmdir()
    return tuple(gone)


def _sweep(folder: Path) -> None:
    """Delete what killed processes left under names of their own."""
    prefix, suffix = _TEMPORARY.split("*")
    lowest = len(folder.parts) + _DEPTH
    for place, folders, names in os.walk(folder):  # which lists each folder once, not five times
        if len(Path(place).parts) == lowest:
            folders.clear()
        for name in names:
            if name.startswith(prefix) and name.endswith(suffix):
                with suppress(OSError):
                    Path(place, name).unlink()


def _inside(folder: Path, name: str, known: set[Path] | None = None) -> Path:
    """Return the path of a file, which is inside its folder.

    ``known`` are folders that are: to resolve each path was a fiftieth of a build of many files.
    """
    path = folder / name
    is_link = path.is_symlink()
    if known and path.parent in known and not is_link:
        return path
    try:
        is_inside = path.resolve().is_relative_to(folder.resolve())
    except RuntimeError as error:  # how Python 3.11 and 3.12 tell of a link to itself
        raise OutputError(f"{path} cannot be written: a link leads to itself") from error
    if not is_inside:
        raise OutputError(f"{name} leads out of {folder}")
    if known is not None and not is_link:
        known.add(path.parent)
    return path


def differs(folder: Path, name: str, data: bytes, known: set[Path] | None = None) -> bool:
    """Whether a file under a folder has other bytes than these, or is not there.

    ``known`` are folders that are inside that one, and takes those that are found to be.

    Raises:
        OutputError: when its path leads out of the folder, or it is no file at all.

    """
    path = _inside(folder, name, known)
    try:
        return read(path, max(len(data), 1)) != data
    except FileNotFoundError:
        return True
    except UnreadableError as error:
        if path.exists() and not path.is_file():
            raise OutputError(f"{path} cannot be written: {error}") from error
        return True


def _stage(target: Path, data: bytes, staged: dict[Path, Path]) -> None:
    """Write the data beside its target under a name of its own, and note it before it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(_TEMPORARY.replace("*", f"{os.getpid()}-{len(staged)}"))
    staged[temporary] = target
    with temporary.open("xb") as file:
        file.write(data)


def _settle(staged: Mapping[Path, Path]) -> None:
    """Have files written to the disk: many at once, or each would wait for those before it."""
    if len(staged) < _FEW:
        for temporary, target in staged.items():
            _sync(temporary, target)
        return
    from concurrent.futures import ThreadPoolExecutor  # takes time that a small build does not have

    listed = list(staged.items())
    shares = [listed[start::_AT_ONCE] for start in range(_AT_ONCE)]  # to pass on each takes longer
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        list(threads.map(_sync_all, shares))


def _sync_all(staged: Iterable[tuple[Path, Path]]) -> None:
    for temporary, target in staged:
        _sync(temporary, target)


def _sync(temporary: Path, target: Path) -> None:
    try:
        file = os.open(temporary, os.O_RDWR)
        try:
            os.fsync(file)
        finally:
            os.close(file)
    except OSError as error:
        raise _unwritable(target, error) from error


def _unwritable(target: Path, error: OSError) -> OutputError:
    return OutputError(f"{target} cannot be written: {error.strerror or error}")
