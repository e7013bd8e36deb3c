"""A rehearsal tells what an update keeps and what it costs."""

from __future__ import annotations

import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from quizgen import build, cli
from quizgen.build import Settings
from quizgen.release.rehearse import Outcome, RehearsalError, rehearse
from tests.conftest import Workspace

DECK = "".join(f"- {{question: Q{i}?, id: q{i}, answer: A{i}}}\n" for i in range(12))
pytestmark = pytest.mark.anki
runner = CliRunner()


def release(workspace: Workspace, text: str, name: str, now: int) -> Path:
    workspace.deck(text)
    out = workspace.folder / name
    build.build(Settings(workspace.decks, out, now, media=("apkg", "tsv")))
    return out / "anki" / "small.apkg"


@pytest.fixture
def releases(workspace: Workspace) -> tuple[Path, Path]:
    old = release(workspace, DECK, "old", 1_700_000_000)
    text = (
        DECK.replace("A3}", "B3}").replace("A8}", "B8}") + "- {question: New?, id: n, answer: N}\n"
    )
    return old, release(workspace, text, "new", 1_700_100_000)


def test_a_package_keeps_reviews_and_resets_the_rest(releases: tuple[Path, Path]) -> None:
    outcome = rehearse(*releases)
    assert (outcome.new, outcome.updated, outcome.untouched) == (1, 2, 10)
    assert (outcome.conflicting, outcome.orphaned) == (0, 0)
    assert (outcome.cards_kept, outcome.cards) == (12, 12)
    assert (outcome.tags_kept, outcome.tags) == (10, 12)
    assert (outcome.notes_kept, outcome.notes) == (10, 12)
    assert (outcome.suspended_kept, outcome.deck_kept) == (True, True)
    assert (outcome.loses_reviews, outcome.loses_own) == (False, True)


def test_the_text_file_keeps_everything(releases: tuple[Path, Path]) -> None:
    old, new = releases
    outcome = rehearse(old, new, new.with_suffix(".tsv"))
    assert (outcome.updated, outcome.cards_kept) == (2, 12)
    assert (outcome.loses_reviews, outcome.loses_own) == (False, False)


def test_a_review_that_an_update_takes_is_a_loss(
    releases: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it is gone from the log, or from what the card counts itself."""

    def take(col: Any, _path: Path, _folder: Path) -> int:
        first, other, *_ = col.find_cards("")
        col.db.execute("delete from revlog where cid = ?", first)
        col.db.execute("update cards set reps = 0 where id = ?", other)
        return 0

    monkeypatch.setattr("quizgen.release.rehearse._import_text", take)
    outcome = rehearse(*releases, releases[1].with_suffix(".tsv"))
    assert (outcome.cards_kept, outcome.cards) == (10, 12)
    assert outcome.loses_reviews


def test_what_is_no_longer_in_a_package_is_orphaned(workspace: Workspace) -> None:
    old = release(workspace, DECK, "old", 1_700_000_000)
    new = release(workspace, DECK.replace("id: q0", "id: other"), "new", 1_700_100_000)
    outcome = rehearse(old, new)
    assert (outcome.new, outcome.orphaned, outcome.untouched) == (1, 1, 11)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- {person: Ann, id: ann, role: Queen}", "- {person: Ann, id: ann, role: Queen, %s}"),
        ("- {statement: '[A] and [B].', id: s}", "- {statement: '[A] and B.', id: s}"),
    ],
)
def test_a_card_that_goes_empty_is_a_loss(before: str, after: str, workspace: Workspace) -> None:
    old = release(workspace, before, "old", 1_700_000_000)
    new = release(workspace, after.replace("%s", "reverse: no"), "new", 1_700_100_000)
    outcome = rehearse(old, new)
    assert (outcome.cards_kept, outcome.cards, outcome.emptied) == (1, 2, 1)
    assert outcome.loses_reviews
    new.with_suffix(".tsv").unlink()
    result = runner.invoke(cli.app, ["rehearse", str(old), str(new)])
    assert result.exit_code == 1
    assert "Cards that a learner has ask nothing any more" in result.output


@pytest.mark.parametrize(
    ("lost", "reviews", "own"),
    [
        ({}, False, False),
        ({"cards_kept": 2}, True, False),
        ({"conflicting": 1}, True, False),
        ({"tags_kept": 2}, False, True),
        ({"notes_kept": 1}, False, True),
        ({"suspended_kept": False}, False, True),
        ({"deck_kept": False}, False, True),
    ],
)
def test_what_counts_as_lost(lost: dict[str, Any], reviews: bool, own: bool) -> None:
    counts: dict[str, Any] = {field.name: 0 for field in fields(Outcome)}
    kept = {"cards": 3, "cards_kept": 3, "tags": 3, "tags_kept": 3, "notes": 2, "notes_kept": 2}
    whole = Outcome(**counts | kept | {"suspended_kept": True, "deck_kept": True})
    outcome = replace(whole, **lost)
    assert (outcome.loses_reviews, outcome.loses_own) == (reviews, own)


def test_a_package_of_somebody_elses(workspace: Workspace) -> None:
    old = release(workspace, DECK, "old", 1_700_000_000)
    (workspace.decks / "small.yaml").unlink()
    (workspace.decks / "ledger.json").unlink()
    workspace.deck("- {question: Else?, id: other, answer: Other}", "other")
    build.build(Settings(workspace.decks, workspace.out, 1, media=("apkg",)))
    result = runner.invoke(cli.app, ["rehearse", str(old), "out/anki/other.apkg"])
    assert result.exit_code == 1
    assert "they are not two releases of one collection" in result.output


def test_the_command(releases: tuple[Path, Path]) -> None:
    result = runner.invoke(cli.app, ["rehearse", *map(str, releases)])
    assert result.exit_code == 0, result.output
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert "cards that kept their reviews 12 of 12 12 of 12" in lines
    assert "No review is lost." in lines


def test_without_the_text_file_a_loss_is_a_loss(releases: tuple[Path, Path]) -> None:
    releases[1].with_suffix(".tsv").unlink()
    result = runner.invoke(cli.app, ["rehearse", *map(str, releases)])
    assert result.exit_code == 1
    assert "Something is lost." in result.output


def test_what_cannot_be_rehearsed(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = release(workspace, "", "old", 1)
    with pytest.raises(RehearsalError, match="has no cards"):
        rehearse(empty, empty)
    broken = workspace.folder / "broken.apkg"
    broken.write_text("nothing")
    result = runner.invoke(cli.app, ["rehearse", str(broken), str(empty)])
    assert (result.exit_code, "broken.apkg cannot be read" in result.output) == (1, True)
    assert runner.invoke(cli.app, ["rehearse", "gone.apkg", str(empty)]).exit_code == 2
    good = release(workspace, DECK, "good", 2)
    with pytest.raises(FileNotFoundError):
        rehearse(good, good, workspace.folder / "gone.tsv")
    (wrong := workspace.folder / "wrong.tsv").write_bytes(b"#notetype:\xff\n")
    with pytest.raises(RehearsalError, match="Anki cannot import"):
        rehearse(good, good, wrong)
    monkeypatch.setitem(sys.modules, "anki.collection", None)
    with pytest.raises(RehearsalError, match=r"to install it: .*\[anki\]"):
        rehearse(good, good)
