"""``quizgen import``: what it says, when it writes, and that it overwrites nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from quizgen.cli import app
from quizgen.reading.events import read_yaml
from tests.conftest import Workspace
from tests.imports.test_packages import small

Import = Callable[..., Any]


@pytest.fixture
def imports(workspace: Workspace) -> Import:
    (workspace.folder / "words.txt").write_text("el perro\tdog\nel gato\tcat\nel can\tdog\n")
    return lambda *arguments: CliRunner().invoke(app, ["import", *map(str, arguments)])


def contents(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_it_says_what_it_will_do_and_does_it(imports: Import, workspace: Workspace) -> None:
    before = contents(workspace.folder)
    result = imports("words.txt", "--dry-run")
    assert result.exit_code == 0
    assert "words.txt: Quizlet's text\n  3 rows of decks/words.csv" in result.output
    assert "3 of 3 pairs come" in result.output
    assert "nothing was written" in result.output
    assert contents(workspace.folder) == before
    assert imports("words.txt", "--yes").exit_code == 0
    assert set(contents(workspace.folder)) - set(before) == {"decks/words.csv", "decks/words.yaml"}
    assert CliRunner().invoke(app, ["check"]).exit_code == 0


def test_without_a_terminal_it_does_not_guess(imports: Import, workspace: Workspace) -> None:
    result = imports("words.txt")
    assert (result.exit_code, "say --yes" in result.output) == (2, True)
    assert not (workspace.decks / "words.yaml").exists()


def test_nothing_is_overwritten(imports: Import, workspace: Workspace) -> None:
    imports("words.txt", "--yes")
    again = imports("words.txt", "--yes")
    assert again.exit_code == 0  # under another name
    assert (workspace.decks / "words-2.csv").is_file()
    into = imports("words.txt", "--yes", "--into", "decks/words.yaml")
    assert (into.exit_code, "there is a deck 'words' already" in into.output) == (2, True)
    (workspace.decks / "other.csv").write_text("kept")
    taken = imports("words.txt", "--yes", "--into", "decks/other.yaml")
    assert taken.exit_code == 1  # a sheet of no deck
    assert (workspace.decks / "other.csv").read_text() == "kept"


def test_into_a_deck_with_a_title(imports: Import, workspace: Workspace) -> None:
    result = imports("words.txt", "--yes", "--into", "decks/animals.yaml", "--title", "Animals: 1")
    assert result.exit_code == 0, result.output
    assert (workspace.decks / "animals.yaml").read_text().startswith('deck: "Animals: 1"\n')


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["none.apkg"], 1, "none.apkg: there is no such file; nothing was written"),
        (["words.doc"], 1, "it is of no format"),
        (["words.txt", "--into", "elsewhere/x.yaml"], 2, "does not lie in decks/"),
        (["words.txt", "--into", "decks/My Deck.yaml"], 2, "write --into my-deck.yaml"),
        (["words.txt", "--decks", "nowhere"], 2, "'quizgen init' begins a collection"),
        (["words.txt", "--released", "none.apkg"], 2, "there is no such file"),
    ],
)
def test_what_goes_wrong_is_a_sentence(
    imports: Import, arguments: list[str], code: int, says: str
) -> None:
    result = imports(*arguments, "--yes")
    assert (result.exit_code, says in " ".join(result.output.split())) == (code, True), (
        result.output
    )


def test_a_package_a_second_time_has_nothing_new(imports: Import, workspace: Workspace) -> None:
    small(workspace.folder / "small.apkg")
    first = imports("small.apkg", "--yes")
    assert "3 of 3 notes come; to learners 3 are the very same" in first.output
    second = imports("small.apkg", "--yes")
    assert second.exit_code == 1
    assert "3 notes are in the collection already" in second.output


def test_several_at_once_have_titles_of_their_own(imports: Import, workspace: Workspace) -> None:
    small(workspace.folder / "small.apkg")
    (workspace.folder / "d.gift").write_text("Who?{=She ~He ~It}\n")
    result = imports("small.apkg", "d.gift", "--title", "D", "--yes")
    assert result.exit_code == 0, result.output
    check = CliRunner().invoke(app, ["check"])
    assert check.exit_code == 0, check.output


@pytest.mark.slow
def test_what_it_writes_names_the_schemas_that_lie_there(
    imports: Import, workspace: Workspace
) -> None:
    small(workspace.folder / "small.apkg")
    CliRunner().invoke(app, ["schema", "--into", "decks"])
    assert imports("small.apkg", "--yes").exit_code == 0
    others = {workspace.decks / "collection.yaml", workspace.decks / "sources.yaml"}
    written = {*workspace.folder.rglob("*.yaml")} - others
    assert {path.parent.name for path in written} == {"decks", "basic-genanki"}
    for path in written:
        head = path.read_text().partition("\n")[0]
        schema = path.parent / head.removeprefix("# yaml-language-server: $schema=")
        node, _ = read_yaml(path.name, path.read_bytes())
        assert node is not None
        jsonschema.validate(node.plain(), json.loads(schema.read_text()))


def test_what_a_check_would_ask_for_is_allowed_and_told(
    imports: Import, workspace: Workspace
) -> None:
    (workspace.folder / "q.gift").write_text("Which gold is it?{=gold}\n")
    result = imports("q.gift", "--yes")
    assert result.exit_code == 0, result.output
    assert "allowed, though a check asks for it" in result.output
    assert "allow:" in (workspace.decks / "q.yaml").read_text()


def test_questions_of_the_same_words_come_and_many_sentences_are_summed_up(
    imports: Import, workspace: Workspace
) -> None:
    same = [f"Which is right?{{=right {n} ~wrong {n} ~no {n}}}" for n in range(5)]
    essays = [f"Write {n} {{}}" for n in range(7)]
    text = "\n\n".join([*same, same[0], *essays])
    (workspace.folder / "q.gift").write_text(text)
    result = imports("q.gift", "--yes")
    assert result.exit_code == 0, result.output
    assert "5 of 13 questions come" in result.output
    assert "asks what another asks, with the same answer" in result.output
    assert "does not come: an essay: 4 more" in result.output
    assert (workspace.decks / "q.yaml").read_text().count("same-question") == 4
