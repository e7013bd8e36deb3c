"""A paper's data is the paper: printed again it is the same, and edited it is printed so."""

from __future__ import annotations

import json
import re
import shutil
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from quizgen import cli
from quizgen.formats.data.edited import read_form
from quizgen.formats.data.json import form_data
from quizgen.language import language
from quizgen.model import Edition
from quizgen.questions import QUESTION_TYPES
from tests.conftest import ROOT, Workspace
from tests.formats.test_media import example

FACTS = (ROOT / "tests" / "every-kind.yaml").read_text(encoding="utf-8")
TYPES = [t for t in QUESTION_TYPES if t not in ("multiple", "odd-one-out", "table", "open")]
Data = dict[str, Any]
NESTED = b64encode(
    b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g>" * 9999 + b"</g>" * 9999 + b"</svg>"
)


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["quiz", *words])


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A paper with a section of each type that the facts have, a head, and two columns."""
    workspace = Workspace(tmp_path_factory.mktemp("edited"))
    workspace.deck(FACTS)
    sections = "".join(f"  - {{type: {type_}, items: 2, title: T}}\n" for type_ in TYPES)
    head = "blueprint: All\nid: all\nschool: Tycho\ncolumns: 2\nboxes: 3\nrepeat: yes\nsections:\n"
    path = workspace.folder / "all.yaml"
    path.write_text(head + sections, encoding="utf-8")
    flags = ("--decks", str(workspace.decks), "--out", str(workspace.out))
    result = run("--blueprint", str(path), *flags, "--to", "html,json,docx")
    assert result.exit_code == 0, result.output
    return workspace


@pytest.fixture
def first(printed: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The data of that paper, in the working directory; what is printed of it is taken away."""
    monkeypatch.chdir(printed.folder)
    folder = printed.out / "quiz" / "all"
    yield folder / "A.json"
    shutil.rmtree(folder / "A-edited", ignore_errors=True)


def edit(path: Path, change: Callable[[Data], None]) -> Path:
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    edited = path.parent.parent / "mine.json"
    edited.write_text(json.dumps(data, indent=1, ensure_ascii=False), encoding="utf-8")
    return edited


def items_of(data: Data, type_: str) -> list[Data]:
    return [item for item in data["items"] if item["type"] == type_]


def test_a_question_of_no_deck_is_read_back_as_it_was_written() -> None:
    form, english = replace(example(), blueprint="all"), language("en-GB")
    data = form_data(form, Edition(), english)
    read, problems = read_form("A.json", data, {}, english)
    assert not problems
    assert read
    for item, again in zip(form.items, read[0].items, strict=True):
        assert type(again.interaction) is type(item.interaction), item.type


@pytest.mark.slow
def test_what_was_not_edited_is_printed_as_it_was(first: Path) -> None:
    data = json.loads(first.read_text(encoding="utf-8"))
    assert {item["type"] for item in data["items"]} == {*TYPES}
    assert run("--form", str(first), "--to", "html,json,docx").exit_code == 0
    printed = sorted((first.parent / "A-edited").glob("A*"))
    assert len(printed) == 5
    for path in printed:
        assert path.read_bytes() == (first.parent / path.name).read_bytes(), path.name


@pytest.mark.slow
def test_what_was_edited_is_printed_so(first: Path) -> None:
    def change(data: Data) -> None:
        choice, other = items_of(data, "choice")
        choice["stem"] = "Who of *these* was it?"
        choice["options"][0]["text"] = "A new option"
        data["items"].remove(other)
        data["items"].append(data["items"].pop(0))
        data["head"]["school"] = "Copernicus School"
        own = {**items_of(data, "short")[0], "id": "own/1", "stem": "My own question?"}
        own["key"] = {**own["key"], "accept": ["Mine"]}
        data["items"].append({**own, "source": []})

    before = json.loads(first.read_text(encoding="utf-8"))
    result = run(
        "--form", str(edit(first, change)), "--to", "html,json", "--edition", "large-print"
    )
    assert result.exit_code == 0, result.output
    folder = first.parent / "A-edited"
    after = json.loads((folder / "A.json").read_text(encoding="utf-8"))
    assert after["code"] != before["code"]
    assert after["command"] == "quizgen quiz --form mine.json"
    assert [item["number"] for item in after["items"]] == [*range(1, len(before["items"]) + 1)]
    assert after["items"][0]["id"] == before["items"][1]["id"]
    page = (folder / "A-worksheet-large-print.html").read_text(encoding="utf-8")
    for text in ("Who of <em>these</em> was it?", "A new option", "Copernicus", "My own question?"):
        assert text in page
    assert "Mine" in (folder / "A-key.html").read_text(encoding="utf-8")
    assert (first.parent / "A-worksheet.html").is_file(), "the first print stays"


