"""Docstrings that are true: each module says what it is, each folder what is in it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from quizgen.model import Kind
from tests.conftest import ROOT, syntax

PACKAGE = ROOT / "src" / "quizgen"
MODULES = sorted(PACKAGE.rglob("*.py"))
FOLDERS = [path for path in MODULES if path.name == "__init__.py" and path.parent != PACKAGE]
SCREEN = 55
"""Lines of a function after its head."""
METAPHORS = frozenset(
    """bin bridge company conductor engine factory foe friend glue guard helper hub kernel kitchen
    machine magic manager own press shelf stuff thing toolbox trace twin util wizard work""".split()
)
"""Words that name a module by a likeness, or say nothing; what a module is for names it better."""


def docstring(path: Path) -> str:
    return ast.get_docstring(syntax()[path]) or ""


def rooms(folder: Path) -> set[str]:
    """Return the modules and folders of a folder."""
    modules = {path.stem for path in folder.glob("*.py") if not path.stem.startswith("__")}
    return modules | {path.parent.name for path in folder.glob("*/__init__.py")}


def rows(folder: Path) -> set[str]:
    """Return what the table of a folder imports or loads by its name."""
    checks = PACKAGE / "checks"
    is_of_checks = checks in (folder, *folder.parents)
    tables = [folder / "__init__.py", *([checks / "table.py"] if is_of_checks else [])]
    texts = [path.read_text(encoding="utf-8") for path in tables]
    nodes = [node for text in texts for node in ast.walk(ast.parse(text))]
    imports = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    modules = {(node.module or "").rpartition(".")[2] for node in imports}
    modules |= {name for text in texts for name in re.findall(r'"quizgen\.cli\.(\w+):\w+"', text)}
    return modules | {alias.name for node in imports for alias in node.names}


def test_a_module_says_what_it_is() -> None:
    firsts = {path.relative_to(PACKAGE): docstring(path).partition("\n\n")[0] for path in MODULES}
    assert [path for path, first in firsts.items() if not first.endswith(".")] == []


def test_no_function_is_longer_than_a_screen() -> None:
    """What is asked for in a signature is declared, and a table or a record is one value."""
    functions = (
        (path.relative_to(PACKAGE), node)
        for path, module in syntax().items()
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef)
    )
    long = [
        f"{path}: {function.name}"
        for path, function in functions
        if len(function.body) > 3 and (function.end_lineno or 0) - function.body[0].lineno >= SCREEN
    ]
    assert long == []


@pytest.mark.parametrize("path", FOLDERS, ids=lambda p: p.parent.relative_to(PACKAGE).as_posix())
def test_a_folder_names_all_that_is_in_it(path: Path) -> None:
    """A module is a row of the folder's table, or the docstring says what it is there for."""
    named = set(re.findall(r"``(\w+)``", docstring(path)))
    assert rooms(path.parent) - rows(path.parent) <= named


@pytest.mark.parametrize("path", FOLDERS, ids=lambda p: p.parent.relative_to(PACKAGE).as_posix())
def test_a_folder_names_nothing_that_is_not_in_it(path: Path) -> None:
    """What looks like a module in a folder's docstring is there, or is a word of this project."""
    named = set(
        re.findall(r"``([a-z_]+)`` (?:has|says|is|knows|writes|reads|makes)\b", docstring(path))
    )
    assert named <= rooms(path.parent)


def test_no_module_is_named_by_a_metaphor() -> None:
    """A kind of fact is named as curators call it, be it a work or a company."""
    for path in (path for path in MODULES if path.stem not in {*Kind}):
        words = path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", "_").split("_")
        likened = {word.removesuffix("s") for word in words} & METAPHORS
        assert not likened, f"{path}: say in its name what the module is for"
