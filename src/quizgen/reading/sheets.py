"""CSV and TSV files as spreadsheets write them: cells with their places in the file.

Read as Excel, LibreOffice and Google Sheets save them: with or without a byte order mark, with any
line ends, UTF-8 or (Excel's "Unicode text") UTF-16, divided by commas, semicolons or tabs, cells in
quotation marks where they need them (RFC 4180). Places count from 1, columns in characters.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from quizgen.checks.stages.files import EMPTY_FILE, ENCODING
from quizgen.checks.stages.rows import SHEET_SYNTAX
from quizgen.diagnostics import Diagnostic, Position
from quizgen.reading.events import UNMERGED, bad_character, conflict
from quizgen.records import dataclass

SUFFIXES = (".csv", ".tsv", ".txt")
"""Files that are sheets, by their ending."""
_SEPARATORS = ("\t", ";", ",")
_SAYS = re.compile(r"sep=([,;\t|])(?:\r\n|\n|\r|\Z)")
"""A first line by which Excel is told what divides the cells."""
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell: what it says, and where it begins and ends in the file's text.

    ``raw`` is what it says with the spaces at the ends of its lines.
    """

    text: str
    start: int
    end: int
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's text, what divides its cells, and the cells of each line that is not empty.

    ``starts`` are the offsets at which its lines begin. Where it is part of another file, it stands
    after that one's ``line``, and its lines are indented by ``indent`` characters.
    """

    path: str
    text: str
    separator: str
    starts: tuple[int, ...]
    rows: tuple[tuple[SheetCell, ...], ...] = ()
    line: int = 0
    indent: int = 0

    def place(self, offset: int) -> Position:
        """Return the line and column of an offset in the text."""
        line = bisect_right(self.starts, offset)
        column = offset - self.starts[line - 1] + 1 + self.indent
        return Position(self.path, self.line + line, column)


class RefusedSheetError(Exception):
    """Raised when a file is no sheet; carries what is wrong."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(str(diagnostic))


def read_sheet(path: str, data: bytes) -> Sheet:
    """Read a file's bytes.

    Raises:
        RefusedSheetError: where they are no text, or a quotation mark is not closed.

    """
    return parse(path, _decoded(path, data))


def parse(path: str, text: str, *, line: int = 0, indent: int = 0) -> Sheet:
    """Read a sheet's text, which stands after a line of some file and is indented.

    Raises:
        RefusedSheetError: where a quotation mark is not closed.

    """
    message = _SAYS.match(text)
    separator = message[1] if message else _separator(text)
    draft = Sheet(path, text, separator, _starts(text), line=line, indent=indent)
    rows: list[tuple[SheetCell, ...]] = []
    row: list[SheetCell] = []
    for cell, is_last in _cells(draft, message.end() if message else 0):
        row.append(cell)
        if is_last:
            if any(c.text for c in row):
                rows.append(tuple(row))
            row = []
    return replace(draft, rows=tuple(rows))


def _cells(sheet: Sheet, start: int) -> Iterator[tuple[SheetCell, bool]]:
    """Yield each cell, and whether it is the last of its line."""
    text, at = sheet.text, start
    pattern = _pattern(sheet.separator)
    while at < len(text):
        match = pattern.match(text, at)
        if match is None:
            raise RefusedSheetError(_misquoted(sheet, at))
        quoted, bare, after = match.group("quoted", "bare", "after")
        message = quoted.replace('""', '"') if quoted is not None else bare
        raw = _LINE_END.sub("\n", message)
        cell = SheetCell(_clean(message), match.start(), match.start("after"), raw)
        yield cell, after != sheet.separator
        at = match.end()
        if after == sheet.separator and at == len(text):
            yield SheetCell("", at, at), True


@lru_cache(maxsize=8)
def _pattern(separator: str) -> re.Pattern[str]:
    """Return what a cell is, up to and with what divides it from the next."""
    mark = re.escape(separator)
    space = rf"[^\S\r\n{mark}]*"
    quoted = rf'{space}"(?P<quoted>(?:[^"]|"")*)"{space}'
    bare = rf'(?!{space}")(?P<bare>[^{mark}\r\n]*)'
    return re.compile(rf"(?:{quoted}|{bare})(?P<after>{mark}|\r\n|\n|\r|\Z)")


def _misquoted(sheet: Sheet, at: int) -> Diagnostic:
    """Say what is wrong with a cell that begins with a quotation mark."""
    text = sheet.text
    opened = text.index('"', at)
    closed = re.compile(r'"(?:[^"]|"")*"').match(text, opened)
    if closed is None:
        message, hint = (
            "this quotation mark is not closed",
            'write "" for a quotation mark in a cell',
        )
        return Diagnostic(sheet.place(opened), SHEET_SYNTAX, message, hint)
    message = "text follows the quotation mark that closes a cell"
    hint = 'put the whole cell between quotation marks, and write "" for those inside it'
    return Diagnostic(sheet.place(closed.end()), SHEET_SYNTAX, message, hint)


def _clean(text: str) -> str:
    if "\n" not in text and "\r" not in text:
        return text.strip()
    return "\n".join(line.strip() for line in _LINE_END.split(text.strip()))


def _separator(text: str) -> str:
    """Return what divides the cells of the first line: a tab if it has one, else the commoner."""
    line = re.sub(r'"(?:[^"]|"")*"', "", _LINE_END.split(text.lstrip("\r\n"), maxsplit=1)[0])
    counts = {mark: line.count(mark) for mark in _SEPARATORS}
    if counts["\t"]:
        return "\t"
    return ";" if counts[";"] > counts[","] else ","


def _decoded(path: str, data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
    try:
        text = unicodedata.normalize("NFC", data.decode(encoding))
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        message = f"byte 0x{data[error.start]:02x} is not {encoding[:6].upper().rstrip('-')}"
        hint = "save the sheet as 'CSV UTF-8'"
        place = Sheet(path, before, ",", _starts(before)).place(len(before))
        raise RefusedSheetError(Diagnostic(place, ENCODING, message, hint)) from error
    if not text.strip():
        message = "the file is empty"
        hint = "let its first line name the columns"
        raise RefusedSheetError(Diagnostic(Position(path), EMPTY_FILE, message, hint))
    bad = bad_character(text)
    if bad is not None:
        place = Sheet(path, text, ",", _starts(text)).place(bad)
        message = f"the control character U+{ord(text[bad]):04X} is not text"
        raise RefusedSheetError(Diagnostic(place, ENCODING, message, "delete it"))
    unmerged = conflict(text)
    if unmerged is not None:
        place = Sheet(path, text, ",", _starts(text)).place(unmerged)
        raise RefusedSheetError(Diagnostic(place, SHEET_SYNTAX, *UNMERGED))
    return text


def _starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in _LINE_END.finditer(text)))
