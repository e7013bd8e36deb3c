"""Text files that are imported, whatever they are encoded in."""

from __future__ import annotations

import codecs
from pathlib import Path

from quizgen.imports.bundle import ImportRefused
from quizgen.user_files import LARGEST_TEXT, UnreadableError, read


def text_of(path: Path) -> str:
    """Return the text of a file: UTF-8, or UTF-16 that says so.

    Raises:
        ImportRefused: where it cannot be read.

    """
    try:
        data = read(path, LARGEST_TEXT)
    except FileNotFoundError as error:
        raise ImportRefused("there is no such file") from error
    except UnreadableError as error:
        raise ImportRefused(str(error)) from error
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefused(
            f"byte 0x{data[error.start]:02x} in it is not UTF-8: save it as UTF-8"
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def begins(path: Path) -> str:
    """Return how a text file begins, nothing where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(4096).decode("utf-8-sig", "ignore") if path.is_file() else ""
    except OSError:
        return ""
