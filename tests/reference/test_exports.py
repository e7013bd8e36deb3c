"""The page of exports is as the formats are; ``make reference`` renews it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.formats.exchange import EXCHANGE
from tests.conftest import ROOT
from tools.reference import exports

PAGE = ROOT / "docs" / "exports.md"


@pytest.mark.slow
def test_the_page_of_exports(golden: Callable[[Path, str], None]) -> None:
    golden(PAGE, exports.page())


def test_every_format_has_a_line() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"| `{name}` | `{row.suffix}` |" in text for name, row in EXCHANGE.items())
