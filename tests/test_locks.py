"""One build at a time; what a killed one left is swept away."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from quizgen.locks import LockedError, locked
from quizgen.output import write_files
from quizgen.release.update import read_ledger
from tests.conftest import Workspace

HOLD = """
import sys
from pathlib import Path
from quizgen.locks import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[str]:
    """Another process, which holds the folder until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_who_waits_too_long_says_so(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    told: list[str] = []
    refused = pytest.raises(LockedError, match="another quizgen is at work")
    with refused, locked(tmp_path, told.append, patience=0.2):
        pass
    assert told == [f"another quizgen is at work in {tmp_path}: waiting for it"]
    holder.communicate()
    with locked(tmp_path, told.append):
        assert len(told) == 1


def test_a_lock_ends_with_its_process(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.communicate()
    with locked(tmp_path, patience=0):
        assert list(tmp_path.iterdir()) == []


def test_a_lock_within_a_lock_is_the_same(tmp_path: Path) -> None:
    with locked(tmp_path), locked(tmp_path, patience=0):
        pass
    with locked(tmp_path / "none"):
        pass


@pytest.mark.slow
def test_two_builds_at_once_give_one_ledger(workspace: Workspace) -> None:
    workspace.deck("- {question: Who?, id: who, answer: She}")
    command = [sys.executable, "-m", "quizgen", "build", "--to", "tsv"]
    builds = [
        subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [build.communicate() for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    wrote = [output for output, _ in said if "updated decks/ledger.json" in output]
    assert len(wrote) == 1
    assert len(read_ledger(workspace.decks).notes) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from quizgen.output import write_files
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
write_files(Path(sys.argv[1]), {"a": b"1", "sub/folder/b": b"2"})
"""


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path], check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(list(tmp_path.rglob(".quizgen-*"))) == 2
    (tmp_path / "sub" / "folder" / ".quizgen-left.tmp").touch()
    (tmp_path / ".mine.tmp").touch()
    write_files(tmp_path, {"c": b"3"})
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_file()) == [".mine.tmp", "c"]
