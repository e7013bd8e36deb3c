"""Ctrl-C ends in one line, from the first import to the last file."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Workspace

READY = """
import sys
from quizgen import __main__ as command
command.interrupts.watch()
print("ready", flush=True)
sys.argv = ["quizgen", *sys.argv[1:]]
command.main()
"""
WRITING = """
import os, signal, sys
from pathlib import Path
from quizgen import interrupts
from quizgen.output import write_files
interrupts.watch()
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGINT)
write_files(Path(sys.argv[1]), {"a": b"1", "b": b"2"})
"""
FORKED = """
import os, signal
from quizgen import interrupts
interrupts.watch()
if os.fork():
    os.wait()
os.kill(os.getpid(), signal.SIGINT)
"""


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0, 0.03, 0.1, 0.2, 0.4, 0.7])
def test_an_interruption_is_one_line(seconds: float, workspace: Workspace) -> None:
    facts = (f"- {{question: Question {n}?, id: q{n}, answer: Answer {n}}}\n" for n in range(500))
    workspace.deck("".join(facts))
    process = subprocess.Popen(
        [sys.executable, "-c", READY, "build"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate()
    assert (process.returncode, output, errors) == (130, "", "quizgen: interrupted\n")


def test_an_interruption_leaves_nothing_half_written(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WRITING, tmp_path], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, "quizgen: interrupted\n")
    assert list(tmp_path.iterdir()) == []


def test_only_the_first_process_says_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FORKED], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, "quizgen: interrupted\n")


def test_a_stream_that_is_closed_is_the_null_device() -> None:
    command = f"exec {sys.executable} -m quizgen --version"
    closed = ("<&- >&-", "<&- >&- 2>&-")
    done = [
        subprocess.run(["sh", "-c", f"{command} {streams}"], capture_output=True, check=False)
        for streams in closed
    ]
    assert [(each.returncode, each.stderr) for each in done] == [(0, b"")] * 2


LEFT = """
import atexit, sys
from quizgen.__main__ import main
atexit.register(print, "tidied")
sys.argv = ["quizgen", sys.argv[1]]
main()
"""


@pytest.mark.parametrize(("flag", "code"), [("--version", 0), ("--nonsense", 2)])
def test_the_end_is_quick_and_loses_nothing(flag: str, code: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LEFT, flag], capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert done.stdout.endswith("tidied\n")
