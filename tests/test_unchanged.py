"""Nothing has changed: said before quizgen itself is imported, and never where it is not so."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quizgen import cli
from quizgen.cli import unchanged
from quizgen.fingerprints import CACHE
from tests.conftest import Workspace

ARGS = ("--to", "tsv,key")
FACT = "- {question: Who signed?, id: who, answer: She, media: {file: a.svg, alt: A dot}}\n"
DOT = '<svg xmlns="http://www.w3.org/2000/svg"><circle r="%d"/></svg>'


def build(*args: str) -> str:
    done = CliRunner().invoke(cli.app, ["build", *args])
    assert done.exit_code == 0, done.output
    return done.output


def check(*args: str) -> str:
    done = CliRunner().invoke(cli.app, ["check", *args])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def built(workspace: Workspace) -> Workspace:
    """A workspace as the last build left it."""
    (workspace.decks / "a.svg").write_text(DOT % 1)
    workspace.deck(FACT)
    build(*ARGS)
    assert unchanged.told(ARGS)
    return workspace


def rewritten(path: Path, old: str, new: str) -> None:
    """Change a file; a time of change alone may be the same as before, within a tick."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


CHANGES: dict[str, Callable[[Workspace], object]] = {
    "a fact": lambda w: rewritten(w.decks / "small.yaml", "She", "Who"),
    "a deck more": lambda w: w.deck("- {question: When?, id: a, answer: Then}", "other"),
    "a deck less": lambda w: (w.decks / "small.yaml").unlink(),
    "a source": lambda w: rewritten(w.decks / "sources.yaml", "A Book", "A Book of"),
    "a setting": lambda w: rewritten(w.decks / "collection.yaml", "title: Test", "title: Text"),
    "a picture": lambda w: (w.decks / "a.svg").write_text(DOT % 2),
    "the ledger": lambda w: rewritten(w.decks / "ledger.json", "1700000000", "1700000001"),
    "a template": lambda w: own(w, "print/page.css", "body { color: red }"),
    "a word": lambda w: own(w, "language/en.yaml", "paper.key: The key"),
    "a page": lambda w: rewritten(w.out / "print" / "small-key.html", "She", "Who"),
    "a page less": lambda w: (w.out / "print" / "small-key.html").unlink(),
}


def own(workspace: Workspace, name: str, text: str) -> None:
    path = workspace.folder / "templates" / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def files(workspace: Workspace) -> set[Path]:
    """Return all files but the notes."""
    every = workspace.folder.rglob("*")
    return {path for path in every if path.is_file() and CACHE not in path.parts}


def test_what_has_changed_is_noticed_and_what_is_as_it_was_again(built: Workspace) -> None:
    before = {path: path.read_bytes() for path in files(built)}
    for what, change in CHANGES.items():
        change(built)
        assert not unchanged.told(ARGS), what
        for path in files(built) - before.keys():
            path.unlink()
        for path, data in before.items():
            path.write_bytes(data)
        assert unchanged.told(ARGS), what


