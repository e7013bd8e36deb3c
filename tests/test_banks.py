"""Items for other programs from the command line: what is lost, a file each, and the start page."""

from __future__ import annotations

import json
import re

import pytest
from lxml import etree
from typer.testing import CliRunner, Result

from quizgen import cli
from tests.conftest import Workspace

FACTS = """\
- {question: Who led it?, id: who, answer: Ada}
- {question: Where was it?, id: where, answer: Basel}
- {term: a line, id: line, means: a border that was drawn}
"""


@pytest.fixture
def small(workspace: Workspace) -> Workspace:
    workspace.deck(FACTS)
    return workspace


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.app, [*words])


@pytest.mark.parametrize("command", ["quiz --items 2 --types short", "build"])
def test_a_loss_is_an_error_where_every_item_is_to_be_exact(small: Workspace, command: str) -> None:
    result = run(*command.split(), "--to", "aiken", "--strict")
    assert result.exit_code == 1
    assert re.search(
        r"decks/small\.yaml:\d+:3: error: aiken: small/\S+ is left out: ", result.output
    )
    assert "[export-loss]" in result.output
    assert not small.out.exists() or not list(small.out.rglob("*.aiken.txt"))
    assert run(*command.split(), "--to", "csv", "--strict").exit_code == 0


@pytest.mark.parametrize("command", ["quiz", "build"])
def test_json_tells_what_the_other_formats_lose(small: Workspace, command: str) -> None:
    assert run(command, "--to", "json,moodle,aiken").exit_code == 0
    (path,) = [p for p in small.out.rglob("*.json") if p.name in ("A.json", "small.json")]
    data = json.loads(path.read_text(encoding="utf-8"))
    moodle, aiken = data["exports"]
    assert (moodle["format"], aiken["format"]) == ("moodle", "aiken")
    for export in (moodle, aiken):
        total = export["exact"] + export["nearest"] + export["left_out"]
        assert total == len(data["items"])
        assert len(export["losses"]) == total - export["exact"]
    assert aiken["losses"][0]["changes"] == ["Aiken holds multiple choice alone"]


@pytest.mark.parametrize("command", ["quiz", "build"])
def test_a_file_for_each_item_has_one_question_and_no_category(
    small: Workspace, command: str
) -> None:
    assert run(command, "--to", "moodle", "--one-file-each").exit_code == 0
    (folder,) = [path for path in small.out.rglob("*.moodle") if path.is_dir()]
    (category,) = folder.rglob("gitsync_category.xml")
    assert [q.get("type") for q in etree.parse(category).getroot()] == ["category"]
    files = [path for path in category.parent.iterdir() if path != category]
    assert len(files) > 1
    for path in files:
        (question,) = etree.parse(path).getroot()
        assert question.get("type") != "category"
        assert (question.findtext("idnumber") or "").replace("/", ".") == path.stem


def test_a_file_for_each_item_is_refused_where_no_format_has_any(small: Workspace) -> None:
    result = run("build", "--to", "gift", "--one-file-each")
    assert result.exit_code == 2
    assert "--one-file-each goes with --to moodle" in result.output


@pytest.mark.slow
def test_the_start_page_leads_to_each_bank(small: Workspace) -> None:
    run("build", "--to", "anki,print,web,site,lms")
    page = (small.out / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="(bank/[^"]+)"', page)
    assert links == [
        f"bank/small.{end}"
        for end in ("moodle.xml", "canvas.zip", "qti.zip", "qti3.zip", "h5p", "blackboard.txt")
    ]
    assert all((small.out / link).is_file() for link in links)
    run("build")
    assert "bank/" not in (small.out / "index.html").read_text(encoding="utf-8")
