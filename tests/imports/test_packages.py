"""Packages with every oddity move in, or say why not; each note is accounted for."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import genanki
import pytest
from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

from quizgen.imports import crowdanki, package
from quizgen.imports.bundle import ImportRefused
from quizgen.release import protobuf
from quizgen.release.containers import PackageError
from quizgen.release.packages import read_package
from quizgen.release.rehearse import rehearse
from tests.conftest import Workspace
from tests.imports import geography
from tests.imports.conftest import NOW, Planned

BASIC = genanki.Model(
    1500000001,
    "Básic: *odd* [type]",
    fields=[{"name": "Front"}, {"name": "Tags"}, {"name": "ID"}, {"name": "note"}],
    templates=[{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr>{{note}}"}],
    css="",
)
MANY = genanki.Model(
    1500000002,
    "Twenty",
    fields=[{"name": f"F, {n};"} for n in range(20)],
    templates=[
        {"name": "A/B: c?", "qfmt": "{{#F, 3;}}{{F, 0;}}{{/F, 3;}}", "afmt": "{{F, 19;}}"},
        {"name": "a b c", "qfmt": "{{F, 1;}}", "afmt": "{{F, 2;}}"},
    ],
    css="\n.card {}\r\n\n",
)
HARD = [
    "",
    "  spaces at its ends  ",
    "<b>bold</b><br>\n<br/>line",
    "<table class='x'><tr><td>a, \"b\"</td></tr></table>",
    '<span style="color: red">red</span>',
    "[latex]\\frac{1}{2}[/latex] [$]x[/$] \\(x^2\\)",
    "{{not a field}} {{c1::no cloze}}",
    "'; DROP TABLE notes; -- \\n \t tab",
    "=1+1",
    "\u202eright to left عربي",
    "sep=;",
    "<img src='missing.png'> [sound:gone.mp3]",
    "- a list\n# no comment: here",
    "e\u0301 NFD",
    "<script>alert(1)</script>",
    "&nbsp;&lt;&amp;amp;",
    "a|b~c`d",
    "emoji 🦉 and 日本語",
    "x" * 5000,
]


def odd_package(path: Path) -> int:
    """Write a package of oddities; return how many notes it has."""
    decks = [genanki.Deck(1, "Top"), genanki.Deck(2, "Top::Sub::Süb"), genanki.Deck(3, "con")]
    count = 0
    for n, text in enumerate(HARD):
        tags = ["a::b::c", "ünï", "l'été"] if n % 2 else []
        note = genanki.Note(BASIC, [text or "x", text, "ID", text], tags=tags, guid=f"b{n}")
        decks[n % 3].add_note(note)
        count += 1
    fields = [*HARD, "last"]
    decks[1].add_note(genanki.Note(MANY, fields[:20], guid='q"<&;=x'))
    decks[1].add_note(genanki.Note(MANY, [""] * 19 + ["only the last"], guid="q2"))
    cloze = genanki.Note(
        genanki.CLOZE_MODEL,
        ["{{c1::Accords::what?}} in {{c3::a {{c2::nested}} b}} \\({{c4::x^2}}\\)", "<i>x</i>"],
        guid="c1",
    )
    decks[0].add_note(cloze)
    genanki.Package(decks).write_to_file(str(path), timestamp=1_500_000_000)
    return count + 3


def test_oddities_move_in_unaltered(planned: Planned, workspace: Workspace) -> None:
    count = odd_package(workspace.folder / "odd.apkg")
    plan, trial = planned("odd.apkg", asks=False)
    assert not trial.is_refused, trial.diagnostics
    assert (plan.count, plan.coming) == (count, count)
    altered = sorted(trial.altered)
    # Anki itself composes letters, and a file of text has but one line end
    assert altered == ["b13", 'q"<&;=x']
    left = "\n".join(plan.left)
    assert "'missing.png' is not in it" in left


def test_fields_that_are_called_as_roles_are(planned: Planned, workspace: Workspace) -> None:
    names = ["ID", "tags", "guid", "note", "Source"]
    model = genanki.Model(
        7,
        "Roles",
        fields=[{"name": name} for name in names],
        templates=[{"name": "C", "qfmt": "{{note}}", "afmt": "{{tags}}{{ID}}"}],
    )
    deck = genanki.Deck(1, "Top")
    deck.add_note(genanki.Note(model, ["1", "t u", "g", "a note", "s"], guid="r1"))
    genanki.Package([deck]).write_to_file(str(workspace.folder / "roles.apkg"), timestamp=NOW)
    plan, trial = planned("roles.apkg")
    assert not trial.is_refused, trial.diagnostics
    assert not trial.altered
    assert any(line.startswith("papers ask nothing of 'Roles'") for line in plan.becomes)


@pytest.mark.slow
def test_packages_of_all_versions_say_the_same(planned: Planned, workspace: Workspace) -> None:
    old = workspace.folder / "old.apkg"
    geography.package(old)
    other = Collection(str(workspace.folder / "c.anki2"))
    request = ImportAnkiPackageRequest(
        package_path=str(old), options=ImportAnkiPackageOptions(merge_notetypes=True)
    )
    other.import_anki_package(request)
    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=True, with_media=True, legacy=False
    )
    new = workspace.folder / "new.apkg"
    other.export_anki_package(out_path=str(new), options=options, limit=None)
    whole = workspace.folder / "whole.colpkg"
    other.export_collection_package(str(whole), True, False)
    first = package.read(old.read_bytes())
    for path in (new, whole):
        bundle = package.read(path.read_bytes())
        assert {n.guid: (n.fields, n.tags, n.cards, n.decks) for n in bundle.notes} == {
            n.guid: (n.fields, tuple(sorted(n.tags)), n.cards, n.decks) for n in first.notes
        }
        for id_ in {note.type for note in first.notes}:
            mine, theirs = first.types[id_], bundle.types[id_]
            assert [f["name"] for f in theirs["flds"]] == [f["name"] for f in mine["flds"]]
            assert [(t["name"], t["qfmt"], t["afmt"]) for t in theirs["tmpls"]] == [
                (t["name"], t["qfmt"], t["afmt"]) for t in mine["tmpls"]
            ]
            assert theirs["css"] == mine["css"]
        assert {g: n.fields for g, n in read_package(path.read_bytes()).items()} == {
            note.guid: note.fields for note in first.notes
        }
        assert bundle.named <= first.named
        assert all(bundle.read(name) == first.read(name) for name in sorted(bundle.named)[:20])
    outcome = rehearse(old, new)
    assert (outcome.new, outcome.conflicting, outcome.loses_reviews) == (0, 0, False)
    assert rehearse(new, old).cards == outcome.cards


def changed(path: Path, sql: str) -> None:
    """Run a statement in the database of a package."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    connection = sqlite3.connect(":memory:")
    connection.deserialize(members["collection.anki2"])
    connection.execute(sql)
    connection.commit()
    members["collection.anki2"] = connection.serialize()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def small(path: Path) -> Path:
    deck = genanki.Deck(1, "D")
    for n in range(3):
        deck.add_note(genanki.Note(genanki.BASIC_MODEL, [f"q{n}", f"a{n}"], guid=f"g{n}"))
    genanki.Package([deck]).write_to_file(str(path), timestamp=1_500_000_000)
    return path


