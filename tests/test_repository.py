"""What stands around the code: pins, markers, hooks, workflows, templates for issues."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.utils import canonicalize_name
from typer.testing import CliRunner

from quizgen import cli
from tests.conftest import MARKERS, ROOT, Workspace
from tools.constraints import constraints, direct

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
HOME = PROJECT["project"]["urls"]["Repository"]


def load(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def quizgen(command: str) -> int:
    """Run ``quizgen …`` as it stands in a file, less what a shell does with its output."""
    _, *words = command.split(" >")[0].split()
    return CliRunner().invoke(cli.app, words).exit_code


def test_all_that_is_needed_is_pinned_by_name_and_version_alone() -> None:
    """What is pinned is what is installed here: the expected outputs are held against it."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.+]+", line) for line in text.splitlines())
    pins = dict(line.split("==") for line in text.splitlines())
    for needed in direct():
        pin = pins.get(canonicalize_name(needed.name), "0")
        assert needed.specifier.contains(pin), f"{needed}: run 'make constraints'"
    here = dict(line.split("==") for line in constraints().splitlines())
    differing = {name for name in pins.keys() & here.keys() if pins[name] != here[name]}
    assert not differing, "run 'make constraints'"


def test_what_make_fast_leaves_out_is_marked() -> None:
    declared = [line.split(":")[0] for line in PROJECT["tool"]["pytest"]["ini_options"]["markers"]]
    assert sorted(declared) == sorted(MARKERS)
    assert f"-m 'not ({' or '.join(MARKERS)})'" in MAKEFILE


def test_the_folder_of_decks_holds_decks_alone() -> None:
    """What is printed of them is no part of the project."""
    files = [path for path in (ROOT / "decks").iterdir() if path.is_file()]
    assert {path.suffix for path in files} == {".yaml", ".csv", ".json"}


def test_every_target_is_phony_and_says_what_it_does() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    targets = re.findall(r"^(\w+):.*?(##.*)?$", MAKEFILE, re.MULTILINE)
    assert phony.split() == [name for name, _ in targets]
    assert all(purpose for _, purpose in targets)


def test_the_workflow_runs_the_gate() -> None:
    (job,) = load(".github/workflows/gate.yml")["jobs"].values()
    assert ".ci/run" in [step.get("run") for step in job["steps"]]
    least = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert job["strategy"]["matrix"]["python"][0] == least


def test_the_workflow_for_decks_does_what_it_says(workspace: Workspace) -> None:
    (job,) = load("docs/examples/deck-repository.yml")["jobs"].values()
    commands = [step["run"] for step in job["steps"] if "run" in step]
    workspace.deck("- {question: Who?, id: who, answer: She}")
    assert commands.pop(0) == f'pip install "quizgen @ git+{HOME}"'
    assert all(command.startswith("quizgen ") for command in commands)
    assert [quizgen(command) for command in commands] == [0, 1, 0]
    assert quizgen("quizgen build") == 0
    assert [quizgen(command) for command in commands] == [0, 0, 0]


@pytest.mark.parametrize("path", [".pre-commit-hooks.yaml", ".pre-commit-config.yaml"])
def test_the_hook_checks_the_decks(path: str, workspace: Workspace) -> None:
    loaded = load(path)
    hooks = loaded if isinstance(loaded, list) else loaded["repos"][0]["hooks"]
    (hook,) = [hook for hook in hooks if hook["id"] == "quizgen-check"]
    for changed, concerned in {
        "decks/a.yaml": True,
        "templates/en.yaml": True,
        "a.py": False,
    }.items():
        assert bool(re.search(hook["files"], changed)) is concerned
    assert hook["pass_filenames"] is False
    workspace.deck("- {question: Who?, id: who, answer: She}")
    assert quizgen(hook["entry"].removeprefix(".venv/bin/")) == 0
    workspace.deck("- {question: Who?, id: who, anwser: She}")
    assert quizgen(hook["entry"].removeprefix(".venv/bin/")) == 1


@pytest.mark.parametrize("form", sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml")))
def test_issue_forms_have_what_github_wants(form: Path) -> None:
    loaded = load(str(form))
    assert {"name", "description", "body"} <= loaded.keys()
    assert len({field["id"] for field in loaded["body"]}) == len(loaded["body"])
    assert all(field["attributes"]["label"] for field in loaded["body"])


def test_the_project_has_one_home() -> None:
    """Whoever moves it changes one line, and is told of the others."""
    texts = [ROOT / "pyproject.toml", *ROOT.glob("*.md"), *ROOT.glob("docs/**/*.[my]*")]
    for path in (*texts, *ROOT.glob(".github/**/*.yml")):
        text = path.read_text(encoding="utf-8")
        homes = re.findall(r"https://github\.com/[\w-]+/quizgen\b", text)
        assert set(homes) <= {HOME}, path
