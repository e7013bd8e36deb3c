"""Note types of a curator's own: read from their folders, with what is wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.build import Settings, build
from quizgen.notes import NOTE_TYPES
from quizgen.project import Project
from quizgen.reading import read_collection
from quizgen.release import identity
from quizgen.release.packages import read_package
from quizgen.release.recovery import rebuilt
from quizgen.release.update import read_ledger
from tests.conftest import Workspace

HEAD = """\
note_type: Capitals
fields: [Country, {name: Capital, html: yes}, {name: Flag, html: '<img src="{}">'}, Info]
templates: [Capital, {name: Flag, file: the-flag}]
"""
DECK = """\
deck: Europe
id: europe
note_type: capitals
anki: {deck: "World::Europe"}
columns:
  Capital: {ask: "What is the capital of {Country}?"}
  Flag: {picture: flags, alt: "{Info}"}
rows: europe.csv
"""
ROWS = """\
id,Country,Capital,Flag,Info,tags,guid
at,Austria," <b>Vienna</b>
<img src=""opera.png"">",at.png,three stripes,EU; alps::high,q1=x
nl,The *Netherlands*,,,,,
"""
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def own(workspace: Workspace) -> Workspace:
    folder = workspace.folder / "templates" / "note-types" / "capitals"
    (folder / "media").mkdir(parents=True)
    (folder / "note-type.yaml").write_text(HEAD)
    for name in ("capital", "the-flag"):
        (folder / f"{name}.front.html").write_text("{{Capital}}{{#Flag}}?{{/Flag}}\n")
        (folder / f"{name}.back.html").write_text("{{Country}}\n")
    (folder / "style.css").write_text(".card { }\n")
    (folder / "media" / "_font.woff2").write_bytes(b"font")
    (workspace.decks / "flags").mkdir()
    (workspace.decks / "flags" / "at.png").write_bytes(PNG)
    (workspace.decks / "opera.png").write_bytes(PNG)
    (workspace.decks / "europe.yaml").write_text(DECK)
    (workspace.decks / "europe.csv").write_text(ROWS)
    return workspace


def folder_of(workspace: Workspace) -> Path:
    return workspace.folder / "templates" / "note-types" / "capitals"


def test_a_row_is_a_note(own: Workspace) -> None:
    austria, netherlands = Project(own.read()).notes["europe"]
    assert austria.type.fields == ("Country", "Capital", "Flag", "Info")
    assert austria.fields == (
        "Austria",
        ' <b>Vienna</b>\n<img src="opera.png">',
        '<img src="at.png">',
        "three stripes",
    )
    assert [card.ordinal for card in austria.cards] == [0, 1]
    assert sorted(media.name for media in austria.media) == ["at.png", "opera.png"]
    assert identity.guid("test", austria) == "q1=x"
    assert identity.tags(austria) == ["EU", "alps::high"]
    assert netherlands.fields == ("The <em>Netherlands</em>", "", "", "")
    assert (netherlands.cards, netherlands.guid, identity.tags(netherlands)) == ((), "", [])


def test_papers_ask_what_columns_ask(own: Workspace) -> None:
    collection = own.read()
    (asked,) = collection.propositions(collection.decks[0])
    assert (asked.ask, asked.value.text) == ("What is the capital of Austria?", "**Vienna**")  # type: ignore[union-attr]


def test_an_id_is_made_of_the_folder_and_stays(own: Workspace) -> None:
    note_type = own.read().note_types["capitals"]
    assert note_type.id == 1366316006096220
    assert note_type.key == "own/capitals"
    assert note_type.own
    assert [media.name for media in note_type.own.media] == ["_font.woff2"]


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("note-type.yaml", HEAD.replace("Info]", "Country]"), "two fields are called 'Country'"),
        ("note-type.yaml", HEAD.replace("{}", "x"), "'html' of field 'Flag' has not one {}"),
        ("note-type.yaml", HEAD + "cloze: yes\n", "has one template"),
        ("note-type.yaml", HEAD + "colour: red\n", "unknown key 'colour'"),
        ("anki.json", "[1]", "this is not what Anki keeps of a note type"),
        ("anki.json", "{", "this is not what Anki keeps of a note type"),
    ],
)
def test_what_is_wrong_is_told(own: Workspace, file: str, text: str, message: str) -> None:
    (folder_of(own) / file).write_text(text)
    told = "\n".join(map(str, read_collection(own.decks).diagnostics))
    assert message in told
    assert f"note-types/capitals/{file}" in told


def test_a_template_that_is_not_there(own: Workspace) -> None:
    (folder_of(own) / "the-flag.back.html").unlink()
    told = "\n".join(map(str, read_collection(own.decks).diagnostics))
    assert "the-flag.back.html:1:1: the file cannot be read: it is not there" in told


def test_a_note_type_that_is_not_there(own: Workspace) -> None:
    (own.decks / "europe.yaml").write_text(DECK.replace(": capitals", ": capitols"))
    told = "\n".join(map(str, read_collection(own.decks).diagnostics))
    assert "there is no note type 'capitols' of your own; did you mean 'capitals'?" in told


def test_a_lost_ledger_is_made_again_of_its_package(own: Workspace) -> None:
    """What learners have of such notes is known again, and none of them is updated."""
    settings = Settings(own.decks, own.out, 100, media=("apkg",))
    build(settings)
    before = read_ledger(own.decks, (*NOTE_TYPES, *own.read().note_types.values()))
    (own.decks / "ledger.json").unlink()
    package = read_package((own.out / "anki" / "europe.apkg").read_bytes())
    again, others = rebuilt(Project(own.read()), [package])
    assert others == 0
    assert {guid: entry.digest for guid, entry in again.notes.items()} == {
        guid: entry.digest for guid, entry in before.notes.items()
    }
    assert again.types["own/capitals"].digest == before.types["own/capitals"].digest
    assert again.decks == before.decks == {"europe": " ::World::Europe"}
