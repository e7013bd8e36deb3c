"""Work over several processes of this machine: the same results as in one, and sooner.

A process is a copy of this one, made when it is needed, with all that has been read so far; so what
it is asked for is a function and a few words, and what it answers is bytes or messages. What one
process has made of a deck it keeps for what is asked of that deck next. Where a copy cannot be made
(Windows; macOS, whose libraries do not bear it) a process begins anew and reads for itself.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from quizgen.interrupts import EXIT_CODE, Tidied, forget
from quizgen.records import dataclass

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

CAN_COPY = hasattr(os, "fork") and sys.platform != "darwin"
_RESULT, _ERROR, _END = range(3)
_WIDTH = 2**20
"""Bytes that a pipe of a process may hold, which is what Linux lets any user ask for."""


class WorkerError(Exception):
    """Raised when a process ends before its work does; says how, and what to do."""


@dataclass(frozen=True, slots=True)
class Task:
    """Work for one process: ``function`` gets the subject and ``args``, and yields its results.

    Tasks of one ``key`` go to the same process; ``weight`` is what one takes beside others. The
    function is one of a module, for a process that begins anew looks it up there.
    """

    key: str
    function: Callable[..., Iterator[Any]]
    args: tuple[object, ...] = ()
    weight: int = 1


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


LEAST = 100
"""Of less weight, work is done sooner here than a process is made: facts, or files."""


class Workers:
    """Up to so many processes, made when there is enough to do; until then it is done here."""

    def __init__(self, jobs: int = 1, *, copies: bool = CAN_COPY) -> None:
        # a copy of a process with threads has their locks, and nobody to open them
        is_alone = threading.active_count() == 1 or not copies
        self.jobs = jobs if is_alone else 1
        self._copies = copies
        self._subject: object = None
        self._anew: Callable[[], object] = lambda: None
        self._owners: dict[str, int] = {}
        self._load = [0] * self.jobs
        self._processes: list[Any] = []
        self._orders: list[Connection] = []
        self._ends: list[Connection] = []
        self._tasks: list[Task] = []
        self._tidied = Tidied(self.end)

    def __enter__(self) -> Workers:
        self._tidied.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._tidied.__exit__(*error)

    def know(self, subject: object, anew: Callable[[], object]) -> None:
        """Take what all work is about; ``anew`` makes it in a process that is no copy of this."""
        self._subject, self._anew = subject, anew

    def end(self) -> None:
        """End all processes at once."""
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.join()
        self._processes.clear()
        self._orders.clear()
        self._ends.clear()

    def begin(self, tasks: Iterable[Task]) -> None:
        """Hand out some tasks; the processes work while this one does other things."""
        self._tasks = list(tasks)
        is_much = sum(task.weight for task in self._tasks) >= LEAST and len(self._tasks) > 1
        if self.jobs > 1 and is_much and not self._processes:
            self._start()
        if not self._processes:
            return
        batches: list[list[tuple[int, Task]]] = [[] for _ in self._processes]
        for order, task in enumerate(self._tasks):
            batches[self._owner(task)].append((order, task))
        for orders, batch in zip(self._orders, batches, strict=True):
            orders.send(batch)

    def results_of(self, tasks: Iterable[Task]) -> Iterator[tuple[int, Any]]:
        """Hand out some tasks, and yield the results as :meth:`results` does."""
        self.begin(tasks)
        yield from self.results()

    def results(self, beside: Iterable[object] = ()) -> Iterator[tuple[int, Any]]:
        """Yield each result with the number of its task, as they come.

        ``beside`` is work of this process alone: a step of it is done whenever no result is there.

        Raises:
            WorkerError: when a process ends before its time.
            Exception: what a task raised; of several the first in the order of the tasks, as if
                there were one process.

        """
        if not self._processes or not self._tasks:
            yield from ((-1, step) for step in beside)
            for order, task in enumerate(self._tasks):
                for result in task.function(self._subject, *task.args):
                    yield order, result
        else:
            yield from self._collected(iter(beside))
        self._tasks = []

    def _owner(self, task: Task) -> int:
        """Return which process gets a task: the one that had its key before, or the least busy."""
        if task.key not in self._owners:
            self._owners[task.key] = min(range(self.jobs), key=lambda i: (self._load[i], i))
        owner = self._owners[task.key]
        self._load[owner] += task.weight
        return owner

    def _start(self) -> None:
        import multiprocessing  # takes 20 ms, which a small build does not have

        context: Any = multiprocessing.get_context("fork" if self._copies else "spawn")
        gc.freeze()  # or each copy would copy all pages of memory, to mark what is in them
        for _ in range(self.jobs):
            theirs, orders = context.Pipe(duplex=False)
            end, results = context.Pipe(duplex=False)
            _widen(results)
            others = (*self._orders, *self._ends, orders, end) if self._copies else ()
            given = (self._subject, None) if self._copies else (None, self._anew)
            arguments = (theirs, results, others, *given)
            process = context.Process(target=_serve, args=arguments, daemon=True)
            process.start()
            theirs.close()
            results.close()
            self._processes.append(process)
            self._orders.append(orders)
            self._ends.append(end)

    def _collected(self, beside: Iterator[object]) -> Iterator[tuple[int, Any]]:
        from multiprocessing.connection import wait

        at_work = dict(zip(self._ends, self._processes, strict=True))
        errors: dict[int, BaseException] = {}
        waits = False
        while at_work:
            ready = wait(at_work, None if waits else 0)
            if not ready:
                step = next(beside, _NOTHING)
                waits = step is _NOTHING
                if not waits:
                    yield -1, step
            for end in ready:
                kind, order, value = _received(end, at_work[end])  # type: ignore[arg-type,index]
                if kind == _RESULT and (not errors or order < min(errors)):
                    yield order, value
                if kind == _ERROR:
                    errors[order] = value
                if kind == _END or (errors and order > min(errors)):
                    del at_work[end]  # type: ignore[arg-type]
        if errors:
            raise errors[min(errors)]
        yield from ((-1, step) for step in beside)


_NOTHING = object()


def _received(end: Connection, process: Any) -> tuple[int, int, Any]:
    """Return what a process sends.

    Raises:
        WorkerError: when it has ended.

    """
    try:
        kind, order, value = pickle.loads(end.recv_bytes())  # noqa: S301 - from a copy of this process
    except (EOFError, OSError) as error:
        process.join()
        how = f"by signal {-process.exitcode}" if process.exitcode < 0 else "before its time"
        raise WorkerError(
            f"a process that did part of the work was ended {how}; '--jobs 1' does with one"
        ) from error
    return kind, order, value


def _widen(results: Connection) -> None:
    """Let a pipe hold as much as Linux allows, so that no process waits until another listens.

    The first process looks for results between the steps of what it does itself.
    """
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):  # a user may have used up what all pipes may hold
            fcntl.fcntl(results.fileno(), fcntl.F_SETPIPE_SZ, _WIDTH)


def _serve(
    orders: Connection,
    end: Connection,
    others: Sequence[Connection],
    subject: object,
    anew: Callable[[], object] | None,
) -> None:
    """Do what is ordered until the other end is closed, of which no copy may be left here."""
    for other in others:
        other.close()
    forget()
    signal.signal(signal.SIGINT, lambda *_: os._exit(EXIT_CODE))
    if anew:
        subject = anew()
    while True:
        try:
            batch: Sequence[tuple[int, Task]] = orders.recv()
        except (EOFError, OSError):
            return
        last = -1
        for order, task in batch:
            last = order
            try:
                for result in task.function(subject, *task.args):
                    _send(end, _RESULT, order, result)
            except Exception as error:
                _send(end, _ERROR, order, _portable(error))
                break
        _send(end, _END, last, None)


def _send(end: Connection, kind: int, order: int, value: object) -> None:
    end.send_bytes(pickle.dumps((kind, order, value), pickle.HIGHEST_PROTOCOL))


def _portable(error: Exception) -> Exception:
    """Return an error that arrives as it is, or what it says in one that does."""
    try:
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 - it is ours
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error if str(again) == str(error) else RuntimeError(f"{type(error).__name__}: {error}")
