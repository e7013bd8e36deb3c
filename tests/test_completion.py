"""What a shell offers for a half-typed word, asked as bash, zsh and fish ask."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quizgen import cli
from tests.conftest import Workspace, needs


@pytest.fixture
def decks(workspace: Workspace) -> Workspace:
    workspace.deck("- {question: Who?, id: who, answer: She, tags: [one, two]}", "alpha")
    workspace.deck("- {question: What?, id: what, answer: It}\n- not a fact", "alpine")
    (workspace.decks / "broken.yaml").write_text("[", encoding="utf-8")
    return workspace


def offered(line: str) -> list[str]:
    """Return what is offered at the end of a command line."""
    words = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    env = {"_QUIZGEN_COMPLETE": "complete_bash"} | words
    return CliRunner().invoke(cli.app, prog_name="quizgen", env=env).output.split()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("quizgen sh", ["show"]),
        ("quizgen build ", ["alpha", "alpine", "broken"]),
        ("quizgen build al", ["alpha", "alpine"]),
        ("quizgen build alpha al", ["alpine"]),
        ("quizgen show alpi", ["alpine"]),
        ("quizgen show alpine/", ["alpine/what"]),
        ("quizgen show alpha/x", []),
        ("quizgen show beta/", []),
        ("quizgen build --to apkg,wor", ["apkg,worksheet", "apkg,wordsearch"]),
        ("quizgen build --to apkg,apk", []),
        ("quizgen build --paper l", ["letter"]),
        ("quizgen build --edition dys", ["dyslexia-friendly"]),
        ("quizgen build --decks nowhere ", []),
        ("quizgen quiz --types mat", ["match"]),
        ("quizgen quiz --level core,", ["core,useful", "core,detail"]),
        ("quizgen quiz --tags t", ["two"]),
        ("quizgen quiz --vary ", ["order", "items"]),
        ("quizgen build --fro", ["--frozen"]),
    ],
)
def test_what_is_offered(line: str, words: list[str], decks: Workspace) -> None:
    assert offered(line) == words


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_each_shell(shell: str) -> None:
    env = {"_QUIZGEN_COMPLETE": f"source_{shell}"}
    assert "_QUIZGEN_COMPLETE" in CliRunner().invoke(cli.app, prog_name="quizgen", env=env).output


@pytest.mark.slow
def test_bash_itself(decks: Workspace) -> None:
    """The script that ``--show-completion`` prints, in the shell that it is for."""
    needs("bash")
    ask = """
        eval "$(quizgen --show-completion)"
        COMP_WORDS=(quizgen show alpha/); COMP_CWORD=2
        _quizgen_completion quizgen
        echo "${COMPREPLY[@]}"
    """
    program = Path(sys.executable).parent
    env = os.environ | {"PATH": f"{program}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True, env=env)
    assert done.stdout == "alpha/who\n"
