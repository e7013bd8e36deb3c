"""Decks that nothing has touched are not read again, and what is kept of them can do nothing."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.fingerprints import digest
from quizgen.kept_decks import FOLDER
from quizgen.kept_items import KeptItems
from quizgen.project import inspect
from quizgen.reading import collection as reading
from quizgen.reading.events import read_yaml
from tests.conftest import Workspace

HEADS = {"collection.yaml", "sources.yaml"}
FACT = "- {question: Where was the %s treaty signed?, id: where, answer: Geneva}\n"


@pytest.fixture
def parsed(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Callable[[], set[str]]:
    """Return what checks two decks, and returns the files that were parsed for it."""
    workspace.deck(FACT % "old", "old")
    workspace.deck(FACT % "new", "new")
    files: set[str] = set()

    def noted(path: str, data: bytes) -> object:
        files.add(Path(path).name)
        return read_yaml(path, data)

    monkeypatch.setattr(reading, "read_yaml", noted)

    def check() -> set[str]:
        fresh, _ = inspect(workspace.decks)
        files.clear()
        project, _ = inspect(workspace.decks, kept=KeptItems(workspace.out))
        read = files - HEADS
        assert project
        assert fresh
        assert dict(project.notes) == dict(fresh.notes)
        assert dict(project.propositions) == dict(fresh.propositions)
        project.keep()
        return read

    assert check() == {"old.yaml", "new.yaml"}
    return check


def test_only_what_has_changed_is_read(
    workspace: Workspace, parsed: Callable[[], set[str]]
) -> None:
    assert parsed() == set()
    workspace.deck(FACT % "very old", "old")
    assert parsed() == {"old.yaml"}
    assert parsed() == set()


@pytest.mark.parametrize("head", ["collection.yaml", "sources.yaml"])
def test_what_all_decks_share_counts(
    workspace: Workspace, parsed: Callable[[], set[str]], head: str
) -> None:
    path = workspace.decks / head
    path.write_text(path.read_text() + "# a remark\n")
    assert parsed() == {"old.yaml", "new.yaml"}


def test_a_place_in_a_fact_is_told_where_it_stands(
    workspace: Workspace, parsed: Callable[[], set[str]]
) -> None:
    assert parsed() == set()
    project, _ = inspect(workspace.decks, kept=KeptItems(workspace.out))
    assert project
    ((fact,),) = [project.propositions["old"]]
    (deck,) = project.chosen(["old"])
    assert fact.origin.locate("answer") == deck.facts[0].locate("answer")
    assert fact.origin.locate() == deck.facts[0].locate()


def test_a_copy_is_not_believed(workspace: Workspace, parsed: Callable[[], set[str]]) -> None:
    shutil.copytree(workspace.out, workspace.folder / "copy")
    shutil.rmtree(workspace.out)
    (workspace.folder / "copy").rename(workspace.out)
    assert parsed() == {"old.yaml", "new.yaml"}


class _Touch:
    """Touches a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str, str]]:
        return open, (str(self.path), "w")


@pytest.mark.parametrize("spared", ["head", ""])
def test_nothing_in_a_file_is_run(
    workspace: Workspace, parsed: Callable[[], set[str]], spared: str
) -> None:
    touched = workspace.folder / "touched"
    for path in (workspace.out / FOLDER).iterdir():
        head, _, body = path.read_bytes().partition(b"\n")
        place, key, _, sizes = json.loads(head)
        parts = {name: pickle.dumps(_Touch(touched)) for name in sizes}
        if spared:  # it stands first
            parts[spared] = body[: sizes[spared]]
        body = b"".join(parts.values())
        lengths = {name: len(part) for name, part in parts.items()}
        path.write_bytes(json.dumps([place, key, digest(body), lengths]).encode() + b"\n" + body)
    assert parsed() == {"old.yaml", "new.yaml"}
    assert not touched.exists()


def test_what_is_gone_is_not_kept(workspace: Workspace, parsed: Callable[[], set[str]]) -> None:
    workspace.deck(FACT % "older", "older")
    parsed()
    assert len(list((workspace.out / FOLDER).iterdir())) == 3
    (workspace.decks / "older.yaml").unlink()
    parsed()
    assert len(list((workspace.out / FOLDER).iterdir())) == 2
