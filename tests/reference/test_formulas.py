"""The page of formulas is as the list of what is set; ``make reference`` renews it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from quizgen.tex.commands import KNOWN
from tests.conftest import ROOT
from tools.reference import formulas


def test_the_page_of_formulas(golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "docs" / "formulas.md", formulas.page())


def test_every_command_is_on_the_page() -> None:
    page = formulas.page()
    assert {name for name in KNOWN if f"\\{name}" not in page} == set()
