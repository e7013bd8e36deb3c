"""Two curators work on one collection, and their branches join."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quizgen import cli
from quizgen.output import write_files
from quizgen.release.ledger import Content, Entry, Ledger, Released, Stamp
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


def at(address: str = "d/a/s", changed: int = 1, *places: str, digest: str = "1") -> Entry:
    return Entry(address, "recall", digest, 1, changed, places=places)


def of_two(ours: Entry, theirs: Entry, base: Entry | None = None) -> Entry:
    one = {"a": base} if base else {}
    return merged(Ledger(one), Ledger({"a": ours}), Ledger({"a": theirs})).notes["a"]


def test_of_two_changes_the_later_is_taken_and_of_two_at_once_ours() -> None:
    assert of_two(at(changed=5, digest="o"), at(changed=6, digest="t")).digest == "t"
    assert of_two(at(changed=6, digest="o"), at(changed=5, digest="t")).digest == "o"
    assert of_two(at(changed=5, digest="o"), at(changed=5, digest="t")).digest == "o"


def test_a_note_is_as_old_as_the_older_side_says() -> None:
    older, newer = replace(at(changed=5), added=2), replace(at(changed=6), added=3)
    assert of_two(older, newer).added == of_two(newer, older).added == 2


def test_a_release_that_one_side_alone_knows_of_is_known() -> None:
    sent = replace(at(changed=5, digest="2"), released=Released("1", 1))
    unsent = at(changed=6, digest="3")
    assert of_two(sent, unsent).released == of_two(unsent, sent).released == sent.released
    here, later = Ledger({"a": sent}, released=1), Ledger({"a": unsent}, released=9)
    for both in (merged(Ledger(), here, later), merged(Ledger(), later, here)):
        assert both.notes["a"].released == sent.released


def test_what_one_side_changed_and_the_other_dropped_is_kept() -> None:
    base, changed = Ledger({"a": at()}), Ledger({"a": at(changed=2, digest="2")})
    for both in (merged(base, changed, Ledger()), merged(base, Ledger(), changed)):
        assert both.notes == changed.notes


def test_where_a_note_stands_is_where_the_side_that_moved_it_says() -> None:
    base = at("d/a/s", 1, "d/b/s")
    edited, moved = at("d/a/s", 9, "d/b/s", digest="2"), at("d/a/s", 2, "d/b/s", "d/c/s")
    assert of_two(edited, moved, base).places == ("d/b/s", "d/c/s")
    assert of_two(moved, edited, base).places == ("d/b/s", "d/c/s")
    both = at("d/a/s", 9, "d/b/s", "d/e/s")
    assert of_two(moved, both, base).places == ("d/b/s", "d/c/s", "d/e/s")
    assert of_two(at(changed=2), at(changed=3)).places == ()
    assert of_two(at("d/a/s", 9, digest="2"), at("d/a/s", 2, "d/c/s")).places == ("d/c/s",)


def stamps(ours: Stamp, theirs: Stamp, ours_at: int = 0, theirs_at: int = 0) -> Stamp:
    here, there = (
        Ledger(types={"cloze": stamp}, released=time)
        for stamp, time in ((ours, ours_at), (theirs, theirs_at))
    )
    return merged(Ledger(), here, there).types["cloze"]


def test_note_types_are_joined_as_notes_are() -> None:
    assert stamps(Stamp("o", 5), Stamp("t", 6)) == Stamp("t", 6)
    assert stamps(Stamp("o", 6), Stamp("t", 5)) == Stamp("o", 6)
    assert stamps(Stamp("o", 5), Stamp("t", 5)) == Stamp("o", 5)
    old, new = Released("x", 3), Released("t", 9)
    assert stamps(Stamp("o", 5, old), Stamp("t", 2), 4) == Stamp("o", 5, old)
    assert stamps(Stamp("o", 5, old), Stamp("t", 9, new), 4, 10) == Stamp("t", 9, new)
    assert stamps(Stamp("o", 5, old), Stamp("t", 2, new), 4, 10) == Stamp("o", 10, new)
    assert stamps(Stamp("o", 5, old), Stamp("t", 2, new), 10, 4) == Stamp("o", 5, old)
    assert stamps(Stamp("o", 5, old), Stamp("t", 2, new), 10, 10).released == old


def test_what_is_as_it_was_released_has_the_time_of_that() -> None:
    assert stamps(Stamp("o", 7, Released("o", 3)), Stamp("t", 2), 4) == Stamp(
        "o", 3, Released("o", 3)
    )


def test_decks_and_what_only_one_side_has() -> None:
    base = Ledger({"x": at("d/x/s"), "y": at("d/y/s")}, decks={"a": "A", "b": "B"}, released=3)
    ours = Ledger({"y": at("d/y/s")}, decks={"a": "A2", "b": "B", "c": "C"}, released=3)
    theirs = Ledger(
        {"x": at("d/x/s"), "y": at("d/y/s", 4)}, decks={"a": "A3", "b": "B2"}, released=5
    )
    both = merged(base, ours, theirs)
    assert both.decks == {"a": "A2", "b": "B2", "c": "C"}
    assert both.notes == {"y": at("d/y/s", 4)}  # ours took "x" away, they left it as it was
    assert both.released == 5
    edited = replace(theirs, notes={"x": at("d/x/s", 4), "y": at("d/y/s")})
    assert merged(base, ours, edited).notes["x"] == at("d/x/s", 4)


@pytest.mark.parametrize("has_base", [True, False])
def test_the_sides_of_a_conflict(has_base: bool) -> None:
    """Lines beside the markers belong to all sides, and those between them to one each."""
    shared = known(50, a="1")
    times = ((100, "0"), (200, "1"), (300, "2"))
    ledgers = [known(now, shared, a="1", b=digest) for now, digest in times]
    (head, base, tail), (_, ours, _), (_, theirs, _) = (
        (text[:-3], text[-3], text[-2:]) for text in (dump(one).split("\n") for one in ledgers)
    )
    assert head == dump(ledgers[1]).split("\n")[:-3]
    middle = ["||||||| base", base] if has_base else []
    marked = ["<<<<<<< HEAD", ours, *middle, "=======", theirs, ">>>>>>> other"]
    read = sides("\n".join([*head, *marked, *tail]))
    assert read == (ledgers[0] if has_base else Ledger(), ledgers[1], ledgers[2])


@pytest.mark.parametrize(
    "lines",
    [
        "<<<<<<< a/=======/>>>>>>> b/<<<<<<< c",
        "<<<<<<< a/=======/>>>>>>> b/=======",
        "<<<<<<< a/=======/>>>>>>> b/>>>>>>> c",
        "<<<<<<< a/<<<<<<< b/=======/>>>>>>> c",
        "<<<<<<< a/>>>>>>> b/=======/>>>>>>> c",
        "<<<<<<< a/=======/=======/>>>>>>> c",
        "<<<<<<< a/=======/||||||| b/>>>>>>> c",
        "||||||| a/<<<<<<< b/=======/>>>>>>> c",
    ],
)
def test_a_marker_out_of_place_is_damage(lines: str) -> None:
    text = "\n".join([*lines.split("/"), dump(known(100, a="1"))])
    with pytest.raises(LedgerError):
        sides(text)


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


@pytest.mark.slow
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
