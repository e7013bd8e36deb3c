"""What the last builds made, and of what: so that no file is made twice.

``.quizgen.json`` holds, for each file, the digest of what it was made of and that of its bytes. It
is the same on any machine. Beside it, in a folder that can be deleted, are the times and inodes of
the files, so that those that nobody has touched need not be read to see that they are as they were.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from quizgen.fingerprints import CACHE, Print, digest, status
from quizgen.output import STAMPS, OutputError, write_files
from quizgen.user_files import UnreadableError, read, read_text

PRINTS = f"{CACHE}/prints.json"
LARGEST = 2**40
"""Bytes of a file that quizgen made; no bound but that it must be one."""
_OURS = re.compile(
    r"((anki|author|bank|deck|media|print|site|source|web)/|fact/[a-z0-9-]+/)"
    r"([a-z]+/)?[a-z0-9-]+_?(\.[a-z0-9]+)+"
    r"|(index|timeline)\.html|(feed|sitemap)\.xml|manifest\.webmanifest|service-worker\.js"
)
"""Paths that a build may have written, and may delete again."""

_DAMAGES = (OSError, UnreadableError, ValueError, AttributeError, TypeError, RecursionError)
"""What reading a file raises that was damaged."""


class Stamp(NamedTuple):
    """The digests of what a file was made of, and of its bytes."""

    inputs: str
    output: str


class Stamps:
    """The stamps of all files under an output folder that builds have made."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._before = _read(out)
        self._of = dict(self._before)
        self._known = _read_prints(out)
        self._seen: dict[str, Print] = {}

    def digest(self, path: str) -> str:
        """Return the digest of the bytes of a file that was made."""
        return self._of[path].output

    def is_current(self, path: str, inputs: str) -> bool:
        """Whether a file was made of just this, and is as it was made."""
        stamp = self._of.get(path)
        return stamp is not None and stamp.inputs == inputs and self._is_ours(path)

    def others(self, planned: Iterable[str]) -> set[str]:
        """Return the files that are as some build made them, and not among those planned."""
        return {path for path in self._of.keys() - set(planned) if self._is_ours(path)}

    def _is_ours(self, path: str) -> bool:
        output, before = self._of[path].output, self._known.get(path)
        seen, now = time.time_ns(), status(self._out / path)
        if before and now and before.digest == output and before.tells(now):
            self._seen[path] = before
            return True
        try:
            is_ours = digest(read(self._out / path, LARGEST)) == output
        except (FileNotFoundError, UnreadableError):
            return False
        if is_ours and now:
            self._seen[path] = Print(*now, output, seen)
        return is_ours

    def write(self, stamps: Mapping[str, Stamp], gone: Iterable[str]) -> None:
        """Note what was made and what is gone, if that is news.

        Raises:
            OutputError: when it cannot be written.

        """
        for path in gone:
            del self._of[path]
        self._of |= stamps
        if self._of != self._before:
            write_files(self._out, {STAMPS: _dump(self._of)})
        seen = time.time_ns()
        for path, stamp in stamps.items():
            if now := status(self._out / path):
                self._seen[path] = Print(*now, stamp.output, seen)
        if self._seen != self._known:
            with suppress(OutputError):  # without them, the next build only takes longer
                write_files(self._out, {PRINTS: json.dumps(self._seen).encode()})


def _read(out: Path) -> dict[str, Stamp]:
    """Return what builds have left; anything unreadable only means that all is stale."""
    try:
        data = json.loads(read_text(out / STAMPS))
        return {
            path: Stamp(str(inputs), str(output))
            for path, (inputs, output) in data.items()
            if _OURS.fullmatch(path)
        }
    except _DAMAGES:
        return {}


def _read_prints(out: Path) -> dict[str, Print]:
    try:
        data = json.loads(read_text(out / PRINTS, LARGEST))
        return {path: Print.read(row) for path, row in data.items()}
    except _DAMAGES:
        return {}


def _dump(stamps: Mapping[str, Stamp]) -> bytes:
    return (json.dumps(stamps, indent=0, sort_keys=True) + "\n").encode()
