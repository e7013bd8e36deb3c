"""Spreadsheets: the same cells are the same bytes, whenever they are written."""

from __future__ import annotations

import io
import zipfile

from quizgen.formats.exchange.sheets import workbook


def test_a_workbook_tells_no_time() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook([["a", 1]]))) as archive:
        properties = archive.read("docProps/core.xml").decode()
    assert properties.count("1980-01-01T00:00:00Z") == 2
