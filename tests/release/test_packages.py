"""Packages of strangers: whatever is wrong with one is a sentence, and Anki never gets it."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import stat
import struct
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import zstandard
from typer.testing import CliRunner

from quizgen import build, cli
from quizgen.build import Settings
from quizgen.release import archive as archives
from quizgen.release import containers
from quizgen.release.archive import archive
from quizgen.release.containers import PackageError
from quizgen.release.packages import copy_for_anki, read_package
from tests.conftest import Workspace

runner = CliRunner()
Members = dict[str, bytes]
DAMAGED = "it is no Anki package: it is no zip archive, or damaged"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    workspace = Workspace(tmp_path_factory.mktemp("package"))
    (workspace.decks / "dot.gif").write_bytes(b"GIF89a\x01\x00\x01\x00\x00\x00\x00;")
    workspace.deck(
        "- {question: Who?, id: who, answer: She, media: {file: dot.gif, alt: a dot}}\n"
        "- {person: Ann, id: ann, role: Queen}\n"
    )
    build.build(Settings(workspace.decks, workspace.out, 1_700_000_000, media=("apkg",)))
    return (workspace.out / "anki" / "small.apkg").read_bytes()


def members(data: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    return zipped(members(data) | {name: content})


def with_sql(data: bytes, script: str) -> bytes:
    files = members(data)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(files["collection.anki2"])
        connection.executescript(script)
        connection.commit()
        files["collection.anki2"] = connection.serialize()
    return zipped(files)


def nulls(table: str, columns: str) -> str:
    return (
        f"ALTER TABLE {table} RENAME TO old; CREATE TABLE {table} ({columns});"
        f"INSERT INTO {table} DEFAULT VALUES; DROP TABLE old;"
    )


NOTES = "id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data"
CARDS = (
    "id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, "
    "flags, data"
)


def encrypted(data: bytes) -> bytes:
    """Set the bit that says so in every header."""
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        parts = data.split(signature)
        heads = [bytes([part[offset - 4] | 1]) for part in parts[1:]]
        data = parts[0] + b"".join(
            signature + part[: offset - 4] + head + part[offset - 3 :]
            for part, head in zip(parts[1:], heads, strict=True)
        )
    return data


def claiming(size: int) -> Callable[[bytes], bytes]:
    """Write another size into the table of contents: that of the database, unpacked."""

    def change(data: bytes) -> bytes:
        place = data.rindex(b"PK\x01\x02", 0, data.rindex(b"collection.anki2"))
        return data[: place + 24] + struct.pack("<I", size) + data[place + 28 :]

    return change


def link(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in (members(data) | {"1": b"/etc/passwd"}).items():
            info = zipfile.ZipInfo(name)
            info.external_attr = ((stat.S_IFLNK if name == "1" else stat.S_IFREG) | 0o777) << 16
            archive.writestr(info, content)
    return buffer.getvalue()


def twice(data: bytes) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("collection.anki2", archive.read("collection.anki2"))
    return buffer.getvalue()


def media(names: object) -> Callable[[bytes], bytes]:
    text = names if isinstance(names, bytes) else json.dumps(names).encode()
    return lambda data: with_member(data, "media", text)


def without(name: str) -> Callable[[bytes], bytes]:
    return lambda data: zipped({n: b for n, b in members(data).items() if n != name})


UNREADABLE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda _: b"", DAMAGED),
    "text": (lambda _: b"Front\tBack\n" * 100, DAMAGED),
    "half of one": (lambda data: data[: len(data) // 2], DAMAGED),
    "a table of contents alone": (lambda data: data[data.index(b"PK\x01\x02") :], DAMAGED),
    "encrypted": (encrypted, "it is encrypted, or packed in an unknown way"),
    "an archive of nothing": (lambda _: zipped({}), "it has no collection in it"),
    "an archive in an archive": (lambda d: zipped({"a.apkg": d}), "it has no collection in it"),
    "an archive for a database": (lambda d: zipped({"collection.anki2": d}), "is not a database"),
    "an empty database": (lambda _: zipped({"collection.anki2": b""}), "its database is empty"),
    "the newer format": (
        lambda d: with_member(d, "collection.anki21b", b"zstd"),
        "a member of it is not packed as it should be",
    ),
    "the newer format, cut off": (
        lambda d: with_member(
            d, "collection.anki21b", zstandard.compress(members(d)["collection.anki2"])[:-1]
        ),
        "a member of it is cut off before its end",
    ),
    "notes of NULL": (lambda d: with_sql(d, nulls("notes", NOTES)), "'guid' in its table 'notes'"),
    "cards of NULL": (lambda d: with_sql(d, nulls("cards", CARDS)), "'nid' in its table 'cards'"),
    "a col of NULL": (lambda d: with_sql(d, nulls("col", "ver, decks")), "'ver' in its table 'col"),
    "another version": (
        lambda d: with_sql(d, "UPDATE col SET ver = 18"),
        "its database is of version 18; version 11 is read",
    ),
    "a view of notes": (
        lambda d: with_sql(
            d,
            "ALTER TABLE notes RENAME TO n; CREATE VIEW notes AS WITH RECURSIVE x(i) AS "
            "(SELECT 1 UNION ALL SELECT i + 1 FROM x) SELECT i AS id, n.* FROM x, n;",
        ),
        "its database has no table 'notes'",
    ),
    "a text that is none": (
        lambda d: with_sql(d, "UPDATE notes SET flds = CAST(x'ff41' AS TEXT)"),
        "its database cannot be read: ",
    ),
    "fewer columns": (
        lambda d: with_sql(d, "DROP TABLE cards; CREATE TABLE cards (id)"),
        "no such column",
    ),
    "a size that is not so": (claiming(100), DAMAGED),
    "a size that cannot be": (claiming(2**32 - 2), DAMAGED),
}
"""What cannot be read at all, by any command."""

NOT_FOR_ANKI: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a trigger": (
        lambda d: with_sql(
            d, "CREATE TRIGGER t AFTER UPDATE ON notes BEGIN DELETE FROM cards; END;"
        ),
        "its database has a trigger that no package has",
    ),
    "a view beside": (
        lambda d: with_sql(d, "CREATE VIEW v AS SELECT 1"),
        "its database has a view that no package has: 'v'",
    ),
    "a virtual table": (
        lambda d: with_sql(d, "CREATE VIRTUAL TABLE f USING fts4(a)"),
        "its database has a table that no package has: 'f'",
    ),
    "a name that leads out": (
        lambda d: with_member(d, "../../evil", b"x"),
        "it has a member that no package has: '../../evil'",
    ),
    "an archive beside": (
        lambda d: with_member(d, "deck.zip", d),
        "it has a member that no package has: 'deck.zip'",
    ),
    "a link": (link, "its member '1' is a link, or no file"),
    "two databases of one name": (twice, "it has 2 members called 'collection.anki2'"),
    "no list of media": (without("media"), "it has no list of its media"),
    "a list of media that is none": (media(b"\xff{"), "its list of media cannot be read"),
    "a deep list of media": (media(b"[" * 100_000), "its list of media cannot be read"),
    "a list of media that is a list": (media(["a.gif"]), "its list of media is no list of names"),
    "media that are no names": (media({"0": None}), "its list of media is no list of names"),
    "media that are not there": (media({"7": "a.gif"}), "has '7', which is not in it"),
    "media that lead elsewhere": (media({"0": "../a.gif"}), "a name that leads elsewhere"),
    "media on a drive": (media({"0": "C:a.gif"}), "a name that leads elsewhere"),
}
"""What could be read, and is not given to Anki."""


def refused(read: Callable[[Any], object], data: object) -> str:
    with pytest.raises(PackageError) as error:
        read(data)
    return str(error.value)


@pytest.mark.parametrize("read", [read_package, copy_for_anki])
@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read(name: str, read: Callable[[bytes], object], package: bytes) -> None:
    damage, says = UNREADABLE[name]
    assert says in refused(read, damage(package))


@pytest.mark.parametrize("name", NOT_FOR_ANKI)
def test_what_anki_is_not_given(name: str, package: bytes) -> None:
    damage, says = NOT_FOR_ANKI[name]
    assert says in refused(copy_for_anki, damage(package))


def test_what_anki_is_given_is_made_anew(package: bytes) -> None:
    copy = copy_for_anki(package)
    assert read_package(copy) == read_package(package)
    assert members(copy).keys() == {"collection.anki2", "media"}


@pytest.mark.parametrize("read", [read_package, copy_for_anki])
def test_a_database_that_unpacks_without_end(
    read: Callable[[bytes], object], package: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "LARGEST_DATABASE", 2**21)
    bomb = with_member(package, "collection.anki2", bytes(2**22))
    assert len(bomb) < 2**14
    assert "more than 2 MB" in refused(read, bomb)


def test_pictures_that_unpack_without_end(package: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "LARGEST_UNPACKED", 2**22)
    files = {str(number): bytes(2**20) for number in range(8)}
    bomb = zipped(members(package) | files)
    assert refused(copy_for_anki, bomb) == "it unpacks to more than 4 MB"
    monkeypatch.setattr(containers, "LARGEST_MEDIA", 2**19)
    assert refused(copy_for_anki, bomb) == "its member '0' has more than 0 MB"


def test_members_without_end(package: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MOST_MEMBERS", 1000)
    many = zipped(members(package) | {str(number): b"" for number in range(1200)})
    assert refused(read_package, many) == "it has more than 1000 members"


# --- older and newer packages -------------------------------------------------------------------


def newer(data: bytes) -> bytes:
    """Return a package as Anki writes it since 2.1.50, with a file packed piece by piece."""
    pack = zstandard.ZstdCompressor().compress
    files = members(data)
    picture = files["0"]
    return zipped(
        {
            "meta": b"\x08\x03",
            "collection.anki2": b"a request to update Anki",
            "collection.anki21b": pack(files["collection.anki2"]),
            "media": pack(b"\n\x16\n\x14" + b"dot-1f19970f056c.gif"),
            "0": pack(picture[:4]) + pack(picture[4:]),
        }
    )


def as_it_is(data: bytes) -> bytes:
    return data


@pytest.mark.parametrize("form", [as_it_is, newer])
def test_packages_old_and_new_hold_the_same(form: Callable[[bytes], bytes], package: bytes) -> None:
    data = form(package)
    assert read_package(data) == read_package(package)
    (name,) = json.loads(members(package)["media"]).values()
    assert archive(data).names() == {name: "0"}
    assert archive(data).file("0") == members(package)["0"]
    copy = copy_for_anki(data)
    assert read_package(copy) == read_package(package)
    assert archive(copy).names() == {}
    assert set(members(copy)) == set(members(data)) - {"0"} - (
        {"collection.anki2"} if form is newer else set()
    )


@pytest.mark.parametrize("form", [as_it_is, newer])
def test_what_is_as_large_as_may_be(
    form: Callable[[bytes], bytes], package: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = form(with_member(package, "0", bytes(1000)))
    files, database = members(data), len(members(package)["collection.anki2"])
    monkeypatch.setattr(archives, "LARGEST_MEDIA", 1000)
    monkeypatch.setattr(containers, "LARGEST_MEDIA", max(len(files["0"]), len(files["media"])))
    monkeypatch.setattr(containers, "LARGEST_DATABASE", database)
    monkeypatch.setattr(containers, "LARGEST_UNPACKED", sum(map(len, files.values())))
    assert archive(data).file("0") == bytes(1000)
    assert read_package(copy_for_anki(data))
    monkeypatch.setattr(archives, "LARGEST_MEDIA", 999)
    monkeypatch.setattr(containers, "LARGEST_DATABASE", database - 1)
    assert "its member '0' has more than" in refused(archive(data).file, "0")
    assert "its database " in refused(read_package, data)


def test_a_picture_is_whole_or_refused(package: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is of no size to refuse may be too large when it is packed: random bytes grow by it."""
    monkeypatch.setattr(archives, "LARGEST_MEDIA", 1000)
    noise = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(32))[:1000]
    data = newer(with_member(package, "0", noise))
    assert "its member '0' has more than" in refused(archive(data).file, "0")