def test_what_is_asked_otherwise_is_not_told(
    built: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not unchanged.told(("--to", "tsv"))
    assert not unchanged.told((*ARGS, "--columns", "2"))
    assert not unchanged.told((*ARGS, "--verbose"))
    assert not unchanged.told((*ARGS, "-qv"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "now")
    assert not unchanged.told(ARGS)


def test_how_many_processes_there_are_changes_nothing(built: Workspace) -> None:
    assert unchanged.told((*ARGS, "--jobs", "7"))
    assert unchanged.told(("--jobs=2", *ARGS))
    for wrong in ("0", "many", "-1"):
        assert not unchanged.told((*ARGS, "--jobs", wrong)), "it is for typer to refuse"


def test_a_check_is_told_again_where_a_build_has_been(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace.decks / "a.svg").write_text(DOT % 1)
    workspace.deck(FACT.replace("She", "Geneva").replace("A dot}", "Geneva, side: front}"))
    first = check()
    assert not unchanged.checked(()), "nothing is written where no build has been"
    build(*ARGS)
    assert check() == first
    assert unchanged.checked(())
    told = capsys.readouterr()
    assert told.err + told.out == first
    assert "the question holds its answer" in told.err
    for args in (("--strict",), ("small",), ("--ignore", "cards")):
        assert not unchanged.checked(args)
    assert not unchanged.told(()), "a build of all is something else"
    rewritten(workspace.decks / "small.yaml", "alt: Geneva", "alt: A town")
    assert not unchanged.checked(())


def test_a_check_that_found_an_error_or_writes_for_a_program_is_made_again(
    built: Workspace,
) -> None:
    check("--format", "json")
    assert not unchanged.checked(("--format", "json"))
    built.deck("- {question: When?, id: a}", "other")
    assert CliRunner().invoke(cli.app, ["check"]).exit_code == 1
    assert not unchanged.checked(())


def test_a_file_that_was_only_touched_is_looked_into(
    built: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    note = next((built.out / CACHE).glob("last-*.json"))
    before = json.loads(note.read_text())["note"][3]["decks/small.yaml"]
    os.utime(built.decks / "small.yaml", (1, 1))
    assert unchanged.told(ARGS)
    assert capsys.readouterr().out.endswith("nothing changed: 3 files up to date in out\n")
    after = json.loads(note.read_text())["note"][3]["decks/small.yaml"]
    assert after[1] == 10**9, "what it is now is noted"
    assert after[4] == before[4]


def test_warnings_are_told_again(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    workspace.deck("- {question: Who signed?, id: who, answer: She, allow: {no-alt: x}}\n")
    told = build(*ARGS)
    assert unchanged.told((*ARGS, "-q")) is False
    capsys.readouterr()
    assert unchanged.told(ARGS)
    told_again = capsys.readouterr().err
    assert told_again
    assert told_again in told


@pytest.mark.parametrize("damage", ["{", "{}", '{"note": 1}', '{"here": [], "note": [[], [], 1]}'])
def test_damaged_notes_tell_nothing(built: Workspace, damage: str) -> None:
    next((built.out / CACHE).glob("last-*.json")).write_text(damage)
    assert not unchanged.told(ARGS)
    build(*ARGS)
    assert unchanged.told(ARGS)


def test_notes_that_were_made_elsewhere_tell_nothing(built: Workspace) -> None:
    shutil.copytree(built.out, built.folder / "copy")
    shutil.rmtree(built.out)
    (built.folder / "copy").rename(built.out)
    assert not unchanged.told(ARGS)


def test_it_is_told_before_quizgen_is_imported(built: Workspace) -> None:
    script = """
import json, sys
from quizgen import cli
sys.argv = ["quizgen", "build", "--to", "tsv,key"]
cli.main()
own = [name for name in sys.modules if name.startswith(("quizgen.", "pydantic"))]
print(json.dumps(sorted(own)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    said, imported = done.stdout.splitlines()
    assert said == "nothing changed: 3 files up to date in out"
    assert json.loads(imported) == [
        "quizgen.cli",
        "quizgen.cli.group",
        "quizgen.cli.telling",
        "quizgen.cli.unchanged",
        "quizgen.clock",
        "quizgen.fingerprints",
        "quizgen.version",
    ]


@pytest.mark.parametrize("name", ["last", "here"])
@pytest.mark.parametrize("sort", ["pipe", "device", "sparse", "folder", "loop"])
def test_notes_that_are_no_files_are_passed_over(sort: str, name: str, built: Workspace) -> None:
    """Such a folder may come from a stranger, too."""
    folder = built.out / ".quizgen"
    (last,) = folder.glob("last-*")
    path = last if name == "last" else folder / name
    path.unlink()
    if sort == "pipe":
        os.mkfifo(path)
    elif sort == "sparse":
        with path.open("wb") as file:
            file.truncate(2**40)
    elif sort == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero" if sort == "device" else path.name)
    signal.alarm(60)  # what waits for a pipe or reads a device to its end never comes back
    assert not unchanged.told(ARGS)
    assert "nothing changed" in build(*ARGS)
    signal.alarm(0)


def test_a_full_disk_leaves_no_half_a_note(
    built: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Notes that cannot be written only make the next build longer."""
    rewritten(built.decks / "small.yaml", "She", "Who")

    real = os.replace

    def full(source: Path | str, target: Path | str) -> None:
        if CACHE in Path(target).parts:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", full)
    assert "files written" in build(*ARGS)
    assert not list(built.out.rglob("*.tmp"))
