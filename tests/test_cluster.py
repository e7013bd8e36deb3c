"""Forms made by a Dask cluster: a real scheduler and two processes on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_shards import files

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("distributed") is None, reason="needs quizgen[cluster]"),
]

SMALL = ROOT / "tests" / "decks" / "europe"
PAPER = ("--items", "8", "--vary", "items", "--to", "html,json")
DASK = (sys.executable, "-m", "dask")
QUIET = {"DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "500ms"}


@dataclass
class Cluster:
    """A scheduler with processes, each with a folder of its own for what it unpacks."""

    folder: Path
    address: str
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, name: str, *words: str) -> subprocess.Popen[bytes]:
        own = self.folder / name
        own.mkdir()
        environment = os.environ | QUIET | {"TMPDIR": str(own)}
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [*DASK, *words], stdout=log, stderr=log, env=environment, cwd=own
            )
        self.started.append(process)
        return process

    def worker(self, name: str) -> subprocess.Popen[bytes]:
        words = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", name)
        return self.start(name, "worker", self.address, *words)

    def wait_for(self, name: str, text: str) -> None:
        log = self.folder / f"{name}.log"
        end = time.monotonic() + 60
        while text not in log.read_text(encoding="utf-8"):
            assert time.monotonic() < end, log.read_text(encoding="utf-8")
            time.sleep(0.05)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    folder = tmp_path / "cluster"
    folder.mkdir()
    made = Cluster(folder, "")
    made.start("scheduler", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    made.wait_for("scheduler", "Scheduler at:")
    log = (folder / "scheduler.log").read_text(encoding="utf-8")
    made.address = log.partition("Scheduler at:")[2].split()[0]
    yield made
    for process in reversed(made.started):
        process.kill()
        process.wait()


def quiz(out: Path, decks: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "quizgen", "quiz", "--decks", str(decks)]
    return subprocess.Popen(
        [*command, *PAPER, *words, "--out", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def done(process: subprocess.Popen[str]) -> str:
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output
    return output


def test_a_cluster_makes_the_same_bytes_and_loses_nothing_with_a_process(
    cluster: Cluster, tmp_path: Path
) -> None:
    decks = tmp_path / "work" / "decks"
    decks.parent.mkdir()
    decks.symlink_to(SMALL)
    own = tmp_path / "work" / "templates" / "language"
    own.mkdir(parents=True)
    (own / "en.yaml").write_text("paper.key: The key of this school\n", encoding="utf-8")
    _is_no_cluster_yet(cluster, tmp_path)
    first = cluster.worker("one")
    cluster.worker("two")
    for name in ("one", "two"):
        cluster.wait_for(name, "Registered to")
    asked = quiz(tmp_path / "cluster-out", decks, "--forms", "90", "--cluster", cluster.address)
    end = time.monotonic() + 60
    while not list((cluster.folder / "one").glob("quizgen-*")):
        assert asked.poll() is None, done(asked)
        assert time.monotonic() < end
        time.sleep(0.01)
    first.kill()  # with forms in hand, and before any of them is there
    assert "90 versions of 8 questions" in done(asked)
    assert first.wait() != 0
    done(quiz(tmp_path / "alone", decks, "--forms", "90"))
    alone = files(tmp_path / "alone")
    assert files(tmp_path / "cluster-out") == alone
    assert b"The key of this school" in alone["quiz/quiz/A-key.html"]


def _is_no_cluster_yet(cluster: Cluster, tmp_path: Path) -> None:
    """A scheduler without processes is told in a sentence."""
    words = ("--forms", "2", "--cluster", cluster.address)
    asked = quiz(tmp_path / "out", SMALL, *words)
    output, _ = asked.communicate(timeout=60)
    assert asked.returncode == 1
    assert f"quizgen: the cluster at '{cluster.address}' has no processes" in output
    assert "Traceback" not in output


def test_where_no_scheduler_is_a_sentence_says_how_to_start_one(tmp_path: Path) -> None:
    script = (
        "import sys; from quizgen import cli, cluster; cluster.PATIENCE = 0.5; "
        "sys.argv = ['quizgen', *sys.argv[1:]]; cli.main()"
    )
    words = ("quiz", "--decks", str(SMALL), "--cluster", "127.0.0.1:1")
    asked = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, cwd=tmp_path
    )
    assert asked.returncode == 1
    assert asked.stderr.startswith("quizgen: there is no scheduler at '127.0.0.1:1': start one")
    assert "Traceback" not in asked.stderr
    assert not (tmp_path / "out").exists()
