"""Whole processes, measured from outside: processor time, time on the clock, peak memory.

On a machine that others use, too, processor time is the steadier figure, the least of several runs
the truer one, and a ratio of two commands that ran in turn truer than either alone.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process and its children used: seconds of processor and clock, MiB at the peak.

    The peak is that of the largest of them.
    """

    cpu: float
    wall: float
    peak: float


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, and what has to be done before each run of it."""

    words: Sequence[str]
    folder: Path
    before: Callable[[], object] = lambda: None


def least(commands: Mapping[str, Command], runs: int) -> dict[str, Usage]:
    """Run some commands in turn, so often, and return the least of each figure of each."""
    found: dict[str, list[Usage]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            command.before()
            found[name].append(run(command.words, command.folder))
    return {name: _least(usages) for name, usages in found.items()}


def _least(usages: Sequence[Usage]) -> Usage:
    return Usage(
        min(usage.cpu for usage in usages),
        min(usage.wall for usage in usages),
        min(usage.peak for usage in usages),
    )


def run(words: Sequence[str], folder: Path) -> Usage:
    """Run a command to its end and return what it used.

    Raises:
        RuntimeError: when it fails; says what it wrote on standard error.

    """
    with tempfile.TemporaryFile() as errors:
        begun = perf_counter()
        process = subprocess.Popen(  # noqa: S603 - the commands are ours
            words, cwd=folder, stdout=subprocess.DEVNULL, stderr=errors, env=_environment()
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            said = errors.read().decode(errors="replace")[-2000:]
            raise RuntimeError(f"{' '.join(words)} ended with {process.returncode}: {said}")
    return Usage(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def _environment() -> dict[str, str]:
    """Return the environment of a user: the clock runs, and modules are compiled once.

    pip compiles what it installs; a checkout in which Python may not leave what it compiled would
    be compiled at every start, which is a quarter of a second.
    """
    dropped = ("SOURCE_DATE_EPOCH", "PYTHONDONTWRITEBYTECODE")
    kept = {key: value for key, value in os.environ.items() if key not in dropped}
    return kept | {"PYTHONPYCACHEPREFIX": _compiled()}


@cache
def _compiled() -> str:
    folder = tempfile.mkdtemp(prefix="quizgen-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
