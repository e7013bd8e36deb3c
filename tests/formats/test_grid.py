"""Tables to complete: no word is broken, whatever the edition and the number of columns."""

from __future__ import annotations

import pytest

from quizgen.formats.fitting import WIDTH
from quizgen.formats.grid import LEAST, PADDING, grid, height
from quizgen.model import Gap, Gaps

WORD = "signatories"


def table(columns: int, rows: int = 3) -> Gaps:
    """Return a table whose rows and columns are headed and whose cells are gaps."""
    head: tuple[str | Gap, ...] = ("", *(f"{WORD} {n}" for n in range(1, columns)))
    row: tuple[str | Gap, ...] = ("Soviet Union", *(Gap(n, WORD) for n in range(1, columns)))
    return Gaps((*head, *(row * rows)), columns=columns)


@pytest.mark.parametrize(
    ("columns", "whole", "least", "is_turned"),
    [
        (3, 36, 1, False),
        (6, 36, LEAST, False),
        (6, 36, 1, True),
        (3, 15, 1, True),
        (13, 36, 1, True),
    ],
)
def test_what_is_too_wide_is_set_smaller_or_turned(
    columns: int, whole: float, least: float, is_turned: bool
) -> None:
    found = grid(table(columns), whole, least)
    assert found.is_turned is is_turned
    assert sum(found.widths) == pytest.approx(100, abs=0.1)
    if not is_turned:
        assert LEAST <= found.scale <= 1
        narrowest = min(found.widths[1:]) / 100 * whole / found.scale
        assert narrowest >= len(WORD) * WIDTH, "the longest word has room"


@pytest.mark.parametrize(("columns", "whole"), [(3, 36), (13, 36)])
def test_more_rows_take_more_lines(columns: int, whole: float) -> None:
    few, many = (table(columns, rows) for rows in (3, 9))
    assert height(many, grid(many, whole), whole) > 2 * height(few, grid(few, whole), whole)


def test_a_number_stays_with_its_unit() -> None:
    area = "301,340\N{NO-BREAK SPACE}km\N{SUPERSCRIPT TWO}"
    widths = grid(Gaps(("Country", "Area", "Netherlands", Gap(1, area)), columns=2), 16).widths
    assert widths[1] / 100 * 16 >= len(area) * WIDTH + PADDING
