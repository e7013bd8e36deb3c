"""A folder of papers holds one run, and nothing in it that was changed by hand is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.output import STAMPS, OutputError
from quizgen.paper_folders import PaperFolder

PAPER = {"quiz/p/A-key.html": b"a key", "quiz/p/A.json": b"{}", "quiz/p/versions.html": b"map"}
B = {"quiz/p/B.json": b"{}"}


def names(out: Path) -> set[str]:
    return {path.name for path in (out / "quiz" / "p").iterdir()} - {STAMPS}


def folder(out: Path, run: str = "first", labels: str | None = "A") -> PaperFolder:
    return PaperFolder(out, "quiz/p", run, labels)


def test_runs_of_the_same_paper_add_to_each_other(tmp_path: Path) -> None:
    folder(tmp_path).write(PAPER)
    written, gone = folder(tmp_path).write({"quiz/p/A.docx": b"A"})
    assert (written.written, gone) == (("quiz/p/A.docx",), ())
    assert names(tmp_path) == {"A-key.html", "A.json", "A.docx", "versions.html"}


def test_what_another_paper_left_is_removed(tmp_path: Path) -> None:
    folder(tmp_path).write(PAPER)
    _, gone = folder(tmp_path, "second").write({"quiz/p/A.json": b"{1}"})
    assert gone == ("quiz/p/A-key.html", "quiz/p/versions.html")
    assert names(tmp_path) == {"A.json"}


def test_a_version_that_the_paper_no_longer_has_is_removed(tmp_path: Path) -> None:
    folder(tmp_path, labels="AB").write(PAPER | B)
    assert folder(tmp_path).write(PAPER)[1] == ("quiz/p/B.json",)


def test_a_part_of_the_versions_removes_no_other(tmp_path: Path) -> None:
    folder(tmp_path).write(PAPER)
    assert folder(tmp_path, labels=None).write(B)[1] == ()
    assert names(tmp_path) == {"A-key.html", "A.json", "B.json", "versions.html"}


@pytest.mark.parametrize("run", ["first", "second"])
def test_what_was_changed_by_hand_is_neither_overwritten_nor_removed(
    run: str, tmp_path: Path
) -> None:
    folder(tmp_path).write(PAPER)
    edited = tmp_path / "quiz" / "p" / "A-key.html"
    edited.write_bytes(b"my key")
    new = PAPER | B if run == "first" else B
    with pytest.raises(OutputError, match=r"A-key\.html was not left as quizgen made it"):
        folder(tmp_path, run).write(new)
    assert edited.read_bytes() == b"my key"
    assert names(tmp_path) == {"A-key.html", "A.json", "versions.html"}
    folder(tmp_path, run).write(new, force=True)
    assert (edited.read_bytes() == b"a key") if run == "first" else not edited.exists()


def test_a_file_that_no_run_made_is_left_alone(tmp_path: Path) -> None:
    own = tmp_path / "quiz" / "p" / "A.json"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"mine")
    (own.parent / "notes.txt").write_bytes(b"mine, too")
    with pytest.raises(OutputError, match=r"A\.json was not left"):
        folder(tmp_path).write(PAPER)
    folder(tmp_path).write(PAPER, force=True)
    folder(tmp_path, "second").write(B)
    assert names(tmp_path) == {"B.json", "notes.txt"}


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"run": 1}', b"\xff", b'{"run":"","files":1}'])
def test_a_damaged_note_of_the_files_loses_nothing(damage: bytes, tmp_path: Path) -> None:
    folder(tmp_path).write(PAPER)
    (tmp_path / "quiz" / "p" / STAMPS).write_bytes(damage)
    assert folder(tmp_path).write(PAPER)[0].written == ()
    (tmp_path / "quiz" / "p" / STAMPS).write_bytes(damage)
    with pytest.raises(OutputError, match="and 2 more were not left"):
        folder(tmp_path).write(dict.fromkeys(PAPER, b"new"))


def test_a_note_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "quiz" / "other.html"
    folder(tmp_path).write(PAPER)
    outside.write_bytes(b"other")
    stamps = tmp_path / "quiz" / "p" / STAMPS
    stamps.write_text(stamps.read_text().replace("A-key.html", "../other.html"))
    folder(tmp_path, "second").write(B)
    assert outside.exists()
