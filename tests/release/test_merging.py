"""Two curators work on one collection, and their branches join."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quizgen import cli
from quizgen.output import write_files
from quizgen.release.ledger import Content, Entry, Ledger, Released
from quizgen.release.ledger_file import LedgerError, dump, load
from quizgen.release.merging import merged, sides
from quizgen.release.update import LEDGER, opened, read_ledger
from tests.conftest import Workspace, needs

runner = CliRunner()


def known(now: int, base: Ledger | None = None, **digests: str) -> Ledger:
    contents = {
        guid: Content(f"d/{guid}/s", "recall", digest, place=f"d/{place or guid}/s")
        for guid, text in digests.items()
        for digest, _, place in [text.partition(" ")]
    }
    return (base or Ledger()).brought_up_to_date(contents, {}, {}, now)


BASE = known(100, a="1", b="1", c="1").after_release(150)


def join(ours: Ledger, theirs: Ledger) -> dict[str, Entry]:
    both = merged(BASE, ours, theirs)
    assert both.notes.keys() == merged(Ledger(), ours, theirs).notes.keys()
    return dict(both.notes)


def test_what_one_side_changed_is_as_it_says() -> None:
    notes = join(known(200, BASE, a="2", b="1", c="1"), known(300, BASE, a="1", b="3", c="1"))
    assert (notes["a"].digest, notes["a"].changed) == ("2", 200)
    assert (notes["b"].digest, notes["b"].changed) == ("3", 300)
    assert notes["c"] == BASE.notes["c"]


def test_what_both_changed_is_later_than_what_was_released() -> None:
    notes = join(known(200, BASE, a="2", b="1", c="1"), known(300, BASE, a="3", b="1", c="1"))
    assert notes["a"] == Entry(
        "d/a/s", "recall", "3", 100, 300, released=Released("1", 100), places=()
    )


def test_what_either_added_is_there_and_released_if_it_was() -> None:
    ours = known(200, BASE, a="1", b="1", c="1", e="1").after_release(250)
    theirs = known(220, BASE, a="1", b="1", c="1", f="1")
    both = merged(BASE, ours, theirs)
    assert both.released == 250
    assert both.notes["e"].released == Released("1", 200)
    assert both.notes["f"].released is None


def test_a_change_in_the_shadow_of_the_others_release_still_reaches_learners() -> None:
    ours = known(200, BASE, a="2", b="1", c="1").after_release(250)
    theirs = known(180, BASE, a="3", b="1", c="1")
    both = merged(BASE, ours, theirs)
    new = known(190, both, a="3", b="1", c="1")
    assert new.notes["a"].changed > 250
    assert not new.notes["a"].is_as_released


def test_both_sides_names_are_known() -> None:
    ours = known(200, BASE, a="1 x", b="1", c="1")
    theirs = known(300, BASE, a="2 y", b="1", c="1")
    assert join(ours, theirs)["a"].places == ("d/x/s", "d/y/s")
    renamed = known(200, BASE, a="1 x", b="1", c="1")
    edited = known(300, BASE, a="2", b="1", c="1")
    assert join(renamed, edited)["a"].place == "d/x/s"
    assert join(edited, renamed)["a"].place == "d/x/s"


def test_without_markers_there_is_nothing_to_merge() -> None:
    with pytest.raises(LedgerError, match="there are no markers of a merge in it"):
        sides(dump(BASE))


FACT = "- {question: %s?, id: %s, answer: It}\n"


def branch(workspace: Workspace, text: str, now: int, *, release: bool = False) -> None:
    """Edit the deck, write the ledger that a build would write, and commit both."""
    workspace.deck(text)
    update = opened(workspace.decks, now)
    ledger = update.ledger.after_release(now + 10) if release else update.ledger
    write_files(workspace.decks, {LEDGER: dump(ledger).encode()})
    git("add", "-A")
    git("commit", "-qm", "edit")


def git(*words: str) -> subprocess.CompletedProcess[str]:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    return subprocess.run(["git", *identity, *words], capture_output=True, text=True, check=False)


@pytest.fixture
def two_branches(workspace: Workspace) -> Workspace:
    """A repository whose branch ``other`` conflicts with the one that is checked out."""
    needs("git")
    git("init", "-q", "-b", "main")
    branch(workspace, FACT % ("Who", "a") + FACT % ("What", "z"), 100, release=True)
    git("checkout", "-qb", "other")
    branch(workspace, FACT % ("When", "a") + FACT % ("What", "z") + FACT % ("How", "n"), 180)
    git("checkout", "-q", "main")
    branch(workspace, FACT % ("Whose", "a") + FACT % ("What", "z"), 200, release=True)
    return workspace


def settle(workspace: Workspace) -> None:
    """Say what the deck is to be, build, and see that learners get it."""
    workspace.deck(FACT % ("When", "a") + FACT % ("What", "z") + FACT % ("How", "n"))
    assert runner.invoke(cli.app, ["build", "--to", "tsv"]).exit_code == 0
    notes = {entry.place: entry for entry in read_ledger(workspace.decks).notes.values()}
    assert notes["small/a/answer"].changed > 210
    released = notes["small/a/answer"].released
    assert released
    assert released.changed == 200
    assert notes["small/z/answer"].is_as_released
    assert notes["small/n/answer"].released is None


def test_a_conflict_is_named_and_merged(two_branches: Workspace) -> None:
    assert git("merge", "other").returncode == 1
    two_branches.deck(FACT % ("When", "a"))
    result = runner.invoke(cli.app, ["build"])
    assert result.exit_code == 1
    line = next(
        number
        for number, text in enumerate((two_branches.decks / LEDGER).read_text().splitlines(), 1)
        if text.startswith("<<<<<<<")
    )
    assert f"decks/ledger.json:{line}:1: error: the ledger cannot be read: line {line} is a " in (
        result.output
    )
    assert "finish the merge: quizgen ledger --merge" in result.output
    result = runner.invoke(cli.app, ["ledger", "--merge"])
    assert (result.exit_code, result.output) == (
        0,
        "merged decks/ledger.json: 3 notes; build the decks next\n",
    )
    settle(two_branches)


def test_as_gits_merge_driver(two_branches: Workspace) -> None:
    command = f"{sys.executable} -m quizgen ledger --merge %O %A %B"
    git("config", "merge.quizgen.driver", command)
    Path(".gitattributes").write_text("decks/ledger.json merge=quizgen\n")
    merge = git("merge", "other")
    assert "CONFLICT (content): Merge conflict in decks/small.yaml" in merge.stdout
    assert "ledger.json" not in merge.stdout.replace("Auto-merging decks/ledger.json", "")
    load((two_branches.decks / LEDGER).read_text())
    settle(two_branches)


def test_what_cannot_be_merged(workspace: Workspace) -> None:
    workspace.deck(FACT % ("Who", "a"))
    assert runner.invoke(cli.app, ["build", "--to", "tsv"]).exit_code == 0
    for words, said in (
        ([], "name the packages of the last release, or say --merge"),
        (["--merge"], "there are no markers of a merge in it"),
        (["--merge", "one", "two"], "--merge takes no files, or three: BASE OURS THEIRS"),
        (["--merge", "one", "two", "three"], "one: No such file or directory"),
    ):
        result = runner.invoke(cli.app, ["ledger", *words])
        assert result.exit_code == 2
        assert said in " ".join(result.output.split())
