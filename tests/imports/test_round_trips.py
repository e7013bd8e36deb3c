"""What another tool exported is imported, built and exported again: no field of it is lost."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from quizgen import build
from quizgen.banks import bank
from quizgen.build import Settings
from quizgen.formats.exchange import EXCHANGE
from quizgen.output import write_files
from quizgen.project import Project
from quizgen.release.packages import read_package
from tests.conftest import ROOT, Workspace, needs
from tests.formats.exchange.reading import words
from tests.formats.exchange.test_gift import PARSE
from tests.imports.conftest import Planned

PLATFORMS = Path(__file__).parent / "platforms"
Exported = Callable[[str, str], tuple[bytes, str]]


@pytest.fixture
def exported(planned: Planned, workspace: Workspace) -> Exported:
    """Return what a file is after import and export, and the report of what an export loses."""

    def make(name: str, medium: str) -> tuple[bytes, str]:
        plan, trial = planned(name, (PLATFORMS / name).read_bytes())
        assert not trial.is_refused, trial.diagnostics
        write_files(workspace.folder, plan.files)
        project = Project(workspace.read())
        (deck,) = project.collection.decks
        form, language = bank(project, deck), project.collection.language_of(deck)
        return EXCHANGE[medium].exporter.render(form, language), "\n".join(plan.left)

    return make


def parts(question: Any) -> dict[str, Any]:
    """Return all that a question of Moodle's says, in words."""
    texts = {
        part.tag: words(part.findtext("text") or part.text or "")
        for part in question
        if part.tag not in ("answer", "subquestion", "tags")
    }
    texts = {
        tag: f"{float(t):g}" if t.replace(".", "").isdigit() else t for tag, t in texts.items()
    }
    answers = [
        (
            words(answer.findtext("text")),
            float(answer.get("fraction")),
            words(answer.findtext("feedback/text") or ""),
            float(answer.findtext("tolerance") or 0),
        )
        for answer in question.iter("answer")
        if answer.get("fraction")
    ]
    pairs = [
        (words(p.findtext("text") or ""), p.findtext("answer/text"))
        for p in question.iter("subquestion")
    ]
    tags = [tag.findtext("text") for tag in question.iterfind("tags/tag")]
    if question.get("type") == "truefalse":
        answers.sort()  # a platform asks for true and false in its own order
    return {**texts, "answers": answers, "pairs": pairs, "tags": tags}


def by_id(xml: bytes) -> dict[Any, Any]:
    """Return the questions of a file by their id numbers, each with its category."""
    category: Any = ""
    questions: dict[Any, Any] = {}
    for question in etree.fromstring(xml).iter("question"):
        if question.get("type") == "category":
            category = question.findtext("category/text")
        else:
            questions[question.findtext("idnumber")] = (category, question)
    return questions


def test_moodle_goes_back_as_it_came(exported: Exported) -> None:
    data, left = exported("moodle.xml", "moodle")
    assert left == ""
    after = by_id(data)
    for id_, (category, question) in by_id((PLATFORMS / "moodle.xml").read_bytes()).items():
        assert after[id_][0] == category
        assert after[id_][1].get("type") == question.get("type")
        there = parts(after[id_][1])
        assert {key: there[key] for key in parts(question)} == parts(question), id_


def parsed(text: bytes) -> dict[str, Any]:
    """Return GIFT's questions by their ids, as gift-pegjs reads them, in words."""
    needs("node")
    read = subprocess.run(
        ["node", "-e", PARSE], input=text, stdout=subprocess.PIPE, cwd=ROOT, check=True
    )
    return {q["id"]: spoken(q) for q in json.loads(read.stdout) if q["type"] != "Category"}


def spoken(value: Any) -> Any:
    """Return what a parser read with its markup in words."""
    if isinstance(value, dict) and "text" in value and "format" in value:
        return words(value["text"])
    if isinstance(value, dict):
        return {key: spoken(part) for key, part in value.items()}
    return [*map(spoken, value)] if isinstance(value, list) else value


@pytest.mark.slow
def test_gift_goes_back_as_it_came(exported: Exported) -> None:
    data, left = exported("questions.gift", "gift")
    assert left == ""
    before, after = parsed((PLATFORMS / "questions.gift").read_bytes()), parsed(data)
    for id_, question in before.items():
        assert after[id_] == question


def test_pairs_go_back_as_they_came(exported: Exported) -> None:
    data, left = exported("words.txt", "quizlet")
    assert left == ""
    given = (PLATFORMS / "words.txt").read_text().splitlines()
    assert given
    assert set(given) <= set(data.decode().splitlines())


def test_the_text_of_anki_goes_back_as_it_came(planned: Planned, workspace: Workspace) -> None:
    given = (PLATFORMS / "anki.txt").read_text()
    plan, _ = planned("anki.txt", given)
    write_files(workspace.folder, plan.files)
    build.build(Settings(workspace.decks, workspace.out, 100, media=("apkg",)))
    package = read_package((workspace.out / "anki" / "anki.apkg").read_bytes())
    notes = {note.fields[0]: note for note in package.values()}
    lines = [line.split("\t") for line in given.splitlines() if not line.startswith("#")]
    for front, back, tags in lines:
        note = notes[front.replace("<b>", "<strong>").replace("</b>", "</strong>")]
        assert back in note.fields
        assert set(tags.split()) <= set(note.tags)


def test_a_sheet_is_as_it_was(planned: Planned) -> None:
    given = b"country,capital,note,tags\nAustria,Vienna,on the Danube,alps\nItaly,Rome,,\n"
    plan, _ = planned("geo.csv", given)
    assert plan.files["decks/geo.csv"] == given
