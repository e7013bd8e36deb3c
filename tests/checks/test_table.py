"""Every row of the table of checks: its examples say what it says, and nothing of it is forgotten.

The wrong example of a code gives that code and no other; the right one gives nothing.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import quizgen.checks
from quizgen import cli
from quizgen.checks.explanation import TITLES, explain, overview
from quizgen.checks.row import FORM, ITEMS, Material, Rule, Stage
from quizgen.checks.table import CODES, ROWS, check
from quizgen.diagnostics import Code, Diagnostic, Example, Facts, Family, Files, Items, Severity
from quizgen.facts import Deck
from quizgen.project import inspect
from tests.checks.notation import form, items, write


def reported(example: Example, folder: Path) -> set[str]:
    """Return the codes that an example gives."""
    if isinstance(example, Items):
        noted = items(example.text)
        return {d.code.name for d in check(Material(items=noted, form=form(*noted)))}
    if example.before:
        write(folder, example, before=True)
        assert run("build", "--to", "anki") == set()
    write(folder, example)
    return run(*shlex.split(example.command))


def run(*words: str) -> set[str]:
    """Run quizgen here; return the codes of what it reports."""
    result = CliRunner().invoke(cli.app, [*words])
    codes = set(re.findall(r"\[([a-z-]+)\]$", result.output, re.MULTILINE))
    errors = [name for name in codes if CODES[name].severity is Severity.ERROR]
    assert result.exit_code == bool(errors), result.output
    return codes


EXAMPLES = [
    pytest.param(code, id=code.name, marks=pytest.mark.slow if "pdf" in commands else ())
    for code in CODES.values()
    for commands in [f"{getattr(code.bad, 'command', '')} {getattr(code.good, 'command', '')}"]
]


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_wrong_example_gives_the_code_and_no_other(
    code: Code, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert reported(code.bad, tmp_path) == {code.name}


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_right_example_gives_nothing(
    code: Code, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert reported(code.good, tmp_path) == set()


FACT = re.compile(r"^- .*\n(?:  .*\n)*", re.MULTILINE)
ONE_BY_ONE = [
    pytest.param(row, facts, id=code.name)
    for row in ROWS
    if isinstance(row, Rule) and not row.compares and row.needs not in (ITEMS, FORM)
    for code in row.codes
    if isinstance(code.bad, Facts) and len(facts := re.findall(FACT, code.bad.text)) > 1
]
"""Rules that are given one deck at a time, with the facts of a wrong example."""


@pytest.mark.parametrize(("rule", "facts"), ONE_BY_ONE)
def test_a_rule_that_does_not_say_that_it_compares_finds_nothing_between_decks(
    rule: Rule[Any], facts: Sequence[str], tmp_path: Path
) -> None:
    decks = (f"deck: Deck {n}\nid: d{n}\nfacts:\n{fact}" for n, fact in enumerate(facts))
    write(tmp_path, Files({f"decks/d{n}.yaml": deck for n, deck in enumerate(decks)}))
    project, _ = inspect(tmp_path / "decks")
    assert project

    def found(*decks: Deck) -> set[Diagnostic]:
        collection = replace(project.collection, decks=decks)
        propositions = [p for deck in decks for p in project.propositions[deck.id]]
        notes = [note for deck in decks for note in project.notes[deck.id]]
        material = Material(collection=collection, propositions=propositions, notes=notes)
        return set(rule.look(material) or ())

    every = project.collection.decks
    alone = {problem for deck in every for problem in found(deck)}
    assert found(*every) == alone, "the rule sees decks together: say 'compares=True'"


def modules() -> list[object]:
    path = quizgen.checks.__path__
    names = [module.name for module in pkgutil.walk_packages(path, "quizgen.checks.")]
    return [importlib.import_module(name) for name in names]


def test_every_rule_and_stage_is_a_row() -> None:
    declared = [v for m in modules() for v in vars(m).values() if isinstance(v, (Rule, Stage))]
    assert {id(row) for row in declared} == {id(row) for row in ROWS}


def test_every_code_is_in_a_row() -> None:
    declared = {v for module in modules() for v in vars(module).values() if isinstance(v, Code)}
    assert declared == {code for row in ROWS for code in row.codes}
    assert len(CODES) == len(declared)
    assert {family for family in Family if family not in TITLES} == set()


def test_every_code_has_a_name_that_can_be_written_in_a_deck_and_says_why() -> None:
    for code in CODES.values():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code.name)
        assert code.says.endswith("."), code
        assert code.why.endswith("."), code
        assert explain(code).startswith(f"# {code} ({code.severity})\n\n{code.says}\n\n**Why:** ")
        assert f"  {code.name} " in overview()