@pytest.mark.parametrize(
    ("sql", "coming", "says"),
    [
        ("update notes set guid = 'g1' where guid = 'g0'", 2, "1 note whose GUID another has"),
        ("update notes set mid = 5 where guid = 'g0'", 2, "note type that is not in it"),
        ("update notes set flds = 'one' where guid = 'g0'", 3, "as many fields"),
        ("update notes set flds = char(31) where guid = 'g0'", 2, "are empty: g0"),
        ("update notes set guid = 'x y' where guid = 'g0'", 2, "a GUID that is none: x y"),
        ("update notes set tags = ' a,b ok ' where guid = 'g0'", 3, "the tag 'a,b'"),
        ("update cards set did = 77", 3, ""),
        ("delete from cards", 3, ""),
    ],
)
def test_what_is_damaged_is_told(
    planned: Planned,
    workspace: Workspace,
    sql: str,
    coming: int,
    says: str,
) -> None:
    path = small(workspace.folder / "small.apkg")
    changed(path, sql)
    plan, trial = planned("small.apkg")
    assert not trial.is_refused, trial.diagnostics
    assert (plan.coming, says in "\n".join(plan.left)) == (coming, True), plan.left


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda path: path.write_bytes(b"PK no"), "no Anki package"),
        (lambda path: path.write_bytes(b""), "no Anki package"),
        (lambda path: changed(path, "update col set models = '{'"), "note types is damaged"),
        (lambda path: changed(path, "update col set decks = '[]'"), "decks is damaged"),
        (lambda path: changed(path, "delete from notes"), "there is no note in it"),
        (lambda path: changed(path, "drop table cards"), "no table 'cards'"),
    ],
)
def test_what_is_no_package(
    planned: Planned, workspace: Workspace, damage: Callable[[Path], Any], says: str
) -> None:
    damage(small(workspace.folder / "small.apkg"))
    with pytest.raises(ImportRefused, match=says):
        planned("small.apkg")


