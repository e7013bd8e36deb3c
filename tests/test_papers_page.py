"""The page of a teacher's week: its commands run as they stand there, its pictures are there."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quizgen import cli
from tests.conftest import ROOT, shipped

PAGE = (ROOT / "docs" / "papers.md").read_text(encoding="utf-8")
LARGEST = 100_000
"""Bytes of a picture on the page."""


@pytest.mark.slow
def test_a_week_runs_as_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("quizgen.cli.quiz.opened", lambda _folder, _when: shipped())
    shutil.copytree(ROOT / "decks", "decks")
    (blueprint,) = re.findall(r"```yaml\n# history.yaml\n(.*?)```", PAGE, re.DOTALL)
    Path("history.yaml").write_text(blueprint, encoding="utf-8")
    commands = re.findall(r"^\$ (cp|quizgen) (.*)$", PAGE, re.MULTILINE)
    for program, command in commands:
        if program == "cp":
            shutil.copy(*command.split())
            continue
        result = CliRunner().invoke(cli.app, shlex.split(command))
        assert result.exit_code == 0, (command, result.output)
        assert "warning" not in result.output, (command, result.output)
    assert len(commands) == 6
    papers = Path("out/quiz")
    first = json.loads((papers / "history-test" / "A.json").read_text(encoding="utf-8"))
    facts = {fact for item in first["items"] for fact in item["facts"]}
    resit = json.loads((papers / "history-resit" / ".quizgen.json").read_text(encoding="utf-8"))
    assert facts.isdisjoint(resit["facts"])
    edited = {path.name for path in (papers / "history-test" / "A-edited").glob("*.html")}
    assert edited == {"A-key.html", "A-worksheet.html", "A-worksheet-large-print.html"}


def test_the_pictures_of_the_page_are_small_and_there() -> None:
    for name in re.findall(r"!\[[^]]+\]\(([^)]+)\)", PAGE):
        data = (ROOT / "docs" / name).read_bytes()
        assert data.startswith(b"\x89PNG")
        assert len(data) < LARGEST
