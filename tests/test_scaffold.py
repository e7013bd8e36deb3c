"""``init`` and ``new``: what they write builds at once, and nothing of the user's is touched."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from quizgen import cli, scaffold
from quizgen.language import language
from quizgen.reading import read_collection
from quizgen.reading.sheets import read_sheet
from tests.conftest import Workspace


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.app, words)


@pytest.mark.slow
def test_a_project_is_right_from_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    begun = run("init", "--yes", "--title", "A: \"quoted\" 'title' #1", "--author", "Ann, B.")
    assert begun.exit_code == 0, begun.output
    assert begun.output.endswith("next: quizgen build\n")
    reading = read_collection(Path("decks"))
    assert not reading.diagnostics
    assert reading.collection is not None
    assert reading.collection.title == "A: \"quoted\" 'title' #1"
    assert reading.collection.authors == ("Ann, B.",)
    assert run("check", "--strict").exit_code == 0


def test_every_key_has_a_comment(tmp_path: Path) -> None:
    for name, data in _yaml(scaffold.project("c", "Collection", "en")).items():
        keys = [line for line in data.splitlines() if line[:1].isalpha() and not line.endswith(":")]
        assert keys or name.endswith("sources.yaml")
        assert all("  # " in line for line in keys), name


def _yaml(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: data.decode() for name, data in files.items() if name.endswith(".yaml")}


def test_a_project_of_its_own_folder_and_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (
        "next: cd raumfahrt-heute, then quizgen build"
        in run("init", "raumfahrt-heute", "--language", "de").output
    )
    collection = read_collection(Path("raumfahrt-heute/decks")).collection
    assert collection is not None
    assert (collection.id, collection.title) == ("raumfahrt-heute", "Raumfahrt heute")
    assert collection.language == "de"


def test_a_project_is_never_begun_over_another(workspace: Workspace) -> None:
    before = {path: path.read_bytes() for path in workspace.folder.rglob("*") if path.is_file()}
    refused = run("init")
    assert refused.exit_code == 2
    assert "decks/collection.yaml is there already" in refused.output
    after = {path: path.read_bytes() for path in workspace.folder.rglob("*") if path.is_file()}
    assert before == after


@pytest.mark.slow
def test_a_file_that_is_there_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".gitignore").write_text("mine\n")
    assert run("init").exit_code == 0
    assert Path(".gitignore").read_text() == "mine\n"
    Path("decks/collection.yaml").unlink()
    refused = run("init")
    assert refused.exit_code == 2
    assert "decks/moon.yaml" in refused.output
    assert not Path("decks/collection.yaml").exists()


@pytest.mark.slow
@pytest.mark.parametrize("title", ["Moon", "!!!", "CON", "Москва", "日本語"])
def test_any_title_gives_an_id(title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "--title", title).exit_code == 0
    assert run("check").exit_code == 0


def test_a_language_that_there_is_none_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused = run("init", "--language", "tlh")
    assert refused.exit_code == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_a_new_deck_builds(workspace: Workspace) -> None:
    assert run("new", "birds-of-prey").exit_code == 0
    assert read_collection(workspace.decks).collection is not None
    assert "deck: Birds of prey  #" in (workspace.decks / "birds-of-prey.yaml").read_text()
    again = run("new", "birds-of-prey")
    assert again.exit_code == 2
    assert "decks/birds-of-prey.yaml is there already" in again.output


@pytest.mark.slow
def test_a_new_deck_of_rows_takes_the_sheet_along(workspace: Workspace) -> None:
    sheet = workspace.folder / "europe.csv"
    sheet.write_text(
        "country,capital,founded,people,no,note:capital\nAustria,Vienna,1955,9 000,x,\n"
    )
    assert run("new", "europe", "--rows", "europe.csv").exit_code == 0
    assert (workspace.decks / "europe.csv").read_bytes() == sheet.read_bytes()
    collection = read_collection(workspace.decks).collection
    assert collection is not None
    columns = collection.decks[0].columns
    assert list(columns) == ["country", "capital", "founded", "people", "no"]
    assert columns["founded"].date
    refused = run("new", "europe2", "--rows", "europe.csv")
    assert "decks/europe.csv is there already" in refused.output


@pytest.mark.slow
def test_a_sheet_among_the_decks_is_named_where_it_lies(workspace: Workspace) -> None:
    (workspace.decks / "words").mkdir()
    (workspace.decks / "words" / "a b.tsv").write_text("word\tmeaning\nel perro\tdog\n")
    assert run("new", "spanish", "--rows", "decks/words/a b.tsv").exit_code == 0
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["Bad Id"], "write 'bad-id'"),
        (["con"], "write 'con-1'"),
        (["europe", "--rows", "none.csv"], "none.csv: No such file"),
        (["europe", "--rows", "none.xlsx"], "is no sheet"),
        (["europe", "--decks", "nowhere"], "'quizgen init' begins a collection"),
    ],
)
def test_what_cannot_be_begun_is_a_sentence(
    words: list[str], message: str, workspace: Workspace
) -> None:
    refused = run("new", *words)
    assert refused.exit_code == 2
    assert message in refused.output
    assert sorted(path.name for path in workspace.decks.iterdir()) == [
        "collection.yaml",
        "sources.yaml",
    ]


def test_numbers_are_told_by_the_language() -> None:
    sheet = read_sheet("a.csv", b"thing;mass\nA;1,5\nB;12.500,25\n")
    deck = scaffold.deck_of_rows("d", "D", "a.csv", sheet, language("de")).decode()
    assert "  mass: {number: yes}\n" in deck
    assert "  thing: {}\n" in deck


@pytest.mark.slow
def test_schemas_are_printed_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    printed = run("schema", "deck")
    assert printed.output.startswith('{\n  "$schema"')
    assert run("schema", "--into", "decks").output == "wrote 7 files of 7 into decks/.schema\n"
    assert Path("decks/.schema/deck.schema.json").read_text() == printed.output
    assert run("schema").exit_code == 2
    assert "did you mean 'deck'" in run("schema", "deks").output
