"""Whole files or none, inside one folder."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from quizgen.output import OutputError, Written, remove_files, write_files


def names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    write_files(tmp_path, {"a": b"1", "sub/b": b"2"})
    before = (tmp_path / "a").stat().st_mtime_ns
    assert write_files(tmp_path, {"a": b"1", "sub/b": b"3"}) == Written(("sub/b",), ("a",))
    assert (tmp_path / "a").stat().st_mtime_ns == before
    assert names(tmp_path) == ["a", "sub/b"]


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, {"a": b"old", "b": b"old"})
    real = os.fsync
    calls = iter([False, True])

    def full(handle: int) -> None:
        if next(calls):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=r"b cannot be written: No space left on device"):
        write_files(tmp_path, {"a": b"new", "b": b"new"})
    assert names(tmp_path) == ["a", "b"]
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == b"old"


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OutputError, match="a cannot be written"):
        write_files(tmp_path, {"a": b"1"})
    with pytest.raises(OutputError, match="a cannot be deleted"):
        remove_files(tmp_path, ["a"])


def test_nothing_is_written_outside(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="leads out of"):
        write_files(tmp_path / "out", {"../a": b"1"})
    with pytest.raises(OutputError, match="leads out of"):
        remove_files(tmp_path / "out", ["../a"])


def test_removing_tells_what_was_there(tmp_path: Path) -> None:
    write_files(tmp_path, {"a": b"1"})
    assert remove_files(tmp_path, ["a", "b"]) == ("a",)


def test_a_folder_goes_with_its_last_file_and_no_other(tmp_path: Path) -> None:
    write_files(tmp_path, {"fact/moon/crew.html": b"1", "fact/sun/size.html": b"1"})
    remove_files(tmp_path, ["fact/moon/crew.html"])
    assert [path.name for path in (tmp_path / "fact").iterdir()] == ["sun"]
    remove_files(tmp_path, ["fact/sun/size.html"])
    assert list(tmp_path.iterdir()) == []


def test_files_get_the_usual_permissions(tmp_path: Path) -> None:
    write_files(tmp_path, {"a": b"1"})
    (tmp_path / "plain").write_bytes(b"1")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_link_that_leads_to_itself_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    try:
        write_files(tmp_path, {"loop": b"1"})
    except OutputError as error:  # newer versions of Python put the file in the link's place
        assert "a link leads to itself" in str(error)  # noqa: PT017
    else:
        assert (tmp_path / "loop").read_bytes() == b"1"
