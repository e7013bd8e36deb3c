"""Items of decks that nothing has touched are not made again, and what is kept is never wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen import build, project
from quizgen.build import Settings
from quizgen.diagnostics import Problems
from quizgen.fingerprints import CACHE
from quizgen.kept_items import FILE, KeptItems
from quizgen.project import inspect
from tests.conftest import Workspace

TOWNS = ("Geneva", "Vienna", "Paris", "Rome", "Lisbon", "Madrid")
FACT = "- {question: 'Where was treaty %d signed?', id: t%d, answer: %s, type: city}\n"


@pytest.fixture
def looked_at(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Callable[[], set[str]]:
    """Return what checks two decks of towns, and returns those whose items were made."""
    for deck, towns in (("old", TOWNS[:4]), ("new", TOWNS[4:])):
        text = "".join(FACT % (n, n, town) for n, town in enumerate(towns, ord(deck[0])))
        workspace.deck(text, deck)
    made: set[str] = set()
    real = project.items_of  # type: ignore[attr-defined]

    def counted(propositions, bank):  # type: ignore[no-untyped-def]
        made.update(p.origin.deck for p in propositions)
        return real(propositions, bank)

    monkeypatch.setattr(project, "items_of", counted)

    def check() -> set[str]:
        made.clear()
        looked_into, _ = inspect(workspace.decks, kept=KeptItems(workspace.out))
        assert looked_into
        looked_into.keep()
        return set(made)

    assert check() == {"old", "new"}
    assert check() == set()
    return check


def reworded(workspace: Workspace, deck: str, old: str, new: str) -> None:
    path = workspace.decks / f"{deck}.yaml"
    path.write_text(path.read_text().replace(old, new))


def test_a_deck_is_looked_at_anew_where_its_items_are_others(
    workspace: Workspace, looked_at: Callable[[], set[str]]
) -> None:
    reworded(workspace, "old", "answer: Rome", "answer: Rome, note: In March.")
    assert looked_at() == {"old"}, "no distractor of another deck shows a note"
    for town, other in zip(TOWNS, ("Bern", "Graz", "Linz", "Basel"), strict=False):
        reworded(workspace, "old", town, other)
    assert looked_at() == {"old", "new"}, "some were distractors there"
    reworded(workspace, "old", "facts:", "\n# a remark\nfacts:")
    assert looked_at() == set()


def test_a_problem_is_told_where_its_fact_stands_now(workspace: Workspace) -> None:
    workspace.deck("- {question: When?, id: a, answer: Then}", "other")
    fact = "- question: Which is **not** a city?\n  id: city\n  answer: Alps\n"
    workspace.deck(f"{fact}  distractors: [Rome, all of them]\n")
    problems = []
    for _ in range(2):
        looked_into, diagnostics = inspect(workspace.decks, kept=KeptItems(workspace.out))
        assert looked_into
        looked_into.keep()
        problems.append({(d.position.line, d.code, d.sentence) for d in diagnostics})
        path = workspace.decks / "small.yaml"
        path.write_text(path.read_text().replace("facts:", "\nfacts:"))
    assert problems[0]
    assert problems[1] == {(line + 1, code, says) for line, code, says in problems[0]}


@pytest.mark.parametrize("harm", ["damaged", "elsewhere", "a folder"])
def test_what_is_kept_is_believed_only_whole_and_where_it_was_kept(
    harm: str, workspace: Workspace, looked_at: Callable[[], set[str]]
) -> None:
    path = workspace.out / FILE
    if harm == "damaged":
        path.write_bytes(path.read_bytes().replace(b"near", b"Near", 1))
    elif harm == "a folder":
        path.unlink()
        path.mkdir()
    else:
        shutil.copytree(workspace.out, Path("copy"))
        shutil.rmtree(workspace.out / CACHE)
        Path("copy", CACHE).rename(workspace.out / CACHE)
    assert looked_at() == {"old", "new"}


def test_a_build_that_is_refused_writes_nothing(workspace: Workspace) -> None:
    for deck in ("old", "new"):
        workspace.deck("- {question: When?, id: a, answer: Then}", deck)
    with pytest.raises(Problems):
        build.build(Settings(workspace.decks, workspace.out, 1_700_000_000, frozen=True))
    assert not workspace.out.exists()
