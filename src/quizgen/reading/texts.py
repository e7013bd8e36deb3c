"""The texts of sources, ``DIR/<citation key>.txt``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from quizgen import sources
from quizgen.checks.stages.files import NO_FILE
from quizgen.diagnostics import Diagnostic, Position, Problems
from quizgen.model import Reference
from quizgen.sources import SourceText
from quizgen.user_files import LARGEST_SOURCE, UnreadableError, read_text


def read_texts(folder: Path, references: Mapping[str, Reference]) -> dict[str, SourceText]:
    """Return the texts that are there, by citation key.

    Raises:
        Problems: when the folder is none, or a text in it cannot be read.

    """
    if not folder.is_dir():
        position = Position(folder.as_posix())
        raise Problems([Diagnostic(position, NO_FILE, "there is no such folder")])
    by_key = {}
    for key, reference in references.items():
        path = folder / f"{key}.txt"
        if os.path.lexists(path):
            by_key[key] = sources.parse(_text(path, folder), reference)
    return by_key


def _text(path: Path, folder: Path) -> str:
    try:
        return read_text(path, LARGEST_SOURCE, folder)
    except (FileNotFoundError, UnreadableError) as error:
        message = f"the text cannot be read: {error}"
        raise Problems([Diagnostic(Position(path.as_posix()), NO_FILE, message)]) from error
