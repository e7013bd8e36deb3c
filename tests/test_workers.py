"""The same work over one process and over several."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from benchmarks.generated import decks, write
from quizgen import build
from quizgen.build import Settings
from quizgen.diagnostics import Problems
from quizgen.release.update import inspected
from quizgen.workers import CAN_COPY, LEAST, Task, WorkerError, Workers

pytestmark = pytest.mark.skipif(not CAN_COPY, reason="no copies of a process can be made here")
FACTS = 120


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test run that shares its process with threads that only carry its result away."""
    monkeypatch.setattr("threading.active_count", lambda: 1)


def counted(start: int, count: int) -> Iterator[int]:
    """Yield so many numbers."""
    yield from range(start, start + count)


def refused(_subject: int, number: int) -> Iterator[int]:
    """Yield the number, unless it is 2 or 3."""
    if number in (2, 3):
        raise ValueError(f"{number} is refused")
    yield number


def ended(_subject: int) -> Iterator[int]:
    """End the process that it runs in, as an operating system without memory does."""
    os.kill(os.getpid(), signal.SIGKILL)
    yield 0


def who(_subject: int) -> Iterator[int]:
    """Yield the process."""
    yield os.getpid()


def results(workers: Workers, tasks: list[Task]) -> list[tuple[int, object]]:
    workers.know(10, partial(int, "10"))
    workers.begin(tasks)
    return sorted(workers.results(), key=lambda pair: pair[0])


@pytest.mark.parametrize("copies", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_results_come_with_the_number_of_their_task(copies: bool) -> None:
    tasks = [Task(str(n), counted, (n,), LEAST) for n in range(5)]
    expected = [(n, 10 + i) for n in range(5) for i in range(n)]
    with Workers(1) as one, Workers(3, copies=copies) as three:
        assert results(one, tasks) == expected
        assert results(three, tasks) == expected


def test_what_is_asked_of_a_key_goes_to_the_process_that_had_it_before() -> None:
    with Workers(2) as workers:
        tasks = [Task(key, who, (), LEAST) for key in "abcd"]
        first, again = results(workers, tasks), results(workers, tasks)
        assert first == again
        assert len({process for _, process in first}) == 2
        assert os.getpid() not in {process for _, process in first}


def test_little_work_is_done_here() -> None:
    with Workers(2) as workers:
        assert results(workers, [Task("a", who), Task("b", who)]) == [
            (0, os.getpid()),
            (1, os.getpid()),
        ]


def test_of_several_errors_the_first_is_raised() -> None:
    for jobs in (1, 2, 4):
        with Workers(jobs) as workers, pytest.raises(ValueError, match="2 is refused"):
            results(workers, [Task(str(n), refused, (n,), LEAST) for n in range(6)])


def test_a_process_that_is_killed_is_a_sentence() -> None:
    with (
        Workers(2) as workers,
        pytest.raises(WorkerError, match="was ended by signal 9; '--jobs 1' does with one"),
    ):
        results(workers, [Task(key, ended, (), LEAST) for key in "ab"])


def test_work_of_this_process_is_done_beside() -> None:
    for jobs in (1, 2):
        with Workers(jobs) as workers:
            workers.know(10, partial(int, "10"))
            workers.begin([Task(key, counted, (2,), LEAST) for key in "ab"])
            beside = [result for order, result in workers.results(iter("xyz")) if order < 0]
            assert beside == ["x", "y", "z"]


# --- a build ----------------------------------------------------------------------------------


def collection(folder: Path) -> Path:
    write(folder / "decks", decks(FACTS, deck=40))
    return folder


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in named.items() if ".quizgen/" not in name}


@pytest.mark.slow
def test_a_build_makes_the_same_bytes_over_any_number_of_processes(tmp_path: Path) -> None:
    outputs = []
    for jobs in (1, 2, 4):
        here = collection(tmp_path / str(jobs))
        build.build(Settings(here / "decks", here / "out", 1_700_000_000, jobs=jobs))
        outputs.append(files(here))
    assert outputs[0] == outputs[1] == outputs[2]
    assert len(outputs[0]) > 30


@pytest.mark.slow
def test_what_is_wrong_with_items_is_told_alike(tmp_path: Path) -> None:
    folder = collection(tmp_path) / "decks"
    doubtful = "".join(
        f"- {{question: 'Which of these ports is not in {n}?', id: d{n}, answer: P{n}, "
        f"distractors: [Q{n}, R{n}]}}\n"
        for n in range(20)
    )
    for name in ("a", "b"):
        deck = f"deck: More {name}\nid: more-{name}\nfacts:\n{doubtful}"
        (folder / f"more-{name}.yaml").write_text(deck, encoding="utf-8")
    one = inspected(folder, 1_700_000_000).diagnostics
    with Workers(2) as workers:
        assert inspected(folder, 1_700_000_000, workers=workers).diagnostics == one
    assert {d.code.name for d in one} >= {"plain-negative"}


@pytest.mark.slow
def test_a_wrong_template_is_told_alike(tmp_path: Path) -> None:
    here = collection(tmp_path)
    template = here / "templates" / "print" / "organiser.html"
    template.parent.mkdir(parents=True)
    template.write_text("{{ nothing_of_that_name }}")
    told = []
    for jobs in (1, 2):
        with pytest.raises(Problems) as problems:
            build.build(Settings(here / "decks", here / "out", 1_700_000_000, jobs=jobs))
        told.append(str(problems.value.diagnostics[0]))
    assert told[0] == told[1]
    assert "nothing_of_that_name" in told[0]


@pytest.mark.slow
def test_an_interruption_ends_all_processes(tmp_path: Path) -> None:
    here = collection(tmp_path)
    write(here / "decks", decks(1500))
    process = subprocess.Popen(
        [sys.executable, "-m", "quizgen", "build", "--jobs", "2"],
        cwd=here,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        pytest.skip("this system does not tell the children of a process")
    while not (started := children.read_text().split()):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate()
    assert (process.returncode, output, errors) == (130, "", "quizgen: interrupted\n")
    end = time.monotonic() + 10
    while any(Path(f"/proc/{child}").exists() for child in started) and time.monotonic() < end:
        time.sleep(0.01)
    assert not [child for child in started if Path(f"/proc/{child}").exists()]
    assert not (here / "out" / "index.html").exists()
