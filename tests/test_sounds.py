"""What is heard: asked where it can be played, and on paper only where somebody wants it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quizgen import cli
from quizgen.model import Choice, Item
from quizgen.project import Project, load
from tests.conftest import Workspace

CALLS = ("robin", "wren", "owl", "crow")
QUESTIONS = "\n".join(
    f"- {{question: Which bird is this?, id: {bird}, answer: {bird.title()}, type: animal,"
    f" level: core, distractors: [Heron, Rook], media: {{file: {bird}.mp3, side: front}}}}"
    for bird in CALLS
)
TERM = (
    "- {term: bonjour, id: bonjour, means: good day, reverse: no,"
    " media: {file: owl.mp3, side: front}}"
)
ROWS = """\
deck: Birds
id: birds
source: smith-2020
columns:
  bird: {type: animal}
  call: {sound: "{id}.mp3", ask: no, back: Which bird calls like this?}
  food: {type: food}
rows:
  - {id: robin, bird: Robin, food: worms}
  - {id: wren, bird: Wren, food: spiders}
  - {id: owl, bird: Owl, food: mice}
  - {id: crow, bird: Crow, food: anything}
"""
LISTENING = """\
blueprint: Calls
id: calls
sections: [{type: short, items: 2, listening: yes}]
"""


@pytest.fixture
def birds(workspace: Workspace) -> Workspace:
    for bird in CALLS:
        (workspace.decks / f"{bird}.mp3").write_bytes(f"ID3 {bird}".encode())
    return workspace


def of(workspace: Workspace, facts: str) -> Project:
    workspace.deck(facts)
    return load(workspace.decks)[0]


def heard(items: tuple[Item, ...]) -> dict[str, list[str]]:
    """Return what is played with each item that has a sound, and what is right."""
    return {
        item.id: [sound.name.partition("-")[0] for sound in item.sounds]
        for item in items
        if item.is_heard
    }


def test_a_question_about_a_sound_makes_items_with_the_sound(birds: Workspace) -> None:
    items = of(birds, QUESTIONS).items["small"]
    assert heard(items) == {
        f"small/{bird}/answer/{type_}": [bird] for type_ in ("choice", "short") for bird in CALLS
    }


def test_what_is_asked_of_one_sound_is_true_of_it_alone(birds: Workspace) -> None:
    again = QUESTIONS.replace("distractors: [Heron, Rook]", "hint: a bird") + (
        "\n- {question: Which bird is this?, id: redbreast, answer: Redbreast, type: animal,"
        " hint: as children say, media: {file: robin.mp3, side: front}}"
    )
    with (birds.decks / "collection.yaml").open("a") as file:
        file.write("sorts: [animal]\n")
    items = {item.id: item.interaction for item in of(birds, again).items["small"]}
    for bird in ("robin", "redbreast"):
        choice = items[f"small/{bird}/answer/choice"]
        assert isinstance(choice, Choice)
        assert not {"Robin", "Redbreast"} <= {option.text for option in choice.options}


def test_the_calls_of_rows_are_asked_back_and_their_other_columns_as_ever(
    birds: Workspace,
) -> None:
    (birds.decks / "birds.yaml").write_text(ROWS)
    items = load(birds.decks)[0].items["birds"]
    assert heard(items)["birds/owl/call/reverse/short"] == ["owl"]
    assert not any("/food/" in id_ for id_ in heard(items))
    assert "birds/owl/food/short" in {item.id for item in items}


def test_paper_has_no_question_about_a_sound(birds: Workspace) -> None:
    project = of(birds, f"{QUESTIONS}\n{TERM}")
    (deck,) = project.collection.decks
    assert {fact for item in project.worksheet(deck).items for fact in item.facts} == {
        "small/bonjour"
    }
    assert {p.origin.fact for p in project.printable["small"]} == {"bonjour"}


def quiz(workspace: Workspace, *words: str) -> tuple[int, str]:
    where = ("--decks", str(workspace.decks), "--out", str(workspace.out))
    result = CliRunner().invoke(cli.app, ["quiz", *words, *where])
    return result.exit_code, " ".join(result.output.split())


def test_a_section_asks_for_what_is_heard(birds: Workspace, tmp_path: Path) -> None:
    of(birds, QUESTIONS)
    code, output = quiz(birds, "--to", "web")
    assert code == 1
    assert "'listening: yes'" in output
    blueprint = tmp_path / "calls.yaml"
    blueprint.write_text(LISTENING)
    code, output = quiz(birds, "--blueprint", str(blueprint), "--to", "web,json,moodle")
    assert code == 0, output
    assert "lost-sound" not in output
    items = json.loads((birds.out / "quiz" / "calls" / "A.json").read_text())["items"]
    assert [len(item["sounds"]) for item in items] == [1, 1]
    assert items[0]["sounds"][0]["uri"].startswith("data:audio/mpeg;base64,")


def test_a_sound_that_goes_with_a_printed_question_is_told(birds: Workspace) -> None:
    of(birds, TERM)
    code, output = quiz(birds, "--types", "short", "--to", "html")
    assert code == 0, output
    assert output.count("lost-sound") == 1
    of(birds, TERM.replace("means", "allow: {lost-sound: read aloud}, means"))
    assert "lost-sound" not in quiz(birds, "--types", "short", "--to", "html")[1]
