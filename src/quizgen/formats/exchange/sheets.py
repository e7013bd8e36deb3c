"""Spreadsheets: cells of text that no program takes for formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from zipfile import ZipFile

from quizgen.formats.archive import with_fixed_dates
from quizgen.resources import extra

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*%?")
_WRITTEN = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def csv_sheet(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV in UTF-8.

    A cell that begins as a formula does gets a space before it: then it is text to a spreadsheet
    program, and the space is not seen. A plain number is let be.
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([*map(_defused, row)] for row in rows)
    return text.getvalue().encode()


def _defused(cell: str) -> str:
    return f" {cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell


def workbook(rows: Iterable[Sequence[str | int]], widths: Sequence[float] = ()) -> bytes:
    """Return rows as an Excel file of one sheet; each text is a cell of text, never a formula.

    ``widths`` are those of the first columns, in characters.

    Raises:
        MissingExtra: when openpyxl is not installed.

    """
    openpyxl: Any = extra("openpyxl", "sheets", "a spreadsheet")
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = _WRITTEN
    sheet = book.active
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value != "":
                cell = sheet.cell(number, column)
                cell.value = _CONTROL.sub("", value) if isinstance(value, str) else value
                cell.data_type = "s" if isinstance(value, str) else "n"
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width = width
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        openpyxl.writer.excel.ExcelWriter(book, archive).save()  # book.save() would write the time
    return with_fixed_dates(buffer.getvalue())
