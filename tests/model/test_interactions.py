"""A new interaction shows by error wherever it must be handled: no chain drops one in silence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

from quizgen.model import Interaction, Relation
from tests.conftest import syntax

NAMES = frozenset(shape.__name__ for shape in get_args(Interaction))


def classes_in(pattern: ast.pattern) -> Iterator[str]:
    for node in ast.walk(pattern):
        if isinstance(node, ast.MatchClass):
            yield ast.unparse(node.cls)


@cache
def modules() -> dict[Path, ast.Module]:
    """The modules that name an interaction: no other can tell them apart."""
    return {
        path: tree
        for path, tree in syntax().items()
        if any(name in path.read_text(encoding="utf-8") for name in NAMES)
    }


def chains(tree: ast.AST) -> Iterator[ast.Match]:
    """Yield each ``match`` that tells interactions apart."""
    for node in ast.walk(tree):
        cases = node.cases if isinstance(node, ast.Match) else []
        if NAMES & {name for case in cases for name in classes_in(case.pattern)}:
            assert isinstance(node, ast.Match)
            yield node


def questions_of_class(function: ast.AST) -> set[str]:
    """Return the interactions that a function asks for by ``isinstance``."""
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    asked = (call for call in calls if getattr(call.func, "id", "") == "isinstance")
    return {
        name.id
        for call in asked
        for name in ast.walk(call.args[1])
        if isinstance(name, ast.Name) and name.id in NAMES
    }


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_each_chain_ends_in_assert_never() -> None:
    ends = {
        f"{path}:{chain.lineno}": ast.unparse(chain.cases[-1])
        for path, tree in modules().items()
        for chain in chains(tree)
    }
    assert len(ends) >= 9
    assert [place for place, end in ends.items() if "assert_never" not in end] == []


NO_CHAINS = {"_equal", "_is_long", "_item", "_moved_in", "_interaction", "item_data"}
"""Functions that ask for two interactions apart: what they do not ask for needs nothing of them."""


def test_no_chain_is_written_as_questions_of_class() -> None:
    asking = {
        f"{path}:{function.lineno}"
        for path, tree in modules().items()
        for function in functions(tree)
        if function.name not in NO_CHAINS and len(questions_of_class(function)) > 1
    }
    assert asking == set()


def test_the_relations_that_notes_are_addressed_by_are_kept() -> None:
    """A new one may be added; that each has its place in an organiser is proven by mypy."""
    shipped = "answer stands-for means role date number claim quote cell excerpt column".split()
    assert set(shipped) <= {*Relation}
