"""Ctrl-C ends in one line, at any moment, and leaves nothing half-done.

Python would raise an exception wherever it is: in the middle of an import, or in a callback of a
library in C, which prints it and goes on. So the signal ends the process instead, after what has to
be tidied up. Nothing is imported here that takes time: the first half second is for imports.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # ``signal`` takes 8 ms, half of all that is before the first line of ours
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

EXIT_CODE = 130
"""What a shell expects of a program that was interrupted: 128 and the number of the signal."""
_LINE = b"quizgen: interrupted\n"
_SHOW_CURSOR = b"\x1b[?25h\r\x1b[2K"
"""Undoes what a bar of progress does to a terminal."""
_tidying: list[Callable[[], object]] = []
"""What is to be done before the end, the latest first."""


class Tidied:
    """A block after which, or at whose interruption, something is tidied up; by then it may be."""

    def __init__(self, tidy: Callable[[], object]) -> None:
        self.tidy = tidy

    def __enter__(self) -> None:
        _tidying.append(self.tidy)

    def __exit__(self, *_: object) -> None:
        self.tidy()
        _tidying.remove(self.tidy)


def forget() -> None:
    """Leave to the process that this one is a copy of what that has to tidy up."""
    _tidying.clear()


def watch() -> None:
    """From now on, let Ctrl-C end this process, and without a word those that it makes."""
    process = os.getpid()

    def end(_number: int, _frame: object) -> None:
        _signal.signal(_signal.SIGINT, _signal.SIG_IGN)
        for tidy in reversed(_tidying):
            _quietly(tidy)
        if os.getpid() == process:
            if os.isatty(2):
                os.write(2, _SHOW_CURSOR)
            _quietly(lambda: sys.stdout.flush())
            os.write(2, _LINE)
        os._exit(EXIT_CODE)

    _signal.signal(_signal.SIGINT, end)


def _quietly(action: Callable[[], object]) -> None:
    try:
        action()
    except Exception:
        return
