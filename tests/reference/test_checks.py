"""The reference of the checks is as the checks are; ``make reference`` renews it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from quizgen.checks.explanation import reference
from tests.conftest import ROOT


def test_the_page_of_checks(golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "docs" / "checks.md", reference())
