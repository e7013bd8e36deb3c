"""The pages of a PDF two on a side, in the order in which a folded stack of sheets is read.

The sheets hold pictures of the pages: who reads by ear takes the PDF that they are made of.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from quizgen.model import Booklet
from quizgen.resources import extra

FOUR = 4
"""Pages of a sheet."""


def booklet(data: bytes, size: Booklet, *, is_rtl: bool = False) -> bytes:
    """Return a PDF as a booklet; one that is read from the right is folded on the right.

    Raises:
        MissingExtra: when pikepdf is not installed.

    """
    pikepdf: Any = extra("pikepdf", "pdf", "PDF")
    with pikepdf.open(io.BytesIO(data)) as pages, pikepdf.new() as sheets:
        _, _, width, height = (float(side) for side in pages.pages[0].mediabox)
        wide, high = (2 * width, height) if size is Booklet.FULL else (height, width)
        for sides in order(len(pages.pages)):
            sheet = sheets.add_blank_page(page_size=(wide, high))
            for place, index in enumerate(reversed(sides) if is_rtl else sides):
                if index < len(pages.pages):
                    left = place * wide / 2
                    half = pikepdf.Rectangle(left, 0, left + wide / 2, high)
                    form = sheets.copy_foreign(pages.pages[index].as_form_xobject())
                    name = sheet.add_resource(
                        form, pikepdf.Name.XObject, pikepdf.Name(f"/P{index}")
                    )
                    drawing = sheet.calc_form_xobject_placement(form, name, half)
                    sheet.contents_add(drawing)
        sheets.docinfo["/Title"] = str(pages.docinfo.get("/Title", ""))
        saved = io.BytesIO()
        sheets.save(saved, deterministic_id=True)
    return saved.getvalue()


def order(pages: int) -> Iterator[tuple[int, int]]:
    """Yield the pages, from 0, on the left and right of each side of the sheets.

    Those beyond the last are blank.
    """
    whole = -(-pages // FOUR) * FOUR
    for side in range(whole // 2):
        outer, inner = whole - 1 - side, side
        yield (inner, outer) if side % 2 else (outer, inner)
