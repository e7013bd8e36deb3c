"""The reference of commands is as the commands are; ``make reference`` renews it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from quizgen import cli
from tests.conftest import ROOT
from tools.reference import commands


def test_the_page_of_commands(golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "docs" / "commands.md", commands.page())


def test_every_flag_says_what_it_is_for() -> None:
    for name in cli.COMMANDS:
        for param in commands.command(name).params:
            assert param.help, (name, param.name)
            assert param.help.endswith((".", "…")), (name, param.help)
