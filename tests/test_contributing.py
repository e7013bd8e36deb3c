"""The recipes of CONTRIBUTING.md, carried out on a copy of the tree as they are written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT, syntax
from tests.model.test_interactions import chains

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^## (An? [^\n]*)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))
_EDIT = re.compile(
    r"^\*\*`([^`]+)`\*\*( \(new\))?$|^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
_RENEWED = re.compile(
    r"^Renewed by `make (?:reference|golden)`: (.*?)\.$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Tree:
    """A copy of the tree, under version control, so that what changes can be told."""

    top: Path

    def run(self, *words: str, fails: bool = False) -> str:
        """Run a command in the copy, which must succeed, or fail; return what it printed."""
        env = os.environ | {"PYTHONPATH": str(self.top / "src"), "PYTHONDONTWRITEBYTECODE": ""}
        done = subprocess.run(words, cwd=self.top, env=env, capture_output=True, text=True)
        assert bool(done.returncode) is fails, f"{done.stdout}\n{done.stderr}"
        return done.stdout

    def python(self, *words: str, fails: bool = False) -> str:
        """Run a module of Python in the copy."""
        return self.run(sys.executable, "-m", *words, fails=fails)

    def commit(self, message: str) -> None:
        """Take the tree as it is for what is changed from then on."""
        who = ("-c", "user.name=quizgen", "-c", "user.email=quizgen@localhost")
        self.run("git", "add", "--all")
        self.run("git", *who, "commit", "--quiet", "--message", message)

    def changed(self) -> set[str]:
        """Return the files that are not as they were at the last commit."""
        lines = self.run("git", "status", "--porcelain", "--untracked-files=all").splitlines()
        return {line[3:] for line in lines}


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.splitlines():
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            shutil.copy2(ROOT / name, target)
    for kept in (Path(".mypy_cache"), *compiled("src"), *compiled("tests")):
        if (ROOT / kept).is_dir():
            shutil.copytree(ROOT / kept, tmp_path / kept)  # else it takes a while
    copy = Tree(tmp_path)
    copy.run("git", "init", "--quiet")
    copy.commit("As it is")
    return copy


def compiled(top: str) -> Iterator[Path]:
    """Yield the folders of what is compiled under a folder."""
    for path in (ROOT / top).rglob("__pycache__"):
        yield path.relative_to(ROOT)


def carry_out(recipe: str, tree: Tree) -> set[str]:
    """Make the edits of a recipe; return the files that it names."""
    path, is_new = Path(), False
    named: set[str] = set()
    for name, new, language, block in _EDIT.findall(recipe):
        if name:
            path, is_new = tree.top / name, bool(new)
            named.add(name)
        elif language == "diff":
            path.write_text(edited(path.read_text(encoding="utf-8"), block), encoding="utf-8")
        elif is_new:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block, encoding="utf-8")
    return named | {
        path for line in _RENEWED.findall(recipe) for path in re.findall(r"`(.+?)`", line)
    }


def edited(text: str, diff: str) -> str:
    """Return a text with one hunk applied, at the one place where its old lines stand together.

    A hunk of one old and one new line may change a part of a line.
    """
    lines = [(line[:1] or " ", line[1:]) for line in diff.splitlines()]
    if [mark for mark, _ in lines] == ["-", "+"] and f"\n{lines[0][1]}\n" not in text:
        old, new = lines[0][1], lines[1][1]
    else:
        old = "\n" + "".join(f"{line}\n" for mark, line in lines if mark in " -")
        new = "\n" + "".join(f"{line}\n" for mark, line in lines if mark in " +")
    assert text.count(old) == 1, f"not once in the file:\n{old}"
    return text.replace(old, new)


RENEWED = (
    "tests/reference",
    "tests/questions/test_items.py",
    "tests/reading/test_broken.py",
    "tests/test_cli.py",
    "tests/test_schemas.py",
    "-k",
    "test_the_page or test_the_tree or test_the_published or test_items_are_the_same_for_ever"
    " or test_each_broken_deck or test_list or test_show",
)
"""The tests whose expected outputs a recipe may renew, and no other of their modules."""
CONTRACTS = {
    "A kind of fact": (
        "tests/facts/test_kinds.py",
        "tests/model/test_interactions.py",
        "tests/test_language.py",
        "tests/test_readme.py",
        "tests/test_words.py",
    ),
    "A question type": (
        "tests/questions/test_rows.py",
        "tests/questions/test_types.py",
        "tests/test_quiz.py::test_each_type_by_name_on_paper_and_as_data[first-letter]",
        "tests/test_quiz.py::test_the_two_shipped_blueprints_are_those_that_were_asked_for",
        "tests/test_language.py",
        "tests/test_readme.py",
        "tests/test_words.py",
    ),
    "A check": ("tests/checks/test_table.py",),
    "A medium": ("tests/formats/test_media.py",),
}
"""The tests that hold a table to what its rows promise; `make fast` runs them all."""


@pytest.mark.slow
def test_each_recipe_touches_what_it_names_and_all_of_them_hold(tree: Tree) -> None:
    for name in CONTRACTS:
        named = carry_out(RECIPES[name], tree)
        tree.python("pytest", "--quiet", "--golden", "-p", "no:cacheprovider", *RENEWED)
        assert tree.changed() == named, name
        tree.commit(name)
    tree.python("ruff", "check", "--quiet", "--no-cache", ".")
    tree.python("ruff", "format", "--check", "--quiet", "--no-cache", ".")
    held = sorted({test for tests in CONTRACTS.values() for test in tests})
    fast = ("--quiet", "-p", "no:cacheprovider", "-m", "not slow")
    tree.python("pytest", *fast, *held, "tests/test_docstrings.py")
    assert not tree.changed()
    _a_new_interaction_is_the_only_error_and_one_wherever_it_must_be_handled(tree)


def test_every_table_of_the_design_that_is_open_has_a_recipe() -> None:
    assert RECIPES.keys() - {"An interaction"} == CONTRACTS.keys()


def _a_new_interaction_is_the_only_error_and_one_wherever_it_must_be_handled(tree: Tree) -> None:
    """After all recipes, so that the types of what they make are looked at as well."""
    path = tree.top / "src" / "quizgen" / "model" / "item.py"
    union = re.search(r"^Interaction = (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert union
    sketch = 'class Sketch:\n    """Draw it."""\n\n\n' + union[0] + " | Sketch"
    path.write_text(path.read_text(encoding="utf-8").replace(union[0], sketch), encoding="utf-8")
    errors = tree.python("mypy", "src", fails=True)
    found = re.findall(r"^(src/\S+\.py):\d+: error: (.*)$", errors, re.MULTILINE)
    assert [(path, error) for path, error in found if "Sketch" not in error] == []
    told = {path for path, error in found if "assert_never" in error}
    handling = {
        path.relative_to(ROOT).as_posix()
        for path, module in syntax().items()
        if list(chains(module))
    }
    assert told == handling
    contract = "tests/formats/test_media.py::test_there_is_an_example_of_every_interaction"
    tree.python("pytest", "--quiet", "-p", "no:cacheprovider", contract, fails=True)
