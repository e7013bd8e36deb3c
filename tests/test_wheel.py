"""The wheel, installed into an empty environment, builds a deck from another folder."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from quizgen.resources import template_text, templates_dir
from tests.conftest import ROOT


def test_a_checkout_uses_its_own_templates() -> None:
    assert templates_dir() == ROOT / "templates"
    assert "@page" in template_text("print/page.css")


@pytest.mark.wheel
def test_the_wheel_works_alone(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    inside = zipfile.ZipFile(wheel).namelist()
    assert "quizgen/templates/anki/style.css" in inside
    assert "quizgen/py.typed" in inside

    home = tmp_path / "env"
    venv.create(home)
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(home / "bin" / "python"),
        "--quiet",
        "--disable-pip-version-check",
        "install",
        "--no-compile",
    ]
    subprocess.run([*pip, str(wheel)], check=True)

    decks = tmp_path / "elsewhere" / "decks"
    decks.mkdir(parents=True)
    (decks / "collection.yaml").write_text("id: mine\ntitle: Mine\n")
    (decks / "first.yaml").write_text(
        "deck: First\nid: first\nfacts:\n  - {question: Who?, id: who, answer: She}\n"
    )
    done = subprocess.run(
        [home / "bin" / "quizgen", "build"],
        cwd=decks.parent,
        check=True,
        capture_output=True,
        text=True,
    )
    assert "wrote out/anki/first.apkg" in done.stdout
    assert (decks.parent / "out" / "print" / "first-worksheet.html").is_file()
