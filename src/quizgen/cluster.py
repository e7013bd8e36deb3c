"""Forms of a paper made by the processes of a Dask cluster: the same bytes as on this machine.

The decks and the user's templates travel as an archive, and each process makes the forms that it is
given by their numbers. What a process had in hand when it was lost is given to another. A cluster
must have the same quizgen and the same libraries and fonts, or its bytes would be others.
"""

from __future__ import annotations

import atexit
import hashlib
import io
import logging
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from quizgen.digests import code
from quizgen.fingerprints import within
from quizgen.inputs import installed_fonts
from quizgen.resources import extra, user_templates
from quizgen.shards import SLOW, Papers, Run, again
from quizgen.workers import WorkerError

PATIENCE = 10
"""Seconds in which a scheduler has to answer."""
RETRIES = 3
"""How often the forms of a lost process are given to another."""
FEW, MANY = 4, 20
"""Forms that a process is given at once: of media that take long to make, and of others."""
Made = list[tuple[str, bytes]]


class ClusterError(WorkerError):
    """Raised when a cluster cannot be reached or is not as this machine; says why."""


def results(address: str, folder: Path, run: Run) -> Iterator[tuple[int, tuple[str, bytes]]]:
    """Yield the path and the bytes of each file of the run's forms, with the form's place in it.

    Raises:
        MissingExtra: when the library is not installed.
        ClusterError: when there is no scheduler at the address, no process, or another quizgen.
        Exception: what making a form raised; of several the first in order, as on one machine.

    """
    distributed = extra("distributed", "cluster", "--cluster")
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is raised
    with _client(distributed, address) as client:
        archive = client.submit(bytes, packed(folder))  # a task, so that no process need keep it
        identity = _identity(run)
        portable = replace(run, edition=replace(run.edition, templates=None))
        size = FEW if SLOW.intersection(run.media) else MANY
        futures = {}
        for start in range(0, len(run.indexes), size):
            part = replace(portable, indexes=run.indexes[start : start + size])
            future = client.submit(_make, archive, part, identity, pure=False, retries=RETRIES)
            futures[future] = start
        yield from _collected(distributed, futures)


def _client(distributed: Any, address: str) -> Any:
    try:
        client = distributed.Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"there is no scheduler at '{address}': start one with 'dask scheduler', and processes "
            f"with 'dask worker {address} --nthreads 1' ({error})"
        ) from error
    if not client.scheduler_info()["workers"]:
        client.close()
        raise ClusterError(
            f"the cluster at '{address}' has no processes: start some with "
            f"'dask worker {address} --nthreads 1'"
        )
    return client


def _collected(
    distributed: Any, futures: dict[Any, int]
) -> Iterator[tuple[int, tuple[str, bytes]]]:
    """Yield what comes, and forget it in the cluster."""
    errors: dict[int, BaseException] = {}
    for future in distributed.as_completed(list(futures)):
        start = futures.pop(future)
        if errors and start > min(errors):
            continue
        error = future.exception()
        if error is None:
            for place, task_files in enumerate(future.result(), start):
                yield from ((place, file) for file in task_files)
        else:
            errors[start] = _worded(distributed, error)
            for other, begun in futures.items():
                if begun > start:
                    other.cancel()
    if errors:
        raise errors[min(errors)]


def _worded(distributed: Any, error: BaseException) -> BaseException:
    if isinstance(error, distributed.KilledWorker):
        return ClusterError("processes of the cluster were lost again and again while at a form")
    return error


def packed(folder: Path) -> bytes:
    """Return an archive of a folder of decks, and of the user's templates beside it."""
    archive = io.BytesIO()
    own = user_templates(folder)
    roots = {"decks": folder} | ({"templates": own} if own else {})
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for name, root in roots.items():
            for path in sorted(within(root)):
                target.write(path, f"{name}/{Path(path).relative_to(root).as_posix()}")
    return archive.getvalue()


# --- in a process of the cluster --------------------------------------------------------------

_LOCK = Lock()
"""A process may have threads; what all forms need is made once."""


def _identity(run: Run) -> tuple[str, str]:
    """Return what tells whether two machines make the same bytes: code, libraries and fonts."""
    return code(), installed_fonts() if SLOW.intersection(run.media) else ""


def _make(archive: bytes, run: Run, identity: tuple[str, str]) -> list[Made]:
    """Return the files of each form of a run.

    Raises:
        ClusterError: when this process would make other bytes than the machine that asks.

    """
    if _identity(run) != identity:
        raise ClusterError(
            "a process of the cluster has another quizgen, other libraries or other fonts, and "
            "would make other bytes: install there what is installed here"
        )
    with _LOCK:
        folder = _unpacked(hashlib.sha256(archive).hexdigest(), archive)
        papers = _papers(folder, replace(run, indexes=())).with_forms(run.indexes)
    return [_files(papers, place) for place in range(len(run.indexes))]


def _files(papers: Papers, place: int) -> Made:
    return [(file.path, file.make()) for file in papers.files(place)]


_folders: dict[str, Path] = {}


def _unpacked(digest: str, archive: bytes) -> Path:
    """Return the folder of decks that an archive was unpacked into."""
    if digest not in _folders:
        root = Path(tempfile.mkdtemp(prefix="quizgen-"))
        atexit.register(shutil.rmtree, root, ignore_errors=True)
        with zipfile.ZipFile(io.BytesIO(archive)) as source:
            source.extractall(root)  # zipfile keeps every name inside the folder
        _folders[digest] = root / "decks"
    return _folders[digest]


@lru_cache(maxsize=2)
def _papers(folder: Path, run: Run) -> Papers:
    """Return a run without forms, whose bank and selection serve all that are asked for."""
    return again(folder, run)
