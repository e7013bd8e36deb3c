"""A folder becomes a collection, or all that is wrong with it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizgen.checks.stages.files import NO_FILE
from quizgen.checks.stages.keys import DUPLICATE_ID, MISSING_KEY, UNKNOWN_DECK, WRONG_VALUE
from quizgen.diagnostics import Code
from quizgen.reading import read_collection
from tests.conftest import Workspace

FACT = """
- question: Who?
  id: who
  answer: She
"""


def codes(workspace: Workspace) -> list[Code]:
    reading = read_collection(workspace.decks)
    assert reading.collection is None
    return [diagnostic.code for diagnostic in reading.diagnostics]


def test_decks_stand_in_the_collections_order(workspace: Workspace) -> None:
    for id_ in ("ant", "bee", "cat"):
        workspace.deck(FACT, id_)
    (workspace.decks / "collection.yaml").write_text("id: test\ntitle: T\norder: [cat, ant]\n")
    assert [deck.id for deck in workspace.read().decks] == ["cat", "ant", "bee"]


def test_an_order_that_names_no_deck(workspace: Workspace) -> None:
    workspace.deck(FACT, "ant")
    (workspace.decks / "collection.yaml").write_text("id: test\ntitle: T\norder: [aunt]\n")
    assert codes(workspace) == [UNKNOWN_DECK]


def test_a_folder_without_a_collection(tmp_path: Path) -> None:
    (diagnostic,) = read_collection(tmp_path / "gone").diagnostics
    assert diagnostic.code is NO_FILE


def test_a_collection_in_no_language(workspace: Workspace) -> None:
    (workspace.decks / "collection.yaml").write_text("id: test\ntitle: T\nlanguage: tlh\n")
    assert codes(workspace) == [WRONG_VALUE]


def test_two_decks_with_one_id(workspace: Workspace) -> None:
    workspace.deck(FACT, "ant")
    (workspace.decks / "bee.yaml").write_text("deck: Bee\nid: ant\nfacts: []\n")
    assert codes(workspace) == [DUPLICATE_ID]


def test_a_deck_with_the_collections_id(workspace: Workspace) -> None:
    workspace.deck(FACT, "test")
    assert workspace.read().stem == "test-all"
    workspace.deck(FACT, "test-all")
    assert workspace.read().stem == "test-all-all"


def test_sources_that_are_no_list(workspace: Workspace) -> None:
    (workspace.decks / "sources.yaml").write_text("- smith-2020\n")
    assert codes(workspace) == [MISSING_KEY]


def test_two_sources_with_one_key(workspace: Workspace) -> None:
    item = "  - {id: a, type: book, title: A}\n"
    (workspace.decks / "sources.yaml").write_text(f"references:\n{item}{item}")
    assert codes(workspace) == [DUPLICATE_ID]


def test_a_file_that_cannot_be_read(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workspace.deck(FACT)
    real = os.open

    def refuse(file: Path, flags: int) -> int:
        if file == path:
            raise PermissionError(13, "Permission denied")
        return real(file, flags)

    monkeypatch.setattr(os, "open", refuse)
    assert codes(workspace) == [NO_FILE]


def test_sources_are_not_required(workspace: Workspace) -> None:
    (workspace.decks / "sources.yaml").unlink()
    (workspace.decks / "a.yaml").write_text(f"deck: A\nid: a\nfacts:\n{FACT}")
    assert workspace.read().references == {}


def test_a_deck_without_facts_is_read(workspace: Workspace) -> None:
    (workspace.decks / "a.yaml").write_text("deck: A\nid: a\n")
    (workspace.decks / "b.yaml").write_text("deck: B\nid: b\nfacts:\n")
    assert [deck.facts for deck in workspace.read().decks] == [(), ()]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            f"answer: A, distractors: [{'d, ' * 101}]",
            "'distractors forward' has 101 entries, and 100 at the most are read",
        ),
        (
            f"answer: A, accept: [{'d, ' * 1001}]",
            "'accept' has 1001 entries, and 1,000 at the most are read",
        ),
        (f"answer: {'x' * 50_001}", "'answer' has 50,001 characters, of 50,000 at the most"),
    ],
)
def test_what_is_too_much(more: str, said: str, workspace: Workspace) -> None:
    workspace.deck(f"- {{question: Q?, id: q, {more}}}")
    (problem,) = read_collection(Path("decks")).diagnostics
    assert problem.message == said


def test_a_deck_words_its_questions_itself(workspace: Workspace) -> None:
    path = workspace.deck("- {term: catalyst, id: catalyst, means: what speeds a reaction up}")
    own = "words: {term.means: '{term}?', term.means.reverse: Which word?}\nfacts:"
    path.write_text(path.read_text().replace("facts:", own))
    workspace.deck("- {term: catalyst, id: catalyst, means: what speeds a reaction up}", "other")
    collection = workspace.read()
    asked = {
        deck.id: [(p.ask, p.ask_back) for p in collection.propositions(deck)]  # type: ignore[union-attr]
        for deck in collection.decks
    }
    assert asked["small"] == [("catalyst?", "Which word?")]
    assert asked["other"][0][0] == "What is catalyst?"


@pytest.mark.parametrize(
    "words", ["{term.mean: x}", "{term.means: '{what}?'}", "{term.means: [a]}"]
)
def test_words_that_there_are_none_of(words: str, workspace: Workspace) -> None:
    path = workspace.deck(FACT)
    path.write_text(path.read_text().replace("facts:", f"words: {words}\nfacts:"))
    assert len(codes(workspace)) >= 1
