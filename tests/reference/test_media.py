"""The reference of pages and media is as their tables are; ``make reference`` renews it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from quizgen.formats import MEDIA
from quizgen.formats.pages import PAGES
from tests.conftest import ROOT
from tools.reference import media


def test_the_page_of_media(golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "docs" / "media.md", media.page())


def test_every_page_and_medium_is_there_and_says_what_it_is() -> None:
    text = media.page()
    for name in (*PAGES, *MEDIA):
        assert f"| `{name}` |" in text
    assert "|  |\n" not in text
