"""What is read of a package: notes with their cards and decks, and no more than is reasonable."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from contextlib import closing

import pytest

from quizgen.release import database as databases
from quizgen.release.containers import PackageError
from quizgen.release.database import Bounded
from quizgen.release.packages import PackagedNote, read_package

TABLES = """
create table col (ver, decks);
create table notes (guid, id, mid, mod, tags, flds);
create table cards (nid, ord, did, odid);
"""
DECKS = json.dumps({"1": {"name": "All::One"}, "2": {"name": "All::Two"}})
NOTE = ("abc", 5_999, 7, 8, " war  peace ", "Who?\x1fShe\x1f")


def database(
    *notes: tuple[object, ...],
    cards: tuple[tuple[object, ...], ...] = (),
    decks: object = DECKS,
    tables: str = TABLES,
) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(tables)
        if tables == TABLES:
            rows = [] if decks is None else [(decks,)]
            connection.executemany("insert into col values (11, ?)", rows)
            connection.executemany("insert into notes values (?, ?, ?, ?, ?, ?)", notes)
            at_home = ((*card, 0)[:4] for card in cards)
            connection.executemany("insert into cards values (?, ?, ?, ?)", at_home)
        connection.commit()
        return connection.serialize()


def package(data: bytes, name: str = "collection.anki2", **others: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, contents in others.items():
            archive.writestr(other.replace("_", "."), contents)
        archive.writestr(name, data)
    return file.getvalue()


def test_a_note_with_its_cards_and_the_deck_of_the_first() -> None:
    cards = ((5_999, 3, 2), (5_999, 1, 1), (6_000, 0, 2))
    data = database(NOTE, ("d", 6_000, 7, 9, "", "x"), ("e", 1, 7, 9, "", ""), cards=cards)
    assert read_package(package(data)) == {
        "abc": PackagedNote(
            7, ("Who?", "She", ""), ("war", "peace"), (1, 3), 5, 8, ("All::One", "All::Two")
        ),
        "d": PackagedNote(7, ("x",), (), (0,), 6, 9, ("All::Two",)),
        "e": PackagedNote(7, ("",), (), (), 0, 9),
    }


def test_a_card_in_a_filtered_deck_belongs_to_the_deck_that_it_goes_back_to() -> None:
    data = database(NOTE, cards=((5_999, 0, 1, 2),))
    assert read_package(package(data))["abc"].decks == ("All::Two",)


def test_of_two_databases_the_newer_is_read() -> None:
    data = package(database(NOTE), "collection.anki21", collection_anki2=database())
    assert set(read_package(data)) == {"abc"}


@pytest.mark.parametrize(
    "decks", ["", "[]", "{", '{"1": 5}', '{"1": {}}', "[" * 100_000, '{"3": {"name": "x"}}']
)
def test_a_deck_whose_name_cannot_be_read_has_none(decks: str) -> None:
    data = database(NOTE, cards=((5_999, 0, 1),), decks=decks)
    note = read_package(package(data))["abc"]
    assert (note.deck, note.decks) == ("", ())


def test_a_collection_without_a_row_has_no_decks() -> None:
    data = database(NOTE, cards=((5_999, 0, 1),), decks=None)
    assert read_package(package(data))["abc"].deck == ""


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (package(database(NOTE, decks=5)), "'decks' in its table 'col' is no text"),
        (package(database(("a", "1", 2, 3, "", ""))), "'id' in its table 'notes' is no number"),
        (package(database(("a", 1, 2, 3.5, "", ""))), "'mod' in its table 'notes' is no number"),
        (package(database((None, 1, 2, 3, "", ""))), "'guid' in its table 'notes' is no text"),
        (package(database(NOTE, cards=((1, None, 1),))), "'ord' in its table 'cards' is no number"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(data: bytes, message: str) -> None:
    with pytest.raises(PackageError, match=message):
        read_package(data)


def test_what_a_query_costs_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    notes = [(f"g{n}", n, 2, 3, "", "") for n in range(5_000)]
    data = package(database(*notes))
    assert len(read_package(data)) == 5_000
    monkeypatch.setattr(databases, "MOST_STEPS", 20_000)
    with pytest.raises(PackageError, match="its database cannot be read: interrupted"):
        read_package(data)


@pytest.mark.parametrize(
    "statement",
    [
        "delete from notes",
        "insert into notes (guid) values ('a')",
        "attach ':memory:' as other",
        "pragma writable_schema = 1",
        "select load_extension('x')",
    ],
)
def test_a_package_is_only_read(statement: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLES)
        bounded = Bounded(connection)
        assert list(bounded.rows("notes", ("guid", str))) == []
        with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
            connection.execute(statement)
