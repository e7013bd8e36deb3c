"""The reference of the Python API is as its docstrings are; ``make reference`` renews it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import quizgen
from tests.conftest import ROOT
from tools.reference import api

PAGE = ROOT / "docs" / "api.md"


def test_the_page_of_the_api(golden: Callable[[Path, str], None]) -> None:
    golden(PAGE, api.page())


def test_nothing_is_left_out() -> None:
    text = api.page()
    for name in set(quizgen.__all__) - {"__version__", "Interaction"}:
        assert f"quizgen.{name}" in text
