"""Says that nothing has changed before anything is imported that could find out more.

A build that ends well notes what it was asked, which files it may have read and which it made, and
a check does so where a build has been. When the same is asked again and all of them are as they
were, there is nothing to do but to say so. The notes can be deleted at any time. They count only
where they were made: with them stands a file whose inode and time no copy has, so that nobody
else's notes are believed.
"""

from __future__ import annotations

import json
import os
import sys
import time
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

import typer

from quizgen.cli.telling import Line, nothing_changed, tell_lines
from quizgen.clock import EPOCH
from quizgen.fingerprints import (
    CACHE,
    HERE,
    LARGEST,
    Print,
    here,
    of_all,
    put,
    same,
    status,
    within,
)
from quizgen.version import __version__

_MOST = 8
"""Notes that are kept, each of one way to ask for a build."""
_LIBRARIES = os.path.dirname(os.path.dirname(typer.__file__))  # noqa: PTH120 - of texts alone
"""Where libraries are installed: its time changes when one of them does."""


class Note(NamedTuple):
    """What was asked; what may have been read, from where and when; what was made, and told.

    ``folders`` are times of folders in which only what is there counts; ``says`` is what there is
    to say when it is asked again.
    """

    asked: list[str]
    roots: list[str]
    folders: dict[str, int]
    read: dict[str, Print]
    outputs: dict[str, Print]
    lines: list[Line]
    says: str


CHECK = "\0check"
"""Begins what is asked of a check: no argument of a build can be that."""


def checked(args: Sequence[str]) -> bool:
    """Say what a check has found, if nothing has changed since."""
    return told((CHECK, *args))


def told(args: Sequence[str]) -> bool:
    """Say that nothing has changed, if that is so; who wants to hear more has to wait for it."""
    note = None if _is_verbose(args) else _read(args)
    if note is None or note.folders != _times(note.folders) or _files(note.roots) != set(note.read):
        return False
    read, outputs = same(note.read), same(note.outputs)
    if read is None or outputs is None:
        return False
    if [*read.values(), *outputs.values()] != [*note.read.values(), *note.outputs.values()]:
        with suppress(OSError):
            _write(args, note._replace(read=read, outputs=outputs))
    tell_lines(note.lines)
    if not _is_quiet(args):
        typer.echo(note.says)
    return True


def is_noted(args: Sequence[str]) -> bool:
    """Whether there is a folder for notes: a build makes one, a check does not."""
    return os.path.isdir(_folder(args))  # noqa: PTH112 - of a text


class Watch:
    """What a build may read, looked at before it does, to be noted when it has ended well."""

    def __init__(self, args: Sequence[str], roots: Iterable[str], folders: Iterable[str]) -> None:
        self._args = args
        self._roots = list(roots)
        self._folders = _times([_LIBRARIES, *folders])
        self._read = of_all(_files(self._roots))

    def note(
        self,
        outputs: Mapping[str, str],
        written: Iterable[str],
        lines: Iterable[Line],
        says: str = "",
    ) -> None:
        """Note the digests of what was made, what else was written, and what there was to tell.

        Where nothing ``says`` what is to be said of it again, it is how many files are up to date.

        Where it cannot be noted, the next build only takes longer.
        """
        seen = time.time_ns()
        note = Note(
            asked=_asked(self._args),
            roots=self._roots,
            folders=self._folders,
            read=self._read | of_all(written),
            outputs={p: Print(*now, outputs[p], seen) for p in outputs if (now := status(p))},
            lines=list(lines),
            says=says or nothing_changed(len(outputs), out_of(self._args)),
        )
        with suppress(OSError):
            _write(self._args, note)


# --- what was asked ---------------------------------------------------------------------------


def _asked(args: Sequence[str]) -> list[str]:
    """Return all that a build may depend on but files: options, folder, clock, versions."""
    return [*_without_jobs(args), os.getcwd(), os.environ.get(EPOCH, ""), __version__, sys.version]  # noqa: PTH109


def _without_jobs(args: Sequence[str]) -> list[str]:
    """Leave out how many processes share the work, which changes nothing that is made of it."""
    kept, rest = [], list(args)
    while rest:
        name, is_joined, value = rest.pop(0).partition("=")
        value = value if is_joined else (rest or [""])[0]
        if name != "--jobs" or not value.isdecimal() or value.startswith("0"):
            kept.append(f"{name}={value}" if is_joined else name)
        elif not is_joined:
            rest.pop(0)
    return kept


def out_of(args: Sequence[str]) -> str:
    """Return the output folder; where options are written otherwise, no note is there."""
    for index, arg in enumerate(args):
        if arg == "--out":
            return "".join(args[index + 1 : index + 2])
        if arg.startswith("--out="):
            return arg.removeprefix("--out=")
    return "out"


def _is_verbose(args: Sequence[str]) -> bool:
    return any(arg == "--verbose" or (arg[:1] == "-" != arg[1:2] and "v" in arg) for arg in args)


def _is_quiet(args: Sequence[str]) -> bool:
    return any(arg == "--quiet" or (arg[:1] == "-" != arg[1:2] and "q" in arg) for arg in args)


# --- files ------------------------------------------------------------------------------------


def _files(roots: Iterable[str]) -> set[str]:
    return {path for root in roots for path in within(root)}


def _times(folders: Iterable[str]) -> dict[str, int]:
    times = {}
    for folder in folders:
        try:
            times[folder] = os.stat(folder).st_mtime_ns  # noqa: PTH116 - of texts alone
        except OSError:
            times[folder] = 0
    return times


def _folder(args: Sequence[str]) -> str:
    return f"{out_of(args)}/{CACHE}"


def _path(args: Sequence[str]) -> str:
    return f"{_folder(args)}/last-{zlib.crc32(chr(0).join(_without_jobs(args)).encode()):08x}.json"


def _read(args: Sequence[str]) -> Note | None:
    """Return what was noted here when the same was asked; any damage makes it nothing."""
    now = status(_path(args))
    if now is None or now[0] > LARGEST:
        return None
    try:
        with open(_path(args), encoding="utf-8") as file:  # noqa: PTH123 - of a text
            data = json.load(file)
        note = Note(*data.pop("note"))
        if data != {"here": list(status(f"{_folder(args)}/{HERE}") or ())}:
            return None
        if note.asked != _asked(args):
            return None
        return note._replace(
            read={path: Print.read(row) for path, row in note.read.items()},
            outputs={path: Print.read(row) for path, row in note.outputs.items()},
            lines=[Line(*map(str, row)) for row in note.lines],
        )
    except (OSError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return None


def _write(args: Sequence[str], note: Note) -> None:
    """Write a note whole, beside what tells where it was made; the oldest of many is dropped."""
    folder = _folder(args)
    put(_path(args), json.dumps({"here": here(folder), "note": note}))
    notes = [entry for entry in os.scandir(folder) if entry.name.startswith("last-")]
    for entry in sorted(notes, key=lambda entry: -entry.stat().st_mtime_ns)[_MOST:]:
        os.unlink(entry.path)  # noqa: PTH108