def test_names_of_media_that_lead_elsewhere(planned: Planned, workspace: Workspace) -> None:
    path = small(workspace.folder / "small.apkg")
    changed(path, "update notes set flds = '<img src=\"../x.png\">' || char(31) || 'a'")
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members |= {"media": json.dumps({"0": "../x.png", "1": "con.png"}).encode(), "0": b"x"}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    plan, trial = planned("small.apkg")
    assert not trial.is_refused
    assert "'../x.png' cannot be the name of a file here" in "\n".join(plan.left)
    assert not any(".." in name for name in plan.files)


@pytest.mark.slow
def test_a_folder_of_crowdanki(planned: Planned, workspace: Workspace) -> None:
    geography.crowdanki(workspace.folder / "ug")
    plan, trial = planned("ug")
    assert not trial.is_refused, trial.diagnostics
    assert plan.coming == plan.count == trial.same == 180
    assert sum(name.startswith("decks/media/ug/") for name in plan.files) == 112
    assert "templates/note-types/ultimate-geography/media/_paper.png" in plan.files
    assert (
        b"Ultimate Geography::Ultimate Geography [DE]"
        in plan.files["decks/ultimate-geography-de.yaml"]
    )


@pytest.mark.parametrize("text", ["", "{", "[]", '{"notes": [{"guid": 1}]}'])
def test_what_is_no_folder_of_crowdanki(workspace: Workspace, text: str) -> None:
    folder = workspace.folder / "ug"
    folder.mkdir()
    with pytest.raises(ImportRefused, match=r"no deck\.json"):
        crowdanki.read(folder, NOW)
    for name, says in (
        ("data/main.csv", "the sheets '.*data/"),
        ("recipes/source_to_anki.yaml", "'brainbrew run recipes/source_to_anki.yaml'"),
        ("build/Geography/deck.json", "import '.*build/Geography'"),
    ):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).touch()
        with pytest.raises(ImportRefused, match=says):
            crowdanki.read(folder, NOW)
    (folder / "deck.json").write_text(text)
    with pytest.raises(ImportRefused):
        crowdanki.read(folder, NOW)


@pytest.mark.parametrize("data", [b"\x08", b"\x0a\x05ab", b"\xff" * 11, b"\x0b", b"\x0d\x01"])
def test_messages_that_are_cut_off(data: bytes) -> None:
    for read in (protobuf.message, protobuf.entries):
        with pytest.raises(PackageError):
            read(data)


def test_messages() -> None:
    fields = protobuf.message(b"\x08\x96\x01\x12\x02hi\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")
    assert (protobuf.number(fields, 1), protobuf.text(fields, 2)) == (-1, "hi")
    assert (protobuf.number(fields, 7, 5), protobuf.text(fields, 7)) == (5, "")
    assert (protobuf.number(fields, 2, 5), protobuf.text(fields, 1)) == (5, "")
    of_all_sorts = (
        b"\x09\x05" + bytes(7) + b"\x15\xfe\xff\xff\xff" + b"\x18" + b"\xff" * 9 + b"\x7f"
    )
    fields = protobuf.message(of_all_sorts)
    assert [protobuf.number(fields, key) for key in (1, 2, 3)] == [5, -2, -1]
    listed = protobuf.entries(
        b"\x0a\x01a" + b"\x10\x01" + b"\x0a\x01b" + b"\x12\x01c" + b"\x08\x05"
    )
    assert listed == (b"a", b"b")
    with pytest.raises(PackageError, match="too long"):
        protobuf.message(b"\xff" * 30 + b"\x01")
