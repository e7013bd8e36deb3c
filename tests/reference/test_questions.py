"""The reference of question types is as the types are; ``make reference`` renews it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from quizgen.questions import QUESTION_TYPES
from tests.conftest import ROOT
from tools.reference import questions


def test_the_page_of_questions(golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "docs" / "questions.md", questions.page())


def test_every_type_says_what_it_uses() -> None:
    for row in QUESTION_TYPES.values():
        assert "Uses " in (getattr(row, "__doc__", "") or ""), row.TYPE
