"""A folder becomes a collection, or all that is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.diagnostics import Code
from quizgen.reading import read_collection
from tests.conftest import Project

FACT = """
- question: Who?
  id: who
  answer: She
"""


def codes(project: Project) -> list[Code]:
    reading = read_collection(project.decks)
    assert reading.collection is None
    return [diagnostic.code for diagnostic in reading.diagnostics]


def test_decks_stand_in_the_collections_order(project: Project) -> None:
    for id_ in ("ant", "bee", "cat"):
        project.deck(FACT, id_)
    (project.decks / "collection.yaml").write_text("id: test\ntitle: T\norder: [cat, ant]\n")
    assert [deck.id for deck in project.read().decks] == ["cat", "ant", "bee"]


def test_an_order_that_names_no_deck(project: Project) -> None:
    project.deck(FACT, "ant")
    (project.decks / "collection.yaml").write_text("id: test\ntitle: T\norder: [aunt]\n")
    assert codes(project) == [Code.UNKNOWN_DECK]


def test_a_folder_without_a_collection(tmp_path: Path) -> None:
    (diagnostic,) = read_collection(tmp_path / "gone").diagnostics
    assert diagnostic.code is Code.NO_FILE


def test_a_collection_in_no_language(project: Project) -> None:
    (project.decks / "collection.yaml").write_text("id: test\ntitle: T\nlanguage: tlh\n")
    assert codes(project) == [Code.WRONG_VALUE]


def test_two_decks_with_one_id(project: Project) -> None:
    project.deck(FACT, "ant")
    (project.decks / "bee.yaml").write_text("deck: Bee\nid: ant\nfacts: []\n")
    assert codes(project) == [Code.DUPLICATE_ID]


def test_a_deck_with_the_collections_id(project: Project) -> None:
    project.deck(FACT, "test")
    assert codes(project) == [Code.DUPLICATE_ID]


def test_sources_that_are_no_list(project: Project) -> None:
    (project.decks / "sources.yaml").write_text("- smith-2020\n")
    assert codes(project) == [Code.MISSING_KEY]


def test_two_sources_with_one_key(project: Project) -> None:
    item = "  - {id: a, type: book, title: A}\n"
    (project.decks / "sources.yaml").write_text(f"references:\n{item}{item}")
    assert codes(project) == [Code.DUPLICATE_ID]


def test_a_file_that_cannot_be_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project.deck(FACT)
    read = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert codes(project) == [Code.NO_FILE]


def test_sources_are_not_required(project: Project) -> None:
    (project.decks / "sources.yaml").unlink()
    (project.decks / "a.yaml").write_text(f"deck: A\nid: a\nfacts:\n{FACT}")
    assert project.read().references == {}


def test_a_deck_without_facts_is_read(project: Project) -> None:
    (project.decks / "a.yaml").write_text("deck: A\nid: a\n")
    (project.decks / "b.yaml").write_text("deck: B\nid: b\nfacts:\n")
    assert [deck.facts for deck in project.read().decks] == [(), ()]
