"""Every YAML file in a folder of decks is read, or refused with a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quizgen import cli
from quizgen.reading import read_collection
from tests.cases import opened
from tests.conftest import Workspace

runner = CliRunner()
FACT = "facts:\n- {question: Who?, id: who, answer: She}\n"
PIXEL = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"


def said(workspace: Workspace) -> list[str]:
    return [str(d) for d in read_collection(Path("decks")).diagnostics]


def deck(path: Path, id_: str, text: str = FACT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"deck: The {id_} deck\nid: {id_}\n{text}", encoding="utf-8")
    return path


def test_decks_in_folders_are_read(workspace: Workspace) -> None:
    deck(workspace.decks / "one.yaml", "one")
    deck(workspace.decks / "unit" / "two.yml", "two")
    deck(workspace.decks / "unit" / "old" / "Three.YAML", "three")
    (workspace.decks / ".hidden").mkdir()
    deck(workspace.decks / ".hidden" / "four.yaml", "four")
    deck(workspace.decks / ".five.yaml", "five")
    assert [d.id for d in workspace.read().decks] == ["one", "three", "two"]


def test_a_deck_finds_its_pictures_beside_it(workspace: Workspace) -> None:
    media = "facts: [{question: Who?, id: who, answer: She, media: [%s]}]\n"
    deck(
        workspace.decks / "unit" / "one.yaml",
        "one",
        media % "{file: a.gif, alt: x}, {file: ../b.gif, alt: y}, {file: ../../c.gif, alt: z}",
    )
    (workspace.decks / "unit" / "a.gif").write_bytes(PIXEL)
    (workspace.decks / "b.gif").write_bytes(PIXEL)
    (workspace.folder / "c.gif").write_bytes(PIXEL)
    (problem,) = said(workspace)
    assert "'../../c.gif' leads out of the folder of decks" in problem


def test_an_edit_in_a_folder_makes_its_deck_stale(workspace: Workspace) -> None:
    path = deck(workspace.decks / "unit" / "one.yaml", "one")
    assert runner.invoke(cli.app, ["build", "--to", "key"]).exit_code == 0
    path.write_text(path.read_text().replace("She", "He"))
    assert "wrote out/print/one-key.html" in runner.invoke(cli.app, ["build", "--to", "key"]).output


def test_blueprints_may_lie_among_the_decks(workspace: Workspace) -> None:
    deck(workspace.decks / "one.yaml", "one")
    (workspace.decks / "blueprints").mkdir()
    blueprint = "blueprint: B\nid: b\nsections: [{type: short, items: 1}]\n"
    (workspace.decks / "blueprints" / "b.yaml").write_text(blueprint)
    assert said(workspace) == []


def test_what_is_no_file_is_a_sentence(workspace: Workspace) -> None:
    deck(workspace.decks / "good.yaml", "good")
    outside = deck(workspace.folder / "outside.yaml", "outside")
    os.mkfifo(workspace.decks / "a-pipe.yaml")
    (workspace.decks / "b-device.yaml").symlink_to("/dev/zero")
    (workspace.decks / "c-link.yaml").symlink_to(outside)
    (workspace.decks / "d-folder.yaml").mkdir()
    (workspace.decks / "e-nowhere.yaml").symlink_to("nowhere")
    (workspace.decks / "f-loop.yaml").symlink_to("f-loop.yaml")
    with (workspace.decks / "g-sparse.yaml").open("wb") as file:
        file.truncate(2**40)
    cannot = "the file cannot be read"
    lines = [line.removeprefix("decks/").removesuffix(" [no-file]") for line in said(workspace)]
    assert [line for line in lines if not line.startswith("f-loop")] == [
        f"a-pipe.yaml:1:1: {cannot}: it is a pipe",
        f"b-device.yaml:1:1: {cannot}: it leads out of decks",
        f"c-link.yaml:1:1: {cannot}: it leads out of decks",
        f"d-folder.yaml:1:1: {cannot}: Is a directory",
        f"e-nowhere.yaml:1:1: {cannot}: it is a link that leads nowhere",
        f"g-sparse.yaml:1:1: {cannot}: it has 1048576 MB, and at most 16 are read",
    ]


@pytest.mark.parametrize("name", ["collection.yaml", "sources.yaml", "ledger.json"])
def test_a_pipe_in_the_place_of_a_file_that_all_decks_share(
    name: str, workspace: Workspace
) -> None:
    deck(workspace.decks / "one.yaml", "one")
    (workspace.decks / name).unlink(missing_ok=True)
    os.mkfifo(workspace.decks / name)
    result = runner.invoke(cli.app, ["check"])
    assert result.exit_code == 1
    assert f"decks/{name}:1:1: error: the " in result.output
    assert "it is a pipe" in result.output


def test_a_pipe_or_a_device_as_a_blueprint_or_a_source(workspace: Workspace) -> None:
    deck(workspace.decks / "one.yaml", "one", f"source: smith-2020\n{FACT}")
    os.mkfifo("pipe")
    result = runner.invoke(cli.app, ["quiz", "--blueprint", "pipe"])
    assert "the blueprint cannot be read: it is a pipe" in result.output
    result = runner.invoke(cli.app, ["quiz", "--blueprint", "/dev/zero"])
    assert "the blueprint cannot be read: it is a device" in result.output
    Path("texts").mkdir()
    os.mkfifo("texts/smith-2020.txt")
    result = runner.invoke(cli.app, ["check", "--sources", "texts"])
    assert "texts/smith-2020.txt:1:1: error: the text cannot be read: it is a pipe" in (
        result.output
    )
    assert runner.invoke(cli.app, ["ledger", "pipe"]).exit_code == 2
    assert runner.invoke(cli.app, ["ledger", "/dev/zero"]).exit_code == 2


def test_folders_that_are_not_entered(workspace: Workspace) -> None:
    deck(workspace.folder / "elsewhere" / "one.yaml", "one")
    (workspace.decks / "link").symlink_to("../elsewhere")
    deck(workspace.decks / "other" / "two.yaml", "two")
    (workspace.decks / "other" / "collection.yaml").write_text("id: other\ntitle: Other\n")
    deck(workspace.decks / "/".join("deeper" for _ in range(17)) / "three.yaml", "three")
    lines = said(workspace)
    assert any("decks/link:1:1: this link to a folder is not followed" in line for line in lines)
    assert any("decks/other/collection.yaml:1:1: this folder has a" in line for line in lines)
    assert any("more than 16 folders lie in one another" in line for line in lines)
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Collection.yaml", "call it 'collection.yaml', beside the decks, if it is that"),
        ("collection.yml", "call it 'collection.yaml', beside the decks, if it is that"),
        ("Sources.yml", "call it 'sources.yaml', beside the decks, if it is that"),
        ("notes.yaml", "begin it with 'deck: <title>'"),
    ],
)
def test_a_file_that_is_meant_for_another(name: str, hint: str, workspace: Workspace) -> None:
    deck(workspace.decks / "one.yaml", "one")
    (workspace.decks / name).write_text("id: x\ntitle: X\n")
    problem, *others = said(workspace)
    assert all("are one name on Windows" in line for line in others)
    assert problem.endswith(f"this is no deck: it has no 'deck' key; {hint} [not-a-deck]")


def test_names_from_a_mac(workspace: Workspace) -> None:
    opened("09-nfd-file-name", workspace)
    result = runner.invoke(cli.app, ["check"])
    assert (result.exit_code, result.output) == (0, "2 facts checked: no errors\n")
    assert runner.invoke(cli.app, ["build", "--to", "apkg"]).exit_code == 0


def test_an_id_that_windows_keeps(workspace: Workspace) -> None:
    opened("18-windows-reserved-ids", workspace)
    result = runner.invoke(cli.app, ["check"])
    assert result.exit_code == 1
    assert (
        "decks/a.yaml:2:5: error: 'con' is a name that Windows keeps for itself: no file there can "
        "be called that, whatever its ending; choose another, such as 'con-1' [wrong-value]"
    ) in result.output


@pytest.mark.parametrize("name", ["prn", "aux", "nul", "com1", "lpt9"])
def test_every_id_that_files_are_named_by(name: str, workspace: Workspace) -> None:
    deck(workspace.decks / "one.yaml", "one", f"facts: [{{question: W?, id: {name}, answer: S}}]\n")
    assert said(workspace) == []  # no file is named by a fact
    (workspace.decks / "sources.yaml").write_text(
        f"references: [{{id: {name}, type: book, title: T}}]\n"
    )
    (workspace.decks / "collection.yaml").write_text(f"id: {name}\ntitle: T\n")
    assert [line.split(":")[0] for line in said(workspace)] == [
        "decks/collection.yaml",
        "decks/sources.yaml",
    ]
    Path("b.yaml").write_text(f"blueprint: B\nid: {name}\nsections: [{{type: short, items: 1}}]\n")
    (workspace.decks / "collection.yaml").write_text("id: test\ntitle: T\n")
    (workspace.decks / "sources.yaml").unlink()
    result = runner.invoke(cli.app, ["quiz", "--blueprint", "b.yaml"])
    assert f"b.yaml:2:5: error: '{name}' is a name that Windows keeps" in result.output


def test_names_that_another_system_cannot_hold(workspace: Workspace) -> None:
    deck(workspace.decks / "Moon.yaml", "moon")
    deck(workspace.decks / "moon.yaml", "moon-2")
    deck(workspace.decks / "aux.yaml", "auxiliary")
    assert [line.removeprefix("decks/") for line in said(workspace)] == [
        "aux.yaml:1:1: 'aux.yaml' is a name that Windows keeps for itself; give the file another "
        "[file-name]",
        "moon.yaml:1:1: 'Moon.yaml' and 'moon.yaml' are one name on Windows and on a Mac; rename "
        "one of them [file-name]",
    ]


@pytest.mark.parametrize(
    ("there", "asked", "problem"),
    [
        (["Map.gif"], "map.gif", "there is no file 'map.gif'; did you mean 'Map.gif'? [media]"),
        (["Map.gif", "map.gif"], "map.gif", "are one name on Windows and on a Mac"),
        (["nul.gif"], "nul.gif", "'nul.gif' has a name that Windows keeps for itself"),
        (["pics/a.gif"], "Pics/a.gif", "there is no file 'Pics/a.gif'"),
    ],
)
def test_names_of_pictures(
    there: list[str], asked: str, problem: str, workspace: Workspace
) -> None:
    for name in there:
        (workspace.decks / name).parent.mkdir(exist_ok=True)
        (workspace.decks / name).write_bytes(PIXEL)
    workspace.deck(f"- {{question: Q?, id: q, answer: A, media: {{file: {asked}, alt: x}}}}")
    (line,) = said(workspace)
    assert problem in line


@pytest.mark.parametrize("out", ["decks", "decks/out", "decks/one/two"])
def test_what_is_written_among_the_decks_is_none_of_them(out: str, workspace: Workspace) -> None:
    workspace.deck("- {question: Who?, id: who, answer: She}\n")
    build = ["build", "--out", out, "--to", "tsv,csv,kahoot"]
    quiz = ["quiz", "--items", "1", "--out", out, "--to", "csv,blooket"]
    for words in (build, quiz, build, ["check"]):
        result = runner.invoke(cli.app, words)
        assert result.exit_code == 0, result.output
    assert {path.suffix for path in Path(out).rglob("*sv")} == {".csv", ".tsv"}
    (workspace.decks / "mine").mkdir()
    (workspace.decks / "mine" / "words.csv").write_text("a,b\n")
    result = runner.invoke(cli.app, ["check"])
    assert "mine/words.csv:1:1: error: no deck has its rows in this sheet" in result.output


@pytest.mark.parametrize("name", ["decks/huge.yaml", "decks/collection.yaml", "decks/huge.csv"])
def test_a_sparse_file_does_not_fill_the_memory_of_a_build(name: str, workspace: Workspace) -> None:
    workspace.deck("- {question: Who?, id: who, answer: She}\n")
    with Path(name).open("wb") as file:
        file.truncate(2**41)
    result = runner.invoke(cli.app, ["build"])
    assert (result.exit_code, "error" in result.output) == (1, True), result.output


@pytest.mark.parametrize("command", ["build", "check", "list", "diff"])
def test_a_folder_that_is_a_link_to_itself(command: str, workspace: Workspace) -> None:
    Path("loop").symlink_to("loop")
    result = runner.invoke(cli.app, [command, "--decks", "loop"])
    assert (result.exit_code, "loop" in result.output) == (1, True), result.output


CONFLICT = "<<<<<<< HEAD\n%s\n=======\n%s\n>>>>>>> theirs\n"


def test_a_conflict_that_a_merge_has_left_is_named_with_its_line(workspace: Workspace) -> None:
    sides = CONFLICT % ("a,one", "a,two")
    (workspace.decks / "words.csv").write_text(f"id,word\n{sides}")
    deck(workspace.decks / "one.yaml", "one", CONFLICT % ("facts: []", FACT))
    deck(workspace.decks / "two.yaml", "two", "columns: {word: , id: }\nrows: words.csv\n")
    message = "this line is a conflict marker of a merge"
    lines = said(workspace)
    assert f"decks/one.yaml:3:1: {message}" in lines[0]
    assert any(f"decks/words.csv:2:1: {message}" in line for line in lines)
    deck(workspace.decks / "one.yaml", "one", "about: |\n  <<<<<<< HEAD\n  >>>>>>> theirs\n" + FACT)
    assert not any("one.yaml" in line for line in said(workspace))


@pytest.mark.parametrize("name", ["print/page.css", "print/worksheet.html", "anki/style.css"])
def test_a_template_that_is_no_file_is_not_passed_over(name: str, workspace: Workspace) -> None:
    deck(workspace.decks / "one.yaml", "one")
    path = workspace.folder / "templates" / name
    path.parent.mkdir(parents=True)
    for make, says in (
        (os.mkfifo, "it is a pipe"),
        (lambda p: p.symlink_to("/dev/zero"), "it is a device"),
        (lambda p: p.symlink_to("nowhere"), "it is a link that leads nowhere"),
        (lambda p: p.symlink_to(p.name), "link"),
    ):
        make(path)
        result = runner.invoke(cli.app, ["check"])
        path.unlink()
        assert result.exit_code == 1, result.output
        assert f"{name}:1:1: error: the file cannot be read: " in result.output
        assert says in result.output
