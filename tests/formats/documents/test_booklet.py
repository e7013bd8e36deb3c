"""Pages two on a side: in order when the stack is folded, on sheets of the size that is asked."""

from __future__ import annotations

import io

import pikepdf
import pytest

from quizgen.formats.documents.booklet import booklet, order
from quizgen.model import Booklet

A4 = (595.0, 842.0)


def pages(count: int) -> bytes:
    with pikepdf.new() as made:
        for number in range(count):
            page = made.add_blank_page(page_size=A4)
            page.Contents = made.make_stream(f"% page {number}".encode())
        saved = io.BytesIO()
        made.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, [(3, 0), (1, 2)]),
        (4, [(3, 0), (1, 2)]),
        (5, [(7, 0), (1, 6), (5, 2), (3, 4)]),
    ],
)
def test_the_order_of_a_folded_stack(count: int, expected: list[tuple[int, int]]) -> None:
    assert list(order(count)) == expected


@pytest.mark.parametrize("is_rtl", [False, True])
@pytest.mark.parametrize(
    ("size", "sheet"), [(Booklet.FULL, (1190, 842)), (Booklet.HALF, (842, 595))]
)
def test_the_sheets_hold_the_pages(size: Booklet, sheet: tuple[int, int], *, is_rtl: bool) -> None:
    folded = booklet(pages(3), size, is_rtl=is_rtl)
    assert folded == booklet(pages(3), size, is_rtl=is_rtl)
    with pikepdf.open(io.BytesIO(folded)) as made:
        assert [tuple(map(int, page.mediabox[2:])) for page in made.pages] == [sheet, sheet]
        drawn = [[x.read_bytes() for x in p.resources.XObject.values()] for p in made.pages]
        made.pages[0].contents_coalesce()
        placed = made.pages[0].Contents.read_bytes()
    assert [sorted(b"page" in d for d in side) for side in drawn] == [[True], [True, True]]
    (first,) = drawn[0]
    assert b"page 0" in first
    moved = [float(part.split()[-2]) for part in placed.split(b" cm")[:-1]]
    assert (max(moved) < sheet[0] / 2) is is_rtl, "the first page is on the side where it opens"
