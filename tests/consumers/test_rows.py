"""Cards of a deck that is a table, in Anki's own backend."""

from __future__ import annotations

import shutil
from pathlib import Path

from quizgen import build
from quizgen.build import Settings
from tests.conftest import ROOT, Workspace
from tests.learner import Learner

EUROPE = ROOT / "tests" / "decks" / "europe"


def europe(workspace: Workspace, now: int = 1_700_000_000) -> Path:
    if not (workspace.decks / "europe.csv").exists():
        shutil.rmtree(workspace.decks)
        shutil.copytree(EUROPE, workspace.decks)
    build.build(Settings(workspace.decks, workspace.out, now, media=("apkg", "tsv")))
    return workspace.out / "anki" / "europe.apkg"


def test_pictures_ask_and_answer(workspace: Workspace, learner: Learner) -> None:
    learner.imports(europe(workspace))
    shown = {(c.note().fields[0], c.ord): (c.question(), c.answer()) for c in learner.cards()}
    (flag,) = (
        sides for (name, ord_), sides in shown.items() if "flag of France" in name and not ord_
    )
    assert "<img" not in flag[0]
    assert 'alt="upright stripes: blue, white and red"' in flag[1]
    (whose,) = (sides for (name, ord_), sides in shown.items() if "flag of France" in name and ord_)
    assert "Whose flag is this?<img" in whose[0]
    assert "France" not in whose[0]
    assert "France" in whose[1]
    media = set(learner.col.media.check().unused)
    assert not media
    assert learner.col.fix_integrity()[1]


def test_a_column_that_only_asks_back_has_one_card(workspace: Workspace, learner: Learner) -> None:
    package = europe(workspace)
    log = learner.imports(package)
    marked = [c for c in learner.cards() if c.note().fields[0].endswith("· map")]
    assert {(c.ord, c.note().fields[0]) for c in marked} == {
        (1, "Finland · map"),
        (1, "Norway · map"),
        (1, "Sweden · map"),
    }
    assert all("Which country is marked?<img" in c.question() for c in marked)
    assert learner.col.get_empty_cards().report == ""
    assert learner.imports_text(package.with_suffix(".tsv")).new == 0
    assert log.conflicting == 0


def test_a_text_import_makes_the_same_cards(workspace: Workspace, learner: Learner) -> None:
    package = europe(workspace)
    learner.imports(package)
    cards = {(c.note().guid, c.ord) for c in learner.cards()}
    learner.col.remove_notes(list(learner.col.find_notes("")))
    log = learner.imports_text(package.with_suffix(".tsv"))
    assert {(c.note().guid, c.ord) for c in learner.cards()} == cards
    assert log.new == len({guid for guid, _ in cards})


def test_corrections_and_sorted_rows_keep_every_review(
    workspace: Workspace, learner: Learner
) -> None:
    learner.imports(europe(workspace))
    learner.review_all()
    before = learner.histories()
    sheet = workspace.decks / "europe.csv"
    head, *rows = sheet.read_text().splitlines()
    moved = [head, *(row.replace("Kyiv", "Kyjiw") for row in reversed(rows))]
    sheet.write_text("\r\n".join(moved) + "\r\n")
    log = learner.imports(europe(workspace, 1_700_100_000))
    assert (log.new, log.updated, log.conflicting) == (0, 1, 0)
    assert learner.histories() == before