@pytest.mark.parametrize("end", [0, 3, 9, -1])
def test_a_picture_that_is_cut_off_is_refused(end: int, package: bytes) -> None:
    """It would unpack to a part of itself, out of an archive that is sound."""
    data = newer(package)
    cut = with_member(data, "0", members(data)["0"][:end])
    assert refused(archive(cut).file, "0") == "a member of it is cut off before its end"


def test_a_package_of_a_database_that_was_in_use(package: bytes) -> None:
    """As it says that its journal is a file of its own, which no package has."""
    database = members(package)["collection.anki2"]
    data = with_member(package, "collection.anki2", database[:18] + b"\2\2" + database[20:])
    assert read_package(data) == read_package(package)
    assert members(copy_for_anki(data)) == members(copy_for_anki(package))


def test_what_has_no_files_names_none(package: bytes) -> None:
    for data in (without("media")(package), media(b"")(package)):
        assert archive(data).names() == {}


@pytest.mark.parametrize("name", ["", ".", "..", "a\\b", "a/b"])
def test_files_that_lead_elsewhere(name: str, package: bytes) -> None:
    assert "a name that leads elsewhere" in refused(copy_for_anki, media({"0": name})(package))


def test_a_picture_of_another_size_than_it_claims(package: bytes) -> None:
    files = members(package)
    data = zipped({name: files[name] for name in sorted(files, reverse=True)})
    place = data.rindex(b"PK\x01\x02")
    assert data[place + 46 :].startswith(b"0")
    for size in (1, 100):
        other = data[: place + 24] + struct.pack("<I", size) + data[place + 28 :]
        assert refused(copy_for_anki, other) == DAMAGED


