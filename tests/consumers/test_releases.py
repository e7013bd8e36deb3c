"""Decks that a curator keeps editing and releasing, learnt from meanwhile, in the real Anki."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from quizgen import resources
from quizgen.release.identity import RETIRED_TAG
from quizgen.resources import templates_dir
from tests.consumers.histories import Curator
from tests.learner import Learner

HISTORIES = int(os.environ.get("QUIZGEN_SOAK", "8"))
RELEASES = 6


def contents_of(learner: Learner) -> dict[str, tuple[str, ...]]:
    notes = (learner.col.get_note(id_) for id_ in learner.col.find_notes(""))
    return {note.guid: (*note.fields, *sorted(note.tags)) for note in notes}


def emptied(learner: Learner) -> set[int]:
    """Return the cards that ask nothing."""
    return {id_ for note in learner.col.get_empty_cards().notes for id_ in note.card_ids}


@pytest.mark.anki
@pytest.mark.parametrize("seed", range(HISTORIES))
def test_releases_cost_no_review_and_no_needless_update(seed: int, tmp_path: Path) -> None:
    curator = Curator(tmp_path, seed)
    learner = Learner(tmp_path / "collection.anki2")
    try:
        _live_through(curator, learner)
    finally:
        learner.col.close()


def _live_through(curator: Curator, learner: Learner) -> None:
    for package in curator.release():
        learner.imports(package)
    for _ in range(RELEASES - 1):
        learner.review_all()
        learner.db.execute("update notes set mod = ?", curator.time)
        reviews, before, empty = learner.histories(), contents_of(learner), emptied(learner)
        guids = curator.guids()
        _edit(curator)

        logs = [learner.imports(package) for package in curator.release()]

        after, now = contents_of(learner), learner.histories()
        assert [log.conflicting for log in logs] == [0, 0]
        assert len(after) == len(learner.col.find_notes(""))
        assert {card: now[card] for card in reviews} == reviews
        changed = {guid for guid in before if after[guid] != before[guid]}
        assert sum(log.updated for log in logs) == len(changed), (before, after)
        _is_one_note_for_good(guids, curator, before, after)
        assert emptied(learner) <= empty or "emptied-card" in curator.codes


def _edit(curator: Curator) -> None:
    """Make up to six edits, and build in between now and then: releases are fewer than builds."""
    for _ in range(curator.draw.randint(0, 6)):
        curator.edit()
        if curator.draw.random() < 0.25:
            curator.build()


def _is_one_note_for_good(
    former: dict[tuple[int, str, str], str],
    curator: Curator,
    before: dict[str, tuple[str, ...]],
    after: dict[str, tuple[str, ...]],
) -> None:
    """What is the same has the same note; what is gone or retired, and nothing else, says so."""
    guids = curator.guids()
    assert {key: guids[key] for key in former if key in guids} == {
        key: guid for key, guid in former.items() if key in guids
    }
    retired = {fact.born for fact in curator.facts if fact.retired}
    asked = {guid for key, guid in guids.items() if key[0] not in retired}
    gone = {guid for guid in former.values() if guid in after} - asked
    tagged = {guid for guid, content in after.items() if RETIRED_TAG in content}
    assert gone <= tagged
    assert not tagged & asked
    if any(RETIRED_TAG not in before[guid] for guid in gone - set(guids.values())):
        assert "vanished-note" in curator.codes


def test_changed_templates_reach_the_learner(
    tmp_path: Path, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    curator = Curator(tmp_path, 1)
    for package in curator.release():
        learner.imports(package)
    learner.review_all()
    reviews = learner.histories()
    types = [found.name for found in learner.col.models.all_names_and_ids()]
    mine = shutil.copytree(templates_dir(), tmp_path / "templates")
    style = mine / "anki" / "style.css"
    style.write_text(style.read_text() + ".new-look { color: red }\n")
    monkeypatch.setattr(resources, "templates_dir", lambda: mine)
    monkeypatch.setattr(resources, "_shipped_text", lambda name: (mine / name).read_text())

    logs = [learner.imports(package) for package in curator.release()]

    assert {(log.new, log.updated, log.conflicting) for log in logs} == {(0, 0, 0)}
    assert all(
        ".new-look" in learner.style_of(name) for name in types if name.startswith("quizgen")
    )
    assert learner.histories() == reviews
    assert [found.name for found in learner.col.models.all_names_and_ids()] == types
