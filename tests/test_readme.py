"""The README's files and commands, as a newcomer would type them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quizgen import cli
from quizgen.facts import KINDS
from quizgen.facts.common import Fact
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
FILES = re.findall(r"```yaml\n# (\S+)\n(.*?)```", README, re.DOTALL)
CONSOLES = re.findall(r"```console\n(.*?)```", README, re.DOTALL)


def test_a_first_deck_in_five_minutes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    ran = 0
    for command, said in _commands():
        program, *words = command.split()
        if program == "quizgen":
            result = CliRunner().invoke(cli.app, words)
            assert result.exit_code == 0, result.output
            assert said in result.output
            ran += 1
    assert ran >= 4
    assert (tmp_path / "out" / "anki" / "moon.apkg").is_file()


def _commands() -> list[tuple[str, str]]:
    blocks = [block.split("$ ")[1:] for block in CONSOLES]
    return [tuple(line.split("\n", 1)) for lines in blocks for line in lines]


def test_make_targets_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = [command.split()[1] for command, _ in _commands() if command.startswith("make")]
    assert targets == ["build", "test"]
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_every_kind_and_key_is_in_the_readme() -> None:
    for name, kind in KINDS.items():
        assert f"`{name}:`" in README
        for key in set(kind.__dataclass_fields__) - {name, "locate", "kind"}:
            assert f"`{key}`" in README, (name, key)
    assert set(Fact.__dataclass_fields__) > {"id", "source"}


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", README):
        assert (ROOT / target).exists(), target
