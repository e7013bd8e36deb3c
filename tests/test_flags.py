"""A flag either shows in something that is made, or is an error that says where it would."""

from __future__ import annotations

from dataclasses import fields

import pytest
from typer.testing import CliRunner

from quizgen.cli import app
from quizgen.cli.keys import OTHERWISE
from quizgen.formats import FORM_MEDIA
from quizgen.reading.plans import Plan
from tests.conftest import Workspace

IGNORED = [
    (
        "quiz --to moodle --columns 2",
        "--columns changes nothing in moodle, only in html, pdf, docx",
    ),
    (
        "quiz --to docx --ink-saving",
        "--ink-saving changes nothing in docx, only in html, pdf, json",
    ),
    (
        "quiz --to docx --columns 2 --edition large-print",
        "--columns changes nothing in docx in large-print, only in html, pdf",
    ),
    ("quiz --to web --logo a.png", "--logo changes nothing in web"),
    ("quiz --to json --edition large-print", "--edition changes nothing in json"),
    ("quiz --to kahoot --minutes 9", "--minutes changes nothing in kahoot"),
    ("quiz --to aiken --density roomy", "--density changes nothing in aiken"),
    ("quiz --booklet half", "--booklet goes with --to pdf"),
    ("quiz --cover --no-totals", "--no-totals changes nothing with --cover"),
    ("quiz --items 1 --types short --vary items", "--vary changes nothing of one version"),
    ("build --to anki --columns 2", "--columns shows in nothing of --to, only on worksheet, key"),
    ("build --to web,apkg --paper letter", "--paper shows in nothing of --to"),
    ("build --to organiser --ink-saving", "--ink-saving shows in nothing of --to"),
    ("build --to docx --ink-saving", "--ink-saving shows in nothing of --to"),
    (
        "build --to key --edition large-print",
        "--edition shows in nothing of --to, only on",
    ),
    (
        "build --to worksheet --cut-lines",
        "--cut-lines shows in nothing of --to",
    ),
    ("build --to docx --cut-lines", "--cut-lines shows in nothing of --to"),
    ("build --to print --base-url https://example.org/", "--base-url is the address of a site"),
]


@pytest.mark.parametrize(("command", "message"), IGNORED)
def test_a_flag_that_would_be_ignored_is_an_error(
    command: str, message: str, workspace: Workspace
) -> None:
    workspace.deck("- {question: Who?, id: who, answer: Armstrong}")
    result = CliRunner().invoke(app, command.split(), env={"COLUMNS": "300"})
    assert result.exit_code == 2
    assert message in result.output
    assert not workspace.out.exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        "quiz --to moodle,docx --columns 2 --items 1 --types short",
        "build --to flashcards,html --cut-lines --paper letter",
        "build --to json --columns 2",
    ],
)
def test_a_flag_that_shows_in_one_of_several_is_none(command: str, workspace: Workspace) -> None:
    workspace.deck("- {question: Who?, id: who, answer: Armstrong}")
    assert CliRunner().invoke(app, command.split()).exit_code == 0


QUESTIONS = (
    """blueprint id direction include exclude avoid without_derived points seed vary repeat"""
)
"""Keys that change which questions there are, and so every medium."""


def test_each_key_of_a_blueprint_changes_questions_or_shows_in_some_media() -> None:
    keys = {field.name for field in fields(Plan)} - OTHERWISE
    assert keys - {*QUESTIONS.split()} == FORM_MEDIA["pdf"].heeds