# --- from the command line ----------------------------------------------------------------------


@pytest.fixture
def good(package: bytes, workspace: Workspace) -> Path:
    workspace.deck("- {person: Ann, id: ann, role: Queen}\n")
    path = workspace.folder / "good.apkg"
    path.write_bytes(package)
    return path


def output(*words: str) -> tuple[int, str]:
    result = runner.invoke(cli.app, list(words))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, " ".join(result.output.replace("│", " ").split())


@pytest.mark.anki
@pytest.mark.parametrize("name", [*UNREADABLE, *NOT_FOR_ANKI])
def test_a_rehearsal_says_what_is_wrong(name: str, good: Path, package: bytes) -> None:
    damage, says = (UNREADABLE | NOT_FOR_ANKI)[name]
    bad = good.with_name("bad.apkg")
    bad.write_bytes(damage(package))
    for words in ((bad.name, good.name), (good.name, bad.name)):
        code, text = output("rehearse", *words)
        assert (code, "bad.apkg cannot be read: " in text) == (1, True), text
        assert " ".join(says.split()) in text


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_ledger_is_not_rebuilt_from_it(name: str, good: Path, package: bytes) -> None:
    damage, says = UNREADABLE[name]
    good.write_bytes(damage(package))
    code, text = output("ledger", good.name)
    assert (code, says in text) == (2, True), text


@pytest.mark.anki
def test_what_is_no_file(good: Path) -> None:
    os.mkfifo("pipe")
    Path("folder").mkdir()
    with Path("sparse").open("wb") as file:
        file.truncate(2**34)
    for name, says in (
        ("pipe", "it is a pipe"),
        ("folder", "Is a directory"),
        ("/dev/zero", "it is a device"),
        ("sparse", "it has 16384 MB"),
    ):
        assert says in output("rehearse", good.name, name)[1]
        assert says in output("ledger", name)[1]
    good.with_suffix(".tsv").symlink_to("sparse")
    assert "good.tsv cannot be read: it has 16384 MB" in output("rehearse", good.name, good.name)[1]
