"""A deck that moves in, and its learner in the real Anki: nothing of theirs is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from quizgen.cli import app
from quizgen.release.rehearse import rehearse
from tests.conftest import ROOT, Workspace
from tests.imports import geography
from tests.learner import Learner, Log

pytestmark = pytest.mark.anki
RUN = CliRunner()
NAMES = ("new", "updated", "duplicate", "conflicting")
EVERY_KIND = ROOT / "tests" / "every-kind.yaml"
NOTES = geography.COUNTRIES * len(geography.LANGUAGES)


def quizgen(*arguments: str) -> str:
    result = RUN.invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.output


def updates(learner: Learner, folder: Path = Path("out/anki")) -> Log:
    """Import all packages of a build, and return what Anki says of them all."""
    logs = [learner.imports(path.absolute()) for path in sorted(folder.glob("*.apkg"))]
    return Log(*(sum(getattr(log, name) for log in logs) for name in NAMES))


def learns(learner: Learner) -> None:
    """Review every card and tag every note, as long ago as they are."""
    learner.review_all()
    notes = learner.col.find_notes("")
    times = {id_: learner.col.get_note(id_).mod for id_ in notes}
    learner.col.tags.bulk_add(notes, "mine")
    for id_, time in times.items():
        learner.db.execute("update notes set mod = ? where id = ?", time, id_)


def test_a_package_moves_in(
    workspace: Workspace, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = geography.package(workspace.folder / "ug.apkg")
    learner.imports(old)
    learns(learner)
    before = learner.histories()
    assert len(before) == 996
    said = quizgen("import", "ug.apkg", "--yes")
    assert f"{NOTES} of {NOTES} notes come; to learners {NOTES} are the very same" in said

    facts = [*workspace.decks.glob("ultimate*.csv"), *workspace.decks.glob("ultimate*.yaml")]
    lines = sum(len(path.read_text().splitlines()) for path in facts)
    assert lines / NOTES <= 1.3, "the rows of a country are little more than a line"

    quizgen("build", "--to", "anki")
    assert updates(learner) == Log(0, 0, NOTES, 0)
    assert learner.histories() == before
    assert len(learner.find("tag:mine")) == NOTES

    sheet = workspace.decks / "ultimate-geography.csv"
    text = sheet.read_text()
    sheet.write_text(text.replace("City 1,", "City *One*,").replace("City 2,", "City Two,"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    quizgen("build", "--to", "anki")
    assert updates(learner) == Log(0, 2, NOTES - 2, 0)
    assert learner.histories() == before
    assert learner.find("Capital:*<em>One</em>*") == ["Country 1"]
    outcome = rehearse(old, Path("out/anki/ultimate-geography.apkg"))
    assert (outcome.new, outcome.updated, outcome.conflicting, outcome.emptied) == (0, 2, 0, 0)
    assert not outcome.loses_reviews
    assert outcome.tags_kept == NOTES - 2  # which a package's update always takes


def test_a_folder_of_crowdanki_moves_in_with_the_ids_of_its_last_package(
    workspace: Workspace, learner: Learner
) -> None:
    geography.crowdanki(workspace.folder / "ug")
    released = geography.package(workspace.folder / "last.apkg", capital="Old name")
    learner.imports(released)
    learns(learner)
    before = learner.histories()
    said = quizgen("import", "ug", "--released", "last.apkg", "--yes")
    assert f"to learners {NOTES - 3} are the very same, 3 will be updated" in said
    quizgen("build", "--to", "anki")
    assert updates(learner) == Log(0, 3, NOTES - 3, 0)
    assert learner.histories() == before
    assert learner.find("Capital:City_1") == ["Country 1"]


def test_what_was_built_moves_in_and_is_built_the_same(
    workspace: Workspace, learner: Learner
) -> None:
    """Build, import, build: the learner of the first has nothing new in the second."""
    workspace.deck(EVERY_KIND.read_text(encoding="utf-8"))
    quizgen("build", "--to", "anki")
    package = Path("out/anki/small.apkg")
    learner.imports(package.absolute())
    learner.review_all()
    before = learner.histories()
    other = workspace.folder / "other"
    (other / "decks").mkdir(parents=True)
    (other / "decks" / "collection.yaml").write_text("id: other\ntitle: Other\nlanguage: en\n")
    decks = str(other / "decks")
    quizgen("import", str(package), "--yes", "--decks", decks)
    quizgen("build", "--to", "anki", "--decks", decks, "--out", str(other / "out"))
    log = updates(learner, other / "out" / "anki")
    assert (log.new, log.updated, log.conflicting) == (0, 0, 0)
    assert learner.histories() == before
