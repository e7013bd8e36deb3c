"""Files are read if they are files, of a size that is sane, and where they ought to be."""

from __future__ import annotations

import os
import socket
import unicodedata
from pathlib import Path

import pytest

from quizgen.user_files import Folder, UnreadableError, is_reserved, read, read_text


def refused(path: Path, most: int = 100, within: Path | None = None) -> str:
    with pytest.raises(UnreadableError) as error:
        read(path, most, within)
    return str(error.value)


def test_a_file_is_read_up_to_its_bound(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 100)
    assert read(path, 100) == b"x" * 100
    assert refused(path, 99) == "it has 0 MB, and at most 0 are read"
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "b", 1)


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe") == "it is a pipe"
    assert refused(tmp_path) == "Is a directory"
    assert refused(Path("/dev/zero")) == "it is a device"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
        assert refused(tmp_path / "socket") == "it is a socket"
    (tmp_path / "loop").symlink_to("loop")
    assert "link" in refused(tmp_path / "loop", within=tmp_path)
    assert refused(tmp_path / ("x" * 300)) == "File name too long"
    assert refused(Path("a\0b")) == "its name is none that a file can have"


def test_a_sparse_file_and_one_that_never_ends(tmp_path: Path) -> None:
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(2**40)
    assert refused(tmp_path / "sparse", 2**20) == "it has 1048576 MB, and at most 1 are read"
    assert refused(Path("/proc/self/maps"), 10) == "it has 0 MB, and at most 0 are read"


def test_a_link_may_not_lead_out(tmp_path: Path) -> None:
    inside, outside = tmp_path / "decks", tmp_path / "secret"
    inside.mkdir()
    outside.write_text("secret")
    (inside / "out").symlink_to(outside)
    (inside / "in").symlink_to("file")
    (inside / "file").write_text("text")
    assert refused(inside / "out", within=inside) == f"it leads out of {inside}"
    assert read(inside / "in", 10, inside) == b"text"
    (tmp_path / "link").symlink_to(inside)
    assert read(tmp_path / "link" / "file", 10, tmp_path / "link") == b"text"


def test_text_is_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbf\xc3\xa9")
    assert read_text(tmp_path / "a") == "é"
    (tmp_path / "b").write_bytes(b"caf\xe9")
    with pytest.raises(UnreadableError, match="byte 0xe9 in it is not UTF-8"):
        read_text(tmp_path / "b")


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("asked", ["NFC", "NFD"])
@pytest.mark.parametrize("name", ["Ułożenie café.png", "한글.png", "が.png", "Việt/Ðồng.png"])
def test_a_name_is_found_however_its_letters_are_composed(
    name: str, asked: str, on_disk: str, tmp_path: Path
) -> None:
    path = tmp_path / unicodedata.normalize(on_disk, name)  # type: ignore[arg-type]
    path.parent.mkdir(exist_ok=True)
    path.touch()
    wanted = unicodedata.normalize(asked, name)  # type: ignore[arg-type]
    assert Folder(tmp_path).find(tmp_path, wanted) == path


def test_two_that_differ_in_their_composition_are_told_apart(tmp_path: Path) -> None:
    for form in ("NFC", "NFD"):
        (tmp_path / unicodedata.normalize(form, "é")).touch()
    folder = Folder(tmp_path)
    assert folder.find(tmp_path, "e\u0301") == tmp_path / "e\u0301"
    assert folder.find(tmp_path, "\xe9") == tmp_path / "\xe9"


def test_a_name_is_written_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "Map.png").touch()
    folder = Folder(tmp_path)
    assert folder.find(tmp_path, "map.png") is None
    assert folder.names(tmp_path)["map.png"] == ("Map.png",)
    assert folder.find(tmp_path, "none/map.png") is None
    (tmp_path / "sub").mkdir()
    assert folder.find(tmp_path / "sub", "../Map.png") == tmp_path / "sub" / ".." / "Map.png"


@pytest.mark.parametrize("name", ["con", "PRN", "aux.yaml", "nul.tar.gz", "com1", "Lpt9 .png"])
def test_names_that_windows_keeps(name: str) -> None:
    assert is_reserved(name)


@pytest.mark.parametrize("name", ["cons", "a.con", "com0", "com10", "lpt", "contra.yaml"])
def test_names_that_it_does_not(name: str) -> None:
    assert not is_reserved(name)
