"""An item taller than a page, and a text longer than a card."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quizgen import cli
from quizgen.checks.facts.long_text import LONGEST
from quizgen.formats.pages.flashcards import MOST
from tests.conftest import ROOT, needs

CASE = ROOT / "tests" / "cases" / "20-item-taller-than-a-page"


@pytest.fixture
def tall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(CASE, tmp_path / "decks")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> str:
    result = CliRunner().invoke(cli.app, words)
    assert result.exit_code == 0, result.output
    return re.sub(r"\s+", " ", result.output)


@pytest.mark.slow
def test_a_heading_stands_above_its_first_item_however_tall(tall: Path) -> None:
    needs("pdftotext")
    output = run("quiz", "--items", "2", "--seed", "1", "--to", "pdf", "--out", "q")
    assert "[long-text]" in output
    (path,) = tall.glob("q/quiz/*/A-worksheet.pdf")
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    pages = text.stdout.split("\f")
    (page,) = (page for page in pages if "Short answer" in page)
    assert "word0 word1" in page
    assert len([page for page in pages if page.strip()]) == 3


@pytest.mark.slow
def test_a_card_shows_the_beginning_of_what_no_card_holds(tall: Path) -> None:
    output = run("build", "--to", "flashcards", "--out", "o")
    assert "[long-text]" in output
    (page,) = tall.glob("o/print/*-flashcards.html")
    (front,) = re.findall(r"word0 word1[^<]*", page.read_text(encoding="utf-8"))
    assert front.endswith(" …")
    assert len(front) <= MOST + 2
    assert LONGEST <= MOST
