"""The list of the papers in a folder, for whoever made them: it leads to keys, too."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.formats.pages.rendering import render
from quizgen.language import Language
from quizgen.model import Edition
from quizgen.records import dataclass

MOST = 60
"""Files of a paper that are listed; its folder has the rest."""


@dataclass(frozen=True, slots=True)
class PaperFiles:
    """A paper: its title, its folder, the codes of its versions, and its files in that folder."""

    title: str
    folder: str
    codes: tuple[str, ...]
    files: tuple[str, ...]


def papers(rows: Sequence[PaperFiles], edition: Edition, language: Language) -> bytes:
    """Return the page, which stands in the folder above those of the papers."""
    return render(
        "print/papers.html",
        language,
        edition,
        papers=tuple(rows),
        most=MOST,
    )