def change_of(type_: str, path: str, value: object) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        holder: Any = items_of(data, type_)[0] if type_ else data
        *steps, last = path.split(".")
        for step in steps:
            holder = holder[int(step) if step.isdigit() else step]
        holder[last] = value

    return change


@pytest.mark.parametrize(
    ("type_", "path", "value", "expected"),
    [
        (
            "choice",
            "options",
            [{"text": "x", "correct": False, "why": "", "picture": None}],
            "no op",
        ),
        ("choice", "type", "chioce", "there is no question type 'chioce'; did you mean 'choice'?"),
        ("choice", "type", "short", "the item is of type 'short'; section"),
        ("choice", "section", 99, "there is no section 99; sections are numbered from 1 to"),
        ("choice", "pionts", 2, "unknown key 'pionts'; did you mean 'points'?"),
        ("choice", "points", "two", "points' is text; write a whole number"),
        ("gaps", "stem", "No blank here.", "there are 0 blanks '____' and"),
        ("numeric", "key.value", "7", "'value' is 7 and 'accept' says"),
        ("numeric", "key.value", "many", "'many' or '500' is no number"),
        ("match", "bank", ["x"], "'bank' lacks the response"),
        ("order", "key.entries.0.rank", 9, "the ranks of the entries are not 1, 2, 3"),
        (
            "short",
            "pictures",
            [{"alt": "deep", "uri": f"data:image/svg+xml;base64,{NESTED.decode()}"}],
            "no 'data:' address of one",
        ),
        ("short", "key", None, "the item has neither options nor a key"),
        ("short", "key", {}, "the key says nothing; write what is right"),
        ("", "blueprint", "../x", "'blueprint' is no name; use a-z"),
        ("", "version", "x/y", "'version' is no version"),
        ("", "items", [], "there is no question on it"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    type_: str, path: str, value: object, expected: str, first: Path
) -> None:
    edited = edit(first, change_of(type_, path, value))
    result = run("--form", str(edited))
    told = re.sub(r"\s+", " ", result.output)
    assert result.exit_code == 1
    assert re.search(r"mine\.json:\d+:\d+: error: ", told)
    assert expected in told
    assert not (first.parent / "A-edited").exists()


def test_that_a_question_gives_another_away_is_told_and_stops_nothing(first: Path) -> None:
    def change(data: Data) -> None:
        choice, short = items_of(data, "choice")[0], items_of(data, "short")[0]
        choice["stem"] = f"Who or what was not {short['key']['accept'][0]} Tychonis?"

    result = run("--form", str(edit(first, change)))
    told = re.sub(r"\s+", " ", result.output)
    assert result.exit_code == 0, told
    assert re.search(r"mine\.json:\d+:3: warning: version A: question \d+ \('", told)
    assert "unless it is meant [answer-given-away]" in told


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--form", "none.json"], "none.json:1:1: error: the form cannot be read: No such file"),
        (["--form", "a.txt"], "a.txt:1:2: error: it is no JSON: Expecting"),
        (["--form", "x.json", "--seed", "3"], "--seed does not go with --form: edit the file"),
        (["--form", "x.json", "--items", "3"], "--items does not go with --form"),
        (["small", "--form", "x.json"], "DECK does not go with --form"),
    ],
)
def test_what_is_no_form_and_flags_that_it_would_ignore(
    words: list[str], expected: str, first: Path
) -> None:
    Path("a.txt").write_text("{no json", encoding="utf-8")
    assert expected in re.sub(r"\s+", " ", run(*words).output)
